"""Numbers by key, for millions of keys: one sorted array, a fraction of what a dictionary of lists takes."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from heapq import merge
from itertools import islice

_HALF = 32
_LOW = (1 << _HALF) - 1
_PIECE = 100_000


class Postings:
    """Which numbers, below four thousand million, were given for a key. Keys are kept as 32-bit hashes: whoever asks checks the answers."""

    __slots__ = ("_rows",)

    def __init__(self, pairs: Iterable[tuple[object, int]]) -> None:
        rows = ((hash(key) & _LOW) << _HALF | number for key, number in pairs)
        # Sorted piece by piece: Python sorts lists, and a list of all rows would take five times what the array does.
        pieces = iter(lambda: array("Q", sorted(islice(rows, _PIECE))), array("Q"))
        self._rows = array("Q", merge(*pieces))

    def place(self, key: object) -> range:
        """Where the numbers for a key stand; its length is how many they are."""
        first = (hash(key) & _LOW) << _HALF
        start = bisect_left(self._rows, first)
        return range(start, bisect_left(self._rows, first + _LOW + 1, start))

    def first(self, place: range, most: int) -> list[int]:
        """The first numbers that stand in a place, in rising order."""
        return [row & _LOW for row in self._rows[place.start : min(place.stop, place.start + most)]]

    def of(self, key: object) -> list[int]:
        """The numbers for a key, in rising order."""
        place = self.place(key)
        return self.first(place, len(place))
