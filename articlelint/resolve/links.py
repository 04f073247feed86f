"""Which articles refer to which: the edges of the link graph."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.model.facts import Facts
from articlelint.resolve import resolve


def targets(facts: Facts, index: Index) -> Iterator[str]:
    """The articles that an article's references lead to, once for each reference, itself included."""
    for reference in facts.references:
        if reference.kind != "url":
            for found in resolve(reference, facts, index):
                yield from (path for path in found.paths if path in index.articles)


def referred_to(index: Index) -> frozenset[str]:
    """The articles that at least one other article refers to; worked out once for an index."""
    return index.remember("referred-to", _referred_to)


def _referred_to(index: Index) -> frozenset[str]:
    found: set[str] = set()
    for path in index.articles:
        found.update(target for target in targets(index.articles[path], index) if target != path)
    return frozenset(found)
