"""Cross-references in prose: "See X, Y and Z", "Main article: X", "Sargon (q.v.)", `{X}`, bare items of a See also section.

Works over `Article.prose` (no code, no URLs), so every format shares it. A reference goes one way through this package:
a cue is found here, `see` decides with `place` (where the cue stands), `endings` (where the words behind it end),
`segmentation` (how they split into names) and `plausibility` (whether those look like titles) what it refers to; `marks` and
`see_also` find what has no cue. A text without a cue costs one search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from articlelint.model.article import Article, Reference
from articlelint.parsing.crossref.marks import marked
from articlelint.parsing.crossref.see import references_at, surroundings
from articlelint.parsing.crossref.see_also import see_also_items
from articlelint.text.appendices import canonical
from articlelint.text.cues import Cues, cues_for
from articlelint.text.source import Span

__all__ = ["crossrefs"]

_PROSE_KINDS = frozenset({"paragraph", "cell"})


def crossrefs(article: Article) -> tuple[Reference, ...]:
    """Every reference that an article makes in words: see-references, hatnotes, q.v., marks, See also items without markup."""
    cues = cues_for((article.language, *article.cues.languages), article.cues.words)
    items = list(see_also_items(article))
    marks = list(marked(article)) if article.cues.marks else []
    found = [*items, *(_in_section(each, article) for each in marks)]
    places = cues.places_in(article.text, article.lowered)
    if places is None or places:
        taken = [each.span for each in items]
        wholes = sorted(each.whole for each in found)
        for each in _see(article, cues, places):
            if not _inside(each, taken) and not _holds(each, wholes):
                found.append(_in_section(each, article))
    return tuple(sorted(found, key=lambda reference: reference.span))


def _see(article: Article, cues: Cues, places: set[int] | None) -> Iterator[Reference]:
    prose = article.prose
    hits = list(cues.all_in(prose, places))
    if not hits:
        return
    blocks = [block for block in article.blocks if block.kind in _PROSE_KINDS]
    starts = [block.span.start for block in blocks]
    around = surroundings(article, cues)
    for number, hit in enumerate(hits):
        at = bisect_right(starts, hit.start()) - 1
        limit = hits[number + 1].start() if number + 1 < len(hits) else len(prose)
        if at >= 0:
            yield from references_at(hit, blocks[at], limit, around)


def _inside(reference: Reference, spans: list[Span]) -> bool:
    at = bisect_right(spans, Span(reference.span.start, reference.span.end + 1)) - 1
    return at >= 0 and reference.span.start < spans[at].end


def _holds(reference: Reference, marks: list[Span]) -> bool:
    at = bisect_left(marks, Span(reference.span.start, 0))
    return at < len(marks) and marks[at].start < reference.span.end


def _in_section(reference: Reference, article: Article) -> Reference:
    """A reference with the appendix section that it stands in. What is below an appendix section is part of it."""
    headings = article.headings
    at = bisect_right(headings, reference.whole.start, key=lambda heading: heading.whole.start) - 1
    while at >= 0:
        name = canonical(headings[at].text, article.language)
        if name or headings[at].level <= 2:
            return replace(reference, section=name) if name else reference
        level = headings[at].level
        while at >= 0 and headings[at].level >= level:
            at -= 1
    return reference
