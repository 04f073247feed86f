"""A name in prose + Index -> Resolution."""

from __future__ import annotations

from articlelint.corpus.index import Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.resolve.resolution import Resolution, Status


def resolve_name(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """What the corpus answers to a name that stands for itself, without link markup."""
    answer = index.lookup(reference.target)
    if index.lone and answer.status == "missing":
        return ()
    # A title's last point may be the sentence's: "See Ada M."
    pointed = answer.status == "variant" and answer.title == f"{reference.target}."
    status: Status = "found" if pointed or answer.status == "exact" else answer.status
    return (
        Resolution(
            status,
            reference.span,
            reference.target,
            answer.paths,
            answer.title,
            (lambda: index.suggest(reference.target)) if status == "missing" else (),
            reference.certainty,
            answer.kind,
        ),
    )
