"""The views of an article: its text with all blanked out that is not prose, or not written to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from articlelint.model.nodes import Block, FrontMatter, Inline
from articlelint.text.source import Span


class Viewed(Protocol):
    """What a view is made of."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Its leaf blocks."""

    @property
    def inlines(self) -> Sequence[Inline]:
        """What is not plain prose inside them."""

    @property
    def front_matter(self) -> FrontMatter | None:
        """Its metadata."""


_PROSE_KINDS = frozenset({"paragraph", "cell"})
_OPAQUE_INLINES = frozenset(
    {"code", "html", "comment", "url", "target", "template", "math", "note", "mark", "attribute"}
)


def prose_view(article: Viewed) -> str:
    """See `Article.prose`."""
    text = article.text
    pieces: list[str] = []
    done = begin = end = 0
    for first, last in _visible(article):
        if first == end + 1 and text[end] == "\n":
            end = last  # a line end stays as it is
            continue
        pieces += (blank(text[done:begin]), text[begin:end])
        done, begin, end = end, first, last
    pieces += (blank(text[done:begin]), text[begin:end], blank(text[end:]))
    return "".join(pieces)


def _visible(article: Viewed) -> Iterator[tuple[int, int]]:
    """The pieces of an article that are prose, line by line."""
    holes = _merged(inline.span for inline in article.inlines if inline.kind in _OPAQUE_INLINES)
    holes.append((len(article.text) + 1, 0))
    number = 0
    hole, behind = holes[0]
    for block in article.blocks:
        if block.kind not in _PROSE_KINDS:
            continue
        for start, end in block.lines:
            while hole < end:
                if start < hole:
                    yield start, hole
                start = max(start, behind)
                if behind > end:
                    break  # the hole goes on in the next line
                number += 1
                hole, behind = holes[number]
            if start < end:
                yield start, end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those left out that stand inside another."""
    found: list[tuple[int, int]] = []
    reached = -1
    for span in sorted(spans):
        if span[1] > reached:
            found.append(span)
            reached = span[1]
    return found


_UNREAD_BLOCKS = frozenset({"code", "math", "comment"})
_UNREAD_INLINES = frozenset({"code", "math", "comment"})


def written_view(article: Viewed) -> str:
    """See `Article.written`."""
    text = article.text
    holes = [block.span for block in article.blocks if block.kind in _UNREAD_BLOCKS]
    if "`" in text or "<" in text or "$" in text or "%%" in text:
        holes += [inline.span for inline in article.inlines if inline.kind in _UNREAD_INLINES]
    if article.front_matter:
        holes.append(Span(0, article.front_matter.span.end))
    pieces: list[str] = []
    done = 0
    for start, end in sorted(holes):
        if end > done:
            pieces += (text[done:start], blank(text[max(start, done) : end]))
            done = end
    return "".join((*pieces, text[done:]))


def blank(text: str) -> str:
    """Blanks of the same length; line ends stay."""
    if not text.strip(" \n"):
        return text
    if "\n" not in text and "\r" not in text:
        return " " * len(text)
    if "\r" in text:
        return "".join([c if c in "\r\n" else " " for c in text])
    return "\n".join([" " * len(line) for line in text.split("\n")])
