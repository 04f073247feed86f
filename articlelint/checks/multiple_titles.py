"""More than one level-1 heading."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding


@check(formats=("markdown", "wikitext"))
def multiple_titles(article: Article) -> Iterator[Finding]:
    """Reports every level-1 heading but the first. One that repeats the front matter's title is the first."""
    tops = [heading for heading in article.headings if heading.level == 1 and not heading.inferred]
    first = tops[0] if tops else None
    if article.format == "wikitext" and article.title and article.title.origin == "page-name":
        later = [heading for heading in tops if heading is not article.title_heading]
    else:
        later = tops[1:]
    for heading in later:
        if not heading.text:
            continue  # it names nothing, so it is no title either
        data = {"first": article.source.place(first.span.start)} if first and first is not heading else {}
        yield Finding(
            heading.span,
            f"`{heading.text}` is a second title"
            if data
            else f"`{heading.text}` is a title, but the page's name is the title",
            "make it a level-2 heading, or an article of its own",
            data=data,
        )
