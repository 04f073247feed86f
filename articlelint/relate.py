"""Second half for many articles: what the corpus says to their references. Needs facts only; texts are read to show places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from articlelint import codec, index, workers
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
    """The facts of a corpus by path, built from their stored texts when they are asked for."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._texts = {path: (names, refs) for path, names, refs in rows}
        self._built: dict[str, Facts] = {}

    def __getitem__(self, path: str) -> Facts:
        built = self._built.get(path)
        if built is None:
            built = self._built[path] = facts_of(*self._texts[path])
        return built

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def names(self) -> Iterator[Facts]:
        """All facts without references, which is all that the titles of an index need."""
        for names, _ in self._texts.values():
            yield facts_of(names, "")


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
    stale = [path for path in wanted if path not in related and path not in shelf.failures]
    if stale:
        new = _relate(stale, shelf, corpus(), desk, jobs)
        related.update(new)
        if shelf.cache is not None:
            shelf.cache.keep_related(world, [row for row in new if row[0] not in shelf.unsaved])
    return {path: codec.loads(Diagnostics, text) for path, text in related.items() if text}


def _known(wanted: Sequence[str], shelf: Shelf) -> Iterator[tuple[str, bytes, str]]:
    if shelf.cache is None:
        return
    old = [path for path in wanted if path not in shelf.new]
    yield from shelf.records("path, world, related", old)


def _relate(paths: Sequence[str], shelf: Shelf, corpus: Index, desk: Desk, jobs: int) -> list[tuple[str, str]]:
    texts = {path: (names, refs) for path, names, refs in shelf.records("path, names, refs", paths)}

    def work(chunk: Sequence[str]) -> list[tuple[str, str]]:
        return [(path, relate_one(*texts[path], corpus, desk)) for path in chunk]

    sizes = [(path, len(texts[path][1])) for path in paths]
    worth = sum(size for _, size in sizes) > _WORTH_A_WORKER
    chunks = by_size(sizes, _CHUNK_BYTES)
    return [row for rows in workers.spread(work, chunks, jobs if worth else 1) for row in rows]


def relate_one(names: str, refs: str, corpus: Index, desk: Desk) -> str:
    """One article's reference diagnostics, as JSON; empty when there are none."""
    told = desk.relate(facts_of(names, refs), corpus)
    return codec.dumps(told) if told else ""


def build_index(
    rows: Iterable[tuple[str, str, str]], files: frozenset[str], outside: Iterable[str], settings: Settings
) -> Index:
    """The index of a corpus from the stored names and references of its articles."""
    articles = Articles(rows)
    return replace(index.build(articles.names(), files, outside, settings), articles=articles)
