"""A heading that is more than one level below the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding


@check(formats=("markdown", "wikitext"))
def heading_skip(article: Article) -> Iterator[Finding]:
    """The title counts as level 1, also where the front matter or the page's name gives it."""
    above = 1 if article.title else 0
    for heading in article.headings:
        if above and heading.level > above + 1:
            yield Finding(
                heading.span,
                f"`{heading.text}` is at level {heading.level} under a heading of level {above}",
                f"make it level {above + 1}",
                data={"level": heading.level, "expected": above + 1},
            )
        above = heading.level
