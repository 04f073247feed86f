"""The files of titles that exist outside the corpus: one on a line, plain or gzipped."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path

from articlelint.disk import reading
from articlelint.errors import UsageError
from articlelint.text.source import decode

_LONGEST = 10_000  # bytes; no title is as long, and a line without an end must not fill the memory
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def known_titles(places: Iterable[Path]) -> Iterator[str]:
    """The titles in these files. Raises UsageError, with the file and the remedy, for one that cannot be read."""
    for place in places:
        for block in _blocks(place):
            titles = {line.strip() for line in set(decode(block, str(place)).text.split("\n"))}
            yield from (title for line in titles for title in map(str.strip, line.splitlines()) if title)


def _blocks(place: Path) -> Iterator[bytes]:
    """Whole lines as bytes, many at a time; of UTF-16 and UTF-32, where a line feed is not one byte, everything."""
    try:
        yield from _cut(reading.pieces(place), str(place))
    except FileNotFoundError:
        raise UsageError(f"titles: {place}: no such file; name an existing one, relative to the corpus root") from None
    except reading.Broken as error:
        raise UsageError(f"titles: {place}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _cut(pieces: Iterator[bytes], place: str) -> Iterator[bytes]:
    left = next(pieces, b"")
    if left.startswith(_WIDE):
        for piece in pieces:
            left += piece
            if len(left) > reading.MOST:
                raise UsageError(f"titles: {place}: holds more than {reading.MOST:,} bytes; store it as UTF-8")
        yield left
        return
    for piece in pieces:
        end = left.rfind(b"\n") + 1
        yield left[:end]
        left = left[end:][:_LONGEST] + piece  # of a line that is no title, only the beginning
    yield left
