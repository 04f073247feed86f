"""What the first half of the trip leaves of an article, as JSON texts and back: what the others are told apart from what is its own."""

from __future__ import annotations

from dataclasses import fields, replace

from articlelint.cache import serialization
from articlelint.model.facts import Examined, Facts
from articlelint.model.nodes import Reference
from articlelint.text.source import Span

_NOWHERE = Span(0, 0)
# The facts of an article that tell others nothing, which change with every line that is added: their places among the fields.
_OWN_PLACES = tuple([each.name for each in fields(Facts)].index(name) for name in ("references", "title_span", "items"))
_NOTHING = [(), _NOWHERE, ()]
_Own = tuple[tuple[Reference, ...], Span, tuple[Span, ...]]


def stored(examined: Examined) -> tuple[str, str, str]:
    """What the others are told, what is the article's own, and its own diagnostics, as JSON; empty texts where there is nothing."""
    names = list(serialization.row(examined.facts))
    own = [names[place] for place in _OWN_PLACES]
    for place, nothing in zip(_OWN_PLACES, _NOTHING, strict=True):
        names[place] = nothing
    return (
        serialization.dumps(names),
        serialization.dumps(own) if own != _NOTHING else "",
        serialization.dumps(examined.told) if examined.told else "",
    )


def facts_of(names: str, refs: str) -> Facts:
    """The facts that `stored` made texts of."""
    row = serialization.parsed(names)
    if refs:
        for place, value in zip(_OWN_PLACES, serialization.parsed(refs), strict=True):
            row[place] = value
    facts: Facts = serialization.decoder(Facts)(row)  # type: ignore[misc]
    return facts


def with_own(facts: Facts, refs: str) -> Facts:
    """The facts together with what is the article's own."""
    if not refs:
        return facts
    own: tuple[tuple[Reference, ...], Span, tuple[Span, ...]] = serialization.decoder(_Own)(serialization.parsed(refs))  # type: ignore[misc]
    return replace(facts, references=own[0], title_span=own[1], items=own[2])
