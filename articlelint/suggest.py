"""Did you mean: the titles nearest to a name that leads nowhere.

A small corpus is compared whole. In a large one, titles are sorted into buckets by length and their first or last
letters, which a misspelt name nearly always shares with what was meant; only the buckets near the name are compared.
Nothing is built before the first miss, and rapidfuzz is imported only then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_SMALL = 20_000
_EDGE = 3
_MOST_CANDIDATES = 40_000
_LEAST_LIKENESS = 0.72


class Suggester:
    """Answers with near titles. `names` are the titles of a corpus, each once."""

    __slots__ = ("_buckets", "_names")

    def __init__(self, names: Iterable[str]) -> None:
        self._names: Sequence[str] = tuple(names)
        self._buckets: dict[tuple[int, str], list[str]] | None = None

    def near(self, name: str, count: int = 3) -> tuple[str, ...]:
        """The nearest titles, the nearest first; none when nothing is near."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        wanted = name.casefold()
        if not wanted:
            return ()
        hits = process.extract(
            wanted,
            self._names if len(self._names) <= _SMALL else self._candidates(wanted),
            scorer=OSA.normalized_similarity,
            processor=str.casefold,
            limit=count * 3,
            score_cutoff=max(_LEAST_LIKENESS, _least_likeness(len(wanted))),
        )
        ranked = sorted({(-score, near) for near, score, _ in hits if near != name})
        return tuple(near for _, near in ranked[:count])

    def _candidates(self, wanted: str) -> list[str]:
        if self._buckets is None:
            self._buckets = _bucketed(self._names)
        reach = min(3, 1 + len(wanted) // 6)
        lengths = sorted(range(len(wanted) - reach, len(wanted) + reach + 1), key=lambda n: (abs(n - len(wanted)), n))
        found: list[list[str]] = []
        for length in lengths:
            for edge in _edges(wanted):
                found.append(self._buckets.get((length, edge), []))
        # A bucket that holds a large part of the corpus ("Title 1", "Title 2", ...) says little: the small ones first.
        candidates: dict[str, None] = {}
        for bucket in sorted(found, key=len):
            candidates.update(dict.fromkeys(bucket[: _MOST_CANDIDATES - len(candidates)]))
        return list(candidates)


def _least_likeness(length: int) -> float:
    """A short word is near another only by one letter; `Lyon` is not near `Lima`."""
    return 1 - max(1, length // 4) / max(1, length) - 1e-6


def _edges(folded: str) -> Iterator[str]:
    yield "<" + folded[:_EDGE]
    yield ">" + folded[-_EDGE:]


def _bucketed(names: Iterable[str]) -> dict[tuple[int, str], list[str]]:
    buckets: dict[tuple[int, str], list[str]] = {}
    for name in names:
        folded = name.casefold()
        for edge in _edges(folded):
            buckets.setdefault((len(folded), edge), []).append(name)
    return buckets
