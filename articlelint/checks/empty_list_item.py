"""A bullet or number with nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article, Block
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span


@check()
def empty_list_item(article: Article) -> Iterator[Finding]:
    """An item that holds another list is not empty."""
    for number, block in enumerate(article.blocks):
        if block.kind != "item" or block.marker is None or _has_sublist(article, number, block):
            continue
        yield Finding(block.marker, "this list item is empty", "write it, or remove it", _removal(article, block))


def _has_sublist(article: Article, number: int, block: Block) -> bool:
    following = article.blocks[number + 1 : number + 2]
    return bool(following) and len(following[0].inside) > len(block.inside)


def _removal(article: Article, block: Block) -> Fix | None:
    """Takes the whole line out, when the item is alone on it."""
    assert block.marker is not None
    line = article.source.line_span(article.source.position(block.marker.start).line)
    before, after = article.text[line.start : block.marker.start], article.text[block.marker.end : line.end]
    if before.strip() or after.strip():
        return None
    end = line.end
    for mark in ("\r\n", "\n", "\r"):
        if article.text.startswith(mark, end):
            end += len(mark)
            break
    return Fix((Edit(line.start, end, ""),), "safe" if _is_apart(article, block.marker, end) else "unsafe")


_NUMBERED = re.compile(r"[\d#]")
_APART = re.compile(r"[ \t>]*(?:[*+-][ \t]|\d{1,9}[.)][ \t]|$)", re.MULTILINE)


def _is_apart(article: Article, marker: Span, end: int) -> bool:
    """Whether nothing else changes: no number of a later item, no table or paragraph that would join the item before."""
    text = article.text
    if _NUMBERED.match(text, marker.start):
        return False
    return article.format != "markdown" or _APART.match(text, end) is not None
