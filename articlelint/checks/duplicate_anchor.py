"""One explicit id in two files that are joined into one page."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts


@check(formats=("markdown",))
def duplicate_anchor(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the heading in the file whose path comes later; the earlier one is named."""
    if not (index.parts.joined and index.begins_low(facts)):
        return
    for name, span in facts.shape.ids:
        first = index.parts.owners(name)[:1]
        if first and first[0] < facts.path:
            yield Finding(
                span,
                f"`{first[0]}` has the id `#{name}` too, and links to it lead there",
                "give one of them another id: the files are parts of one page",
                data={"id": name, "first": first[0]},
            )
