"""Each diagnostic with its source line, a caret under the words it speaks of, and help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.report.concise import mark
from articlelint.report.summary import summary
from articlelint.report.terminal import NO_LINKS, TAB, expanded, linked, painted, width
from articlelint.text.escapes import visible

READERS: Readers = "people"
_LEAST_ROOM = 20


def block(diagnostic: Diagnostic, *, colour: bool = False, link: str | None = None, columns: int = 0) -> str:
    """One diagnostic as ruff shows one."""
    start = diagnostic.start
    severity = painted(diagnostic.severity, diagnostic.severity, colour=colour)
    margin = " " * len(str(start.line))
    arrow = painted("-->", "line", colour=colour)
    rule = linked(painted(visible(diagnostic.rule), "path", colour=colour), link)
    lines = [
        f"{severity}: {rule}{mark(diagnostic)}: {visible(diagnostic.message)}",
        f"{margin}{arrow} {visible(diagnostic.path)}:{start.line}:{start.column}",
        *(_excerpt(diagnostic, columns, colour=colour) if diagnostic.excerpt else ()),
    ]
    if diagnostic.help:
        lines.append(f"{painted('help', 'help', colour=colour)}: {visible(diagnostic.help)}")
    return "\n".join(lines) + "\n"


def _excerpt(diagnostic: Diagnostic, columns: int, *, colour: bool) -> list[str]:
    """The source line and the carets under it, aligned by the columns that a terminal gives to each character.

    Of a line that would be wrapped, which tears the carets away from their words, what is around the words is shown.
    """
    start, end = diagnostic.start, diagnostic.end
    text = diagnostic.excerpt
    before = start.column - diagnostic.excerpt_column
    after = end.column - diagnostic.excerpt_column if end.line == start.line else len(text)
    number = str(start.line)
    first, last = _window(text, before, min(after, len(text)), columns - len(number) - 3) if columns else (0, len(text))
    cut, more = "…" if first or diagnostic.excerpt_column > 1 else "", "…" if last < len(text) else ""
    text, before, after = text[first:last], before - first, min(after, last) - first
    lead = width(expanded(visible(cut + text[:before])))
    carets = "^" * max(1, width(expanded(visible(cut + text[: min(after, len(text))]))) - lead)
    bar = painted("|", "line", colour=colour)
    margin = " " * len(number)
    shown = expanded(visible(cut + text + more)).rstrip()
    return [
        f"{margin} {bar}",
        f"{painted(number, 'line', colour=colour)} {bar} {shown}".rstrip(),
        f"{margin} {bar} {' ' * lead}{painted(carets, diagnostic.severity, colour=colour)}",
    ]


def _window(text: str, before: int, after: int, room: int) -> tuple[int, int]:
    """The part of a line that fits into so many columns, with the marked words in it, or their beginning, and more before them than behind."""
    room = max(room, _LEAST_ROOM)
    widths = [_width(character) for character in text]
    if sum(widths) <= room:
        return 0, len(text)
    room -= 2  # for the marks of what is cut off
    first, last, taken = before, before, 0
    while last < len(text) and taken + widths[last] <= room and (last < after or taken < room * 2 // 3):
        taken += widths[last]
        last += 1
    while first > 0 and taken + widths[first - 1] <= room:
        first -= 1
        taken += widths[first]
    while last < len(text) and taken + widths[last] <= room:
        taken += widths[last]
        last += 1
    return first, last


def _width(character: str) -> int:
    return TAB if character == "\t" else width(visible(character))


def render(
    report: Report,
    *,
    colour: bool = False,
    quiet: bool = False,
    links: Mapping[str, str] = NO_LINKS,
    columns: int = 0,
    **_: Any,
) -> str:
    """Every diagnostic, a blank line between them, then the summary."""
    blocks = "".join(
        block(each, colour=colour, link=links.get(each.rule), columns=columns) + "\n" for each in report.diagnostics
    )
    return blocks + ("" if quiet else summary(report, colour=colour))
