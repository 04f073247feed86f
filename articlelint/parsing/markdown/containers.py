"""Which lines belong to a quote, a footnote definition, a callout or a table, and what is left of each inside of it.

Quotes are not gathered by mistune: it goes on with any line that follows, also where the quote's last block is no paragraph.
"""

from __future__ import annotations

import re

from articlelint.model.nodes import Block, Container
from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.html import may_interrupt as html_may_interrupt
from articlelint.parsing.markdown.positions import WHITE, Contents, Lines, Place, columns, expanded
from articlelint.text.source import Span

# A line whose innermost block is a paragraph, so that the next one may go on with it without the container's marks.
_PARAGRAPH_LINE = re.compile(
    r"[ \t]*(?:(?:[*+-]|\d{1,9}[.)])(?=[ \t]|$)[ \t]*|>[ \t]*)*+(?!#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3}|<!--|\||-{3,}[ \t]*$)\S"
)
_FENCE_LINE = re.compile(r"[ \t]*(?:(?:[*+-]|\d{1,9}[.)])(?=[ \t])[ \t]*|>[ \t]*)*+(`{3,}|~{3,})")


# Of a text in which so many quotes ended early, no later one is read beyond its first lazy lines: to gather all that may belong to a
# quote, again for each that ends early, would take the square of the text.
MOST_ENDED = 16


def may_interrupt(marker: str) -> bool:
    """Whether a list with this first marker may follow a paragraph without a blank line."""
    return len(marker) == 1 or marker[:-1] == "1"


class _Gatherer:
    """Gathers a container's lines and knows what the last of them allows the next to be."""

    def __init__(self, state: Place) -> None:
        self.state = state
        self.lines = Lines()
        self.fence = ""
        self.last = ""

    def take(self, text: str, stop: int, number: int, *, lazy: bool = False) -> None:
        """Adds the line that ends at `stop`, the place's line of that number; `text` is what the container leaves of it."""
        state = self.state
        self.lines.homes.append(state.src.rfind("\n", 0, stop) + 1)
        if lazy:
            self.lines.lazy.add(self.lines.size)
        self.lines.add(text, stop + state.shifts[number] if state.shifts else stop)
        if lazy:
            return  # it goes on with the paragraph whose line was the last
        self.last = text
        if "```" in text or "~~~" in text:
            self._fences(text)

    def _fences(self, text: str) -> None:
        match = _FENCE_LINE.match(text)
        if self.fence:
            if match and match[1].startswith(self.fence) and not text[match.end() :].strip():
                self.fence = ""
        elif match and not (match[1][0] == "`" and "`" in text[match.end() :]):
            self.fence = match[1]

    def goes_on(self, pos: int) -> bool:
        """Whether the line at `pos`, which lacks the container's marks, is a lazy continuation of its last paragraph."""
        return not self.fence and _PARAGRAPH_LINE.match(self.last) is not None and not begins_block(self.state.src, pos)


def begins_block(src: str, pos: int) -> bool:
    """Whether a line begins a block that may follow a paragraph at once."""
    return bool(
        grammar.ITEM.match(src, pos)
        or grammar.ATX.match(src, pos)
        or grammar.QUOTE.match(src, pos)
        or grammar.BREAK.match(src, pos)
        or grammar.FENCE.match(src, pos)
        or grammar.FOOTNOTE.match(src, pos)
        or html_may_interrupt(src, pos)
    )


def quote(state: Place, pos: int) -> tuple[Contents, int]:
    """The inside of the quote at `pos`, and where it ends."""
    gathered = _Gatherer(state)
    number = state.line(pos)
    src = state.src
    while pos < state.cursor_max:
        stop = src.find("\n", pos)
        match = grammar.QUOTE.match(src, pos)
        lazy = not match
        if match:
            if gathered.lines.lazy and state.ended > MOST_ENDED:
                break
            rest = expanded(src[match.end() : stop], match.end() - pos)
            text = rest.removeprefix(" ")
        elif gathered.goes_on(pos) and src[pos:stop].strip(WHITE):
            text = expanded(
                src[pos:stop]
            )  # with its blanks: four of them keep a marker from beginning a list (example 238)
        else:
            break
        gathered.take(text, stop, number, lazy=lazy)
        number += 1
        pos = stop + 1
    lines = gathered.lines
    callout = grammar.CALLOUT.match(lines.pieces[0])
    if callout:
        lines = _without_callout_mark(lines, callout.end())
    return Contents(lines, "callout" if callout else "quote", state.take_marker()), pos


def _without_callout_mark(lines: Lines, mark: int) -> Lines:
    """The callout's title, a line that parts it from its text, and the text."""
    ends = [
        start + len(piece) + shift for start, piece, shift in zip(lines.starts, lines.pieces, lines.shifts, strict=True)
    ]
    apart = Lines()
    apart.lazy = {start - mark + 1 for start in lines.lazy}  # the mark went, a line end came
    apart.add(lines.pieces[0][mark:], ends[0])
    apart.add("", ends[0])
    apart.homes = [lines.homes[0], *lines.homes]
    for piece, end in zip(lines.pieces[1:], ends[1:], strict=True):
        apart.add(piece, end)
    return apart


def flat_item(state: Place, match: re.Match[str], inside: tuple[Container, ...]) -> None:
    """Takes down an item that is one line of plain text, without a place of its own."""
    shift = state.at(match.start()) - match.start() if state.starts else 0
    start, end = match.span(2)
    while state.src[end - 1] in WHITE:
        end -= 1
    span = Span(start + shift, end + shift)
    first, last = match.span(1)
    state.paper.blocks.append(Block("paragraph", span, (span,), inside, Span(first + shift, last + shift)))


def footnote(state: Place, match: re.Match[str]) -> tuple[Contents, int]:
    """The inside of a footnote definition, and where it ends."""
    stop = state.src.find("\n", match.end())
    gathered = _Gatherer(state)
    number = state.line(match.start())
    gathered.take(state.src[match.end() : stop].lstrip(" \t"), stop, number)
    pos = _gather_indented(gathered, stop + 1, number + 1, 4)
    return Contents(gathered.lines, "footnote", None), pos


def admonition(state: Place, match: re.Match[str]) -> tuple[Contents, int]:
    """The inside of `!!! note "Title"`, its title first, and where it ends."""
    gathered = _Gatherer(state)
    number = state.line(match.start())
    if match["admonition_1"]:
        gathered.take(match["admonition_1"], match.end("admonition_1"), number)
    gathered.take("", match.end(), number)
    pos = _gather_indented(gathered, match.end() + 1, number + 1, 4, lazy=False)
    return Contents(gathered.lines, "callout", state.take_marker()), pos


def _gather_indented(gathered: _Gatherer, pos: int, number: int, width: int, *, lazy: bool = True) -> int:
    """Gathers the lines that are indented by `width` columns or go on with a paragraph; answers where the container ends."""
    src = gathered.state.src
    limit = gathered.state.cursor_max
    end = pos
    blank = False
    while pos < limit:
        stop = src.find("\n", pos)
        line = src[pos:stop]
        words = line.lstrip(" \t")
        if not words.strip(WHITE):
            if lazy and not blank and len(gathered.lines.pieces) == 1 and not gathered.last.strip(WHITE):
                break  # an item may begin with at most one blank line
            gathered.take("", stop, number)
            blank = True
        else:
            lead = len(line) - len(words)
            if columns(line, 0, lead) >= width:
                gathered.take(expanded(line)[width:], stop, number)
            elif blank or not lazy or not gathered.goes_on(pos):
                break
            else:
                gathered.take(expanded(line), stop, number, lazy=True)
            blank = False
            end = stop + 1
        number += 1
        pos = stop + 1
    return end


def read_table(state: Place, pos: int) -> int | None:
    """Reads the table whose head is the line at `pos`. Answers where it ends, or None when none stands here."""
    src = state.src
    stop = src.find("\n", pos)
    if src.find("|", pos, stop) < 0:
        return None
    row = grammar.DELIMITER_ROW.match(src, stop + 1)
    if not row or stop + 1 >= state.cursor_max or "|" not in row[0]:
        return None
    head = _cells(src, pos, stop)
    if len(head) != len(_cells(src, row.start(), row.end())):
        return None
    state.close(pos)
    _take_row(state, head, pos)
    pos = row.end() + 1
    while pos < state.cursor_max:
        stop = src.find("\n", pos)
        if not src[pos:stop].strip(WHITE) or begins_block(src, pos):
            break
        _take_row(state, _cells(src, pos, stop)[: len(head)], pos)
        pos = stop + 1
    return pos


def _cells(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a row, with the blanks around their words."""
    while end > start and src[end - 1] in WHITE:
        end -= 1
    while start < end and src[start] in WHITE:
        start += 1
    if start < end and src[start] == "|":
        start += 1
    found = []
    cell = grammar.CELL
    while start <= end:
        match = cell.match(src, start, end)
        stop = match.end() if match else end
        found.append((start, stop))
        start = stop + 1
    if len(found) > 1 and found[-1][0] == found[-1][1]:
        found.pop()  # the bar that closes the row begins no cell
    return found


def _take_row(state: Place, cells: list[tuple[int, int]], pos: int) -> None:
    shift = state.at(pos) - pos if not state.shifts else state.shifts[state.line(pos)]
    inside: tuple[Container, ...] = (*state.inside, "table")
    blocks = state.paper.blocks
    for start, stop in cells:
        text = state.src[start:stop]
        words = text.strip(WHITE)
        if words:
            first = start + len(text) - len(text.lstrip(WHITE)) + shift
            span = Span(first, first + len(words))
            blocks.append(Block("cell", span, (span,), inside, state.take_marker()))
