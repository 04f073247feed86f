"""A See also item that the body refers to already."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.resolve.see_also import body_articles, items, removal


@check()
def see_also_repeats_body(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the item."""
    listed = tuple(items(facts, index))
    if not listed:
        return
    body = body_articles(facts, index)
    repeats = [item for item in listed if item.article in body]
    # Where every item is one of them, what is left would be an empty section: that is for an editor to judge.
    empties = all(any(line.start <= item.span.start < line.end for item in repeats) for line in facts.items)
    for item in repeats:
        yield Finding(
            item.span,
            f"the article's body refers to `{item.target}` already",
            "remove it here, unless readers need it a second time",
            None if empties else removal(item, facts),
            {"target": item.target, "first": body[item.article]},
        )
