"""More than one level-1 heading."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts


@check(formats=("markdown", "wikitext"), alone=True)
def multiple_titles(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports every level-1 heading but the first. One that repeats the front matter's title is the first.

    Of a file that holds many articles only the first is told; where chapters begin at level 1 by custom, nothing is.
    """
    later = facts.shape.titles
    if not later or index.parts.has_chapters:
        return
    place = dict(zip(("line", "column", "offset"), facts.shape.first, strict=False))
    data = {"first": place} if place else {}
    if facts.shape.is_book:
        yield Finding(
            later[0][1],
            f"this file holds {len(later) + bool(place)} articles: `{later[0][0]}` is the first of {len(later)} further titles",
            "make articles of their own of them, or leave the file out with `extend-exclude` if it is put together from others",
            data=data,
        )
        return
    for text, span in later:
        yield Finding(
            span,
            f"`{text}` is a second title" if data else f"`{text}` is a title, but the page's name is the title",
            "make it a level-2 heading, or an article of its own",
            data=data,
        )
