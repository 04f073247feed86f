"""One line per diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.report.summary import summary
from articlelint.report.terminal import NO_LINKS, linked, painted
from articlelint.text.escapes import visible

READERS: Readers = "people"


def mark(diagnostic: Diagnostic) -> str:
    """` [*]` for what `--fix` mends."""
    return " [*]" if diagnostic.fix and diagnostic.fix.applicability == "safe" else ""


def line(diagnostic: Diagnostic, *, colour: bool = False, prefix: str = "", link: str | None = None) -> str:
    """`path:line:column: severity rule message`."""
    path = painted(visible(prefix + diagnostic.path), "path", colour=colour)
    severity = painted(diagnostic.severity, diagnostic.severity, colour=colour)
    place = f"{path}:{diagnostic.start.line}:{diagnostic.start.column}"
    return (
        f"{place}: {severity} {linked(visible(diagnostic.rule), link)}{mark(diagnostic)} {visible(diagnostic.message)}"
    )


def render(
    report: Report, *, colour: bool = False, quiet: bool = False, links: Mapping[str, str] = NO_LINKS, **_: Any
) -> str:
    """Every diagnostic, then the summary."""
    lines = "".join(f"{line(each, colour=colour, link=links.get(each.rule))}\n" for each in report.diagnostics)
    return lines + ("" if quiet else summary(report, colour=colour))
