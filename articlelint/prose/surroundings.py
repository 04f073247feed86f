"""What stands around a span of an article: a quotation, a speaker, a denial, a name, a source, an appendix, a caption."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from articlelint.model.article import Article, Section
from articlelint.model.diagnostics import Severity
from articlelint.phrases.fold import fold
from articlelint.prose.language import language_of
from articlelint.prose.quotations import may_run_on, own_quotations, quotations
from articlelint.prose.sentences import sentence_around
from articlelint.text.appendices import canonical
from articlelint.text.source import Span

_LISTS_OF_TITLES = frozenset({"albums", "books", "films", "singles", "track listing", "tracks", "list of works"})
_ATTRIBUTION = re.compile(
    r"\b(?:according to|in the (?:words|opinion|view|eyes) of|sa(?:id|ys?|ying)|stat(?:ed?|es|ing) that|wr(?:ote|ites?|iting|itten)|"
    r"argu(?:ed?|es|ing)|claim(?:s|ed|ing)?|describ(?:ed?|es|ing)|(?<!so.)call(?:s|ed|ing)|dubb(?:ed|ing)|term(?:s|ed|ing)|label(?:l?ed|s|l?ing)|"
    r"hail(?:ed|s|ing)|prais(?:ed?|es|ing)|spoke of|speaks? of|speaking of|criticis(?:ed|es|ing)|criticiz(?:ed|es|ing)|denounc(?:ed|es|ing)|accus(?:ed|es|ing)|condemn(?:ed|s|ing)|"
    r"considered by|regarded by|seen by|viewed by|believ(?:ed?|es|ing)|opin(?:ed|es)|remark(?:ed|s|ing)|comment(?:ed|s|ing)|"
    r"referr(?:ed|ing) to|refers to|characteri[sz](?:ed|es|ing)|portray(?:ed|s|ing)|depict(?:ed|s|ing)|not(?:ed|es|ing) that|assert(?:ed|s|ing)|"
    r"contend(?:ed|s|ing)|maintain(?:ed|s) that|alleg(?:ed|es|ing) that|told|complain(?:s|ed|ing)|thoughts? that|thinks?|thought|felt|feels?|deem(?:ed|s)|judged|nam(?:ed|es) (?:\w+ ){0,3}as|quoted|known as|cited as|voted|declared|proclaimed)\b",
    re.IGNORECASE,
)
_SPEAKER_BEHIND = re.compile(
    r"(?i:\b(?:according to|in the (?:words|opinion|view|eyes) of))\s+(?:the\s+)?[A-Z]"
    r"|,\s+(?:said|says|wrote|writes|argued|argues|stated|noted|claimed|explained)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}[A-Z]"
    r"|,\s+(?:[A-Z][\w.]*\s+){1,3}(?:said|says|wrote|writes|argued|argues|stated|noted|claimed|explained)\b"
)
_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|hardly|without|cannot|far from)|n['’]t)(?:\s+(?:an?|the|be|been|being|so|very|really|necessarily|as|any|exactly))*\s+$",
    re.IGNORECASE,
)
# What rules forbid, and questions ask, nobody says: "MUST NOT be treated as timeless", "tests whether users can effortlessly ...".
_FORBIDDEN = re.compile(
    r"\b(?:(?:must|shall|should|may|need|do|does|did|can|could|would) not|mustn['’]t|shouldn['’]t|don['’]t|doesn['’]t|never|avoid(?:s|ing)?|instead of|rather than|whether)\b(?:\s+[\w'’-]+){0,5}\s+$",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"(?:\s+[\w-]+){0,3}\s+(?:is|are|was|were)\s+(?:always\s+|often\s+|usually\s+|considered\s+)?(?:an?\s+)?(?:fault|error|mistake|bug|defect|anti-?pattern|pitfall|violation|fallacy)s?\b",
    re.IGNORECASE,
)
_DENYING_OPENING = re.compile(
    r"\b(?:not|never|avoid|don['’]t|doesn['’]t|without|wrong|instead of|mistakes?|errors?|faults?|pitfalls?|anti-?patterns?|misconceptions?|fallac(?:y|ies)|forbidden|banned|weasel words|words to (?:avoid|watch))\b[^.!?]*:\W*$",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"\b(?:words?|terms?|phrases?|adjectives?|adverbs?|expressions?|wordings?)\s+(?:(?:such as|like|e\.g\.,?|including|called)\s[^.;:!?]{0,60}|[*_`\"“‘'«»]+)\Z",
    re.IGNORECASE,
)
_GUIDE = re.compile(
    r"\?\s*\Z|\A\W*(?:\d[\d.]*\s+)?(?:faqs?\b|frequently asked|q ?& ?a\b|steps?\b|how[ -]to\b|getting started|quick ?start|tutorial|walkthrough|instructions?\b|"
    r"troubleshooting|installation\b|change ?log|what['’]s new|news\b|release notes|releases?\b|history of changes|contribut(?:e|ing)\b|contact\b|support\b|feedback\b|help\b|roadmap\b|meeting|minutes\b)",
    re.IGNORECASE,
)
_INNER_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")
_NUMBER_BEHIND = re.compile(
    r"\s+(?:of the\s+)?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand|million)\b)"
)
_SOURCE_BEHIND = re.compile(
    # ` [12]Towers` is a browser's mark before a link, and no citation.
    r"(?<![\s(])\[\^?\w{1,20}\]|\[\^?\w{1,20}\](?![^\W\d_])|\[\[#|<ref\b|\{\{(?:sfn|cite|citation|harv|r\||refn|efn)|\]\(https?:|\((?:[^()\n]{0,80}\s)?(?:1[5-9]|20)\d\d[a-z]?(?:[,:][^()\n]{0,30})?\)"
    r"|\b[Aa]ccording to\s+(?:the\s+)?[A-Z]"
)
_NAME_BEHIND = re.compile(
    r"\s\((?:e\.g\.,? |for example,? |including |such as |among them |notably )?(?:the )?[A-Z][\w.'’-]+ [A-Z]|,?\s+(?:such as|including|like|notably|e\.g\.,?|for example,?|for instance,?|among (?:them|others),?|namely|led by)\s+(?:the\s+)?[A-Z]"
)
_BEHIND_SENTENCE = re.compile(r"\s?(?:\[\^?\w{1,20}\]|<ref\b|\{\{(?:sfn|cite|citation|harv|r\||refn|efn)|\(\[)")


class Surroundings:
    """Answers about one article, worked out when first asked."""

    def __init__(self, article: Article, least: Severity = "info") -> None:
        self.article = article
        self.least = least  # the least severity that anybody will see
        self.text = article.text
        self._by_block: dict[int, list[Span]] = {}

    def is_foreign(self, language: str) -> bool:
        """Whether the article is in another language than this."""
        return self._language != language

    @cached_property
    def _language(self) -> str:
        return language_of(self.article)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.article.blocks]

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The outermost quotations, sorted, none within another."""
        return tuple(quotations(self.text, self.article.blocks))

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [span.start for span in self.quotations]

    def quotation(self, span: Span) -> Span | None:
        """The quotation that holds some of the span, if any; of one within another the outer, as far as it stands in the same block."""
        number = bisect_right(self._block_starts, span.start) - 1
        if number >= 0 and "quotations" not in self.__dict__:
            block = self.article.blocks[number]
            if span.end <= block.span.end and not may_run_on(self.text, self.article.blocks, number):
                return next((q for q in self._quotations_of(number) if q.start < span.end and span.start < q.end), None)
        place = bisect_right(self._quotation_starts, span.end - 1) - 1
        if place >= 0 and span.start < self.quotations[place].end:
            return self.quotations[place]
        return None

    def _quotations_of(self, number: int) -> list[Span]:
        found = self._by_block.get(number)
        if found is None:
            found = self._by_block[number] = own_quotations(self.text, self.article.blocks[number])
        return found

    def block(self, span: Span) -> Span:
        """The block that the span begins in."""
        place = bisect_right(self._block_starts, span.start) - 1
        return self.article.blocks[place].span if place >= 0 else Span(0, len(self.text))

    def sentence(self, span: Span) -> Span:
        """The sentence that the span begins in."""
        return sentence_around(self.text, span, self.block(span))

    def attributed(self, span: Span, reach: int = 120) -> bool:
        """Whether somebody is said to say it: a verb of saying or "according to" shortly before, or a name with one behind it."""
        sentence = self.sentence(span)
        start = max(sentence.start, span.start - reach)
        if _ATTRIBUTION.search(self.text, start, span.start):
            return True
        return _SPEAKER_BEHIND.search(self.text, span.end, sentence.end) is not None

    def negated(self, span: Span) -> bool:
        """Whether it is denied, forbidden, asked or named as a fault, and so not said: "must not be treated as timeless"."""
        before = self.text[max(0, span.start - 60) : span.start]
        if _NEGATION.search(before[-40:]) or _FORBIDDEN.search(before):
            return True
        if _FAULT.match(self.text, span.end, self.sentence(span).end):
            return True
        place = bisect_right(self._block_starts, span.start) - 1
        return place >= 0 and place in self._denied

    @cached_property
    def _denied(self) -> frozenset[int]:
        """The numbers of the blocks in a list that is opened by a line such as "It does not mean:"."""
        found: list[int] = []
        denies = False
        for number, block in enumerate(self.article.blocks):
            if "list" in block.inside:
                if denies:
                    found.append(number)
            elif block.kind == "paragraph":
                words = self.text[max(block.span.start, block.span.end - 200) : block.span.end]
                denies = _DENYING_OPENING.search(words) is not None
        return frozenset(found)

    def named(self, span: Span) -> bool:
        """Whether it is part of a name or the title of a work: a capital in mid-sentence, or within italics."""
        text = self.text
        words = text[span.start : span.end]
        if len(words) > 1 and (words.isupper() or _INNER_CAPITAL.search(words)):
            return True
        if text[span.start].isupper() and words.split()[-1][:1].isupper() and not self._opens(span):
            return True
        italics = _around(self._italics, span)
        return italics is not None and span.end <= italics.end and _is_title(text[italics.start : italics.end])

    def _opens(self, span: Span) -> bool:
        """Whether the span opens a sentence, or what follows a colon, and no other capital follows as in a name."""
        text = self.text
        sentence = self.sentence(span)
        before = text[sentence.start : span.start].rstrip()
        opens = not any(c.isalnum() for c in before) or before[-1] in ":;"
        alone = " " in text[span.start : span.end]
        return opens and (alone or re.match(r"\s[A-Z]", text[span.end : span.end + 2]) is None)

    def is_subject(self, span: Span) -> bool:
        """Whether the article is about the word, or it is a label: it stands in the title, a heading, or a bold beginning, or alone in its block.

        So is a word that is mentioned as one: "words such as *obviously*".
        """
        if (
            self.block(span) == span
            or self._is_label(span)
            or _MENTION.search(self.text, max(0, span.start - 90), span.start)
        ):
            return True
        words = fold(self.text[span.start : span.end])
        return " " not in words and _stem(words) in self._subjects

    def _is_label(self, span: Span) -> bool:
        """Whether it stands in bold at the beginning of its block, with a colon behind: "**Failing to address hosts**: say which"."""
        bold = _around(self._bold, span)
        if bold is None or span.end > bold.end or self.text[self.block(span).start : bold.start].strip("*_' "):
            return False
        return self.text[bold.end - 1 : bold.end] == ":" or self.text[bold.end : bold.end + 4].lstrip("*_' ")[:1] == ":"

    @cached_property
    def _bold(self) -> tuple[Span, ...]:
        return tuple(inline.span for inline in self.article.inlines if inline.kind == "strong")

    @cached_property
    def _subjects(self) -> frozenset[str]:
        title = self.article.title
        names = [title.text if title else "", *(heading.text for heading in self.article.headings)]
        text = self.text
        bold = (inline.span for inline in self.article.inlines if inline.kind == "strong")
        names += [text[b.start : b.end] for b in bold if not text[self.block(b).start : b.start].strip("*_' ")]
        return frozenset(_stem(word) for name in names for word in re.findall(r"\w+", fold(name)))

    @cached_property
    def _italics(self) -> tuple[Span, ...]:
        return tuple(inline.span for inline in self.article.inlines if inline.kind == "emphasis")

    def cited(self, span: Span) -> bool:
        """Whether a source stands behind it in the same sentence or directly behind the sentence, or a name right behind it."""
        sentence = self.sentence(span)
        if self.text[span.start : span.end].lower().endswith("some") and _NUMBER_BEHIND.match(self.text, span.end):
            return True
        if _NAME_BEHIND.match(self.text, span.end) or _SOURCE_BEHIND.search(self.text, span.end, sentence.end):
            return True
        return _BEHIND_SENTENCE.match(self.text, sentence.end) is not None

    def in_appendix(self, span: Span) -> bool:
        """Whether it stands in a section of references, literature, works."""
        return _around(self._appendices, span) is not None

    @cached_property
    def _appendices(self) -> tuple[Span, ...]:
        language = self.article.language
        return tuple(section.span for section in self.article.walk() if _is_appendix(section, language))

    def in_guide(self, span: Span) -> bool:
        """Whether it stands in a step, an answer to readers, news: there "we" is who wrote the guide or made the thing."""
        number = bisect_right(self._block_starts, span.start) - 1
        marker = self.article.blocks[number].marker if number >= 0 else None
        if marker is not None and self.text[marker.start : marker.start + 1].isdigit():
            return True
        return _around(self._guides, span) is not None

    @cached_property
    def _guides(self) -> tuple[Span, ...]:
        sections = (each for each in self.article.walk() if each.heading and _GUIDE.search(each.heading.text))
        outermost: list[Span] = []
        for section in sections:
            if not outermost or section.span.start >= outermost[-1].end:
                outermost.append(section.span)
        return tuple(outermost)

    def in_caption(self, span: Span) -> bool:
        """Whether it stands in the caption of a picture."""
        return _around(self._captions, span) is not None

    @cached_property
    def _captions(self) -> tuple[Span, ...]:
        if "![" not in self.text and "[[" not in self.text:
            return ()
        return tuple(r.whole for r in self.article.references if r.kind in ("image", "embed"))


def _around(spans: Sequence[Span], span: Span) -> Span | None:
    """The one of some sorted spans that the span begins in, if any; of nested ones the inner, or the one around it."""
    place = bisect_right(spans, (span.start, sys.maxsize))
    return next((each for each in reversed(spans[max(0, place - 2) : place]) if span.start < each.end), None)


def _is_appendix(section: Section, language: str) -> bool:
    if section.heading is None:
        return False
    words = section.heading.text
    return bool(canonical(words, language)) or words.strip(" :*_").casefold() in _LISTS_OF_TITLES


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _is_title(words: str) -> bool:
    return any(word[:1].isupper() for word in re.findall(r"\w+", words))
