"""An article that refers to no other article."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.resolve.links import targets


@check()
def dead_end(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the article at its title."""
    if facts.redirect is not None or any(path != facts.path for path in targets(facts, index)):
        return
    yield Finding(
        facts.title_span, "this article refers to no other article", "refer to the articles that it builds on"
    )
