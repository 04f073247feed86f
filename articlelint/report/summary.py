"""The last lines that a person reads: how many findings, in how many files, and what can be fixed."""

from __future__ import annotations

from articlelint.diagnostic import SEVERITIES, Report


def summary(report: Report) -> str:
    """Never part of a machine format."""
    files = f"{report.files} file{'' if report.files == 1 else 's'}"
    if not report.diagnostics:
        first = f"All good: no findings in {files}.\n"
    else:
        counts = ", ".join(
            f"{number} {severity}{'' if number == 1 else 's'}"
            for severity in SEVERITIES
            if (number := report.count(severity))
        )
        first = f"Found {counts} in {files}.\n"
    notes = "".join(f"note: {note}\n" for note in report.notes)
    lone = "note: references were not resolved: this article is not part of a corpus.\n" if report.lone else ""
    return first + notes + lone
