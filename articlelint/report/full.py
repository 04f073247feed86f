"""Each diagnostic with its source line, a caret under the words it speaks of, and help."""

from __future__ import annotations

from articlelint.diagnostic import Diagnostic, Report
from articlelint.report.summary import summary


def block(diagnostic: Diagnostic) -> str:
    """One diagnostic as ruff shows one."""
    start, end = diagnostic.start, diagnostic.end
    number = str(start.line)
    margin = " " * len(number)
    before = start.column - diagnostic.excerpt_column
    width = end.column - start.column if end.line == start.line else len(diagnostic.excerpt) - before
    lead = "".join("\t" if c == "\t" else " " for c in diagnostic.excerpt[:before])
    mark = " [*]" if diagnostic.fix and diagnostic.fix.applicability == "safe" else ""
    lines = [
        f"{diagnostic.severity}: {diagnostic.rule}{mark}: {diagnostic.message}",
        f"{margin}--> {diagnostic.path}:{start.line}:{start.column}",
        f"{margin} |",
        f"{number} | {diagnostic.excerpt}",
        f"{margin} | {lead}{'^' * max(1, min(width, len(diagnostic.excerpt) - before))}",
    ]
    if diagnostic.help:
        lines.append(f"help: {diagnostic.help}")
    return "\n".join(lines) + "\n"


def render(report: Report, *, colour: bool = False) -> str:
    """Every diagnostic, a blank line between them, then the summary."""
    return "".join(block(each) + "\n" for each in report.diagnostics) + summary(report)
