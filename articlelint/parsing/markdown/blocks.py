"""Markdown's blocks with their places: a reader by mistune's grammar, line by line, that takes down spans instead of tokens.

Runs of plain lines are passed over in one match; any other line is judged by its first character. What a construct is,
and what may interrupt what, is CommonMark's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from articlelint.model.nodes import Block, Container
from articlelint.parsing.markdown import containers, mdx
from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.extensions import (
    NOTHING,
    read_break,
    read_comment,
    read_directive,
    read_fence,
    read_html,
    read_indented,
    read_math,
    read_paired,
)
from articlelint.parsing.markdown.headings import read_atx, read_setext
from articlelint.parsing.markdown.long import key_of
from articlelint.parsing.markdown.positions import WHITE, Place
from articlelint.parsing.markdown.tables import read_table
from articlelint.parsing.markdown.text import plain
from articlelint.text.source import Span

_MARKS = frozenset("#~>-+=<|$%")  # what begins no plain line
Read = Callable[["BlockReader", Place, int], int]
# The rule under the head of a table as Pandoc writes it: what its last rule ends is no heading, though CommonMark sees one.
_RULES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
_HREF = re.compile(r"\s*(?:<([^<>\n]*)>|(\S+))")


class BlockReader:
    """Reads the text of a `Place`: what it finds goes to the place's paper."""

    def parse(self, state: Place) -> None:
        """Reads a place's whole text."""
        src = state.src
        limit = state.cursor_max
        pos = state.cursor
        run_at = grammar.PLAIN_RUN.match
        blanks = grammar.BLANKS.match
        while pos < limit:
            first = src[pos]
            if first == "\n":
                if state.open >= 0:
                    state.close(pos)
                pos += 1
                continue
            if first not in _MARKS and not (first in "ie" and state.paper.mdx):
                run = run_at(src, pos)
                if run:
                    if state.open < 0:
                        state.open = pos
                    pos = run.end()
                    continue
                gap = blanks(src, pos) if first in WHITE else None
                if gap:
                    state.close(pos)
                    pos = gap.end()
                    continue
            pos = self._read_line(state, pos)
        state.close(limit)

    def _read_line(self, state: Place, pos: int) -> int:
        """Reads the construct that begins with the line at `pos`, or adds the line to the open paragraph."""
        if state.open >= 0 and pos in state.lazy:
            return state.find_line_end_at(pos)
        src = state.src
        read = READERS.get(src[pos])
        if read:
            end = read(self, state, pos)
            if end != NOTHING:
                return end
        indent = grammar.INDENT.match(src, pos)
        first = indent.end() if indent else pos
        deep = (first - pos > 3 or "\t" in src[pos:first]) and not state.paper.mdx
        if deep and containers.columns(src, pos, first) > 3:
            if state.open < 0:
                return read_indented(state, pos)
        else:
            read = READERS.get(src[first]) if first > pos else None
            if read:
                end = read(self, state, pos)
                if end != NOTHING:
                    return end
            end = read_table(state, pos)
            if end != NOTHING:
                return end
        if state.open < 0:
            state.open = pos
        return state.find_line_end_at(pos)


def _read_atx(reader: BlockReader, state: Place, pos: int) -> int:
    if not state.starts:
        simple = grammar.PLAIN_ATX.match(state.src, pos)
        if simple:
            state.close(pos)
            words = Span._make(simple.span(2))
            state.add_heading(len(simple[1]), Span(pos, words.end), words, plain(simple[2]), None)
            return simple.end()
    match = grammar.ATX.match(state.src, pos)
    if not match:
        return NOTHING
    state.close(pos)
    read_atx(state, pos, match.end(), len(match["atx_1"]))
    return match.end() + 1


def _read_quote(reader: BlockReader, state: Place, pos: int) -> int:
    if state.level >= grammar.MOST_NESTED:
        return NOTHING
    state.close(pos)
    child, end = containers.quote(state, pos)
    reader.parse(child)
    return end


def _read_dash(reader: BlockReader, state: Place, pos: int) -> int:
    end = _read_underline(reader, state, pos)
    return end if end != NOTHING else _read_bullet(reader, state, pos)


def _read_underline(reader: BlockReader, state: Place, pos: int) -> int:
    match = grammar.SETEXT.match(state.src, pos) if state.open >= 0 else None
    if not match or _ends_table(state.src, state.open):
        return NOTHING
    read_setext(state, pos, match.end(), 1 if match[1][0] == "=" else 2)
    return match.end() + 1


def _ends_table(src: str, start: int) -> bool:
    """Whether the lines from `start` on stand right under a rule in pieces."""
    before = src.rfind("\n", 0, max(0, start - 1)) + 1
    return start > 0 and _RULES.fullmatch(src, before, start - 1) is not None


def _read_bullet(reader: BlockReader, state: Place, pos: int) -> int:
    end = read_break(reader, state, pos)
    return end if end != NOTHING else _read_list(reader, state, pos)


def _read_list(reader: BlockReader, state: Place, pos: int) -> int:
    match = grammar.ITEM.match(state.src, pos)
    if not match or state.level >= grammar.MOST_NESTED:
        return NOTHING
    if state.open >= 0 and (match[3] is None or not containers.may_interrupt(match[2])):
        return NOTHING
    state.close(pos)
    kind = match[2][-1]
    end = pos
    src = state.src
    inside: tuple[Container, ...] = (*state.inside, "list")
    while match and match[2][-1] == kind:
        flat = grammar.FLAT_ITEM.match(src, match.start())
        if flat:
            containers.flat_item(state, flat, inside)
            end = flat.end()
        elif grammar.BREAK.match(src, match.start()):
            break
        else:
            child, end = containers.item(state, match)
            _read_item(reader, state, child)
        following = grammar.BLANKS.match(src, end)
        match = grammar.ITEM.match(src, following.end() if following else end)
        if match:
            end = match.start()
    return end


def _read_item(reader: BlockReader, state: Place, child: Place) -> None:
    """Reads the inside of an item; one in which nothing stands is taken down as such."""
    blocks = state.paper.blocks
    count = len(blocks)
    marker = child.marker
    reader.parse(child)
    if len(blocks) == count and marker:
        blocks.append(Block("item", marker, (), child.inside, marker))


def _read_definition(reader: BlockReader, state: Place, pos: int) -> int:
    note = grammar.FOOTNOTE.match(state.src, pos)
    if note and state.level < grammar.MOST_NESTED:
        state.close(pos)
        state.paper.footnotes.add(key_of(note[1]))
        child, end = containers.footnote(state, note)
        reader.parse(child)
        return end
    match = grammar.LINK_DEFINITION.match(state.src, pos) if state.open < 0 else None
    if not match:
        return NOTHING
    end = state.definitions.end(match) or NOTHING
    href = _HREF.match(state.src, match.end())
    if end == NOTHING or not href:
        return NOTHING
    start, stop = href.span(1) if href[1] is not None else href.span(2)
    state.paper.definitions.setdefault(key_of(match["reflink_1"]), Span(state.at(start), state.at(stop - 1) + 1))
    state.add_leaf("definition", pos, end)
    return end


def _read_admonition(reader: BlockReader, state: Place, pos: int) -> int:
    match = grammar.ADMONITION.match(state.src, pos)
    if not match or state.level >= grammar.MOST_NESTED:
        return NOTHING
    state.close(pos)
    child, end = containers.admonition(state, match)
    reader.parse(child)
    return end


def _read_brace(reader: BlockReader, state: Place, pos: int) -> int:
    end = mdx.read_comment(reader, state, pos)
    return end if end != NOTHING else read_paired(state, pos)


def _read_angle(reader: BlockReader, state: Place, pos: int) -> int:
    html = grammar.HTML.match(state.src, pos) if state.paper.mdx else None
    if state.paper.mdx and (html is None or (html[2] is not None and html[2].lower() not in grammar.RAW_TAGS)):
        return mdx.read_tags(state, pos)
    return read_html(reader, state, pos)


READERS: dict[str, Read] = {
    "#": _read_atx,
    "`": read_fence,
    "~": read_fence,
    ">": _read_quote,
    "-": _read_dash,
    "+": _read_list,
    "*": _read_bullet,
    "_": read_break,
    "=": _read_underline,
    "<": _read_angle,
    "{": _read_brace,
    "i": mdx.read_module,
    "e": mdx.read_module,
    "[": _read_definition,
    "$": read_math,
    "%": read_comment,
    "!": _read_admonition,
    "?": _read_admonition,
    ":": read_directive,
    **dict.fromkeys("0123456789", _read_list),
}
