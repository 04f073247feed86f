"""Second half for many articles: what the corpus says to their references. Needs facts only; texts are read to show places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from articlelint import codec, index, progress, workers
from articlelint.desk import Desk
from articlelint.diagnostic import Diagnostic
from articlelint.facts import Facts
from articlelint.index import Index
from articlelint.settings import Settings
from articlelint.shelf import Shelf, by_size, facts_of

Diagnostics = tuple[Diagnostic, ...]
_CHUNK_BYTES = 200_000
_WORTH_A_WORKER = 400_000


class Articles(Mapping[str, Facts]):
    """The facts of a corpus by path, built from their stored texts when they are asked for.

    `fetch` gives the texts of one article, names and references; `names` those of all, path and names, in the order of the paths.
    """

    def __init__(
        self,
        paths: Iterable[str],
        fetch: Callable[[str], tuple[str, str]],
        names: Callable[[], Iterable[tuple[Any, ...]]],
    ) -> None:
        self._paths = dict.fromkeys(paths)
        self._fetch = fetch
        self._names = names
        self._built: dict[str, Facts] = {}

    def __getitem__(self, path: str) -> Facts:
        built = self._built.get(path)
        if built is None:
            if path not in self._paths:
                raise KeyError(path)
            built = self._built[path] = facts_of(*self._fetch(path))
        return built

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def without_references(self) -> Iterator[Facts]:
        """All facts, one after the other, without references: all that the titles of an index need."""
        for row in self._names():
            yield facts_of(row[1], "")


def articles_of_rows(rows: Iterable[tuple[str, str, str]]) -> Articles:
    """The articles whose path, names and references are at hand."""
    texts = {path: (names, refs) for path, names, refs in rows}
    return Articles(texts, texts.__getitem__, lambda: ((path, names) for path, (names, _) in texts.items()))


def articles_of_shelf(shelf: Shelf, *, references: bool) -> Articles:
    """The articles of a shelf; their references are fetched only where a rule asks who refers to whom."""
    columns = "path, names, refs" if references else "path, names"

    def fetch(path: str) -> tuple[str, str]:
        row = next(shelf.records(columns, (path,)))
        return row[1], row[2] if references else ""

    paths = (path for path in shelf.paths if path not in shelf.failures)
    return Articles(paths, fetch, lambda: shelf.rows("path, names"))


def world_of(rows: Iterable[tuple[str, ...]], files: Iterable[str], outside: Iterable[str]) -> bytes:
    """A digest of all that a reference may be resolved against: while it is the same, so are the answers."""
    digest = blake2b(digest_size=16)
    for row in rows:
        digest.update("\0".join((*row, "")).encode("utf-8", "surrogatepass"))
    for part in (sorted(files), outside):
        digest.update("\0".join(("", *part, "")).encode("utf-8", "surrogatepass"))
    return digest.digest()


def relate_all(
    wanted: Sequence[str], shelf: Shelf, world: bytes, corpus: Callable[[], Index], desk: Desk, jobs: int
) -> dict[str, Diagnostics]:
    """The reference diagnostics of the wanted articles. What is known for this world is taken from the cache."""
    related = {path: text for path, known, text in _known(wanted, shelf) if known == world}
    stale = [path for path in wanted if path not in related and shelf.has(path)]
    if stale:
        new = _relate(stale, shelf, corpus(), desk, jobs)
        related.update(new)
        if shelf.cache is not None:
            shelf.cache.keep_related(world, [row for row in new if row[0] not in shelf.unsaved])
    return {path: codec.loads(Diagnostics, text) for path, text in related.items() if text}


def _known(wanted: Sequence[str], shelf: Shelf) -> Iterator[tuple[str, bytes, str]]:
    if shelf.cache is None:
        return
    old = [path for path in wanted if path not in shelf.examined]
    yield from shelf.records("path, world, related", old)


def _relate(paths: Sequence[str], shelf: Shelf, corpus: Index, desk: Desk, jobs: int) -> list[tuple[str, str]]:
    def work(chunk: Sequence[str]) -> list[tuple[str, str]]:
        rows = shelf.records("path, names, refs", chunk)
        return [(path, relate_one(names, refs, corpus, desk)) for path, names, refs in rows]

    sizes = sorted((path, len(refs)) for path, refs in shelf.records("path, refs", paths))
    worth = sum(size for _, size in sizes) > _WORTH_A_WORKER
    chunks = by_size(sizes, _CHUNK_BYTES)
    results = workers.spread(work, chunks, jobs if worth else 1)
    return [row for rows in progress.along(results, "Resolving", len, len(paths)) for row in rows]


def relate_one(names: str, refs: str, corpus: Index, desk: Desk) -> str:
    """One article's reference diagnostics, as JSON; empty when there are none."""
    told = desk.relate(facts_of(names, refs), corpus)
    return codec.dumps(told) if told else ""


def build_index(articles: Articles, files: frozenset[str], outside: Iterable[str], settings: Settings) -> Index:
    """The index of a corpus from the stored names of its articles."""
    return replace(index.build(articles.without_references(), files, outside, settings), articles=articles)
