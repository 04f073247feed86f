"""What of a wikitext line is not words: link marks, URLs, templates, tags, quote marks; and what bold and italics enclose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from articlelint.model.nodes import Block, Heading, Inline, InlineKind
from articlelint.parsing.wikitext.marks import LINK, Piece, Scanner, link_sign
from articlelint.text.source import Span

_OPAQUE: dict[str, InlineKind] = {
    "template": "template", "argument": "template", "ref": "note", "references": "note", "media": "html", "code": "code", "math": "math",
    "comment": "comment", "tag": "html", "switch": "template",
}  # fmt: skip
_RUN = re.compile(r"''+")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MARKUP = re.compile(r"[\[{<&_]|''|://")


def inlines(
    text: str, pieces: list[Piece], blocks: tuple[Block, ...], headings: tuple[Heading, ...]
) -> tuple[Inline, ...]:
    """Everything inside the blocks and headings that is not plain words."""
    found = list(holes(text, pieces))
    live = _blanked(text, found)
    for heading in headings:
        found += _line(live, *heading.span)
    for block in blocks:
        if block.kind in ("paragraph", "cell"):
            for start, end in block.lines:
                found += _line(live, start, end)
    found.sort(key=lambda inline: (inline.span.start, -inline.span.end))
    homes = sorted([*(block.span for block in blocks), *(heading.span for heading in headings)])
    return tuple(_at_home(found, homes))


def _at_home(found: list[Inline], homes: list[Span]) -> Iterator[Inline]:
    """Those that stand in a block or heading; a comment behind a heading's marks does not."""
    number = 0
    for inline in found:
        while number < len(homes) and homes[number].end <= inline.span.start:
            number += 1
        if number < len(homes) and homes[number].start <= inline.span.start and inline.span.end <= homes[number].end:
            yield inline


def holes(text: str, pieces: list[Piece]) -> Iterator[Inline]:
    """The constructs that show no words, and those parts of links that show none. No hole lies in another."""
    done = 0
    for piece in pieces:
        if piece.start < done:
            continue
        kind = _OPAQUE.get(piece.kind)
        if kind:
            done = piece.end
            yield Inline(kind, Span(piece.start, done))
        elif piece.kind == "link":
            shown = _link_words(text, piece)
            done = shown.start
            yield Inline("target" if shown.start > piece.start + 2 else "mark", Span(piece.start, done))
            if shown.end < piece.end and done < piece.end:
                yield Inline("mark", Span(shown.end, piece.end))
        else:
            words = _url_words(text, piece)
            done = words.start
            yield Inline("url", Span(piece.start, done))
            if words.end < piece.end:
                yield Inline("mark", Span(words.end, piece.end))


def _link_words(text: str, piece: Piece) -> Span:
    """The words that a `[[...]]` shows; nothing, at its end, for a file or a category."""
    inner = piece.end - 2
    if link_sign(text, piece) != LINK:
        return Span(piece.end, piece.end)
    bar = text.find("|", piece.inner, inner)
    if bar >= 0 and text[bar + 1 : inner].strip():
        return Span(bar + 1, inner)
    start = piece.inner + (text.startswith(":", piece.inner))
    return Span(start, inner if bar < 0 else bar)


def _url_words(text: str, piece: Piece) -> Span:
    if text[piece.start] != "[" or not text[piece.inner : piece.end - 1].strip():
        return Span(piece.end, piece.end)
    words = text[piece.inner : piece.end - 1]
    return Span(piece.inner + len(words) - len(words.lstrip()), piece.end - 1)


def _blanked(text: str, found: list[Inline]) -> str:
    """The text without its opaque constructs, so that a quote mark inside a template counts for nothing outside."""
    out: list[str] = []
    done = 0
    for inline in sorted(found, key=lambda each: each.span.start):
        start, end = inline.span
        out += (text[done:start], " " * (end - start))
        done = end
    return "".join((*out, text[done:]))


def _line(live: str, start: int, end: int) -> Iterator[Inline]:
    for match in _ENTITY.finditer(live, start, end):
        yield Inline("escape", Span(*match.span()))
    runs = [[match.start(), match.end()] for match in _RUN.finditer(live, start, end)]
    if runs:
        yield from _emphasis(live, runs)


def _emphasis(live: str, runs: list[list[int]]) -> Iterator[Inline]:
    """MediaWiki's reading of runs of apostrophes in one line: two for italics, three for bold, five for both."""
    for run in runs:
        size = run[1] - run[0]
        if size == 4 or size > 5:
            run[0] = run[1] - (3 if size == 4 else 5)
    sizes = [end - start for start, end in runs]
    if sum(size in (2, 5) for size in sizes) % 2 and sum(size in (3, 5) for size in sizes) % 2:
        _spare_one(live, runs)
    since: dict[InlineKind, int] = {}
    for start, end in runs:
        yield Inline("mark", Span(start, end))
        kinds: tuple[InlineKind, ...] = {2: ("emphasis",), 3: ("strong",)}.get(end - start, ("emphasis", "strong"))  # type: ignore[assignment]
        for kind in kinds:
            opened = since.pop(kind, None)
            if opened is None:
                since[kind] = end
            elif opened < start:
                yield Inline(kind, Span(opened, start))


def _spare_one(live: str, runs: list[list[int]]) -> None:
    """When both are unbalanced, one bold mark is an apostrophe before italics: behind one letter, else a word, else a blank."""
    best: list[int] | None = None
    rank = 4
    for run in runs:
        if run[1] - run[0] == 3:
            before = live[max(0, run[0] - 2) : run[0]].rjust(2)
            this = 3 if before[1] == " " else 1 if before[0] == " " else 2
            if this < rank:
                best, rank = run, this
    if best:
        best[0] += 1


def shown_words(words: str) -> str:
    """The words as a reader sees them: without marks, link targets, templates and tags, entities decoded."""
    if not _MARKUP.search(words):
        return words
    found = [*holes(words, Scanner(words).run())]
    found += [inline for inline in _line(_blanked(words, found), 0, len(words)) if inline.kind == "mark"]
    out: list[str] = []
    done = 0
    for inline in sorted(found, key=lambda each: each.span.start):
        out.append(words[done : inline.span.start])
        if inline.kind in ("code", "math"):
            out.append(_between_tags(words[inline.span.start : inline.span.end]))
        done = max(done, inline.span.end)
    return " ".join(unescape("".join((*out, words[done:]))).split())


def _between_tags(element: str) -> str:
    """`<code>HELLO</code>` shows `HELLO`; `<nowiki />` shows nothing."""
    return element[element.find(">") + 1 : element.rfind("<")]
