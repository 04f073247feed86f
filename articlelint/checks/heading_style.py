"""The form of a heading: no final colon or full stop, no shouting, no bold, no link, not too many words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article, Heading
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

_CODE = re.compile(r"`+[^`]*`+|<code>.*?</code>")
_BOLD = re.compile(
    r"\*\*(?=\S)(?P<star>[^*]++)(?<=\S)\*\*|__(?=\S)(?=[^_ ]++ )(?P<line>[^_]++)(?<=\S)__|'''(?P<wiki>[^']++(?:'[^']++)*+)'''"
)
_LINK = re.compile(r"(?<!!)\[\[(?!File:|Image:)[^\[\]]+\]\]|(?<![!\]\\])\[[^\[\]]+\](?:\([^()]*\)|\[[^\[\]]*\])")
_ABBREVIATION = re.compile(
    r"(?:\b\w|(?-i:\b[IVXLCDM]+)|\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|St|Mt|etc|al|vs|No|nos|ca|cf|ed|eds|vol|pp|Dr|Mr|Mrs|Prof|Rev|Gen|Capt|Univ|Dept|approx|bzw|usw|ff)"
    r"|\.[^\s.]{1,4}|\b\d+|\.)\.$",
    re.IGNORECASE,
)
# A word too long for an acronym, or a small word, which acronyms do not need.
_SHOUTED = re.compile(r"[^\W\d_]{7,}|\b(?:OF|THE|IN|FOR|TO|WITH|FROM|BY|ON|AT|AND [A-Z]{5})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`max_words` is the most words that a heading may have, 0 for any number; `capitals` the most letters that may all be capitals."""

    max_words: int = 0
    capitals: int = 10


@check()
def heading_style(article: Article, options: Options) -> Iterator[Finding]:
    """One finding for each fault of a heading."""
    for heading in article.headings:
        raw = article.source.slice(heading.span)
        names_text = (
            article.format == "plain" and heading is article.title_heading
        )  # the file is called by it, full stop and all
        if raw[-1:] in ".:：。" and not names_text:
            yield from _ending(heading, raw)
        if raw.isupper() and _shouts(raw, options.capitals) and not _is_keyword(article, heading):
            yield Finding(heading.span, f"the heading `{heading.text}` is all in capitals", "write it in sentence case")
        if "**" in raw or "__" in raw or "'''" in raw:
            yield from _bold(heading, raw)
        if "[" in raw and _LINK.search(_CODE.sub("", raw)):
            yield Finding(heading.span, "the heading contains a link", "link the words in the text below it")
        if options.max_words and len(heading.text.split()) > options.max_words:
            words = len(heading.text.split())
            yield Finding(heading.span, f"the heading has {words} words, {options.max_words} are allowed", "shorten it")


def _ending(heading: Heading, raw: str) -> Iterator[Finding]:
    if len(raw) < 2 or (raw[-1] == "." and _ABBREVIATION.search(raw)):
        return
    bare = raw.rstrip(".:：。 ")
    if not bare:
        return
    start, end = heading.span
    fix = Fix((Edit(start + len(bare), end, ""),))
    yield Finding(heading.span, f"the heading ends in `{raw[-1]}`", f"write `{bare}`", fix)


def _shouts(raw: str, most: int) -> bool:
    """Acronyms are short, and names in code have underscores: neither shouts."""
    words = _CODE.sub("", raw)
    letters = [char for char in words if char.isalpha()]
    cased = all(map(str.isupper, letters))  # Chinese or Hebrew letters have no case, whatever acronym stands among them
    return cased and len(letters) > most and "_" not in words and bool(_SHOUTED.search(words))


def _is_keyword(article: Article, heading: Heading) -> bool:
    """Whether the words stand in code of the section: `EXPLAIN ANALYZE` is written so in the language that it belongs to."""
    start = heading.whole.end
    place = bisect_right(article.headings, start, key=lambda each: each.whole.start)
    end = article.headings[place].whole.start if place < len(article.headings) else len(article.text)
    words = heading.text.strip()
    return article.text.count(words, start, end) > article.written.count(words, start, end)


def _bold(heading: Heading, raw: str) -> Iterator[Finding]:
    masked = _CODE.sub(lambda code: " " * len(code[0]), raw)
    found = list(_BOLD.finditer(masked))
    if not found:
        return
    if _BOLD.sub("", masked).strip(" .:*_'\"0123456789)#–—-"):  # a part is stressed, which is no slip of the form
        return
    start = heading.span.start
    edits = []
    for match in found:
        group = match.lastgroup or "star"
        edits += [
            Edit(start + match.start(), start + match.start(group), ""),
            Edit(start + match.end(group), start + match.end(), ""),
        ]
    yield Finding(
        Span(*heading.span), "the heading is set in bold", "a heading needs no marks of its own", Fix(tuple(edits))
    )
