"""Tables as GitHub reads them: a head, a delimiter row with as many cells, rows up to a blank line or another block."""

from __future__ import annotations

from articlelint.model.nodes import Block, Container
from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.containers import begins_block
from articlelint.parsing.markdown.positions import WHITE, Place
from articlelint.text.source import Span


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
