"""Whether some title is meant by a name that running prose shortens or spells in its own way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


class Likenesses:
    """The beginnings of all titles, and what stands between their commas: `Siloam` for `Siloam, Pool of`, `Purim` for `Pur, Purim`."""

    __slots__ = ("_names",)

    def __init__(self, titles: Iterable[str]) -> None:
        names = [title.casefold() for title in titles]
        names += [part.strip() for name in names if "," in name for part in name.split(",")[1:]]
        self._names = sorted(set(names))

    def has(self, name: str, near: Sequence[str] = ()) -> bool:
        """Whether a title begins with the name's words, or the nearest ones differ from it by a letter or two."""
        key = name.casefold()
        at = bisect_left(self._names, key)
        while at < len(self._names) and self._names[at].startswith(key):
            if not self._names[at][len(key) : len(key) + 1].isalnum():
                return True
            at += 1
        return any(_spelt_alike(key, title.casefold()) for title in near)


def _spelt_alike(name: str, title: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    most = 2 if len(name) > 5 else int(len(name) > 3)
    return Levenshtein.distance(name, title, score_cutoff=most) <= most
