"""Each diagnostic with its source line, a caret under the words it speaks of, and help."""

from __future__ import annotations

from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.report.concise import mark
from articlelint.report.summary import summary
from articlelint.report.terminal import expanded, painted, width
from articlelint.text.escapes import visible

READERS: Readers = "people"


def block(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """One diagnostic as ruff shows one."""
    start = diagnostic.start
    severity = painted(diagnostic.severity, diagnostic.severity, colour=colour)
    margin = " " * len(str(start.line))
    arrow = painted("-->", "line", colour=colour)
    lines = [
        f"{severity}: {painted(visible(diagnostic.rule), 'path', colour=colour)}{mark(diagnostic)}: {visible(diagnostic.message)}",
        f"{margin}{arrow} {visible(diagnostic.path)}:{start.line}:{start.column}",
        *(_excerpt(diagnostic, colour=colour) if diagnostic.excerpt else ()),
    ]
    if diagnostic.help:
        lines.append(f"{painted('help', 'help', colour=colour)}: {visible(diagnostic.help)}")
    return "\n".join(lines) + "\n"


def _excerpt(diagnostic: Diagnostic, *, colour: bool) -> list[str]:
    """The source line and the carets under it, aligned by the columns that a terminal gives to each character."""
    start, end = diagnostic.start, diagnostic.end
    text = diagnostic.excerpt
    before = start.column - diagnostic.excerpt_column
    after = end.column - diagnostic.excerpt_column if end.line == start.line else len(text)
    cut = "…" if diagnostic.excerpt_column > 1 else ""
    lead = width(expanded(visible(cut + text[:before])))
    carets = "^" * max(1, width(expanded(visible(cut + text[: min(after, len(text))]))) - lead)
    number = str(start.line)
    bar = painted("|", "line", colour=colour)
    margin = " " * len(number)
    shown = expanded(visible(cut + text)).rstrip()
    return [
        f"{margin} {bar}",
        f"{painted(number, 'line', colour=colour)} {bar} {shown}".rstrip(),
        f"{margin} {bar} {' ' * lead}{painted(carets, diagnostic.severity, colour=colour)}",
    ]


def render(report: Report, *, colour: bool = False, quiet: bool = False, **_: Any) -> str:
    """Every diagnostic, a blank line between them, then the summary."""
    blocks = "".join(block(each, colour=colour) + "\n" for each in report.diagnostics)
    return blocks + ("" if quiet else summary(report, colour=colour))
