"""The same paragraph twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.diagnostic import Edit, Finding, Fix
from articlelint.model import Article, Block
from articlelint.rule import check
from articlelint.text import Span

_MARKS = ("**", "__", "'''", "<")
_OPENS = (":", ":**", ":*", ":__", ":_", ":</p>")  # "The output is:" before each sample
_AFTER = re.compile(r"[ \t]*(?:\r\n?|\n)?(?:[ \t]*(?:\r\n?|\n))*")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`min_words`: shorter paragraphs may be repeated."""

    min_words: int = 12


@check()
def duplicate_paragraph(article: Article, options: Options) -> Iterator[Finding]:
    """Compares words: line breaks and blanks do not matter. Fields of a data sheet (`**Armour** leather`) repeat by nature."""
    shortest = options.min_words * 2
    seen: dict[str, Span] = {}
    repeated: list[tuple[Block, Span]] = []
    for block in article.blocks:
        start, end = block.span
        if block.kind != "paragraph" or end - start < shortest or "list" in block.inside:
            continue
        words = article.text[start:end].split()
        if len(words) < options.min_words or words[0].startswith(_MARKS) or words[-1].endswith(_OPENS):
            continue
        first = seen.setdefault(" ".join(words), block.span)
        if first is not block.span:
            repeated.append((block, first))
    kept = _whole_sections(article, {block.span for block, _ in repeated})
    for block, first in repeated:
        place = article.source.place(first.start)
        message = f"this paragraph stands in line {place['line']} already"
        fix = None if block.inside or block.span in kept else _removal(article, block)
        yield Finding(block.span, message, "keep it where it belongs, once", fix, {"first": place})


def _whole_sections(article: Article, repeated: set[Span]) -> set[Span]:
    """The paragraphs that cannot go, because nothing would be left of their section."""
    if not repeated:
        return set()
    return {
        block.span
        for section in article.walk()
        if all(block.span in repeated or block.kind in ("comment", "break") for block in section.blocks)
        for block in section.blocks
    }


def _removal(article: Article, block: Block) -> Fix:
    start, end = block.span
    after = _AFTER.match(article.text, end)
    end = after.end() if after else end
    if end == len(article.text):  # the blank lines before the last paragraph would end the file
        kept = len(article.text[:start].rstrip())
        line_end = _LINE_END.match(article.text, kept)
        start = line_end.end() if line_end else kept
    return Fix((Edit(start, end, ""),), "unsafe")
