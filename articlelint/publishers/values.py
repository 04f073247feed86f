"""What is asked of a publisher, and what it answers: places, pages, wiki links; and what it may ask of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Literal, NamedTuple, Protocol, TypeVar

from articlelint.config.settings import Settings
from articlelint.model.facts import Facts
from articlelint.text.names import VariantKind
from articlelint.text.source import Span

AnswerStatus = Literal["exact", "variant", "ambiguous", "outside", "missing"]
T = TypeVar("T")
Paths = tuple[str, ...]
Front = tuple[
    tuple[str, str], ...
]  # what front matter says of an article's publication: key and value, a list as several of one key
Look = Callable[[str], str | None]  # the text of a file by its path under the root; None when it cannot be read


class Place(NamedTuple):
    """Where a link leads. `outside` is no file of the corpus: a URL, or a path that leaves the root; `unknown` nobody can tell from here.

    `written` is the path to write instead when the place exists under another case only; `note` says why a missing one is.
    """

    kind: Literal["file", "folder", "variant", "outside", "missing", "unknown"]
    path: str = ""
    written: str = ""
    note: str = ""


MISSING = Place("missing")
OUTSIDE = Place("outside")
UNKNOWN = Place("unknown")


class Answer(NamedTuple):
    """What the corpus knows of a name.

    exact: `paths` has one article. variant: `title` is how it is written, `kind` in what the name departs from that.
    ambiguous: several `paths` answer. outside: a known title that is no article of the corpus. missing: nobody answers.
    `alias` tells that the name is a declared alias, not a title.
    """

    status: AnswerStatus
    paths: Paths = ()
    title: str = ""
    kind: VariantKind | None = None
    alias: bool = False


class WikiLink(NamedTuple):
    """A wiki link as its publisher reads it: the page, where that is written, and the place in it."""

    page: str
    span: Span
    fragment: str | None
    whole: Span


class Target(NamedTuple):
    """Where a wiki link leads.

    `file` is the article or file `paths[0]`; `name` leaves it to what the corpus answers to a name, which is `answer`; the others are
    statuses of a resolution. `near` is what may be meant, or how to find it; `link` another reading of the link than the one asked about.
    """

    status: Literal["file", "name", "found", "variant", "ambiguous", "outside", "missing", "broken-redirect"]
    paths: Paths = ()
    title: str = ""
    kind: VariantKind | None = None
    near: Paths | Callable[[], Paths] = ()
    answer: Answer | None = None
    link: WikiLink | None = None


class Files(Protocol):
    """The files under the root of a corpus; `articlelint.corpus.files.FileMap` says what each question means."""

    @property
    def folders(self) -> Collection[str]: ...
    @property
    def paths(self) -> tuple[str, ...]: ...
    @property
    def fronts(self) -> Mapping[str, Front]: ...
    def table(self, name: str, make: Callable[[], T]) -> T: ...
    def has(self, path: str) -> bool: ...
    def page_of(self, folder: str) -> str | None: ...
    def alike(self, path: str) -> str | None: ...
    def ending(self, path: str) -> tuple[str, ...]: ...
    def named(self, name: str) -> tuple[str, ...]: ...
    def routed(self, route: str) -> str | None: ...


class Corpus(Protocol):
    """What a publisher may ask of the corpus; `articlelint.corpus.index.Index` says what each question means."""

    @property
    def articles(self) -> Mapping[str, Facts]: ...
    @property
    def files(self) -> frozenset[str]: ...
    @property
    def filemap(self) -> Files: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def lone(self) -> bool: ...
    @property
    def has_files(self) -> bool: ...
    def lookup(self, name: str) -> Answer: ...
    def suggest(self, name: str, count: int = 3) -> tuple[str, ...]: ...
    def title_of(self, path: str) -> str: ...
    def is_redirect(self, path: str) -> bool: ...
    def note_name(self, path: str) -> str: ...
    def near_notes(self, page: str) -> tuple[str, ...]: ...
