"""MediaWiki XML dumps (export 0.10, 0.11, and older) as a stream of pages, in the memory that one page needs.

Our own forty lines on the standard library's expat, by measurement: mwxml 0.3.8 reads a tenth as many small pages a second, keeps
an element of every page that it has passed, and stops at a tag that it does not know (`<upload>`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple
from xml.parsers import expat

from articlelint.disk import reading
from articlelint.errors import ArticlelintError
from articlelint.files.discovery import DUMP_NAME

_BYTES = 1 << 18
_DEEPEST = 100  # elements; an export has six
_MOST_WORDS = 20_000_000  # characters of one page; MediaWiki takes 2 MB
_MOST_NAMES = 10_000  # namespaces
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_MODELS = ("", "wikitext")
# The fields that we want, by the elements that they stand in.
_FIELDS = {
    ("page", "title"): "title", ("page", "ns"): "ns", ("page", "revision", "text"): "text", ("page", "revision", "model"): "model",
    ("siteinfo", "case"): "case", ("siteinfo", "namespaces", "namespace"): "namespace",
}  # fmt: skip


class DumpError(ArticlelintError):
    """A dump that cannot be read to its end; the message names the file, the place and the remedy."""


class Page(NamedTuple):
    """A page of a wiki: its name with namespace, the namespace's number, the target of a redirect, the text of its last revision."""

    title: str
    namespace: int
    redirect: str
    text: str


class Site(NamedTuple):
    """What the dump says of its wiki. `first_letter` tells that the first letter of a title has no case."""

    namespaces: tuple[str, ...] = ()
    first_letter: bool = True


class Dump:
    """One dump. `site` is known as soon as the first page is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.site = Site()
        self._reader = _Reader()

    def pages(self) -> Iterator[Page]:
        """The wikitext pages, in the order of the file. Raises DumpError behind the last page that can be read."""
        last = ""
        try:
            with _file(self.path) as packed, _unpacked(packed, self.path) as file:
                for page in self._read(file):
                    last = page.title
                    yield page
        except DumpError:
            raise
        except (
            Exception
        ) as error:  # OSError, EOFError, ExpatError, LookupError; zlib and zstandard have errors of their own
            place = f"behind the page `{last}`" if last else "before its first page"
            raise DumpError(
                f"{self.path}: cannot be read {place}: {_why(error)}; download or export it again"
            ) from error

    def _read(self, file: IO[bytes]) -> Iterator[Page]:
        reader = self._reader = _Reader()
        done = False
        while not done:
            data = file.read(_BYTES)
            done = not data
            problem = reader.feed(data, final=done)
            if reader.root not in ("", "mediawiki"):
                raise DumpError(
                    f"{self.path}: is not a MediaWiki export: its first tag is <{reader.root}>, not <mediawiki>"
                )
            self.site = reader.site()
            yield from reader.pages
            reader.pages.clear()
            if problem:
                raise problem


class _Reader:
    """expat's events -> pages."""

    def __init__(self) -> None:
        self.root = ""
        self.pages: list[Page] = []
        self._names: list[str] = []
        self._case = "first-letter"
        self._open: list[str] = []
        self._field = ""
        self._words: list[str] = []
        self._page: dict[str, str] = {}
        self._room = _MOST_WORDS
        self._parser = parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def feed(self, data: bytes, *, final: bool) -> expat.ExpatError | None:
        """The next bytes of the file. A complaint is returned, so that the pages before it are not lost."""
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as problem:
            return problem
        return None

    def site(self) -> Site:
        """What has been read of the site so far."""
        return Site(tuple(self._names), self._case != "case-sensitive")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.root = self.root or tag
        self._open.append(tag)
        if len(self._open) == 2:
            self._page = {}
            self._room = _MOST_WORDS
        elif len(self._open) > _DEEPEST:
            raise ValueError(f"its elements are nested more than {_DEEPEST} deep")
        elif tag == "redirect" and len(self._open) == 3:
            self._page["redirect"] = attributes.get("title", "")
        self._field = _FIELDS.get(tuple(self._open[1:]), "") if len(self._open) < 5 else ""
        self._words.clear()

    def _text(self, words: str) -> None:
        if self._field:
            self._room -= len(words)
            if self._room < 0:
                raise ValueError(f"a page holds more than {_MOST_WORDS:,} characters")
            self._words.append(words)

    def _end(self, tag: str) -> None:
        if self._field:
            self._keep(self._field, "".join(self._words))
            self._field = ""
        self._open.pop()
        if tag == "page" and len(self._open) == 1 and self._page.get("model", "") in _MODELS:
            self.pages.append(_page(self._page))

    def _keep(self, field: str, words: str) -> None:
        if field == "namespace":
            if len(self._names) == _MOST_NAMES:
                raise ValueError(f"it names more than {_MOST_NAMES:,} namespaces")
            self._names.append(words)
        elif field == "case":
            self._case = words
        else:
            self._page[field] = words


def _no_doctype(*_: object) -> None:
    """No export has one; entities declared in it can grow beyond all measure."""
    raise ValueError("it has a document type declaration, which no MediaWiki export has")


def _page(fields: dict[str, str]) -> Page:
    number = fields.get("ns", "0").strip()
    namespace = int(number) if _NUMBER.fullmatch(number) else 0
    title = fields.get("title", "").replace("_", " ").strip()
    return Page(title, namespace, fields.get("redirect", ""), fields.get("text", ""))


def _file(path: Path) -> BinaryIO:
    descriptor, _ = reading.opened(path)
    return os.fdopen(descriptor, "rb")


def _unpacked(file: BinaryIO, path: Path) -> IO[bytes]:
    match = DUMP_NAME.search(path.name)
    packing = (match["packing"] or "").lower() if match else ""
    if packing == ".bz2":
        import bz2

        return bz2.open(file)
    if packing == ".gz":
        import gzip

        return gzip.open(file)  # type: ignore[return-value] # it reads as a BinaryIO does
    if packing == ".zst":
        return _zstandard(file, path)
    if packing:
        raise DumpError(f"{path}: {packing[1:]} is not unpacked here; unpack it first, or take the .bz2")
    return file


def _zstandard(packed: BinaryIO, path: Path) -> IO[bytes]:
    try:
        import zstandard
    except ImportError:
        raise DumpError(f"{path}: needs the package zstandard; install `articlelint[wikitext]`") from None
    file: IO[bytes] = zstandard.open(packed)
    return file


def _why(error: Exception) -> str:
    if isinstance(error, expat.ExpatError):
        return f"line {error.lineno}: {expat.ErrorString(error.code)}"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
