"""Where the block reader stands: a text, the way from its offsets to the article's, and the paper that takes down what is found.

The text inside a list item or quote is the article's, line by line, without what belongs to the container. Only the
beginning of a line is ever taken away or expanded, so a place is found by its distance from the end of its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any, NamedTuple

from mistune.core import BlockState

from articlelint.model.nodes import Block, BlockKind, Container, Heading
from articlelint.parsing.markdown.patterns import ITEM, TASK
from articlelint.text.source import Span, make_span, without_surrogates

WHITE = " \t\n\r\f\v"
_LINE = re.compile(r"[^ \t\n\r\f\v](?:[^\n]*[^ \t\n\r\f\v])?")


def columns(src: str, start: int, end: int, column: int = 0) -> int:
    """How many columns the blanks between two offsets fill; a tab goes on to the next multiple of four."""
    first = column
    for c in src[start:end]:
        column += 4 - column % 4 if c == "\t" else 1
    return column - first


def expanded(line: str, column: int = 0) -> str:
    """A line with the tabs before its first word written as blanks; `column` is where the line begins."""
    words = line.lstrip(" \t")
    lead = len(line) - len(words)
    return " " * columns(line, 0, lead, column) + words if "\t" in line[:lead] else line


class ContainerEnded(Exception):
    """A container ends at a line that lacks its marks and goes on with no paragraph inside of it."""

    def __init__(self, place: Place, pos: int) -> None:
        super().__init__(pos)
        self.parent = place.parent
        self.end = place.homes[place.line(pos)]


class Paper:
    """What one article's text was found to hold, in the order of the text."""

    __slots__ = ("blocks", "definitions", "footnotes", "headings", "inner_headings", "mdx")

    def __init__(self, *, mdx: bool = False) -> None:
        self.mdx = mdx
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.inner_headings: list[Heading] = []  # those inside list items and quotes
        self.definitions: dict[str, Span] = {}  # label -> where the definition's target stands
        self.footnotes: set[str] = set()


class Lines:
    """The lines of a container's inside as they are gathered: their texts, and how far each is from its place in the article."""

    __slots__ = ("homes", "lazy", "pieces", "shifts", "size", "starts")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.shifts: list[int] = []
        self.homes: list[int] = []
        self.lazy: set[int] = set()  # where the lines begin that lack the container's marks
        self.size = 0

    def add(self, text: str, end: int) -> None:
        """Takes a line without its line end, and the offset in the article at which the line ends."""
        self.starts.append(self.size)
        self.size += len(text)
        self.shifts.append(end - self.size)
        self.size += 1
        self.pieces.append(text)

    @property
    def text(self) -> str:
        """The lines as a text of their own."""
        return "\n".join(self.pieces) + "\n"


class Contents(NamedTuple):
    """What stands inside a container."""

    lines: Lines
    container: Container
    marker: Span | None


class Place(BlockState):
    """mistune's state with a way home: `at` answers the article's offset of an offset in `src`.

    A paragraph is kept as the place where it opened, not as its text, and no token outlives the block that it stands for.
    """

    def __init__(self, parent: Place | None = None, paper: Paper | None = None) -> None:
        super().__init__(parent)
        # mistune keeps the blank lines of the text that it read last in here: shared by all states, as it does, an article whose
        # definitions stand now inside of lists and now outside would be searched through again for each of them.
        self.env = {"ref_links": {}}
        self.paper: Paper = paper or parent.paper  # type: ignore[union-attr]  # the first place of an article is given one
        self.level: int = parent.level + 1 if parent else 0
        self.begin = 0  # where the block began that is being read
        self.open = -1  # where the paragraph began that is still open
        self.inside: tuple[Container, ...] = parent.inside if parent else ()
        self.marker: Span | None = None  # of the list item whose first block is still to come
        self.starts: list[int] = []
        self.shifts: list[int] = []
        self.contents: Contents | None = None  # of the container that is about to be read
        self.item = -1  # where the list item begins whose lines mistune gathers
        self.homes: list[int] = []  # where this text's lines begin in the parent's
        self.cut = (
            -1
        )  # where the leaf block ended that was just read, before mistune's end of it where a container ends earlier
        self.ended = 0  # how many containers in here ended before the last of their lines
        self.defined = -1  # where the last link definition ended
        self.unclosed: set[str] = set()  # closing tags that were looked for and do not come

    def add_paragraph(self, text: str) -> None:  # noqa: ARG002  # mistune adds line to line, which takes the square of their number
        """Opens a paragraph at the cursor, or goes on with the open one."""
        if self.open < 0:
            self.open = self.cursor
            self.tokens = [{"type": "paragraph", "text": ""}]

    def append_paragraph(self) -> int | None:
        """Goes on with the open paragraph, if there is one, to the end of the line."""
        return self.find_line_end() if self.open >= 0 else None

    def append_token(self, token: dict[str, Any]) -> None:
        """Ends the open paragraph before the block that was just read."""
        self.close(self.begin)
        self.tokens = [token]

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> Place:  # noqa: ARG002  # they are in the contents
        """The inside of a container: of the one whose contents were gathered, or of a list item as mistune gathered it."""
        contents, self.contents = self.contents, None
        if contents is None:
            self.close(self.begin)
            contents = self._item(src)
            src = contents.lines.text
        child = Place(self)
        child.process(src)
        child.starts = contents.lines.starts
        child.shifts = contents.lines.shifts
        child.homes = contents.lines.homes
        child.lazy_line_starts = contents.lines.lazy
        child.inside = (*self.inside, contents.container)
        child.marker = contents.marker
        return child

    def _item(self, inner: str) -> Contents:
        """Where the lines of the list item stand that mistune gathered as `inner`."""
        src, start = self.src, self.item
        self.item = (
            src.rfind("\n", 0, self.cursor - 1) + 1
        )  # the next item's line, behind which the cursor is once it is found
        marker = ITEM.match(src, start)
        behind = self.find_line_end_at(start)
        if marker and marker[3] is None:  # nothing behind the marker: what was gathered begins with the next line
            start = behind
        number = self.line(start)
        lines = Lines()
        for text in inner.removesuffix("\n").split("\n"):
            stop = src.find("\n", start)
            # A line that was indented by less than the item's width has kept its blanks.
            if start >= behind and text and (start in self.lazy_line_starts or text == expanded(src[start:stop])):
                lines.lazy.add(lines.size)
            lines.homes.append(start)
            task = TASK.match(text) if start < behind else None
            lines.add(text[task.end() :] if task else text, stop + self.shifts[number] if self.shifts else stop)
            start = stop + 1
            number += 1
        span = Span(self.at(marker.start(2)), self.at(marker.end(2) - 1) + 1) if marker else None
        return Contents(lines, "list", span)

    @cached_property
    def encodable(self) -> str:
        """The text without lone surrogates."""
        return without_surrogates(self.src)

    def line(self, offset: int) -> int:
        """The number, from 0, of the line in which an offset stands. Not needed, and 0, for the article itself."""
        return bisect_right(self.starts, offset) - 1 if self.starts else 0

    def at(self, offset: int) -> int:
        """The article's offset of an offset in this text."""
        if not self.starts:
            return offset
        return offset + self.shifts[min(bisect_right(self.starts, offset), len(self.starts)) - 1]

    def take_marker(self) -> Span | None:
        """The list marker, for the first block of its item."""
        marker = self.marker
        self.marker = None
        return marker

    def close(self, end: int) -> None:
        """Ends the open paragraph, if there is one, before `end`."""
        start = self.open
        if start < 0:
            return
        self.open = -1
        self.tokens = []
        src = self.src
        while src[end - 1] in WHITE:
            end -= 1
        while src[start] in WHITE:
            start += 1
        if src.find("\n", start, end) >= 0:
            lines = self.lines(start, end)
            span = make_span((lines[0][0], lines[-1][1]))
        else:
            shift = self.at(start) - start if self.starts else 0
            span = make_span((start + shift, end + shift))
            lines = (span,)
        self.paper.blocks.append(Block("paragraph", span, lines, self.inside, self.marker))
        self.marker = None

    def lines(self, start: int, end: int) -> tuple[Span, ...]:
        """The pieces of text between two offsets, line by line, without the blanks around each."""
        found = _LINE.finditer(self.src, start, end)
        if not self.starts:
            return tuple([make_span(match.span()) for match in found])
        return tuple([Span(self.at(match.start()), self.at(match.end() - 1) + 1) for match in found])

    def add_leaf(self, kind: BlockKind, start: int, end: int) -> None:
        """Takes down a block that is no text, from `start` to `end` without the blanks around it."""
        if kind != "definition":  # while it is read, a definition is a paragraph
            end = self.cut = self._clipped(start, end)
        chunk = self.src[start:end]
        first = self.at(start + len(chunk) - len(chunk.lstrip(WHITE)))
        last = self.at(start + len(chunk.rstrip(WHITE)))
        self.paper.blocks.append(Block(kind, Span(first, max(first, last)), (), self.inside, self.take_marker()))

    def _clipped(self, start: int, end: int) -> int:
        """The end of a block that no line without the container's marks can belong to."""
        if self.lazy_line_starts:
            number = self.line(start) + 1
            while number < len(self.starts) and self.starts[number] < end:
                if self.starts[number] in self.lazy_line_starts:
                    return self.starts[number]
                number += 1
        return end

    def add_heading(self, level: int, whole: Span, words: Span, text: str, anchor: str | None) -> None:
        """Takes down a heading; inside a container it is a block and opens no section."""
        heading = Heading(words, whole, level, text, anchor)
        if not self.inside:
            self.paper.headings.append(heading)
            return
        self.paper.inner_headings.append(heading)
        self.paper.blocks.append(Block("heading", words, (), self.inside, self.take_marker()))
