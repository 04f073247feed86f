"""A cue and the words behind it -> a reference: "See X, Y and Z (d) for broader context."

The order of decisions: where the cue stands, where the words behind it end, what shows that they are no names, how a reader
would split them, and only then whether the names look like titles. Each reference covers all its names; which they are
is decided where the titles are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from articlelint.model.article import Article, Block, Certainty, Reference
from articlelint.parsing.crossref import plausibility
from articlelint.parsing.crossref.endings import Tail, tail_after
from articlelint.parsing.crossref.marks import noun_before
from articlelint.parsing.crossref.place import Place, place_of
from articlelint.parsing.crossref.segmentation import Candidate, names_in, names_in_braces, normal_name
from articlelint.text.cues import Cues
from articlelint.text.source import Span

# Markup that may make a link: the link rules read it. `[607]` is the link number of a text browser.
_MARKUP = re.compile(r"\[(?!\d{1,4}\])|\]\(|<\w|\{\{|\}\}|`|://|&lt;|\b__")
# A link to another article, not to a URL or a place in this one. The text of a Markdown link may go on in the next line.
_LINK = re.compile(r"\[\[(?!#)[^\[\]\n]{1,200}\]\]|\[[^\[\]]{1,200}\]\((?!#|\w+:|<)[^()\s]{1,300}\)")
# What follows the name of an author or work: "See Huber, 'The Golden Cup'", "Huber (1990)", "Huber, pp. 3-5", "Isaiah 5:3".
_CITED = re.compile(
    r"[\s*_'\"”’]*(?:[,:]\s*(?:pp?\.|vol|no\.|[\"“'*_]|\(?(?:1[5-9]|20)\d\d|ed\.|op\.|§|ch\.|&sect)|\((?:1[5-9]|20)\d\d|\d+:\d)"
)
# "(see Ostrow and others, 2014)": literature, whatever the name before it looks like.
_PUBLISHED = re.compile(
    r"\b(?:and|&)\s+(?:others|colleagues|co-?workers|coworkers|al\.)(?=[\s,;.)]|$)|\bet\s+al\b|\b(?:in\s+press|forthcoming|in\s+prep)\b|,\s*(?:1[5-9]|20)\d\d[a-z]?\s*$"
)
# Italics that open right before a name: "See *The Golden Cup*" is a book. The apostrophe of "its'" opens none.
_EMPHASIS = re.compile(r"(?<![*_'\w])(?:\*+|_+|''+)$")


class Surroundings(NamedTuple):
    """What of an article decides whether a cue makes a reference: `own` are its headings, `labels` its other places, in small letters."""

    article: Article
    cues: Cues
    own: frozenset[str]
    labels: frozenset[str]


class _Mention(NamedTuple):
    """A reference, and its names as a reader would split them."""

    reference: Reference
    names: Sequence[Candidate]


def surroundings(article: Article, cues: Cues) -> Surroundings:
    """What an article has of places that a name behind "see" may mean."""
    own = frozenset(heading.text.casefold() for heading in article.headings[1:])
    return Surroundings(article, cues, own, _labels(article))


def references_at(hit: re.Match[str], block: Block, limit: int, around: Surroundings) -> Iterator[Reference]:
    """What a cue refers to; several references where some names of a list are links, none for another use of "see"."""
    for mention in _mentions(hit, block, limit, around):
        first = mention.names[0].name.casefold() if mention.names else None
        if normal_name(mention.reference.target).casefold() in around.own or first in around.own:
            continue  # a section of the same article
        # A label of the same article is a reference only where an article is called so.
        yield replace(mention.reference, certainty="faint") if first in around.labels else mention.reference


def _mentions(hit: re.Match[str], block: Block, limit: int, around: Surroundings) -> Iterator[_Mention]:
    article, cues = around.article, around.cues
    prose = article.prose
    if hit["after"]:
        noun = noun_before(article, prose, block, hit)
        if noun:
            yield _Mention(noun, names_in(noun.target, cues))
        return
    place = place_of(prose, block, hit, cues)
    found = tail_after(prose, hit.end(), min(limit, block.span.end), place, cues) if place else None
    if place is None or found is None or _CITED.match(article.text, found.span.end):
        return
    found = found._replace(alone=not found.end_mark and not prose[block.span.start : hit.start()].strip())
    words = prose[found.span.start : found.span.end]
    names = names_in(words, cues)
    if _MARKUP.search(article.text, found.after, found.span.end + 2):
        sure = found.at_most(place, shouted=False)
        for span in _beside_links(article.text, found.span, names, cues):
            name = prose[span.start : span.end]
            yield _Mention(Reference("see", span, span, name, certainty=sure), names_in(name, cues))
        return
    if _PUBLISHED.search(words.partition(";")[0]):
        return
    certainty = "faint" if _is_emphasised(article.text, found.span) else _certainty(words, names, found, place, cues)
    if certainty:
        label = _label(found, names, place)
        whole = Span(hit.start(), found.span.end)
        yield _Mention(Reference("see", found.span, whole, words, label=label, certainty=certainty), names)


def _beside_links(text: str, span: Span, names: Sequence[Candidate], cues: Cues) -> list[Span]:
    """The names that are no links, where the others are: "See Nowhere Land, [[Saltmere]] and Kelp works".

    What is linked shows that the list names articles. The words of a link are prose too, its brackets are blank there.
    None where anything else stands in the list.
    """
    start = max(0, span.start - 2)  # the tail begins with the words of a link, behind its brackets
    links = [Span(*match.span()) for match in _LINK.finditer(text, start, min(len(text), span.end + 400))]
    links = [link for link in links if link.start < span.end]
    if not links:
        return []
    plain: list[Span] = []
    for each in names:
        place = Span(span.start + each.span.start, span.start + each.span.end)
        over = [link for link in links if link.start < place.end and place.start < link.end]
        if over:
            if len(over) > 1 or place.start < over[0].start or place.end > over[0].end:
                return []
        elif plausibility.likeness(each.name, cues) == "strong" and not _is_emphasised(text, place):
            plain.append(place)
    return plain


def _certainty(text: str, names: Sequence[Candidate], found: Tail, place: Place, cues: Cues) -> Certainty | None:
    """How sure it is that the words name articles; None when they surely do not."""
    if names_in_braces(text):
        return "strong"
    if text[0] in "\"'“‘«„" or '"' in text or "“" in text:
        return "faint"
    likenesses = [plausibility.likeness(each.name, cues) for each in names]
    least = plausibility.least(likenesses)
    if least == "":
        return "faint" if likenesses and likenesses[0] else None
    first = names[0].name[:1]
    if least == "strong":
        return found.at_most(place, all(each.name.isupper() and len(each.name) > 1 for each in names))
    if place == "clause" and first.islower() and not found.carried:
        return None
    if _are_terms(found, names):
        return "weak"
    if least == "weak" and (found.carried or first.isupper() or (place == "bracket" and found.end_mark == ")")):
        return "weak"
    return "faint"


def _are_terms(found: Tail, names: Sequence[Candidate]) -> bool:
    """Whether names in small letters are announced as those of articles: "the entries for anchor and buoy"."""
    return found.carried and all(each.name.islower() and each.name.replace("-", "").isalpha() for each in names)


def _label(found: Tail, names: Sequence[Candidate], place: Place) -> str | None:
    """How the form announces its names, where that tells more than the names themselves."""
    if _are_terms(found, names):
        return "term"
    return "announced" if place == "line" or found.carried else None


def _is_emphasised(text: str, span: Span) -> bool:
    """Whether italics open right before the words: so the titles of books are written. Bold is no such thing."""
    before = _EMPHASIS.search(text, max(0, span.start - 6), span.start)
    return before is not None and before[0] in ("*", "_", "''") and text[span.start].isalnum()


def _labels(article: Article) -> frozenset[str]:
    """What begins a block in bold, below the lead, or has an explicit id: "**M4**: a message". Such a place may be meant."""
    text = article.text
    first = article.headings[1].whole.start if len(article.headings) > 1 else 0
    starts = {block.span.start for block in article.blocks}
    bold = (
        text[inline.span.start : inline.span.end]
        for inline in article.inlines
        if inline.kind == "strong"
        and inline.span.start > first
        and starts.intersection(range(inline.span.start - 3, inline.span.start + 1))
    )
    return frozenset(name.strip(" .:").casefold() for name in (*bold, *article.anchors))
