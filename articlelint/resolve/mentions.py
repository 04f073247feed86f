"""A reference in words + Index -> Resolutions: of its possible readings, the one that the titles bear out.

The longest title wins: "War and Peace and Crime and Punishment" is two references where those articles exist. What no
title covers is split as a reader would, and is kept only when it is likely enough to be a reference. The corpus is asked
once for each distinct name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from articlelint.corpus.index import Answer, Index
from articlelint.model.article import Certainty, Reference
from articlelint.model.facts import Facts
from articlelint.parsing.crossref.segmentation import Candidate, Readings, readings
from articlelint.resolve.linking_style import is_foreign
from articlelint.resolve.names import Named, answered
from articlelint.resolve.own_sections import is_here
from articlelint.resolve.resolution import Resolution
from articlelint.text.cues import cues_for
from articlelint.text.source import Span

_Lookup = Callable[[str], Answer]
_Sure = tuple[Candidate, Certainty]


def resolve_mention(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """The answers for the names behind a "see", before a "q.v.", in a mark or in an item of a See also section."""
    settings = index.settings
    cues = cues_for((settings.language, *settings.cue_languages), settings.cue_words)
    ways = readings(reference, cues)
    lookup = cache(index.lookup)
    start = reference.span.start
    names: list[Named] = []
    for (span, name, *_), certainty in _chosen(ways, lookup, index.resembles):
        names.append(Named(Span(start + span.start, start + span.end), name, certainty, lookup(name)))
    if is_foreign(names, reference, facts, index, cues):
        names = [each._replace(certainty="weak") for each in names]
    names = [each for each in names if not index.ignores(replace(reference, target=each.name))]
    found = [resolution for each in names for resolution in answered(each, index)]
    if reference.label == "mark":
        # Such a corpus marks every use of a term, in the term's own article too.
        found = [each for each in found if each.paths != (facts.path,)]
    return tuple(each for each in found if each.status != "missing" or not is_here(each.target, facts.headings))


def _chosen(ways: Readings, lookup: _Lookup, resembles: Callable[[str], bool]) -> list[_Sure]:
    """The candidates that are names, in the order of the text, each with how sure it is that they are meant."""
    whole = _first_met(ways.whole, lookup)
    if whole:
        # "The Gauls (q.v.)": running prose inflects names, which is no other spelling of the title.
        inflected = ways.reference.label == "q.v." and lookup(whole.name).status == "variant"
        return [(whole._replace(name=lookup(whole.name).title) if inflected else whole, ways.met)]
    several = _split(ways, lookup)
    if several and (not ways.fallback or any(lookup(each.name).status != "missing" for each, _ in several)):
        return several
    fallback = [(each, ways.unmet) for each in ways.fallback]
    if ways.reference.label == "q.v.":
        # It shortens them too: a title that resembles the name is meant.
        return [each for each in fallback if not resembles(each[0].name)]
    return fallback


def _first_met(candidates: Iterable[Candidate], lookup: _Lookup) -> Candidate | None:
    """The first candidate that is a title as it stands, else the first that is a variant of one."""
    near: Candidate | None = None
    for each in candidates:
        status = lookup(each.name).status
        if status in ("exact", "outside"):
            return each
        if near is None and status != "missing":
            near = each
    return near


def _split(ways: Readings, lookup: _Lookup) -> list[_Sure]:
    """The names of a list: where titles are met, and what is likely between them."""
    met: list[Candidate] = []
    gaps: list[tuple[int, int]] = []
    number = gap = 0
    while number < len(ways.pieces):
        title = _first_met(ways.starting_at(number), lookup)
        if title is None:
            number += 1
            continue
        gaps.append((gap, number))
        met.append(title)
        number = gap = ways.behind(title)
    gaps.append((gap, number))
    names = [(title, ways.reference.certainty) for title in met]
    names += (name for first, end in gaps for name in ways.likely(first, end, beside_title=bool(met)))
    names.sort(key=lambda name: name[0].span)
    return [(_unshouted(name, lookup), certainty) for name, certainty in names]


def _unshouted(candidate: Candidate, lookup: _Lookup) -> Candidate:
    """A name in capitals is a way to print references ("See LYON"), not another spelling of the title."""
    name = candidate.name
    title = lookup(name).title if name.isupper() else ""
    return candidate._replace(name=title) if title and _letters(title) == _letters(name) else candidate


def _letters(name: str) -> str:
    return name.casefold().rstrip(".").replace("-", " ")
