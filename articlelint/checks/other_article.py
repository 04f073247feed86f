"""A file that holds another article than its name says."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts

_FEWEST = 5  # neighbours that must be called as their articles are


@check(formats=("markdown", "plain"))
def other_article(facts: Facts, index: Index) -> Iterator[Finding]:
    """Where the other files of a folder are called as their articles are, the one that has nothing of its names is told."""
    name = facts.title or facts.shape.opening
    if facts.shape.named or not name or facts.redirect is not None:
        return
    folder = posixpath.dirname(facts.path)
    others = index.parts.differing.get(folder, 0)
    alike = index.parts.folders[folder] - others
    if alike >= _FEWEST and (others == 1 or others * 20 <= alike):
        yield Finding(
            facts.title_span if facts.title else facts.shape.place,
            f"this is the article `{name}`, but its file is called `{posixpath.basename(facts.path)}`",
            "restore the article that belongs here, or rename the file",
            data={"name": name},
        )
