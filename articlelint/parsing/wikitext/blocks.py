"""Wikitext -> headings and blocks, line by line, on the masked text."""

from __future__ import annotations

import re
from bisect import bisect_right

from articlelint.model.nodes import Block, BlockKind, Container, Heading
from articlelint.parsing.wikitext.marks import CODE, HIDDEN, MATH, MEDIA, ONLY_SIGNS, TEMPLATE
from articlelint.text.source import Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_LIST = re.compile(r"[*#:;]+")
_TABLE_OPEN = re.compile(r"[\s:]*\{\|")
_TABLE_MARK = re.compile(r"[ \t]*(\|\}|\|-+|\|\+|\||!)")
_CELL_ENDS = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!"), "|+": re.compile(r"\|\|")}
# Deeper nesting than this is not told: a line of a million `*` would be a million containers.
_DEEP: dict[str, tuple[Container, ...]] = {"list": ("list",) * 8, "table": ("table",) * 8}
_BREAK = re.compile(r"-{4,}")


class Blocks:
    """Reads one article; `headings` and `blocks` are the outcome, in the order of the text."""

    def __init__(self, text: str, masked: str, quotes: list[tuple[int, int]]) -> None:
        self.text = text
        self.masked = masked
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self._lines: list[Span] = []  # of the paragraph or cell that is being read
        self._kind: BlockKind = "paragraph"
        self._tables = 0
        self._quotes = quotes

    def read(self) -> Blocks:
        """Reads every line."""
        for match in _LINE.finditer(self.masked):
            if match.start() < len(self.masked):
                self._line(match.start(1), match.end(1), match[1])
        self._end()
        return self

    def _line(self, start: int, end: int, line: str) -> None:
        bare = line.strip()
        if not bare:
            self._blank(start, end)
        elif line[0] == "=" and self._heading(start, line.rstrip()):
            return
        elif line[0] in "*#:;" and not _TABLE_OPEN.match(line):
            self._item(start, line)
        elif bare[0] in "{|!:" and self._table(start, line):
            return
        elif ONLY_SIGNS.match(bare):
            self._signs(start, line, bare)
        elif line[0] == "-" and (dashes := _BREAK.match(line)):
            self._end()
            self._add("break", start, start + dashes.end())
            self._rest(start + dashes.end(), line[dashes.end() :])
        elif self.text[start] == " " and not self._tables and not self._quoted(start):
            self._preformatted(start, line)
        else:
            self._rest(start, line)

    def _rest(self, start: int, line: str) -> None:
        """A line, or what is left of it, is running text."""
        words = _trimmed(start, line)
        if words.start < words.end:
            if self._lines and self._quoted(start) != self._quoted(self._lines[0].start):
                self._end()
            self._lines.append(words)

    def _blank(self, start: int, end: int) -> None:
        self._end()
        comment = _trimmed(start, self.text[start:end])
        if comment.start < comment.end:
            self._add("comment", *comment)

    def _heading(self, start: int, line: str) -> bool:
        ahead = len(line) - len(line.lstrip("="))
        behind = len(line) - len(line.rstrip("="))
        level = min((len(line) - 1) // 2 if ahead == len(line) else min(ahead, behind), 6)
        if level < 1:
            return False
        self._end()
        whole = Span(start, start + len(line))
        words = _trimmed(start + level, line[level : len(line) - level])
        self.headings.append(
            Heading(words if words.start < words.end else whole, whole, level, self.text[words.start : words.end])
        )
        return True

    def _item(self, start: int, line: str) -> None:
        self._end()
        marks = _LIST.match(line)
        size = marks.end() if marks else 0
        marker = Span(start, start + size)
        words = _trimmed(start + size, line[size:])
        inside = self._inside(start) + _DEEP["list"][: min(size, 8)]
        if words.start == words.end:
            self.blocks.append(Block("item", marker, (), inside, marker))
        else:
            self.blocks.append(Block("paragraph", words, pieces(self.text, words), inside, marker))

    def _signs(self, start: int, line: str, bare: str) -> None:
        """A line of constructs without words between them."""
        self._end()
        kinds: tuple[tuple[str, BlockKind], ...] = (
            (TEMPLATE, "template"), (MEDIA, "media"), (CODE, "code"), (MATH, "math"), ("\x02", "paragraph"), ("\x05", "paragraph"),
            (HIDDEN, "definition"),
        )  # fmt: skip
        kind: BlockKind = next((kind for sign, kind in kinds if sign in bare), "html")
        if "\x02" in bare:
            kind = "paragraph"
        self._add(kind, *_trimmed(start, line), inside=self._inside(start))

    def _preformatted(self, start: int, line: str) -> None:
        """A blank before the first word makes a line of code."""
        self._end()
        self._add("code", *_trimmed(start, line))

    def _table(self, start: int, line: str) -> bool:
        if opening := _TABLE_OPEN.match(line):
            self._end()
            self._tables += 1
            self._add("template", *_trimmed(start, line), inside=_DEEP["table"][: min(self._tables, 8)])
            return opening is not None
        mark = _TABLE_MARK.match(line) if self._tables else None
        if mark is None:
            return False
        self._end()
        at = start + mark.end()
        if mark[1] == "|}":
            self._tables -= 1
            self._rest(at, line[mark.end() :])
        elif mark[1][:2] != "|-":
            self._cells(at, line[mark.end() :], mark[1])
        return True

    def _cells(self, start: int, line: str, mark: str) -> None:
        """The cells of a line. The last one stays open: it may go on in the next lines."""
        done = 0
        for end in (*(match.span() for match in _CELL_ENDS[mark].finditer(line)), (len(line), len(line))):
            self._end()
            cell = line[done : end[0]]
            bar = cell.find("|")
            skipped = bar + 1 if bar >= 0 and "\x02" not in cell[:bar] else 0
            self._kind = "cell"
            self._rest(start + done + skipped, cell[skipped:])
            done = end[1]

    def _end(self) -> None:
        """The paragraph or cell that was being read is complete."""
        lines, self._lines = self._lines, []
        kind, self._kind = self._kind, "paragraph"
        if not lines:
            return
        span = Span(lines[0].start, lines[-1].end)
        parts = tuple(part for line in lines for part in pieces(self.text, line))
        self.blocks.append(Block(kind, span, parts, self._inside(span.start)))

    def _add(self, kind: BlockKind, start: int, end: int, inside: tuple[Container, ...] = ()) -> None:
        span = Span(start, end)
        self.blocks.append(Block(kind, span, pieces(self.text, span), inside))

    def _quoted(self, offset: int) -> bool:
        place = bisect_right(self._quotes, (offset, len(self.text) + 1))
        return place > 0 and offset < self._quotes[place - 1][1]

    def _inside(self, start: int) -> tuple[Container, ...]:
        quote: tuple[Container, ...] = ("quote",) if self._quoted(start) else ()
        return _DEEP["table"][: min(self._tables, 8)] + quote


def pieces(text: str, span: Span) -> tuple[Span, ...]:
    """A span line by line: a construct that runs over several lines is one line of a block, but not of the text."""
    if "\n" not in text[span.start : span.end] and "\r" not in text[span.start : span.end]:
        return (span,)
    found = re.finditer(r"[^\r\n]+", text[span.start : span.end])
    return tuple(Span(span.start + match.start(), span.start + match.end()) for match in found)


def _trimmed(start: int, words: str) -> Span:
    ahead = len(words) - len(words.lstrip())
    return Span(start + ahead, start + max(ahead, len(words.rstrip())))
