"""Reference + Index -> Resolutions: what the corpus answers to what an article points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from articlelint.facts import Facts
from articlelint.index import Index
from articlelint.model import Certainty, Reference
from articlelint.text import Span

Status = Literal["found", "redirect", "broken-redirect", "variant", "ambiguous", "missing", "missing-anchor", "outside"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one target of a reference.

    `span` and `target` are the target as written; `paths` the articles or files it leads to; `title` the name to write
    instead (for a variant or redirect); `suggestions` near names when it leads nowhere. `certainty` is weak where the
    words may not be a reference at all.
    """

    status: Status
    span: Span
    target: str
    paths: tuple[str, ...] = ()
    title: str = ""
    suggestions: tuple[str, ...] = ()
    certainty: Certainty = "strong"


def resolve(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """One resolution per target: a "see" tail may name several articles, every other reference names one."""
    if reference.kind != "wikilink":
        return ()
    answer = index.lookup(reference.target)
    status: Status = "found" if answer.status == "exact" else answer.status
    near = index.suggest(reference.target) if status == "missing" else ()
    return (Resolution(status, reference.span, reference.target, answer.paths, answer.title, near),)
