"""A lead that is too long to be read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The most paragraphs and words that a lead may have."""

    paragraphs: int = 4
    words: int = 600


@check()
def lead_length(article: Article, options: Options) -> Iterator[Finding]:
    """Only an article with sections has a lead: without them it is all text."""
    if len(article.sections) < 2:
        return
    own = [block for block in article.lead.blocks if block.kind == "paragraph" and not block.inside]
    words = sum(len(article.source.slice(block.span).split()) for block in own)
    if len(own) <= options.paragraphs and words <= options.words:
        return
    start, end = own[0].lines[0] if own[0].lines else own[0].span
    yield Finding(
        Span(start, end),
        f"the lead has {len(own)} paragraphs and {words} words, {options.paragraphs} and {options.words} are enough",
        "move what is not needed to know the subject into a section",
        data={"paragraphs": len(own), "words": words},
    )
