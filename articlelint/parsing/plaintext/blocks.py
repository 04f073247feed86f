"""A run of plain-text lines that is no heading -> Blocks: paragraphs, list items, quotations, dividers."""

from __future__ import annotations

import re

from articlelint.model.article import Block, Container
from articlelint.parsing.plaintext.lines import Line, bullet_width, interrupts
from articlelint.parsing.plaintext.outline import Piece
from articlelint.text.source import Span

_FIELD = re.compile(r"[A-Z][A-Za-z-]{1,20}:[ \t]+\S")
_QUOTE_INDENT = 4


def blocks_of(piece: Piece) -> list[Block]:
    """The blocks of one piece."""
    lines = piece.lines
    if piece.kind == "break":
        return [_block("break", lines)]
    if len(lines) > 1 and all(_FIELD.match(line.words) for line in lines):
        return [_block("definition", lines)]
    blocks: list[Block] = []
    start = 0
    inside: tuple[Container, ...] = ("quote",) if _is_quote(lines) else ()
    in_list = False
    for number in range(len(lines) + 1):
        begins = (
            number < len(lines)
            and bullet_width(lines[number])
            and (number == 0 or in_list or interrupts(lines[number]))
        )
        if number < len(lines) and not begins:
            continue
        if number > start:
            blocks.append(_item(lines[start:number]) if in_list else _block("paragraph", lines[start:number], inside))
        start = number
        in_list = bool(begins)
    return blocks


def _is_quote(lines: list[Line]) -> bool:
    """Lines that are all indented alike stand apart from the text; an indented first line only begins a paragraph."""
    return len(lines) > 1 and all(line.indent >= _QUOTE_INDENT for line in lines) and not bullet_width(lines[0])


def _item(lines: list[Line]) -> Block:
    first = lines[0]
    width = bullet_width(first)
    marker = Span(first.start, first.start + width)
    words = first.words[width:]
    if not words and len(lines) == 1:
        return Block("item", marker, (), ("list",), marker)
    start = first.end - len(words.lstrip())
    spans = [Span(line.start, line.end) for line in lines]
    spans[0] = Span(start, first.end)
    if start == first.end:
        spans = spans[1:]
    return Block("paragraph", Span(spans[0].start, spans[-1].end), tuple(spans), ("list",), marker)


def _block(kind: str, lines: list[Line], inside: tuple[Container, ...] = ()) -> Block:
    spans = tuple(Span(line.start, line.end) for line in lines)
    return Block(kind, Span(spans[0].start, spans[-1].end), spans, inside)  # type: ignore[arg-type]
