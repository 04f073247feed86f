"""Did you mean: the titles nearest to a name that leads nowhere.

A small corpus is compared whole. In a large one, titles are sorted into buckets by length and their first or last
letters, or those in the middle, some of which a misspelt name nearly always shares with what was meant; only the buckets near the name are compared.
Nothing is built before the first misses, and rapidfuzz is imported only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter

from articlelint.corpus.postings import Postings

_SMALL = 20_000
_EDGE = 4
_MOST_CANDIDATES = 8_000
_MOST_SCANS = 4  # to go through all titles takes a sixth of the time that it takes to sort them into buckets
_LEAST_LIKENESS = 0.72
_Key = tuple[int, str]
_Bucket = tuple[int, Callable[[int], list[int]]]  # how many names are in it, and the numbers of the first of them


class Suggester:
    """Answers with near titles. `names` are the titles of a corpus, each once.

    Of more than `small` names no more than `most_candidates` are compared with a name, so that many misses take linear time.
    """

    __slots__ = ("_buckets", "_folded", "_most_candidates", "_names", "_scans", "_small")

    def __init__(self, names: Iterable[str], *, small: int = _SMALL, most_candidates: int = _MOST_CANDIDATES) -> None:
        self._names: Sequence[str] = tuple(names)
        self._folded: Sequence[str] = ()
        self._small = small
        self._most_candidates = most_candidates
        self._buckets: tuple[Postings, ...] = ()
        self._scans = 0

    def near(self, name: str, count: int = 3) -> tuple[str, ...]:
        """The nearest titles, the nearest first; none when nothing is near."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        wanted = name.casefold()
        if not wanted:
            return ()
        if not self._folded:
            self._folded = tuple(map(str.casefold, self._names))
        numbers = range(len(self._names)) if len(self._names) <= self._small else self._candidates(wanted)
        hits = process.extract(
            wanted,
            self._folded if len(self._names) <= self._small else [self._folded[number] for number in numbers],
            scorer=OSA.normalized_similarity,
            limit=count * 3,
            score_cutoff=max(_LEAST_LIKENESS, _least_likeness(len(wanted))),
        )
        ranked = sorted({(-score, near) for _, score, place in hits if (near := self._names[numbers[place]]) != name})
        return tuple(near for _, near in ranked[:count])

    def _candidates(self, wanted: str) -> list[int]:
        reach = min(3, 1 + len(wanted) // 6)
        lengths = range(max(1, len(wanted) - reach), len(wanted) + reach + 1)
        keys = [[(length, piece) for piece in _pieces(wanted, length)] for length in lengths]
        found = self._scanned(keys) if self._scans < _MOST_SCANS else self._looked_up(keys)
        # A bucket that holds a large part of the corpus ("Title 1", "Title 2", ...) says little: the small ones first.
        found.sort(key=itemgetter(0))
        candidates: dict[int, None] = {}
        for _, first in found:
            candidates.update(dict.fromkeys(first(self._most_candidates - len(candidates))))
        return list(candidates)

    def _scanned(self, keys: Sequence[Sequence[_Key]]) -> list[_Bucket]:
        """The buckets of these keys, from all names: what is quickest for a question or two."""
        self._scans += 1
        buckets: tuple[dict[_Key, list[int]], ...] = tuple(
            {key: [] for key in column} for column in zip(*keys, strict=True)
        )
        shortest, longest = keys[0][0][0], keys[-1][0][0]
        begin, end = keys[0][0][1], keys[0][2][1]
        middles = {length: piece for _, (length, piece), _ in keys}
        # To ask for one of the pieces anywhere takes a third of the time that it takes to cut out all three.
        likely = [
            (number, name)
            for number, name in enumerate(self._folded)
            if shortest <= len(name) <= longest
            and (name.startswith(begin) or name.endswith(end) or middles[len(name)] in name)
        ]
        for number, name in likely:
            for bucket, piece in zip(buckets, _pieces(name, len(name)), strict=True):
                if (len(name), piece) in bucket:
                    bucket[len(name), piece].append(number)
        found = [bucket[key] for row in keys for bucket, key in zip(buckets, row, strict=True)]
        return [(len(numbers), partial(_first, numbers)) for numbers in found]

    def _looked_up(self, keys: Sequence[Sequence[_Key]]) -> list[_Bucket]:
        """The same from buckets that are sorted once."""
        if not self._buckets:
            self._buckets = tuple(Postings(_bucketed(self._names, place)) for place in range(3))
        pairs = [(each, each.place(key)) for row in keys for each, key in zip(self._buckets, row, strict=True)]
        return [(len(place), partial(each.first, place)) for each, place in pairs]


def _first(numbers: list[int], most: int) -> list[int]:
    return numbers[:most]


def _pieces(name: str, length: int) -> tuple[str, str, str]:
    """A name's letters at the start, in the middle and at the end, as a name of this length would have them.

    The middle is counted from the end: a slip in the first letters leaves it where it is.
    """
    middle = max(0, len(name) - length + length // 2)
    return name[:_EDGE], name[middle : middle + _EDGE], name[-_EDGE:]


def _least_likeness(length: int) -> float:
    """A short word is near another only by one letter; `Lyon` is not near `Lima`."""
    return 1 - max(1, length // 4) / max(1, length) - 1e-6


def _bucketed(names: Iterable[str], place: int) -> Iterator[tuple[_Key, int]]:
    """Each name's length, and one of its pieces."""
    for number, name in enumerate(names):
        folded = name.casefold()
        yield (len(folded), _pieces(folded, len(folded))[place]), number
