"""A text and the places in it.

Offsets are code points into the decoded text, half-open; a byte order mark is not part of the text and CR LF counts
as two code points. Lines and columns are 1-based, columns in code points; they are computed at the door only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from articlelint.text.values import Dumped, Lazy

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_LINE_END = re.compile(r"\r\n?|\n")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LINE = re.compile(r"\S(?:[^\r\n]*[^\s])?")
_BOMS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
}


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends, Dumped):
    """A piece of a text: from `start` up to, not including, `end`, in code points.

    A pair, which may be unpacked, and is dumped as one: `[start, end]`.

    >>> start, end = Span(2, 6)
    >>> "# Lyon"[start:end]
    'Lyon'
    """

    __slots__ = ()


make_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)  # for readers: half of what Span(...) costs


class _LineAndColumn(NamedTuple):
    line: int
    column: int


class Position(_LineAndColumn, Dumped):
    """A place as people count it: line and column, both counted from 1, the column in code points.

    A pair, which may be unpacked, and is dumped as one: `[line, column]`.

    >>> line, column = Position(3, 1)
    >>> Position(3, 1).model_dump_json()
    '[3,1]'
    """

    __slots__ = ()


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *[match.end() for match in _LINE_END.finditer(text)]]
    return list(accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))


@dataclass(frozen=True)
class Source(Lazy, Dumped):
    r"""A decoded text, where it came from, and the arithmetic of its places.

    `encoding` is what the bytes were read as (`utf-8` when all is well), `bom` is whether a byte order mark stood
    before the text, `undecodable` is the offset of the first character that is not what the file's bytes meant in UTF-8, or None.
    `lossy` means that some bytes meant nothing in the encoding and stand as U+FFFD: such a text is read, and never written.
    `title` is what the text is called where its name does not come from a path: a page of a dump.

    >>> source = Source("# Lyon\n\nA city.\n", "lyon.md")
    >>> source.position(8)
    Position(line=3, column=1)
    >>> source.offset(Position(3, 1)), source.slice(Span(2, 6))
    (8, 'Lyon')
    """

    text: str
    path: str = ""
    _: KW_ONLY
    encoding: str = "utf-8"
    bom: bool = False
    undecodable: int | None = None
    lossy: bool = False
    title: str = ""

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} code points)"

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is a guess, which only the ASCII characters do not depend on."""
        return self.undecodable is not None and self.encoding not in _BOMS

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins. LF, CR and CR LF end a line; built once, when first asked for."""
        return _starts(self.text)

    def position(self, offset: int) -> Position:
        """The line and column of an offset; the end of the text is a valid offset."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def place(self, offset: int) -> dict[str, int]:
        """A place for machines, as in a finding's `data`: line, column and offset."""
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
    """Bytes to a Source, never failing: UTF-8 first, then a wide byte order mark, then UTF-8 with stray bytes, then a single-byte guess."""
    bom = data.startswith(_BOMS["utf-8"])
    if bom:
        data = data[3:]
    try:
        return Source(data.decode(), path, bom=bom)
    except UnicodeDecodeError as error:
        return (
            (None if bom else _decode_wide(data, path))
            or _decode_damaged(data, path, error.start, bom=bom)
            or _decode_single_bytes(data, path, error.start)
        )


def _decode_wide(data: bytes, path: str) -> Source | None:
    for encoding, mark in _BOMS.items():
        if data.startswith(mark):
            data = data[len(mark) :]
            try:
                return Source(data.decode(encoding), path, encoding=encoding, bom=True, undecodable=0)
            except UnicodeDecodeError:
                text = data.decode(encoding, errors="replace")
                return Source(text, path, encoding=encoding, bom=True, undecodable=0, lossy=True)
    return None


def _decode_damaged(data: bytes, path: str, first_bad: int, *, bom: bool) -> Source | None:
    """UTF-8 with stray bytes. Other encodings hardly ever make a letter of UTF-8 by accident, so it takes no more letters than strays."""
    text = data.decode(errors="replace")
    stray = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    letters = sum(map(len, _BEYOND_ASCII.findall(text))) - text.count("\ufffd")
    if not bom and letters < stray:
        return None
    return Source(text, path, bom=bom, undecodable=len(data[:first_bad].decode()), lossy=True)


def _decode_single_bytes(data: bytes, path: str, first_bad: int) -> Source:
    # cp1252 leaves five bytes without a meaning; Latin-1 gives each byte one, so this cannot fail.
    for encoding in ("cp1252", "latin-1"):
        try:
            return Source(data.decode(encoding), path, encoding=encoding, undecodable=first_bad)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes every byte")


def encode(source: Source, text: str) -> bytes:
    """The bytes that hold `text`, which is the source's with some changes, in its encoding and with its byte order mark.

    Raises UnicodeError, with a reason, rather than write anything that hangs on a guess: when the source has lost bytes, when its encoding
    is a guess and not all its characters beyond ASCII are there as they were, or when its encoding lacks a character.
    """
    if source.lossy:
        raise UnicodeError(f"its bytes are not all {source.encoding}, and writing it would lose some")
    mark = _BOMS[source.encoding] if source.bom and source.encoding in _BOMS else b""
    try:
        data = mark + text.encode(source.encoding)
    except UnicodeEncodeError as error:
        raise UnicodeError(f"its encoding {source.encoding} has no {text[error.start]!r}") from error
    if source.is_guessed and _BEYOND_ASCII.findall(text) != _BEYOND_ASCII.findall(source.text):
        raise UnicodeError(
            f"its encoding is only guessed to be {source.encoding}, and a letter would hang on the guess"
        )
    return data


def hangs_on_a_guess(source: Source, span: tuple[int, int], replacement: str) -> bool:
    """Whether a change touches, or writes, characters that are only what they are if the source's encoding was guessed right."""
    start, end = span
    around = source.text[max(0, start - 1) : end + 1]
    return source.is_guessed and not (around.isascii() and replacement.isascii())


# Unicode's Stream-Safe Text Format (UAX 15) allows a letter thirty marks. To put more of them in order takes the square of their number.
_MOST_MARKS = 30
_HEAP = re.compile(r"[^\w\x00-\x7f]{31,}")


def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """A text in a Unicode normal form; letters that bear more marks than any language knows stay as they are."""
    if text.isascii():
        return text
    pieces: list[str] = []
    done = 0
    for start, end in _heaps(text):
        pieces += unicodedata.normalize(form, text[done:start]), text[start:end]
        done = end
    return "".join((*pieces, unicodedata.normalize(form, text[done:])))


def without_heaps(text: str) -> str:
    """The text, of the same length, with line ends instead of the marks where they are heaped up."""
    pieces: list[str] = []
    done = 0
    for start, end in _heaps(text):
        pieces += text[done:start], "\n" * (end - start)
        done = end
    return "".join((*pieces, text[done:])) if done else text


def _heaps(text: str) -> Iterator[tuple[int, int]]:
    for match in _HEAP.finditer(text):
        if sum(map(bool, map(unicodedata.combining, match[0]))) > _MOST_MARKS:
            yield match.span()


_SURROGATE = re.compile(r"[\ud800-\udfff]")


def found_by(automaton: AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """All that an automaton finds. It reads UTF-8, in which the lone surrogates that a Python string may hold cannot be written."""
    try:
        return automaton.find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:
        return automaton.find_matches_as_indexes(without_surrogates(text), overlapping=True)


def without_surrogates(text: str) -> str:
    """The text, of the same length, as it can be encoded."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
