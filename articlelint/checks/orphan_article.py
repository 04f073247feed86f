"""An article that no other article refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.resolve.links import referred_to


@dataclass(frozen=True, slots=True)
class Options:
    """`entry_pages` are glob patterns of articles that readers reach without a link, matched against path and file name."""

    entry_pages: tuple[str, ...] = ()


@check(all_references=True)
def orphan_article(facts: Facts, index: Index, options: Options) -> Iterator[Finding]:
    """Reports the article at its title."""
    if facts.redirect is not None or facts.path in referred_to(index):
        return
    name = facts.path.rpartition("/")[2]
    if any(fnmatchcase(each, pattern) for pattern in options.entry_pages for each in (facts.path, name)):
        return
    yield Finding(
        facts.title_span,
        "no other article refers to this one",
        "refer to it from a related article",
        data={"target": facts.path},
    )
