"""An article that refers to no other article."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.diagnostic import Finding
from articlelint.facts import Facts
from articlelint.index import Index
from articlelint.links import targets
from articlelint.rule import check


@check()
def dead_end(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the article at its title."""
    if facts.redirect is not None or any(path != facts.path for path in targets(facts, index)):
        return
    yield Finding(
        facts.title_span, "this article refers to no other article", "refer to the articles that it builds on"
    )
