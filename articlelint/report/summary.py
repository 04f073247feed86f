"""The last lines that a person reads: how many findings, in how many files, and what can be fixed."""

from __future__ import annotations

from articlelint.model.diagnostics import SEVERITIES, Report, counted
from articlelint.report.terminal import painted
from articlelint.text.escapes import visible


def summary(report: Report, *, colour: bool = False) -> str:
    """Never part of a machine format."""
    files = counted(report.files, "file")
    if report.diagnostics:
        counts = ", ".join(counted(report.count(each), each) for each in SEVERITIES if report.count(each))
        first = f"Found {counts} in {files}.\n"
    elif report.files and not report.failures:
        first = painted(f"All good: no findings in {files}.", "good", colour=colour) + "\n"
    else:
        first = f"No findings in {files}.\n" if report.files else ""
    notes = "".join(f"note: {visible(note)}\n" for note in report.notes)
    lone = (
        "note: references were not resolved: this article is not part of a corpus.\n"
        if report.lone and report.files and not any(each.rule.startswith("references/") for each in report.diagnostics)
        else ""
    )
    return first + _fixable(report) + notes + lone


def _fixable(report: Report) -> str:
    kinds = [each.fix.applicability for each in report.diagnostics if each.fix]
    safe, unsafe = kinds.count("safe"), kinds.count("unsafe")
    if safe and unsafe:
        return f"[*] {safe} fixable with `--fix`, {unsafe} more with `--fix --unsafe-fixes`.\n"
    if safe:
        return f"[*] {safe} fixable with `--fix`.\n"
    return f"{unsafe} fixable with `--fix --unsafe-fixes`.\n" if unsafe else ""
