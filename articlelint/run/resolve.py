"""Second half for many articles: what the corpus says to their references. Needs facts only; texts are read to show places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

from articlelint.cache import serialization
from articlelint.cache.records_text import facts_of
from articlelint.config.settings import Settings
from articlelint.corpus import index
from articlelint.corpus.index import Index
from articlelint.corpus.storage import Packed
from articlelint.errors import CacheLost
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.facts import Facts
from articlelint.publishers.detection import Publishers
from articlelint.run import progress, stored_titles, workers
from articlelint.run.article import Desk
from articlelint.run.collect import Shelf, by_size, weight

Diagnostics = tuple[Diagnostic, ...]
FEW = 50  # articles that are resolved sooner by asking the store than by loading all names
_CHUNK_BYTES = 200_000
# Of `weight`; less than this is resolved sooner than each worker has got ready to suggest names.
_WORTH_A_WORKER = 1_000_000


class Articles(Mapping[str, Facts]):
    """The facts of a corpus by path, built from their stored texts when they are asked for.

    `fetch` gives the names of one article, `refs` its references, where they are asked for; `names` gives path and names of all, in the order of
    the paths. With `hold`, the names are at hand once all of them have been gone through.
    """

    def __init__(
        self,
        paths: Iterable[str],
        fetch: Callable[[str], str],
        names: Callable[[], Iterable[tuple[Any, ...]]],
        refs: Callable[[str], str] | None = None,
        *,
        hold: bool = True,
    ) -> None:
        self._numbers: dict[str, int | None] = dict.fromkeys(paths)
        self._fetch = fetch
        self._names = names
        self._refs = refs
        self._held = Packed() if hold else None
        self._built: dict[str, Facts] = {}

    def __getitem__(self, path: str) -> Facts:
        built = self._built.get(path)
        if built is None:
            number = self._numbers[path]
            names = self._fetch(path) if self._held is None or number is None else self._held[number]
            if len(self._built) >= index.MOST_AT_HAND:
                self._built.clear()  # in a large corpus, few are asked for twice
            built = self._built[path] = facts_of(names, self._refs(path) if self._refs else "")
        return built

    def __contains__(self, path: object) -> bool:
        return path in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def without_references(self) -> Iterator[Facts]:
        """All facts, one after the other, without references: all that the titles of an index need."""
        for path, names in self._names():
            if self._held is not None:
                self._numbers[path] = self._held.add(names)
            yield facts_of(names, "")


def articles_of_rows(rows: Iterable[tuple[str, str, str]]) -> Articles:
    """The articles whose path, names and references are at hand."""
    rows = sorted(rows)
    numbers = {path: number for number, (path, _, _) in enumerate(rows)}
    names, refs = (Packed(row[column] for row in rows) for column in (1, 2))

    def every() -> Iterator[tuple[str, str]]:
        return ((path, names[number]) for path, number in numbers.items())

    return Articles(numbers, lambda path: names[numbers[path]], every, lambda path: refs[numbers[path]], hold=False)


def articles_of_shelf(shelf: Shelf, *, references: bool) -> Articles:
    """The articles of a shelf; their references are fetched only where a rule asks who refers to whom."""

    def fetch(column: str, path: str) -> str:
        row = next(shelf.records(f"path, {column}", (path,)), None)
        if row is None:
            raise CacheLost(f"{path}: another run has forgotten it")
        return str(row[1])

    has_all = not shelf.failures and not shelf.skipped
    paths = shelf.paths if has_all else [path for path in shelf.paths if shelf.has(path)]
    refs = partial(fetch, "refs") if references else None
    return Articles(paths, partial(fetch, "names"), lambda: shelf.in_order("path, names"), refs)


def world_of(files: Iterable[str], outside: Iterable[str]) -> bytes:
    """A digest of all that a reference may be resolved against, other than articles: sorted files, and titles outside the corpus."""
    digest = blake2b(digest_size=16)
    for part in (files, outside):
        digest.update("\0".join(("", *part, "")).encode("utf-8", "surrogatepass"))
    return digest.digest()


def relate_all(
    stale: Sequence[str], shelf: Shelf, corpus: Index, desk: Desk, jobs: int, generation: object
) -> list[tuple[str, str]]:
    """The reference diagnostics of articles of which they are not known, as JSON. They are kept while the corpus has this generation."""
    new = _relate(stale, shelf, corpus, desk, jobs)
    if shelf.cache is not None and shelf.is_kept:
        shelf.cache.keep_related(new, generation)
    return new


def _relate(paths: Sequence[str], shelf: Shelf, corpus: Index, desk: Desk, jobs: int) -> list[tuple[str, str]]:
    def work(chunk: Sequence[str]) -> list[tuple[str, str]]:
        rows = shelf.records("path, names, refs", chunk)
        return [(path, relate_one(names, refs, corpus, desk)) for path, names, refs in rows]

    sizes = sorted((path, len(refs)) for path, refs in shelf.records("path, refs", paths))
    worth = len(paths) > FEW and weight(sizes) > _WORTH_A_WORKER
    chunks = by_size(sizes, _CHUNK_BYTES)
    if worth:
        desk.plans.load_checks()
    results = workers.spread(work, chunks, jobs if worth else 1)
    return [row for rows in progress.along(results, "Resolving", len, len(paths)) for row in rows]


def relate_one(names: str, refs: str, corpus: Index, desk: Desk) -> str:
    """One article's reference diagnostics, as JSON; empty when there are none."""
    told = desk.relate(facts_of(names, refs), corpus)
    return serialization.dumps(told) if told else ""


def build_index(
    articles: Articles,
    files: frozenset[str],
    outside: Iterable[str],
    settings: Settings,
    publishers: Publishers | None = None,
) -> Index:
    """The index of a corpus from the stored names of its articles."""
    return index.built(articles, articles.without_references(), files, outside, settings, publishers)


def index_for(
    stale: Sequence[str],
    shelf: Shelf,
    files: frozenset[str],
    outside: Sequence[str],
    desk: Desk,
    publishers: Publishers | None = None,
) -> Index:
    """The index for some articles: for a few, the names stay where they are kept and are asked for; for many, all are loaded."""
    references = desk.plans.need_all_references
    articles = articles_of_shelf(shelf, references=references)
    if shelf.cache is not None and shelf.is_kept and len(stale) <= FEW and not references:
        return stored_titles.index_of(articles, shelf.cache, files, outside, desk.plans.settings, publishers)
    return build_index(articles, files, outside, desk.plans.settings, publishers)
