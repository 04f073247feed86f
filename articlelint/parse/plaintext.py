"""Plain-text exports: a title line, bare-line headings, bullets, paragraphs."""

from __future__ import annotations

import re

from articlelint.model import Article, Block, Heading, Title
from articlelint.text import Source, Span

_CHUNK = re.compile(r"[^\r\n]+(?:(?:\r\n?|\n)[^\r\n]+)*")


def parse_plaintext(source: Source, language: str = "en") -> Article:
    """A plain-text article. Levels of headings are inferred."""
    title: Title | None = None
    headings: list[Heading] = []
    blocks: list[Block] = []
    for match in _CHUNK.finditer(source.text):
        span = Span(match.start(), match.end())
        words = match[0]
        if title is None:
            title = Title(words, span, "first-line")
            headings.append(Heading(span, span, 1, words))
        elif "\n" not in words and len(words) < 80 and words[-1] not in ".:;,!?" and words[0].isalnum():
            headings.append(Heading(span, span, 2, words, inferred=True))
        else:
            blocks.append(Block("paragraph", span, (span,)))
    return Article(source, "plain", title, tuple(headings), tuple(blocks), language=language)
