"""One "see" reference -> one reference per target, by the titles that exist, the longest first.

"War and Peace and Crime and Punishment" is two references where those articles exist. What no title covers is split as a
reader would, and is kept only when it is likely enough to be a reference: surely where another part of the same tail is
an article, else as sure as the form and the look of the name make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from articlelint.model.nodes import Certainty, Reference
from articlelint.parsing.crossref import plausibility, targets
from articlelint.parsing.crossref.plausibility import Likeness
from articlelint.parsing.crossref.targets import Atom
from articlelint.text.cues import Cues
from articlelint.text.source import Span

_WIDEST = 8  # no title has more separators in it than this
_SURER: dict[Certainty, Certainty] = {"faint": "weak", "weak": "strong", "strong": "strong"}


class Answer(Protocol):
    """What a lookup of names answers: `status` is `missing` for a name that nobody answers to."""

    @property
    def status(self) -> str:
        """exact, variant, ambiguous, outside or missing."""

    @property
    def title(self) -> str:
        """How the name is written, for a variant."""


Lookup = Callable[[str], Answer]


def segments(
    reference: Reference, lookup: Lookup, cues: Cues, resembles: Callable[[str], bool] = lambda _name: False
) -> tuple[Reference, ...]:
    """The targets of a reference of the kinds "see" and "see-also-item", each with its own span.

    `resembles` tells whether some title begins with a name or is spelt nearly so.
    """
    text = reference.target
    if reference.label == "mark":
        return _whole(reference, lookup)
    if reference.label == "q.v.":
        return _noun(reference, lookup, cues, resembles)
    if braces := targets.braced(text):
        return tuple(_part(reference, span, reference.certainty) for span in braces)
    if reference.kind == "see-also-item":
        return _item(reference, lookup, cues)
    return tuple(_split(reference, targets.joined(text, targets.atoms(text, cues), cues), lookup, cues))


def _part(reference: Reference, place: Span, certainty: Certainty) -> Reference:
    start = reference.span.start
    target = targets.clean(reference.target[place.start : place.end])
    return replace(reference, span=Span(start + place.start, start + place.end), target=target, certainty=certainty)


def _split(reference: Reference, atoms: list[Atom], lookup: Lookup, cues: Cues) -> Iterator[Reference]:
    text = reference.target
    found: list[Span] = []
    unknown: list[list[Atom]] = []
    number = 0
    while number < len(atoms):
        hit = _longest(text, atoms, number, lookup, cues)
        if hit is None:
            if not unknown or unknown[-1][-1] is not atoms[number - 1]:
                unknown.append([])
            unknown[-1].append(atoms[number])
            number += 1
            continue
        place, following, cut = hit
        found.append(place)
        number = _next_entry(atoms, following) if cut else _behind_part(text, atoms, following, cues)
    missing = [each for run in unknown for each in _likely(text, run, reference, cues, surer=bool(found))]
    parts = [(span, reference.certainty) for span in found] + missing
    for span, sure in sorted(parts):
        yield _shouted(_part(reference, span, sure), lookup)


def _shouted(part: Reference, lookup: Lookup) -> Reference:
    """A name in capitals is a way to print references, not another spelling of the title."""
    if not part.target.isupper():
        return part
    title = lookup(part.target).title
    return replace(part, target=title) if _letters(title) == _letters(part.target) else part


def _letters(name: str) -> str:
    return name.casefold().rstrip(".").replace("-", " ")


def _longest(text: str, atoms: list[Atom], first: int, lookup: Lookup, cues: Cues) -> tuple[Span, int, bool] | None:
    """The longest title that begins at an atom: exact ones first, then variants. Tells whether a clause was cut off it."""
    candidates = [
        (Span(*targets.trimmed(text, atoms[first].start, end)), last + 1, end < atoms[last].end)
        for last in range(min(len(atoms), first + _WIDEST) - 1, first - 1, -1)
        for end in (*targets.cuts(text, atoms[last], cues), *targets.before_colon(text, atoms[last]))
    ]
    near: tuple[Span, int, bool] | None = None
    for candidate in candidates:
        place = candidate[0]
        status = lookup(targets.clean(text[place.start : place.end])).status if place.start < place.end else "missing"
        if status in ("exact", "outside"):
            return candidate
        if near is None and status != "missing":
            near = candidate
    return near


def _behind_part(text: str, atoms: list[Atom], number: int, cues: Cues) -> int:
    """`COVENANT, Administration of`: where only the first is an article, the second names a part of it."""
    if (
        number < len(atoms)
        and atoms[number].before == ","
        and targets.is_inverted(text, atoms[number - 1], atoms[number], cues)
    ):
        return number + 1
    return number


def _next_entry(atoms: list[Atom], number: int) -> int:
    """Behind a clause only a semicolon begins a new name."""
    while number < len(atoms) and atoms[number].before != ";":
        number += 1
    return number


def _likely(
    text: str, run: list[Atom], reference: Reference, cues: Cues, *, surer: bool
) -> Iterator[tuple[Span, Certainty]]:
    for span in targets.guess(text, cues, run):
        likeness = plausibility.likeness(targets.clean(text[span.start : span.end]), cues)
        if likeness == "faint" and reference.label == "term":
            likeness = "weak"
        sure = _lesser(reference.certainty, likeness)
        if sure and surer:
            sure = _SURER[sure]
        if sure in ("weak", "strong"):
            yield span, sure


def _lesser(certainty: Certainty, likeness: Likeness) -> Likeness:
    return certainty if plausibility.ORDER.index(certainty) < plausibility.ORDER.index(likeness) else likeness


def _whole(reference: Reference, lookup: Lookup) -> tuple[Reference, ...]:
    """A marked name is one name. What looks like code or a list is left alone, unless an article is called so."""
    name = " ".join(reference.target.split())
    odd = any(c in ';,%"=<>|\\{}#$' for c in name) or not any(c.isalpha() for c in name)
    if odd and lookup(name).status == "missing":
        return ()
    return (replace(reference, target=name),)


def _noun(reference: Reference, lookup: Lookup, cues: Cues, resembles: Callable[[str], bool]) -> tuple[Reference, ...]:
    """The longest ending of the words before `(q.v.)` that is a title; else their last name in capitals.

    The words stand in running prose, which inflects and shortens names: a title that resembles them is meant.
    """
    text = reference.target
    starts = [0, *(at + 1 for at, c in enumerate(text) if c.isspace())]
    places = [Span(*targets.trimmed(text, start, len(text))) for start in starts]
    places = [place for place in places if place.start < place.end]
    for wanted in (("exact", "outside"), ("variant", "ambiguous")):
        for place in places:
            answer = lookup(targets.clean(text[place.start : place.end]))
            if answer.status in wanted:
                found = _part(reference, place, "weak")
                return (replace(found, target=answer.title) if answer.status == "variant" else found,)
    proper = _proper(text, places, cues)
    if proper is None or resembles(targets.clean(text[proper.start : proper.end])):
        return ()
    return (_part(reference, proper, "strong"),)


def _proper(text: str, places: list[Span], cues: Cues) -> Span | None:
    """The run of words in capitals at the end: `Tower of Babel` in "the famous Tower of Babel"."""
    chosen: Span | None = None
    for place in reversed(places):
        word = text[place.start : place.end].split(None, 1)[0]
        if word[:1].isupper() and word.lower() not in cues.small and word.lower() not in cues.never:
            chosen = place
        elif chosen is None or word.lower() not in cues.small:
            break
    return chosen


def _item(reference: Reference, lookup: Lookup, cues: Cues) -> tuple[Reference, ...]:
    """The leading name of an item; what follows a dash or colon is annotation, unless a title goes on there."""
    text = reference.target
    ends = [len(text), *reversed([match.start() for match in targets.ANNOTATION.finditer(text)][:4])]
    for wanted in (("exact", "outside"), ("variant", "ambiguous")):
        for end in ends:
            if lookup(targets.clean(text[:end])).status in wanted:
                return (_part(reference, Span(*targets.trimmed(text, 0, end)), "strong"),)
    head = text[: ends[-1]]
    pieces = targets.joined(head, targets.atoms(head, cues), cues)
    listed = ";" in head or sum(piece.before == "," for piece in pieces) > 1
    several = list(_split(replace(reference, target=head), pieces, lookup, cues))
    if listed or any(lookup(part.target).status != "missing" for part in several):
        return tuple(several)
    return (_part(reference, Span(*targets.trimmed(text, 0, ends[-1])), "strong"),)
