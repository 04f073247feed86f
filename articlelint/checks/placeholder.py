"""Text that stands for text to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articlelint.diagnostic import Finding
from articlelint.model import Article
from articlelint.rule import check
from articlelint.text import Span

_BRACKETED = (
    r"\[(?:Insert|Add|Your|Enter|Fill in|Describe|Placeholder|Company|Client|Author|Topic|Subject)\b(?: [^\[\]\n]{1,80})?\](?![(\[:])"
    r"|\[(?:insert|add|enter|fill in|describe) [^\[\]\n]{2,80}\](?![(\[:])"
    r"|\[(?:TODO|TBD|TBA|FIXME|XXX)\b[^\[\]\n]{0,80}\](?![(\[:])"
)
_TOKENS = r"\b(?:INSERT_[A-Z_]+|PASTE_[A-Z_]+|(?:SOURCE_)?URL_HERE|YOUR_[A-Z_]+_HERE)\b|\b\d{4}-(?:xx|XX)-(?:xx|XX)\b"
# "TODO" is a mark when it is all of a line, or stands before a colon or in brackets; "a TODO list" is a thing.
_MARKS = (
    r"(?<![\w/`'\"“‘-])(?:TODO|FIXME|TBD|TBA|TBC)(?:(?=:(?!/))|(?=\([\w@ .-]{1,30}\):))|(?<=\()(?:TODO|FIXME|TBD|TBA|TBC)(?=\))"
    r"|(?:^|(?<=\|))[ \t]*(?:[-*+•][ \t]+|\d+[.)][ \t]+)?[*_]{0,2}(?P<alone>TODO|FIXME|TBD|TBA)[*_]{0,2}[.!]?(?=[ \t]*(?:\r?$|\|))"
)
_HINT = re.compile(r"TODO|FIXME|TB[DAC]|\[[IiAaYyEeFfDdPpCcTtSsX]|_HERE|INSERT_|PASTE_|-[xX]{2}-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`phrases` are sentences that say that the text is still to come, in any case."""

    phrases: tuple[str, ...] = ()


@check()
def placeholder(article: Article, options: Options) -> Iterator[Finding]:
    """Prose and headings only: in code a placeholder is an example."""
    text = article.text
    marks, phrases = _HINT.search(text), _phrases(options.phrases).search(text)
    if not marks and not phrases:
        return
    prose = article.prose
    seen = []
    if marks:
        for match in _mark_pattern().finditer(prose):
            seen.append(Span(*match.span("alone" if match["alone"] else 0)))
    if phrases:
        seen += [Span(*match.span()) for match in _phrases(options.phrases).finditer(prose)]
    for span in sorted(seen):
        words = " ".join(text[span.start : span.end].split())
        yield Finding(span, f"`{words}` stands for text that is still to come", "write the text, or remove this")


@cache
def _mark_pattern() -> re.Pattern[str]:
    return re.compile(f"{_BRACKETED}|{_TOKENS}|{_MARKS}", re.MULTILINE)


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{each or '(?!)'})(?!\w)", re.IGNORECASE)
