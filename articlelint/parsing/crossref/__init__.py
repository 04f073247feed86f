"""The grammar of cross-references in prose: "See X, Y and Z (d) for broader context."

Works over `Article.prose`, so every format shares it. Each reference covers its whole tail; which names are in the tail
is decided where the titles are known. The order of decisions: mask (prose has no code and no URLs), match the form,
stop list, and only then the look of the tail. A text without a cue costs one search.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from articlelint.model.article import Article, Block, Certainty, Reference
from articlelint.parsing.crossref import plausibility, targets
from articlelint.parsing.crossref.beside_links import beside_links
from articlelint.parsing.crossref.endings import Tail, tail_after
from articlelint.parsing.crossref.marks import marked, noun_before
from articlelint.parsing.crossref.place import Place, section_at
from articlelint.parsing.crossref.see_also import see_also_items
from articlelint.text.cues import Cues, cues_for
from articlelint.text.source import Span

_PROSE_KINDS = frozenset({"paragraph", "cell"})
_OPENING = "([{\"'“‘«„*_>"
_WORD_BEFORE = re.compile(r"(?<![\w.'’&])[\w.'’&]++$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*\s+(?=\S)")
_MARKUP = re.compile(r"\[(?!\d{1,4}\])|\]\(|<\w|\{\{|\}\}|`|://|&lt;|\b__")
# What follows the name of an author or work.
_CITED = re.compile(
    r"[\s*_'\"”’]*(?:[,:]\s*(?:pp?\.|vol|no\.|[\"“'*_]|\(?(?:1[5-9]|20)\d\d|ed\.|op\.|§|ch\.|&sect)|\((?:1[5-9]|20)\d\d|\d+:\d)"
)
# "(see Ostrow and others, 2014)": literature, whatever the name before it looks like.
_PUBLISHED = re.compile(
    r"\b(?:and|&)\s+(?:others|colleagues|co-?workers|coworkers|al\.)(?=[\s,;.)]|$)|\bet\s+al\b|\b(?:in\s+press|forthcoming|in\s+prep)\b|,\s*(?:1[5-9]|20)\d\d[a-z]?\s*$"
)
_EMPHASIS = re.compile(r"(?<![*_'\w])(?:\*+|_+|''+)$")
_COLON = re.compile(r"[\s*_]*:")
_LONGEST_SENTENCE = 400


def crossrefs(article: Article) -> tuple[Reference, ...]:
    """Every reference that an article makes in words: see-references, hatnotes, q.v., marks, See also items without markup."""
    cues = cues_for((article.language, *article.cues.languages), article.cues.words)
    found: list[Reference] = list(see_also_items(article))
    taken = [reference.span for reference in found]
    if article.cues.marks:
        found += marked(article)
    places = cues.places_in(article.text, article.lowered)
    if places is None or places:
        marks = sorted(reference.whole for reference in found)
        found += (each for each in _see(article, cues, places) if not _inside(each, taken) and not _holds(each, marks))
    return tuple(sorted(found, key=lambda reference: reference.span))


def _inside(reference: Reference, spans: list[Span]) -> bool:
    at = bisect_right(spans, Span(reference.span.start, reference.span.end + 1)) - 1
    return at >= 0 and reference.span.start < spans[at].end


def _holds(reference: Reference, marks: list[Span]) -> bool:
    at = bisect_left(marks, Span(reference.span.start, 0))
    return at < len(marks) and marks[at].start < reference.span.end


def _see(article: Article, cues: Cues, places: set[int] | None) -> Iterator[Reference]:
    prose = article.prose
    blocks = [block for block in article.blocks if block.kind in _PROSE_KINDS]
    starts = [block.span.start for block in blocks]
    hits = list(cues.all_in(prose, places))
    own = {heading.text.casefold() for heading in article.headings[1:]}
    labels = _labels(article) if hits else frozenset()
    for number, hit in enumerate(hits):
        at = bisect_right(starts, hit.start()) - 1
        if at < 0:
            continue
        limit = hits[number + 1].start() if number + 1 < len(hits) else len(prose)
        for reference in _made_by(article, prose, blocks[at], hit, limit, cues):
            if not _is_own_section(reference, own, cues):
                yield _less_sure(reference, labels, cues)


def _made_by(
    article: Article, prose: str, block: Block, hit: re.Match[str], limit: int, cues: Cues
) -> Iterator[Reference]:
    """The reference that a cue makes, if it makes one; one for each name where some names of the list are links."""
    if hit["after"]:
        noun = noun_before(article, prose, block, hit)
        if noun:
            yield noun
        return
    place = _place(prose, block, hit, cues)
    if place is None:
        return
    found = tail_after(prose, hit.end(), min(limit, block.span.end), place, cues)
    if found and not found.end_mark and not prose[block.span.start : hit.start()].strip():
        found = found._replace(alone=True)
    if found is None or _CITED.match(article.text, found.span.end):
        return
    if _MARKUP.search(article.text, found.after, found.span.end + 2):
        sure = found.at_most(place, shouted=False)
        for name in beside_links(article.text, prose, found.span, cues):
            words = prose[name.start : name.end]
            yield Reference("see", name, name, words, section=section_at(article, hit.start()), certainty=sure)
        return
    if _PUBLISHED.search(prose[found.span.start : found.span.end].partition(";")[0]):
        return
    certainty = "faint" if _is_emphasised(article.text, found.span) else _certainty(prose, found, place, cues)
    if certainty is None:
        return
    words = prose[found.span.start : found.span.end]
    yield Reference(
        "see",
        found.span,
        Span(hit.start(), found.span.end),
        words,
        label=_label(found, words, place, cues),
        section=section_at(article, hit.start()),
        certainty=certainty,
    )


def _place(prose: str, block: Block, hit: re.Match[str], cues: Cues) -> Place | None:
    """Where in its sentence a cue stands; None where it can only be a verb or a name: "we see", "Holy See"."""
    start = max(block.span.start, hit.start() - _LONGEST_SENTENCE)
    before = prose[start : hit.start()].rstrip()
    bare = before.rstrip("*_\"'“‘«„ ")
    word = hit["see"] or ""
    if hit["line"]:
        return "line" if not bare.strip("([{:•*→- ") else None
    if not bare.strip("→-–—•*:>") or bare[-1] in ".!?…" or (before[-1:] in '”"»' and not word[0].islower()):
        return "line" if hit["also"] and _COLON.match(prose, hit.end()) else "start"
    if bare[-1] in "([":
        return "bracket"
    if bare[-1] in ")],;:—–-/”’»]":
        return _clause(before, cues)
    last = _WORD_BEFORE.search(bare)
    opener = last is not None and last[0].strip(".").lower() in cues.openers
    if opener:
        return "clause"
    return "purpose" if word[:1].islower() and last and _is_purpose(before, last[0], cues) else None


def _clause(before: str, cues: Cues) -> Place:
    if cues.aside.search(before, max(0, len(before) - 20)):
        return "aside"
    if before[-1] in ",:" and _is_purpose(before, "", cues):
        return "purpose"
    return "clause"


def _is_purpose(before: str, last: str, cues: Cues) -> bool:
    """Whether the sentence begins like "For more on this": then "see" needs no comma before it."""
    if (
        last.lower() in cues.sentence
        or last.lower() in cues.small
        or last.lower() in ("cannot", "can't", "n't", "never", "who", "which", "that")
    ):
        return False
    ends = list(_SENTENCE_END.finditer(before))
    sentence = before[ends[-1].end() :] if ends else before
    opening = max(sentence.rfind("("), sentence.rfind("—"))
    sentence = sentence[opening + 1 :]
    return bool(cues.purpose.match(sentence)) or (
        opening >= 0 and bool(cues.purpose.match(sentence.strip().capitalize()))
    )


def _certainty(prose: str, found: Tail, place: Place, cues: Cues) -> Certainty | None:
    """How sure it is that a tail names articles; None when it surely does not."""
    text = prose[found.span.start : found.span.end]
    if targets.braced(text):
        return "strong"
    if text[0] in "\"'“‘«„" or '"' in text or "“" in text:
        return "faint"
    names = [targets.clean(text[start:end]) for start, end in targets.guess(text, cues)]
    found_looks = [plausibility.likeness(name, cues) for name in names]
    least = plausibility.least(found_looks)
    if least == "":
        return "faint" if found_looks and found_looks[0] else None
    if least == "strong":
        return found.at_most(place, all(name.isupper() and len(name) > 1 for name in names))
    if place == "clause" and names[0][:1].islower() and not found.carried:
        return None
    if _are_terms(found, names):
        return "weak"
    if least == "weak" and (found.carried or names[0][:1].isupper() or (place == "bracket" and found.end_mark == ")")):
        return "weak"
    return "faint"


def _are_terms(found: Tail, names: list[str]) -> bool:
    """Whether names in small letters are announced as those of articles: "the entries for anchor and buoy"."""
    return found.carried and all(name.islower() and name.replace("-", "").isalpha() for name in names)


def _label(found: Tail, words: str, place: Place, cues: Cues) -> str | None:
    """How the form announces its names, where that tells more than the names themselves."""
    if _are_terms(found, [targets.clean(words[start:end]) for start, end in targets.guess(words, cues)]):
        return "term"
    return "announced" if place == "line" or found.carried else None


def _is_emphasised(text: str, span: Span) -> bool:
    """Whether italics open right before the tail: so the titles of books are written. Bold is no such thing."""
    before = _EMPHASIS.search(text, max(0, span.start - 6), span.start)
    return before is not None and before[0] in ("*", "_", "''") and text[span.start].isalnum()


def _is_own_section(reference: Reference, own: set[str], cues: Cues) -> bool:
    """Whether the first name is a heading of the same article."""
    if not own:
        return False
    if targets.clean(reference.target).casefold() in own:
        return True
    names = targets.guess(reference.target, cues)
    return bool(names) and targets.clean(reference.target[names[0].start : names[0].end]).casefold() in own


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


def _less_sure(reference: Reference, labels: frozenset[str], cues: Cues) -> Reference:
    """A name that is a label of the same article is a reference only where an article is called so."""
    names = targets.guess(reference.target, cues) if labels else []
    if names and targets.clean(reference.target[names[0].start : names[0].end]).casefold() in labels:
        return replace(reference, certainty="faint")
    return reference
