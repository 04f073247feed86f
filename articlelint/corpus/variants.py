"""Which titles a spelling may mean: one dictionary from loose forms to titles, built at the first name that is not exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articlelint.corpus.postings import Postings
from articlelint.text.names import VariantKind, difference, loose, turned, without_disambiguator, without_subtitle

# From the likeliest slip of the pen to the boldest guess; where several titles are near, the nearest kind wins.
_RANK: tuple[VariantKind, ...] = (
    "dash", "apostrophe", "case", "diacritics", "punctuation", "space", "number", "article", "inverted", "disambiguator",
    "subtitle",
)  # fmt: skip


class Found(NamedTuple):
    """The titles that a spelling may mean, and in what it departs from them."""

    names: tuple[str, ...]
    kind: VariantKind


class Variants:
    """Loose forms of titles, and of what is left of a title without disambiguator or subtitle, or turned round.

    A hit is checked against the title itself, so that two forms with one hash cost time, never a wrong answer.
    """

    __slots__ = ("_names", "_parts", "_whole")

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._whole = Postings((loose(name), number) for number, name in enumerate(self._names))
        self._parts = Postings(
            (loose(part), number) for number, name in enumerate(self._names) for _, part in parts_of(name)
        )

    def find(self, name: str) -> Found | None:
        """The titles that a spelling may mean: those that differ least."""
        for found in self._ways(name):
            if found:
                return found
        return None

    def _ways(self, name: str) -> Iterator[Found | None]:
        key = loose(name)
        whole = [near for near in self._wholes(key) if loose(near) == key]
        yield _nearest((near, difference(name, near) or "case") for near in whole)
        parts = [(near, kind) for near in self._with_part(key) for kind, part in parts_of(near) if loose(part) == key]
        yield _nearest((near, kind) for near, kind in parts if kind == "inverted")
        for kind, part in parts_of(name):
            part_key = loose(part)
            yield _nearest((near, kind) for near in self._wholes(part_key) if loose(near) == part_key)
        yield _nearest((near, kind) for near, kind in parts if kind == "disambiguator")
        yield _only(_nearest((near, kind) for near, kind in parts if kind == "subtitle"))

    def _wholes(self, key: str) -> list[str]:
        return self._get(self._whole, key)

    def _with_part(self, key: str) -> list[str]:
        return self._get(self._parts, key)

    def _get(self, postings: Postings, key: str) -> list[str]:
        return [self._names[number] for number in postings.of(key)] if key else []


def parts_of(name: str) -> Iterator[tuple[VariantKind, str]]:
    """What is left of a name that is turned round, or without its disambiguator or subtitle."""
    if part := turned(name):
        yield "inverted", part
    if part := without_disambiguator(name):
        yield "disambiguator", part
    if part := without_subtitle(name):
        yield "subtitle", part


def _nearest(pairs: Iterable[tuple[str, VariantKind]]) -> Found | None:
    ranked = sorted((_RANK.index(kind), near) for near, kind in pairs)
    if not ranked:
        return None
    best = ranked[0][0]
    return Found(tuple(dict.fromkeys(near for rank, near in ranked if rank == best)), _RANK[best])


def _only(found: Found | None) -> Found | None:
    return found if found and len(found.names) == 1 else None
