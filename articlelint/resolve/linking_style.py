"""Whether a plain name behind "see" is foreign to an article that links to others by markup: then it is hardly a reference.

Specifications and rules of games say "see Test Vectors" of a part of something, and link to their pages. An article that makes
references in plain words makes several, and some of them lead somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from articlelint.corpus.index import Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.parsing.crossref import targets
from articlelint.text.cues import Cues

_LINKS = frozenset({"link", "wikilink"})
_HABIT = 6  # links that make a habit
_ASKED = 200  # references that are looked at: one article may have a hundred thousand
_OTHERS = 12


def is_foreign(parts: Iterable[Reference], reference: Reference, facts: Facts, index: Index, cues: Cues) -> bool:
    """Whether none of the names resembles a title, nor the form announces one, in an article whose habit is to link."""
    if reference.kind != "see" or reference.label is not None or facts.format == "plain":
        return False
    names = [part.target for part in parts if part.certainty == "strong"]
    if not names or any(index.lookup(name).status != "missing" or index.resembles(name) for name in names):
        return False
    some = list(islice(facts.references, _ASKED))
    links = (each for each in some if each.kind in _LINKS and each.target)
    return sum(1 for _ in islice(links, _HABIT)) == _HABIT and not _shows_such(some, reference, index, cues)


def _shows_such(some: Iterable[Reference], reference: Reference, index: Index, cues: Cues) -> bool:
    """Whether another plain "see" of the article leads to an article."""
    others = (each for each in some if each.kind == "see" and each.span != reference.span)
    for other in islice(others, _OTHERS):
        for start, end in targets.guess(other.target, cues)[:3]:
            if index.lookup(targets.clean(other.target[start:end])).status != "missing":
                return True
    return False
