"""Edits into text: overlapping ones wait for the next round."""

from __future__ import annotations

from collections.abc import Iterable

from articlelint.diagnostic import Edit, Fix


def apply_edits(text: str, fixes: Iterable[Fix]) -> str:
    """The text with as many fixes applied as do not overlap; a fix is applied whole or not at all."""
    taken: list[Edit] = []
    for fix in fixes:
        if all(_apart(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
    pieces: list[str] = []
    done = 0
    for edit in sorted(taken):
        pieces += (text[done : edit.start], edit.replacement)
        done = edit.end
    return "".join((*pieces, text[done:]))


def _apart(one: Edit, other: Edit) -> bool:
    return (
        one.end < other.start
        or other.end < one.start
        or (one.end == other.start != one.start)
        or (other.end == one.start != other.start)
    )
