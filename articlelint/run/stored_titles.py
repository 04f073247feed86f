"""The titles of a corpus, asked one by one from where they are kept, and never all loaded for one question.

Every answer is the one that titles built anew would give; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from articlelint.cache.records import Cache, Names
from articlelint.config.settings import Settings
from articlelint.corpus.index import Index
from articlelint.corpus.parts import gathered, rows_of
from articlelint.corpus.titles import Titles, claimed, key_of
from articlelint.corpus.variants import Variants, parts_of
from articlelint.errors import CacheLost
from articlelint.model.facts import Facts
from articlelint.publishers.detection import Publishers, detect
from articlelint.publishers.values import Front, Paths
from articlelint.text.names import loose


def names_of(facts: Facts, settings: Settings) -> Names:
    """What the store keeps of an article's names and ways. A name's rank is its place among the claims: title, said, alias."""
    form = key_of(settings)
    rows = [
        (rank, place, key, loose(key))
        for rank, names in enumerate(claimed(facts))
        for place, name in enumerate(names)
        if (key := form(name))
    ]
    parts = {(loose(part), row[2]) for row in rows for _, part in parts_of(row[2])}
    routes = tuple(("route", route, 1) for route in dict.fromkeys(facts.routes))
    ways = (
        *routes,
        *(("front", f"{key}={value}", 1) for key, value in dict.fromkeys(facts.front)),
        *(("asset", *asset) for asset in facts.assets),
        *((*row, 1) for row in rows_of(facts.path, facts.shape)),
    )
    return Names(tuple(rows), tuple(sorted(parts)), ways)


def index_of(
    articles: Mapping[str, Facts],
    cache: Cache,
    files: frozenset[str],
    outside: Iterable[str],
    settings: Settings,
    publishers: Publishers | None = None,
) -> Index:
    """The index of a corpus whose articles are all in the store."""
    titles = StoredTitles(cache, articles, outside, settings)
    routes = dict(cache.rows("select way, path from ways where kind = 'route' order by path"))
    assets = dict(cache.rows("select way, sum(count) from ways where kind = 'asset' group by way order by min(path)"))
    rows = cache.rows(
        "select path, kind, way from ways where kind in ('level', 'include', 'id', 'differs', 'titles') order by path, kind, way"
    )
    parts = gathered(rows, articles)
    lone = len(articles) < 2 and not titles.outside
    fronts: dict[str, Front] = {}
    for path, pair in cache.rows("select path, way from ways where kind = 'front' order by path, way"):
        key, _, value = pair.partition("=")
        fronts[path] = (*fronts.get(path, ()), (key, value))
    return Index(
        articles,
        titles,
        files,
        settings,
        routes,
        assets,
        fronts,
        lone=lone,
        parts=parts,
        publishers=publishers or detect(files or articles, settings),
    )


class StoredTitles(Titles):
    """Titles and other names in a store."""

    def __init__(self, cache: Cache, articles: Collection[str], outside: Iterable[str], settings: Settings) -> None:
        super().__init__(outside, key_of(settings))
        self._cache = cache
        self.titles, self.said, self.aliases = (_Column(cache, rank, articles) for rank in range(3))

    @cached_property
    def _variants(self) -> Variants:
        return Variants(self.every) if self.outside else _StoredVariants(self._cache)


class _Column(Mapping[str, str | Paths]):
    """The paths by name, of the names of one rank."""

    def __init__(self, cache: Cache, rank: int, articles: Collection[str]) -> None:
        self._cache = cache
        self._articles = articles
        self._rank = str(rank)

    def __getitem__(self, name: str) -> str | Paths:
        query = "select distinct path from names where name = ? and rank = ? order by path"
        paths = tuple(row[0] for row in self._cache.rows(query, (name, self._rank)))
        if not paths:
            raise KeyError(name)
        if not all(path in self._articles for path in paths):
            raise CacheLost(f"{paths}: another run has found articles that this one does not know")
        return paths

    def __contains__(self, name: object) -> bool:
        return name in self._all if "_all" in self.__dict__ else isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, None]:
        """In the order in which an index built anew meets them."""
        return dict.fromkeys(
            self._cache.column("select name from names where rank = ? order by path, place", (self._rank,))
        )


class _StoredVariants(Variants):
    """Loose forms in a store."""

    __slots__ = ("_cache",)

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def _wholes(self, key: str) -> list[str]:
        return self._near("select distinct name from names where loose = ?", key)

    def _with_part(self, key: str) -> list[str]:
        return self._near("select distinct name from parts where loose = ?", key)

    def _near(self, query: str, key: str) -> list[str]:
        return [row[0] for row in self._cache.rows(query, (key,))] if key else []
