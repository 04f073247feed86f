"""A name in prose + Index -> Resolution."""

from __future__ import annotations

from typing import NamedTuple

from articlelint.corpus.index import Answer, Index
from articlelint.model.article import Certainty, Reference
from articlelint.resolve.resolution import Resolution, Status
from articlelint.text.source import Span


class Named(NamedTuple):
    """A name that a reference has, and what the corpus answers to it."""

    span: Span
    name: str
    certainty: Certainty
    answer: Answer


def resolve_name(reference: Reference, index: Index) -> tuple[Resolution, ...]:
    """What the corpus answers to a reference that is one name, without link markup: in a hatnote, say."""
    return answered(Named(reference.span, reference.target, reference.certainty, index.lookup(reference.target)), index)


def answered(named: Named, index: Index) -> tuple[Resolution, ...]:
    """The answer to a name as a resolution; none where a lone article cannot tell that a name leads nowhere."""
    span, name, certainty, answer = named
    if index.lone and answer.status == "missing":
        return ()
    # A title's last point may be the sentence's: "See Ada M."
    pointed = answer.status == "variant" and answer.title == f"{name}."
    status: Status = "found" if pointed or answer.status == "exact" else answer.status
    near = (lambda: index.suggest(name)) if status == "missing" else ()
    return (Resolution(status, span, name, answer.paths, answer.title, near, certainty, answer.kind),)
