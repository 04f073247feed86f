"""One file per output format: Report -> text."""

from __future__ import annotations

from importlib import import_module

from articlelint.diagnostic import Report
from articlelint.errors import UsageError

FORMATS = ("full", "concise", "json")


def render(report: Report, output_format: str, *, colour: bool = False) -> str:
    """The report in a format's text. Raises UsageError for a format that does not exist."""
    if output_format not in FORMATS:
        raise UsageError(f"unknown output format {output_format!r}; known are {', '.join(FORMATS)}")
    text: str = import_module(f"articlelint.report.{output_format}").render(report, colour=colour)
    return text
