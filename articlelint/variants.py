"""Which titles a spelling may mean: one dictionary from loose forms to titles, built at the first name that is not exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articlelint.names import VariantKind, difference, loose, turned, without_disambiguator, without_subtitle

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

    Keys are hashes: a hit is checked against the title itself, so a collision costs time, never a wrong answer.
    """

    __slots__ = ("_parts", "_whole")

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[int, str | tuple[str, ...]] = {}
        self._parts: dict[int, str | tuple[str, ...]] = {}
        for name in names:
            _add(self._whole, loose(name), name)
            for _, part in _parts(name):
                _add(self._parts, loose(part), name)

    def find(self, name: str) -> Found | None:
        """The titles that a spelling may mean: those that differ least."""
        for found in self._ways(name):
            if found:
                return found
        return None

    def _ways(self, name: str) -> Iterator[Found | None]:
        key = loose(name)
        whole = [near for near in _get(self._whole, key) if loose(near) == key]
        yield _nearest((near, difference(name, near) or "case") for near in whole)
        parts = [(near, kind) for near in _get(self._parts, key) for kind, part in _parts(near) if loose(part) == key]
        yield _nearest((near, kind) for near, kind in parts if kind == "inverted")
        for kind, part in _parts(name):
            part_key = loose(part)
            yield _nearest((near, kind) for near in _get(self._whole, part_key) if loose(near) == part_key)
        yield _nearest((near, kind) for near, kind in parts if kind == "disambiguator")
        yield _only(_nearest((near, kind) for near, kind in parts if kind == "subtitle"))


def _parts(name: str) -> Iterator[tuple[VariantKind, str]]:
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


def _add(names: dict[int, str | tuple[str, ...]], key: str, name: str) -> None:
    if not key:
        return
    number = hash(key)
    known = names.get(number)
    if known is None:
        names[number] = name
    else:
        names[number] = (*((known,) if isinstance(known, str) else known), name)


def _get(names: dict[int, str | tuple[str, ...]], key: str) -> tuple[str, ...]:
    known = names.get(hash(key)) if key else None
    if known is None:
        return ()
    return (known,) if isinstance(known, str) else known
