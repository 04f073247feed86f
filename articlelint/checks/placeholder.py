"""Text that stands for text to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

_BRACKETED = (
    r"(?<!\[)\[(?:"
    r"(?:[Ii]nsert|[Aa]dd|[Yy]our|[Ee]nter|[Ff]ill in|[Dd]escribe|[Ss]pecify) [^\[\]\n]{2,80}|Placeholder(?: [^\[\]\n]{1,80})?"
    r"|(?:Company|Client|Author|Topic|Subject|Product|City|Country|Source|Person|Organi[sz]ation|University) (?:[Nn]ame|[Hh]ere)"
    r"|(?:TODO|TBD|TBA|FIXME|XXX)\b[^\[\]\n]{0,80}"
    r")\](?![(\[:\]])"
)
_TOKENS = r"\b(?:INSERT_[A-Z_]+|PASTE_[A-Z_]+|(?:SOURCE_)?URL_HERE|YOUR_[A-Z_]+_HERE)\b|\b\d{4}-(?:xx|XX)-(?:xx|XX)\b"
# "TODO" is a mark when it is all of a line, or stands before a colon or in brackets; "a TODO list" is a thing.
_MARKS = r"(?<![\w/`'\"“‘-])(?<!/\* )(?<!// )(?:TODO|FIXME|TBD|TBA|TBC)(?:(?=:(?!/))|(?=\([\w@ .-]{1,30}\):))|(?<=\()(?:TODO|FIXME|TBD|TBA|TBC)(?=\))"
# Alone in its block, with question marks, or behind a label: "???? TODO", "**Mentor:** TBD".
_ALONE = re.compile(
    r"(?:\*\*[^*\n]{1,40}(?::\*\*|\*\*:)\s*)?[*_]{0,3}(?:[?!]+\s*)?(?P<mark>TODO|FIXME|TBD|TBA|TBC)[*_]{0,3}[.!]?\Z"
)
_IN_HEADING = re.compile(r"\((?P<inner>TODO|FIXME|TBD|TBA|TBC)\)$|(?<=\S )(?P<last>TODO|FIXME|TBD|TBA|TBC)$")
# "without the lorem ipsum", "a lorem ipsum": the words are spoken of.
_SPOKEN_OF = re.compile(
    r"\b(?:the|an?|no|any|some|of|with|without|as|like|called|named|use|uses|using|than)\s+$", re.IGNORECASE
)
_OF_NAMES = (
    "company",
    "client",
    "author",
    "topic",
    "subject",
    "product",
    "city",
    "country",
    "source",
    "person",
    "organisation",
    "organization",
    "university",
)
_MARK_NEEDLES = frozenset(
    {
        *(f"{mark}{word}" for word in ("todo", "fixme", "tbd", "tba", "tbc") for mark in " ([|*_"), "[insert ",
        "[add ", "[your ", "[enter ", "[fill in ", "[describe ", "[specify ", "[placeholder", "[xxx",
        *(f"[{word} {what}" for word in _OF_NAMES for what in ("name", "here")),
        "insert_", "paste_", "url_here", "_here", "-xx-",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`phrases` are sentences that say that the text is still to come, in any case."""

    phrases: tuple[str, ...] = ()


def _needles(options: Options) -> tuple[str, ...]:
    return (*_MARK_NEEDLES, *options.phrases)


@check(needles=_needles)
def placeholder(article: Article, options: Options, found: Found) -> Iterator[Finding]:
    """Prose and headings only: in code a placeholder is an example."""
    text = article.text
    marks, phrases = not found.isdisjoint(_MARK_NEEDLES), not found <= _MARK_NEEDLES
    if not found:
        return
    prose = article.prose
    seen = []
    if marks:
        for match in _mark_pattern().finditer(prose):
            if (match[0][0] != "[" or f"{match[0]}:".casefold() not in text.casefold()) and not _is_named(
                article, Span(*match.span())
            ):
                seen.append(Span(*match.span()))
        seen += _alone(article)
        seen += _in_headings(article)
    if phrases:
        pattern = _phrases(tuple(sorted(found - _MARK_NEEDLES)))
        seen += [
            Span(*match.span())
            for match in pattern.finditer(prose)
            if not _SPOKEN_OF.search(prose[max(0, match.start() - 16) : match.start()])
        ]
    for span in sorted(seen):
        words = " ".join(text[span.start : span.end].split())
        yield Finding(span, f"`{words}` stands for text that is still to come", "write the text, or remove this")


def _is_named(article: Article, span: Span) -> bool:
    """Whether the words of a link begin so, or the name of a place to click holds it: "**Settings → [Your Name]**"."""
    text = article.text
    if text[span.start - 1 : span.start] == "[" and text.find("](", span.end, span.end + 200) >= 0:
        return True
    return text[span.start] == "[" and text[max(0, span.start - 4) : span.start].rstrip(" ").endswith(
        ("→", "->", ">", "»", "▸")
    )


def _in_headings(article: Article) -> Iterator[Span]:
    """A mark in brackets or at the end of a heading: `Waypoints (TBD)`, `Reading TODO`."""
    for heading in article.headings:
        match = _IN_HEADING.search(article.source.slice(heading.span))
        if match:
            start, end = match.span("inner" if match["inner"] else "last")
            yield Span(heading.span.start + start, heading.span.start + end)


def _alone(article: Article) -> Iterator[Span]:
    for block in article.blocks:
        start, end = block.span
        if end - start < 60 and block.kind in ("paragraph", "cell"):
            match = _ALONE.match(article.text, start, end)
            if match:
                yield Span(*match.span("mark"))


@cache
def _mark_pattern() -> re.Pattern[str]:
    return re.compile(f"{_BRACKETED}|{_TOKENS}|{_MARKS}", re.MULTILINE)


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{each or '(?!)'})(?!\w)", re.IGNORECASE)
