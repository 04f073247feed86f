"""An article without a title."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.parsing.front_matter_lost import loses_title


def is_partial(path: str) -> bool:
    """Whether an underscore makes a file a piece of other pages (Docusaurus, Jekyll, wikis' `_Sidebar.md`); Hugo's `_index.md` is a page."""
    name = path.rpartition("/")[2]
    return name.startswith("_") and not name.startswith("_index.")


@check(formats=("markdown", "plain"))
def missing_title(article: Article) -> Iterator[Finding]:
    """A wikitext page is called by its file name; the other formats say their title. One in front matter that is not read is told once, there."""
    if (
        article.title is None
        and not is_partial(article.path)
        and not (article.format == "markdown" and loses_title(article.text))
    ):
        how = "begin with a level-1 heading, or set `title` in the front matter"
        help_text = how if article.format == "markdown" else "begin with a line that holds the title alone"
        yield Finding(article.source.first_line(), "the article has no title", help_text)
