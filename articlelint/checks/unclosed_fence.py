"""A code fence that nobody closes, so that the rest of the article is code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ \t]*(?P<language>[^\s`]*)[^\r\n]*")
# One `#` begins a comment in many languages; two behind a blank line begin a section.
_SECTION = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r) {0,3}#{2,6} \S")
_MARKDOWN = frozenset({"markdown", "md", "mdx"})


@check(formats=("markdown",))
def unclosed_fence(article: Article) -> Iterator[Finding]:
    """Only the last block can be one. Where no heading stands in it, it may be code to its end, and readers see what was meant."""
    block = article.blocks[-1] if article.blocks else None
    if block is None or block.kind != "code" or block.inside:
        return
    text = article.text
    fence = _FENCE.match(text, *block.span)
    if fence is None or text[block.span.end :].strip() or fence["language"].lower() in _MARKDOWN:
        return
    last = text[: block.span.end].splitlines()[-1].strip()
    closed = len(last) >= len(fence["marks"]) and not last.strip(fence["marks"][0]) and fence.end() < block.span.end
    if not closed and _SECTION.search(text, fence.end(), block.span.end):
        lines = text.count("\n", fence.end(), block.span.end)
        yield Finding(
            Span(fence.start(), fence.end()),
            f"this fence is never closed: the {lines} lines behind it, headings among them, are code to every reader",
            f"add a line `{fence['marks']}` where the code ends",
        )
