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
from articlelint.parsing.crossref.segmentation import names_in
from articlelint.resolve.names import Named
from articlelint.text.cues import Cues

_LINKS = frozenset({"link", "wikilink"})
_HABIT = 6  # links that make a habit
_ASKED = 200  # references that are looked at: one article may have a hundred thousand
_OTHERS = 12


def is_foreign(names: Iterable[Named], reference: Reference, facts: Facts, index: Index, cues: Cues) -> bool:
    """Whether none of the names resembles a title, nor the form announces one, in an article whose habit is to link."""
    if reference.kind != "see" or reference.label is not None or facts.format == "plain":
        return False
    sure = [each for each in names if each.certainty == "strong"]
    if not sure or any(each.answer.status != "missing" or index.resembles(each.name) for each in sure):
        return False
    some = list(islice(facts.references, _ASKED))
    links = (each for each in some if each.kind in _LINKS and each.target)
    if sum(1 for _ in islice(links, _HABIT)) < _HABIT:
        return False
    # Another plain "see" of the article that leads to an article shows that such is its habit too.
    others = islice((each for each in some if each.kind == "see" and each.span != reference.span), _OTHERS)
    plain = (each.name for other in others for each in names_in(other.target, cues)[:3])
    return all(index.lookup(name).status == "missing" for name in plain)
