"""Where the block reader stands: a text, the way from its offsets to the article's, and the paper that takes down what is found.

The text inside a list item or quote is the article's, line by line, without what belongs to the container. Only the
beginning of a line is ever taken away or expanded, so a place is found by its distance from the end of its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from articlelint.model.nodes import Block, BlockKind, Container, Heading
from articlelint.parsing.markdown.long import Definitions
from articlelint.text.source import Span, make_span

WHITE = " \t\n\r\f\v"
_LINE = re.compile(r"[^ \t\n\r\f\v](?:[^\n]*[^ \t\n\r\f\v])?")


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

    __slots__ = ("lazy", "pieces", "shifts", "size", "starts")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.shifts: list[int] = []
        self.lazy: set[int] = set()  # where the lines begin that lack the container's marks
        self.size = 0

    def add(self, text: str, end: int) -> None:
        """Takes a line without its line end, and the offset in the article at which the line ends."""
        self.starts.append(self.size)
        self.size += len(text)
        self.shifts.append(end - self.size)
        self.size += 1
        self.pieces.append(text)


class Place:
    """Where a reader stands in a text, with a way home: `at` tells the article's offset of an offset in `src`."""

    def __init__(self, parent: Place | None = None, paper: Paper | None = None) -> None:
        self.src = ""
        self.cursor = self.cursor_max = 0
        self.paper: Paper = paper or parent.paper  # type: ignore[union-attr]
        self.level: int = parent.level + 1 if parent else 0
        self.open = -1  # where the paragraph began that is still open
        self.inside: tuple[Container, ...] = parent.inside if parent else ()
        self.marker: Span | None = None  # of the list item whose first block is still to come
        self.starts: list[int] = []
        self.shifts: list[int] = []
        self.lazy: set[int] = set()  # where lines begin that can only go on with a paragraph
        self.unclosed: set[str] = set()  # closing tags that were looked for and do not come
        self._definitions: Definitions | None = None

    @property
    def definitions(self) -> Definitions:
        """What reads the link definitions of this text."""
        if self._definitions is None:
            self._definitions = Definitions(self.src)
        return self._definitions

    def process(self, src: str) -> None:
        """Gives it the text to read."""
        self.src = src
        self.cursor_max = len(src)

    def find_line_end_at(self, pos: int) -> int:
        """The offset behind the line end that follows `pos`."""
        return self.src.find("\n", pos) + 1 or len(self.src)

    def within(self, lines: Lines, container: Container, marker: Span | None) -> Place:
        """The inside of a container that begins here."""
        child = Place(self)
        child.process("\n".join(lines.pieces) + "\n")
        child.starts = lines.starts
        child.shifts = lines.shifts
        child.lazy = lines.lazy
        child.inside = (*self.inside, container)
        child.marker = marker
        return child

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
        chunk = self.src[start:end]
        first = self.at(start + len(chunk) - len(chunk.lstrip(WHITE)))
        last = self.at(start + len(chunk.rstrip(WHITE)))
        self.paper.blocks.append(Block(kind, Span(first, max(first, last)), (), self.inside, self.take_marker()))

    def add_heading(self, level: int, whole: Span, words: Span, text: str, anchor: str | None) -> None:
        """Takes down a heading; inside a container it is a block and opens no section."""
        heading = Heading(words, whole, level, text, anchor)
        if not self.inside:
            self.paper.headings.append(heading)
            return
        self.paper.inner_headings.append(heading)
        self.paper.blocks.append(Block("heading", words, (), self.inside, self.take_marker()))
