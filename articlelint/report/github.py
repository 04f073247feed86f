"""GitHub workflow commands: annotations on the lines of a pull request.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word. The worst are annotated within that
budget, the others are plain lines of the log, and `step_summary` is a table of all for $GITHUB_STEP_SUMMARY.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from articlelint.model.diagnostics import SEVERITIES, Diagnostic, Report, Severity
from articlelint.report import Readers
from articlelint.report.concise import line
from articlelint.text.escapes import escaped, visible

READERS: Readers = "forge"

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
BUDGET = 10
_MOST_SUMMARY_BYTES = 900_000  # GitHub refuses a summary of more than a mebibyte


def annotation(diagnostic: Diagnostic, prefix: str = "") -> str:
    """One workflow command."""
    start, end = diagnostic.start, diagnostic.end
    values = {
        "title": f"articlelint ({diagnostic.rule})",
        "file": prefix + diagnostic.path,
        "line": start.line,
        "col": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in values.items())
    text = visible(f"{prefix}{diagnostic.path}:{start.line}:{start.column}: {diagnostic.rule} {diagnostic.message}")
    if diagnostic.help:
        text += f"\nhelp: {visible(diagnostic.help)}"
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    """As GitHub's toolkit escapes data: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escaped(text)).replace(":", "%3A").replace(",", "%2C")


def render(report: Report, *, prefix: str = "", **_: Any) -> str:
    """Annotations within the budget, then the rest as log lines that no runner takes for commands."""
    spent: Counter[Severity] = Counter()
    annotated: list[str] = []
    rest: list[str] = []
    for each in report.diagnostics:
        spent[each.severity] += 1
        if spent[each.severity] <= BUDGET:
            annotated.append(annotation(each, prefix))
        else:
            rest.append(line(each, prefix=prefix))
    return "".join(f"{each}\n" for each in (*annotated, *rest))


def step_summary(report: Report, prefix: str = "") -> str:
    """A Markdown table of every finding, the gravest first."""
    if not report.diagnostics:
        return f"### articlelint\n\nNo findings in {report.files} files.\n"
    counts = ", ".join(f"{report.count(each)} {each}" for each in SEVERITIES if report.count(each))
    pieces = [f"### articlelint: {counts}\n\n| | place | rule | finding |\n|---|---|---|---|\n"]
    ranked = sorted(report.diagnostics, key=lambda each: SEVERITIES.index(each.severity))
    room = _MOST_SUMMARY_BYTES
    for number, each in enumerate(ranked):
        row = _row(each, prefix)
        room -= len(row.encode("utf-8", "replace"))
        if room < 0:
            pieces.append(f"\n... and {len(ranked) - number} more.\n")
            break
        pieces.append(row)
    return "".join(pieces) + "\n"


def _row(each: Diagnostic, prefix: str) -> str:
    place = f"{prefix}{each.path}:{each.start.line}:{each.start.column}"
    cells = (each.severity, f"`{place}`", each.rule, each.message)
    return "| " + " | ".join(visible(cell).replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |\n"
