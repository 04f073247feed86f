"""One article twice in the See also section."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.resolve.see_also import items, removal


@check()
def duplicate_see_also(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the later item."""
    first: dict[str, int] = {}
    for item in items(facts, index):
        if item.article in first:
            yield Finding(
                item.span,
                f"`{item.target}` stands twice in this See also section",
                "remove the second one",
                removal(item, facts),
                {"target": item.target, "first": first[item.article]},
            )
        else:
            first[item.article] = item.span.start
