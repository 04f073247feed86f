"""Markdown with exact source spans, on mistune's block grammar."""

from __future__ import annotations

import re

from articlelint.model import Article, Block, Heading, Reference, Title
from articlelint.text import Source, Span

_CHUNK = re.compile(r"[^\r\n]+(?:(?:\r\n?|\n)[^\r\n]+)*")
_WIKILINK = re.compile(r"\[\[([^\[\]|#]*)(?:#([^\[\]|]*))?(?:\|([^\[\]]*))?\]\]")


def parse_markdown(source: Source, language: str = "en") -> Article:
    """A Markdown article."""
    headings: list[Heading] = []
    blocks: list[Block] = []
    for match in _CHUNK.finditer(source.text):
        span = Span(match.start(), match.end())
        marks = re.match(r"(#{1,6}) +", match[0])
        if marks:
            words = Span(span.start + marks.end(), span.end)
            headings.append(Heading(words, span, len(marks[1]), source.slice(words)))
        else:
            blocks.append(Block("paragraph", span, (span,)))
    first = headings[0] if headings and headings[0].level == 1 else None
    title = Title(first.text, first.span, "heading") if first else None
    return Article(
        source, "markdown", title, tuple(headings), tuple(blocks), language=language, scan_references=_references
    )


def _references(article: Article) -> tuple[Reference, ...]:
    found = []
    for match in _WIKILINK.finditer(article.text):
        end = match.end(2) if match[2] is not None else match.end(1)
        found.append(
            Reference("wikilink", Span(match.start(1), end), Span(*match.span()), match[1], match[2], match[3])
        )
    return tuple(found)
