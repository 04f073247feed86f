"""The items of a See also section that are bare names: `• Paris – the capital`, several on a line too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.model.article import Article, Block, Reference
from articlelint.parsing.crossref.segmentation import trimmed
from articlelint.text.appendices import canonical
from articlelint.text.source import Span

# An item with markup is read by the rules for links; the link number `[607]` of a text browser is none.
_MARKUP = re.compile(r"\[(?!\d{1,4}\])|\]|<|\{\{|`|://|www\.|\*\*|__|''|\(#|&\w+;")
# "There are others. See them." is a sentence, no name.
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|[.!?]$")
# Where an item's annotation begins: "Lyon – a city", "Lyon: its history".
_ANNOTATION = re.compile(r"\s[–—-]{1,2}\s|:\s")
_LONGEST = 200


def see_also_items(article: Article) -> Iterator[Reference]:
    """A reference for each item without markup; its target is the whole item, annotation included."""
    if not any(canonical(heading.text, article.language) == "see-also" for heading in article.headings):
        return
    for section in article.walk():
        heading = section.heading
        if heading is None or canonical(heading.text, article.language) != "see-also":
            continue
        for block in section.blocks:
            yield from _items(article, block)


def _items(article: Article, block: Block) -> Iterator[Reference]:
    if block.kind != "paragraph" or any(each in block.inside for each in ("table", "quote", "footnote", "callout")):
        return
    listed = "list" in block.inside
    for span in [block.span] if listed else block.lines:
        words = article.text[span.start : span.end]
        if _is_item(words, listed=listed or (article.format == "plain")):
            start, end = trimmed(words, 0, len(words))
            place = Span(span.start + start, span.start + end)
            yield Reference("see-also-item", place, place, words[start:end], section="see-also")


def _is_item(words: str, *, listed: bool) -> bool:
    """A bare name, not a sentence and not something that the link rules read. Outside a list only plain text has items."""
    if not listed or len(words) > _LONGEST or _MARKUP.search(words) or not any(c.isalpha() for c in words):
        return False
    name = _ANNOTATION.split(words, maxsplit=1)[0]
    return not _SENTENCE.search(name.rstrip(".")) and name.count(" ") < 14 and name[-1:] not in "?!"
