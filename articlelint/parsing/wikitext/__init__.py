"""Wikitext with exact source spans: title, headings, blocks at once; inlines and references when asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import partial
from urllib.parse import unquote

from articlelint.model.article import Article, Reading
from articlelint.model.nodes import Block, Heading, Inline, Reference, Title
from articlelint.parsing.crossref import crossrefs
from articlelint.parsing.wikitext.blocks import Blocks
from articlelint.parsing.wikitext.inlines import inlines, shown_words
from articlelint.parsing.wikitext.links import Links, anchors, redirect_start
from articlelint.parsing.wikitext.marks import HIDDEN, Piece, Scanner, mask
from articlelint.text.source import Source, Span

# Characters that file systems forbid, and what mirrors write in their place.
_STAND_INS = str.maketrans({"∕": "/", "⁄": "/", "🟉": "*", "꞉": ":", "﹖": "?", "_": " "})
_SUFFIX = re.compile(r"\.(?:wiki|mediawiki|wikitext)\Z", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


def read_wikitext(source: Source, _language: str) -> Reading:
    """What a wikitext article is made of. Its title is a level-1 heading that stands before everything else, or the page's name."""
    text = source.text
    pieces = Scanner(text).run()
    masked = _without_redirect(mask(text, pieces), text)
    read = Blocks(text, masked, _quotations(pieces)).read()
    headings = tuple(replace(each, text=shown_words(each.text)) for each in read.headings)
    return Reading(
        _title(source, headings, read.blocks),
        headings,
        tuple(read.blocks),
        references=partial(_references, pieces),
        inlines=partial(_inlines, pieces),
        anchors=lambda article: anchors(article.text),
    )


def _title(source: Source, headings: tuple[Heading, ...], blocks: list[Block]) -> Title | None:
    first = headings[0] if headings else None
    if first and first.level == 1 and first.text and (not blocks or blocks[0].span.start > first.span.start):
        return Title(first.text, first.span, "heading")
    name = source.title or page_name(source.path)
    return Title(name, Span(0, 0), "page-name") if name else None


def _without_redirect(masked: str, text: str) -> str:
    """`#REDIRECT` is no item of a numbered list, and shows nothing."""
    start = redirect_start(text)
    return (
        masked if start is None else HIDDEN * start + masked[start:].replace("\x02", HIDDEN, masked[start:].find("]"))
    )


def _quotations(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Where blockquotes and poems are."""
    found: list[tuple[int, int]] = []
    since: int | None = None
    for piece in pieces:
        if piece.kind == "tag" and piece.name in ("blockquote", "poem") and since is None:
            since = piece.start
        elif piece.kind == "tag" and piece.name in ("/blockquote", "/poem") and since is not None:
            found.append((since, piece.end))
            since = None
    return found


def _references(pieces: list[Piece], article: Article) -> tuple[Reference, ...]:
    links = Links(article.text, pieces, article.headings, article.language).find()
    ends = [each.whole.end for each in links]
    said = [each for each in crossrefs(article) if not _is_link(each, links, ends)]
    return tuple(sorted((*links, *said), key=lambda each: each.span)) if said else links


def _is_link(said: Reference, links: tuple[Reference, ...], ends: list[int]) -> bool:
    """Whether what words refer to is a link, for which the rules of links speak."""
    place = bisect_right(ends, said.span.start)
    return place < len(links) and links[place].whole.start < said.span.end


def _inlines(pieces: list[Piece], article: Article) -> tuple[Inline, ...]:
    return inlines(article.text, pieces, article.blocks, article.headings)


def page_name(path: str) -> str:
    """`pages/AC%2FDC_(band).wiki` is called `AC/DC (band)`."""
    name = _SUFFIX.sub("", path.rpartition("/")[2])
    if _PERCENT.search(name):
        name = unquote(name, errors="replace")
    return " ".join(name.translate(_STAND_INS).split())
