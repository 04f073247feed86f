"""An article without a title."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts


def is_partial(path: str) -> bool:
    """Whether an underscore makes a file a piece of other pages (Docusaurus, Jekyll, wikis' `_Sidebar.md`); Hugo's `_index.md` is a page."""
    name = path.rpartition("/")[2]
    return name.startswith("_") and not name.startswith("_index.")


@check(formats=("markdown", "plain"), alone=True)
def missing_title(facts: Facts, index: Index) -> Iterator[Finding]:
    """A wikitext page is called by its file name; the other formats say their title. One in front matter that is not read is told once, there.

    A part of a whole needs none, and in a corpus whose articles begin at a lower level that is where their titles stand.
    """
    shape = facts.shape
    if not shape.untitled or is_partial(facts.path) or index.begins_low(facts) or index.is_included(facts.path):
        return
    how = "begin with a level-1 heading, or set `title` in the front matter"
    help_text = how if facts.format == "markdown" else "begin with a line that holds the title alone"
    yield Finding(shape.place, "the article has no title", help_text)
