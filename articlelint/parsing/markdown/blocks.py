"""Markdown's blocks with their places: mistune's block parser, which takes down spans instead of tokens.

mistune knows what a construct is, what may interrupt what, and which lines belong to a list item. Its own tokens have no places, so
`BlockReader` reads line by line in `parse` and takes down where each block begins and ends. What mistune has no rule for is registered
as its plug-ins register theirs. Where it differs from CommonMark, a method is overridden, and says so (docs/design/markdown.md).
Runs of plain lines and lists of plain items are passed over in one match each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.util import unikey

from articlelint.model.nodes import Block, BlockKind, Container
from articlelint.parsing.markdown import containers, extensions, html
from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.headings import plain, read_atx, read_setext
from articlelint.parsing.markdown.positions import WHITE, ContainerEnded, Contents, Place, columns
from articlelint.text.source import Span

Rule = Callable[[Any, re.Match[str], Any], int | None]  # as mistune calls it: with a BlockReader and a Place

_MARKS = frozenset("#~>-+=<|$%")  # what begins no plain line
_CONTAINERS = ("block_quote", "list", "footnote", "admonition")
_KINDS: dict[str, BlockKind] = {"block_code": "code", "thematic_break": "break", "block_html": "html"}
# Which rules can match a line whose first character is this one, in their order.
_STARTS: dict[str, tuple[str, ...]] = {
    "#": ("atx_heading",),
    "`": ("fenced_code",),
    "~": ("fenced_code",),
    ">": ("block_quote",),
    "-": ("setex_heading", "thematic_break", "list"),
    "=": ("setex_heading",),
    "*": ("thematic_break", "list"),
    "_": ("thematic_break",),
    "+": ("list",),
    **dict.fromkeys("0123456789", ("list",)),
    "[": ("footnote", "ref_link"),
    "<": ("raw_html",),
    "{": ("hidden_expression", "paired_tags"),
    "$": ("math",),
    "%": ("hidden_text",),
    ":": ("directive",),
    "!": ("admonition",),
    "?": ("admonition",),
    "i": ("module",),
    "e": ("module",),
}
# The rule under the head of a table as Pandoc writes it: what its last rule ends is no heading, though CommonMark sees one.
_RULES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
_HREF = re.compile(r"\s*(?:<([^<>\n]*)>|(\S+))")


class BlockReader(BlockParser):
    """Reads the text of a `Place`: what it finds goes to the place's paper."""

    state_cls = Place

    def __init__(self, *, mdx: bool = False) -> None:
        super().__init__()
        self.specification.update(grammar.CORRECTED)
        for name, pattern, function in _RULES_OF_OURS:
            self.register(name, pattern, function)
        self.list_rules = self.block_quote_rules = list(self.rules)
        if mdx:  # a tag needs no blank line around it, and indented lines are text
            self.register("raw_html", r" {0,3}<", _parse_mdx_tags)
        self._indented = None if mdx else self.compile_sc(["indent_code"])
        self._table = self.compile_sc(["table"])
        self._any = {first: self.compile_sc(list(names)) for first, names in _STARTS.items()}
        leaves = {first: [name for name in names if name not in _CONTAINERS] for first, names in _STARTS.items()}
        self._leaf = {first: self.compile_sc(names) for first, names in leaves.items() if names}

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """Reads a place's whole text."""
        assert isinstance(state, Place)
        blocks = state.paper.blocks
        count = len(blocks)
        marker = state.marker
        try:
            self._parse(state, rules)
        finally:
            if marker and len(blocks) == count and state.inside[-1] == "list":  # an item in which nothing stands
                blocks.append(Block("item", marker, (), state.inside, marker))

    def _parse(self, state: Place, rules: list[str] | None) -> None:
        src = state.src
        limit = state.cursor_max
        pos = state.cursor
        run_at = grammar.PLAIN_RUN.match
        blanks = grammar.BLANKS.match
        starts = self._any if rules is None or "list" in rules else self._leaf
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
                    self._open_paragraph(state, pos)
                    pos = run.end()
                    continue
                gap = blanks(src, pos) if first in WHITE else None
                if gap:
                    state.close(pos)
                    pos = gap.end()
                    continue
            state.cursor = pos
            pos = self._parse_line(state, pos, starts)
        state.close(limit)

    def _open_paragraph(self, state: Place, pos: int) -> None:
        """Opens a paragraph where none is open; a line without the container's marks cannot begin one in it."""
        if state.open < 0:
            if pos in state.lazy_line_starts and pos != state.defined:
                raise ContainerEnded(state, pos)
            state.cursor = pos
            state.add_paragraph("")

    def _parse_line(self, state: Place, pos: int, starts: dict[str, re.Pattern[str]]) -> int:
        """Reads the construct that begins with the line at `pos`, or adds the line to the open paragraph."""
        src = state.src
        lazy = pos in state.lazy_line_starts
        if lazy and ((state.open < 0 and pos != state.defined) or _begins_block_outside(state, pos)):
            state.close(pos)
            raise ContainerEnded(state, pos)
        if not lazy or (state.open < 0 and src[pos] == "["):
            indent = grammar.INDENT.match(src, pos)
            first = indent.end() if indent else pos
            if self._indented and first > pos and columns(src, pos, first) > 3:
                match = self._indented.match(src, pos)
                end = self.parse_method(match, state) if match else None
            else:
                pattern = starts.get(src[first])
                match = pattern.match(src, pos) if pattern else None
                end = self.parse_method(match, state) if match else None
                if end is None and (match := self._table.match(src, pos)):
                    end = self.parse_method(match, state)
            if end:
                return end
        end = state.find_line_end()
        state.add_paragraph("")
        return end

    def parse_method(self, m: re.Match[str], state: BlockState) -> int | None:
        """Reads the construct of a match by its rule, and takes down its place."""
        assert isinstance(state, Place)
        if state.item >= 0:
            return m.start()  # mistune asks what ends a list: what begins there is read when the list is
        state.begin = m.start()
        try:
            end = super().parse_method(m, state)
        except ContainerEnded as ended:
            if ended.parent is not state:
                raise
            end = ended.end
            state.ended += 1
        if end and state.open < 0 and state.tokens:
            kind = _KINDS.get(state.tokens.pop()["type"])
            if kind:
                state.add_leaf(kind, m.start(), end)
        if end and state.cut >= 0:
            end, state.cut = min(end, state.cut) if state.cut in state.lazy_line_starts else end, -1
        return end

    def parse_atx_heading(self, m: re.Match[str], state: BlockState) -> int:
        """Reads `## Words`. mistune's own takes the square of a line of blanks to find the closing marks."""
        assert isinstance(state, Place)
        state.close(m.start())
        simple = grammar.PLAIN_ATX.match(state.src, m.start()) if not state.starts else None
        if simple:
            words = Span._make(simple.span(2))
            state.add_heading(len(simple[1]), Span(m.start(), words.end), words, plain(simple[2]), None)
        else:
            read_atx(state, m.start(), m.end(), len(m["atx_1"]))
        return m.end() + 1

    def parse_setex_heading(self, m: re.Match[str], state: BlockState) -> int | None:
        """Reads the line under a heading."""
        assert isinstance(state, Place)
        if state.open >= 0 and _ends_table(state.src, state.open):
            other = self.compile_sc(["thematic_break", "list"]).match(state.src, m.start())
            return self.parse_method(other, state) if other else None
        end = super().parse_setex_heading(m, state)
        if state.open >= 0 and state.tokens[-1]["type"] == "heading":
            read_setext(state, m.start(), m.end(), state.tokens[-1]["attrs"]["level"])
        return end

    def parse_raw_html(self, m: re.Match[str], state: BlockState) -> int | None:
        """Reads a block of HTML. To mistune `<br/>` is text, and only `</script>` in lower case closes a script (example 169 ff.)."""
        assert isinstance(state, Place)
        return html.read_html(state, m.start())

    def parse_ref_link(self, m: re.Match[str], state: BlockState) -> int | None:
        """Reads a link definition, and takes down where its target stands."""
        assert isinstance(state, Place)
        src = state.src
        state.src = state.encodable  # mistune writes targets as URLs, which no lone surrogate can be
        try:
            end = super().parse_ref_link(m, state)
        finally:
            state.src = src
        href = _HREF.match(src, m.end())
        if end and state.open < 0 and href:
            start, stop = href.span(1) if href[1] is not None else href.span(2)
            place = Span(state.at(start), state.at(stop - 1) + 1)
            state.paper.definitions.setdefault(unikey(m["reflink_1"]), place)
            state.add_leaf("definition", m.start(), end)
            state.defined = end
        return end

    def extract_block_quote(self, m: re.Match[str], state: BlockState) -> tuple[str, int | None, set[int]]:
        """The text of a quote: mistune's own goes on with any line that follows, also where no paragraph is open (example 92 ff.)."""
        assert isinstance(state, Place)
        state.close(m.start())
        contents, state.cursor = containers.quote(state, m.start())
        state.contents = contents
        return contents.lines.text, None, contents.lines.lazy

    def parse_list(self, m: re.Match[str], state: BlockState) -> int:
        """Reads a list: items of one plain line in one match each, others by mistune."""
        assert isinstance(state, Place)
        src = state.src
        pos = m.start()
        flat = grammar.FLAT_ITEM.match(src, pos)
        if flat is None or (state.open >= 0 and not containers.may_interrupt(flat[1])):
            state.item = pos
            try:
                return super().parse_list(m, state)
            finally:
                state.item = -1
        state.close(pos)
        inside: tuple[Container, ...] = (*state.inside, "list")
        while flat:
            containers.flat_item(state, flat, inside)
            pos = flat.end()
            following = grammar.BLANKS.match(src, pos)
            flat = grammar.FLAT_ITEM.match(src, following.end() if following else pos)
        return pos

    def parse_inside(self, state: Place, contents: Contents) -> tuple[Container, ...]:
        """Reads what stands inside a container."""
        state.contents = contents
        child = state.child_state(contents.lines.text)
        deepest = state.level >= self.max_nested_level - 1
        self.parse(child, [rule for rule in self.list_rules if rule not in _CONTAINERS] if deepest else self.list_rules)
        return child.inside


def _begins_block_outside(state: Place, pos: int) -> bool:
    """Whether a line without the container's marks is a block beside it, judged where the line lacks no marks."""
    while pos in state.lazy_line_starts:
        pos = state.homes[state.line(pos)]
        state = state.parent
    return containers.begins_block(state.src, pos)


def _ends_table(src: str, start: int) -> bool:
    """Whether the lines from `start` on stand right under a rule in pieces."""
    before = src.rfind("\n", 0, max(0, start - 1)) + 1
    return start > 0 and _RULES.fullmatch(src, before, start - 1) is not None


def _parse_footnote(reader: BlockReader, m: re.Match[str], state: Place) -> int:
    state.close(m.start())
    state.paper.footnotes.add(unikey(m["footnote_1"]))
    contents, end = containers.footnote(state, m)
    reader.parse_inside(state, contents)
    return end


def _parse_admonition(reader: BlockReader, m: re.Match[str], state: Place) -> int:
    state.close(m.start())
    contents, end = containers.admonition(state, m)
    reader.parse_inside(state, contents)
    return end


def _parse_mdx_tags(_reader: BlockParser, m: re.Match[str], state: BlockState) -> int | None:
    assert isinstance(state, Place)
    tag = grammar.HTML.match(state.src, m.start())
    if tag is None or (tag[2] is not None and tag[2].lower() not in grammar.RAW_TAGS):
        return extensions.read_tags(state, m.start())
    return html.read_html(state, m.start())


# What mistune has no rule for, or (footnotes, tables, math) none that keeps to CommonMark's containers and to places.
_RULES_OF_OURS: tuple[tuple[str, str, Rule], ...] = (
    ("footnote", grammar.FOOTNOTE.pattern, _parse_footnote),
    ("admonition", grammar.ADMONITION.pattern, _parse_admonition),
    ("directive", grammar.DIRECTIVE.pattern, lambda _, m, state: extensions.read_directive(state, m.start())),
    ("math", r" {0,3}\$\$", lambda _, m, state: extensions.read_math(state, m.start())),
    ("hidden_text", r" {0,3}%%", lambda _, m, state: extensions.read_comment(state, m.start())),
    ("hidden_expression", r" {0,3}\{/\*", lambda _, m, state: extensions.read_hidden_expression(state, m.start())),
    ("paired_tags", r" {0,3}\{[{%]", lambda _, m, state: extensions.read_paired(state, m.start())),
    ("module", r" {0,3}(?:im|ex)port[ \t]", lambda _, m, state: extensions.read_module(state, m.start())),
    ("table", r"(?=[^\n]*\|)", lambda _, m, state: containers.read_table(state, m.start())),
)
