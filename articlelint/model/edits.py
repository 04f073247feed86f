"""Edits into text: overlapping ones wait for the next round."""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from articlelint.text.values import Dumped

Applicability = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True, order=True)
class Edit(Dumped):
    """Replace the code points from `start` up to `end` by `replacement`.

    >>> Edit(0, 1, "L").model_dump()
    {'start': 0, 'end': 1, 'replacement': 'L'}
    """

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix(Dumped):
    """Edits that mend a finding. `safe` keeps the article's meaning whatever the author meant; `unsafe` may not.

    >>> apply_edits("lyon", [Fix((Edit(0, 1, "L"),))])
    'Lyon'
    """

    edits: tuple[Edit, ...]
    applicability: Applicability = "safe"


def apply_edits(text: str, fixes: Iterable[Fix]) -> str:
    """The text with as many fixes applied as do not overlap; a fix is applied whole or not at all, the earlier ones first.

    >>> apply_edits("a a city", [Fix((Edit(0, 2, ""),)), Fix((Edit(4, 8, "town"),))])
    'a town'
    """
    fixes = list(fixes)
    taken = sorted(edit for number in compatible(fixes) for edit in fixes[number].edits)
    pieces: list[str] = []
    done = 0
    for edit in taken:
        pieces += (text[done : edit.start], edit.replacement)
        done = edit.end
    return "".join((*pieces, text[done:]))


def compatible(fixes: Sequence[Fix]) -> list[int]:
    """The numbers of the fixes that can be applied together."""
    taken: list[Edit] = []
    numbers = []
    for number, fix in enumerate(fixes):
        if all(_has_room(edit, taken) for edit in fix.edits) and _apart(fix.edits):
            numbers.append(number)
            for edit in fix.edits:
                insort(taken, edit)
    return numbers


def _apart(edits: tuple[Edit, ...]) -> bool:
    """Whether the edits of one fix leave each other alone; a fix whose edits do not is a slip of its rule, and left out."""
    ordered = sorted(edits)
    return all(
        one.end <= other.start and (one.start, one.end) != (other.start, other.end)
        for one, other in itertools.pairwise(ordered)
    )


def _has_room(edit: Edit, taken: list[Edit]) -> bool:
    """Whether an edit touches none of those taken, which are sorted and apart, so that only its neighbours can be in its way."""
    place = bisect_left(taken, edit)
    return all(_are_apart(edit, other) for other in taken[max(0, place - 1) : place + 1])


def _are_apart(one: Edit, other: Edit) -> bool:
    return (
        one.end < other.start
        or other.end < one.start
        or (one.end == other.start != one.start)
        or (other.end == one.start != other.start)
    )


def in_newlines(text: str, fix: Fix) -> Fix:
    """The fix with its line ends as most lines of the text have them."""
    returns = text.count("\r\n")
    if returns * 2 <= text.count("\n"):
        return fix
    edits = (
        replace(edit, replacement=edit.replacement.replace("\r\n", "\n").replace("\n", "\r\n")) for edit in fix.edits
    )
    return replace(fix, edits=tuple(edits))
