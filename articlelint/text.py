"""A text and the places in it.

Offsets are code points into the decoded text, half-open; a byte order mark is not part of the text and CR LF counts
as two code points. Lines and columns are 1-based, columns in code points; they are computed at the door only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"\S(?:[^\r\n]*[^\s])?")
_BOMS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
}


class Span(NamedTuple):
    """A piece of a text: from `start` up to, not including, `end`, in code points."""

    start: int
    end: int


make_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)  # for readers: half of what Span(...) costs


class Position(NamedTuple):
    """A place as a person says it: line and column, both counted from 1, the column in code points."""

    line: int
    column: int


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *[match.end() for match in _LINE_END.finditer(text)]]
    return list(accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))


class Source:
    """A decoded text, where it came from, and the arithmetic of its places.

    `encoding` is what the bytes were read as (`utf-8` when all is well), `bom` tells whether a byte order mark stood
    before the text, `undecodable` is the offset of the first character that is not what the file's bytes meant in UTF-8, or None.
    `title` is what the text is called where its name does not come from a path: a page of a dump.
    """

    __slots__ = ("_starts", "bom", "encoding", "path", "text", "title", "undecodable")

    def __init__(
        self,
        text: str,
        path: str = "",
        *,
        encoding: str = "utf-8",
        bom: bool = False,
        undecodable: int | None = None,
        title: str = "",
    ) -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.bom = bom
        self.undecodable = undecodable
        self.title = title
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} code points)"

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins. LF, CR and CR LF end a line; built once, when first asked for."""
        if self._starts is None:
            self._starts = _starts(self.text)
        return self._starts

    def position(self, offset: int) -> Position:
        """The line and column of an offset; the end of the text is a valid offset."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def place(self, offset: int) -> dict[str, int]:
        """A place as machines are told it, for a finding's `data`: line, column and offset."""
        line, column = self.position(offset)
        return {"line": line, "column": column, "offset": offset}

    def first_line(self) -> Span:
        """The span of the first line that is not blank: where something is reported that the whole text lacks."""
        match = _LINE.search(self.text)
        return Span(*match.span()) if match else Span(0, 0)

    def offset(self, position: Position) -> int:
        """The offset of a line and column. Raises ValueError when the text has no such place."""
        starts = self.line_starts
        line, column = position
        if not 1 <= line <= len(starts):
            raise ValueError(f"{self.path or 'the text'} has no line {line}")
        offset = starts[line - 1] + column - 1
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        if column < 1 or offset > end:
            raise ValueError(f"line {line} of {self.path or 'the text'} has no column {column}")
        return offset

    def line_span(self, line: int) -> Span:
        """The span of a line, counted from 1, without its line end."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[span[0] : span[1]]


def decode(data: bytes, path: str = "") -> Source:
    """Bytes to a Source, never failing: UTF-8 first, then a wide byte order mark, then the likeliest single-byte guess."""
    bom = data.startswith(_BOMS["utf-8"])
    if bom:
        data = data[3:]
    try:
        return Source(data.decode(), path, bom=bom)
    except UnicodeDecodeError as error:
        return _decode_other(data, path, len(data[: error.start].decode()))


def _decode_other(data: bytes, path: str, first_bad: int) -> Source:
    for encoding, mark in _BOMS.items():
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Source(text, path, encoding=encoding, bom=True, undecodable=0)
    # cp1252 leaves five bytes without a meaning; Latin-1 gives each byte one, so this cannot fail.
    for encoding in ("cp1252", "latin-1"):
        try:
            return Source(data.decode(encoding), path, encoding=encoding, undecodable=first_bad)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes every byte")


def encode(source: Source, text: str) -> bytes:
    """The bytes that hold `text` in the encoding, and with the byte order mark, that `source` came with."""
    mark = _BOMS[source.encoding] if source.bom and source.encoding in _BOMS else b""
    return mark + text.encode(source.encoding)
