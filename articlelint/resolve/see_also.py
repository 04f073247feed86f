"""The items of a See also section as articles: which article each one names, and how an item is removed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articlelint.corpus.index import Index
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Edit, Fix
from articlelint.model.facts import Facts
from articlelint.resolve import Resolution, resolve
from articlelint.text.names import normal
from articlelint.text.source import Span

_SECTION = "see-also"
_BULLET = 8  # characters of indent, bullet and emphasis before the first name
_BETWEEN = 6  # ", and "
_ASIDE = frozenset({"url", "image", "embed", "footnote", "link-label", "redirect"})


class Item(NamedTuple):
    """One reference of a See also section. `article` is the path it leads to, else its name, so that equal ones are one article."""

    span: Span
    target: str
    article: str


def items(facts: Facts, index: Index) -> Iterator[Item]:
    """The articles that the See also section names, in the order of the text; what an item links to in its annotation is none."""
    inside = [each for each in facts.references if each.section == _SECTION and each.kind not in _ASIDE]
    for reference, leads in zip(inside, _leading(facts, inside), strict=True):
        if leads:
            for found in resolve(reference, facts, index):
                yield Item(found.span, found.target, _article(found))


def _leading(facts: Facts, inside: Sequence[Reference]) -> Iterator[bool]:
    """Whether each reference begins its list item, or follows one that does: `* [[A]], [[B]] and [[C]]: as in [[D]]`."""
    starts = [line.start for line in facts.items]
    end, listed = -1, None
    for reference in inside:
        place = bisect_right(starts, reference.whole.start) - 1
        line = facts.items[place] if place >= 0 else None
        if line is None or reference.whole.start >= line.end:
            yield True  # not in a list
            continue
        if line != listed:
            listed, end = line, line.start + _BULLET - _BETWEEN
        leads = end >= 0 and reference.whole.start - end <= _BETWEEN
        end = reference.whole.end if leads else -1
        yield leads


def body_articles(facts: Facts, index: Index) -> dict[str, int]:
    """The articles that the rest refers to, with the offset of the first reference to each."""
    body: dict[str, int] = {}
    for reference in facts.references:
        if not reference.section and reference.kind not in _ASIDE:
            for found in resolve(reference, facts, index):
                body.setdefault(_article(found), found.span.start)
    return body


def removal(item: Item, facts: Facts) -> Fix | None:
    """Takes the whole list item out; None when it holds another reference too."""
    for line in facts.items:
        if line.start <= item.span.start < line.end:
            inside = [each for each in facts.references if line.start <= each.span.start < line.end]
            return Fix((Edit(*line, ""),)) if len(inside) == 1 else None
    return None


def _article(found: Resolution) -> str:
    # A section of an article is a subject of its own.
    place = found.target.partition("#")[2]
    where = found.paths[0] if len(found.paths) == 1 else normal(found.target.partition("#")[0])
    return f"{where}#{place}" if place else where
