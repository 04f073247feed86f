"""One line per diagnostic."""

from __future__ import annotations

from articlelint.diagnostic import Diagnostic, Report
from articlelint.report.summary import summary


def line(diagnostic: Diagnostic) -> str:
    """`path:line:column: severity rule message`."""
    place = f"{diagnostic.path}:{diagnostic.start.line}:{diagnostic.start.column}"
    mark = " [*]" if diagnostic.fix and diagnostic.fix.applicability == "safe" else ""
    return f"{place}: {diagnostic.severity} {diagnostic.rule}{mark} {diagnostic.message}"


def render(report: Report, *, colour: bool = False) -> str:
    """Every diagnostic, then the summary."""
    return "".join(f"{line(each)}\n" for each in report.diagnostics) + summary(report)
