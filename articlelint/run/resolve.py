"""Second half for many articles: what the corpus answers to their references. Needs facts only; texts are read to show places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from articlelint.cache.serialization import facts_of
from articlelint.config.settings import Settings
from articlelint.corpus import index
from articlelint.corpus.index import Index
from articlelint.corpus.storage import Packed
from articlelint.engine.plans import Plans
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.facts import Examined, Facts
from articlelint.publishers.detection import Publishers
from articlelint.run import article, progress, stored_titles, workers
from articlelint.run.article import Texts
from articlelint.run.collect import Collected, by_size, weight

Diagnostics = tuple[Diagnostic, ...]
FEW = 50  # articles that are resolved sooner by asking the store than by loading all names
_CHUNK_BYTES = 200_000
# Of `weight`; less than this is resolved sooner than each worker has got ready to suggest names.
_WORTH_A_WORKER = 1_000_000


class Articles(Mapping[str, Facts]):
    """The facts of a corpus by path, in the order of the paths; those that are packed are built when they are asked for.

    They have their references only where a rule asks who refers to whom.
    """

    def __init__(self, collected: Collected, *, references: bool) -> None:
        self._collected = collected
        self._references = references
        self._numbers: dict[str, int | None] = dict.fromkeys(collected.articles)
        self._names = Packed()
        self._built: dict[str, Facts] = {}

    def __getitem__(self, path: str) -> Facts:
        held = self._collected.fresh.get(path)
        if isinstance(held, Examined):
            return held.facts
        built = self._built.get(path)
        if built is None:
            number = self._numbers[path]
            if number is None or self._references:
                built = self._collected.facts(path, references=self._references)
            else:
                built = facts_of(self._names[number])
            if len(self._built) >= index.MOST_AT_HAND:
                self._built.clear()  # in a large corpus, few are asked for twice
            self._built[path] = built
        return built

    def __contains__(self, path: object) -> bool:
        return path in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def one_by_one(self) -> Iterator[Facts]:
        """All facts, one after the other, at least without references: all that the titles of an index need. Names from the cache stay at hand."""
        for path, names in self._collected.in_order():
            if isinstance(names, str):
                if path not in self._collected.fresh:
                    self._numbers[path] = self._names.add(names)
                yield facts_of(names)
            else:
                yield names


class PackedArticles(Mapping[str, Facts]):
    """The facts of many articles by path, held as text."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names, self._refs = Packed(), Packed()

    def add(self, path: str, names: str, refs: str = "") -> None:
        """Adds the texts of an article's record."""
        self._numbers[path] = self._names.add(names)
        self._refs.add(refs)

    def sort(self) -> None:
        """Puts the articles in the order of their paths, as an index wants them."""
        self._numbers = dict(sorted(self._numbers.items()))

    def __getitem__(self, path: str) -> Facts:
        number = self._numbers[path]
        return facts_of(self._names[number], self._refs[number])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def one_by_one(self) -> Iterator[Facts]:
        """All facts, one after the other, without references."""
        return (facts_of(self._names[number]) for number in self._numbers.values())


def world_of(files: Iterable[str], outside: Iterable[str]) -> bytes:
    """A digest of all that a reference may be resolved against, other than articles: sorted files, and titles outside the corpus."""
    digest = blake2b(digest_size=16)
    for part in (files, outside):
        digest.update("\0".join(("", *part, "")).encode("utf-8", "surrogatepass"))
    return digest.digest()


def build_index(
    articles: Articles | PackedArticles,
    files: frozenset[str],
    outside: Iterable[str],
    settings: Settings,
    publishers: Publishers | None = None,
) -> Index:
    """The index of a corpus whose articles come one by one."""
    return index.built(articles, articles.one_by_one(), files, outside, settings, publishers)


def index_for(
    stale: Sequence[str], collected: Collected, files: frozenset[str], outside: Sequence[str], plans: Plans
) -> Index:
    """The index for some articles: for a few, the names stay where they are kept and are asked for; for many, all are loaded."""
    references = plans.need_all_references
    articles = Articles(collected, references=references)
    if collected.cache is not None and collected.is_kept and len(stale) <= FEW and not references:
        return stored_titles.index_of(articles, collected.cache, files, outside, plans.settings, plans.publishers)
    return build_index(articles, files, outside, plans.settings, plans.publishers)


class Resolver(NamedTuple):
    """Resolves the references of articles, in any process."""

    collected: Collected
    corpus: Index
    plans: Plans
    texts: Texts

    def resolve(self, paths: Sequence[str]) -> list[tuple[str, Diagnostics]]:
        """The diagnostics of the references of some articles."""
        return [(path, self._diagnostics(path)) for path in paths]

    def _diagnostics(self, path: str) -> Diagnostics:
        return article.check_references(self.collected.facts(path), self.corpus, self.plans, self.texts.read)


def answers(
    stale: Sequence[str], collected: Collected, corpus: Index, plans: Plans, texts: Texts, jobs: int
) -> list[tuple[str, Diagnostics]]:
    """The diagnostics of the references of articles of which they are not known."""
    sizes = collected.sizes(stale)
    worth = len(stale) > FEW and weight(sizes) > _WORTH_A_WORKER
    if worth:
        plans.load_checks()
    work = Resolver(collected, corpus, plans, texts).resolve
    results = workers.spread(work, by_size(sizes, _CHUNK_BYTES), jobs if worth else 1)
    return [row for rows in progress.along(results, "Resolving", len, len(stale)) for row in rows]
