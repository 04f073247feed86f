"""The diagnostics of each file below its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.report.concise import mark
from articlelint.report.summary import summary
from articlelint.report.terminal import NO_LINKS, linked, painted
from articlelint.text.escapes import visible

READERS: Readers = "people"


def _lines(path: str, group: list[Diagnostic], links: Mapping[str, str], *, colour: bool) -> Iterator[str]:
    yield f"{painted(visible(path), 'path', colour=colour)}:"
    places = [f"{each.start.line}:{each.start.column}" for each in group]
    wide = max(map(len, places))
    for place, each in zip(places, group, strict=True):
        severity = painted(f"{each.severity:<7}", each.severity, colour=colour)
        yield f"  {place:<{wide}}  {severity}  {linked(visible(each.rule), links.get(each.rule))}{mark(each)}  {visible(each.message)}"
    yield ""


def render(
    report: Report, *, colour: bool = False, quiet: bool = False, links: Mapping[str, str] = NO_LINKS, **_: Any
) -> str:
    """File by file, then the summary."""
    groups = groupby(report.diagnostics, key=lambda each: each.path)
    lines = [line for path, group in groups for line in _lines(path, list(group), links, colour=colour)]
    return "".join(f"{line}\n" for line in lines) + ("" if quiet else summary(report, colour=colour))
