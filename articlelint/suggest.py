"""Did you mean: the titles nearest to a name that leads nowhere.

A small corpus is compared whole. In a large one, titles are sorted into buckets by length and their first or last
letters, or those in the middle, some of which a misspelt name nearly always shares with what was meant; only the buckets near the name are compared.
Nothing is built before the first miss, and rapidfuzz is imported only then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from articlelint.postings import Postings

_SMALL = 20_000
_EDGE = 4
_MOST_CANDIDATES = 8_000
_LEAST_LIKENESS = 0.72


class Suggester:
    """Answers with near titles. `names` are the titles of a corpus, each once."""

    __slots__ = ("_buckets", "_names")

    def __init__(self, names: Iterable[str]) -> None:
        self._names: Sequence[str] = tuple(names)
        self._buckets: tuple[Postings, ...] = ()

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
        if not self._buckets:
            self._buckets = tuple(Postings(_bucketed(self._names, place)) for place in range(3))
        reach = min(3, 1 + len(wanted) // 6)
        found: list[tuple[range, Postings]] = []
        for length in range(max(1, len(wanted) - reach), len(wanted) + reach + 1):
            middle = max(0, len(wanted) - length + length // 2)
            pieces = (wanted[:_EDGE], wanted[middle : middle + _EDGE], wanted[-_EDGE:])
            for postings, piece in zip(self._buckets, pieces, strict=True):
                found.append((postings.place((length, piece)), postings))
        # A bucket that holds a large part of the corpus ("Title 1", "Title 2", ...) says little: the small ones first.
        found.sort(key=lambda each: len(each[0]))
        candidates: dict[int, None] = {}
        for place, postings in found:
            candidates.update(dict.fromkeys(postings.at(place[: _MOST_CANDIDATES - len(candidates)])))
        return [self._names[number] for number in candidates]


def _least_likeness(length: int) -> float:
    """A short word is near another only by one letter; `Lyon` is not near `Lima`."""
    return 1 - max(1, length // 4) / max(1, length) - 1e-6


def _bucketed(names: Iterable[str], place: int) -> Iterator[tuple[tuple[int, str], int]]:
    """Each name's length, and its letters at the start, in the middle or at the end.

    The middle is counted from the end: a slip in the first letters leaves it where it is.
    """
    for number, name in enumerate(names):
        folded = name.casefold()
        middle = len(folded) // 2
        yield (len(folded), (folded[:_EDGE], folded[middle : middle + _EDGE], folded[-_EDGE:])[place]), number
