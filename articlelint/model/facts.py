"""Article -> Facts: what one article tells the others. Small, without text, plain enough to be stored and sent."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from articlelint.model.article import Article, Reference
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.lead import other_name
from articlelint.text.appendices import canonical
from articlelint.text.names import unescape
from articlelint.text.source import Span


@dataclass(frozen=True, slots=True)
class Facts:
    """The names an article answers to, the places one can point to in it, and what it points to.

    `title` is its first name and `title_span` where that stands; `names` are others that it answers to as exactly (its
    heading beside its front matter, the name its lead uses); `aliases` are declared ones. `headings` are the texts from
    which anchors are made in each dialect, `anchors` the explicit ids (block ids with their `^`). `routes` are addresses on
    the site that the article declares (Hugo's aliases, `permalink`), with their leading `/`. `items` are the list items of
    its See also section, whole lines with their line ends. `assets` are the folders of the images and downloads that it links to,
    with the number of links into each. `front` is what the front matter says of its publication (slug, permalink, draft ...), key and value, for
    the publisher to read; `heading_ids` are the explicit ids of headings, each with the heading's place among them. `redirect` is the article that a redirect page leads to, `redirect_place` the section there.
    """

    path: str
    format: str
    title: str = ""
    title_span: Span = Span(0, 0)
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    redirect: str | None = None
    redirect_place: str = ""
    disambiguation: bool = False
    routes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    items: tuple[Span, ...] = ()
    assets: tuple[tuple[str, int], ...] = ()
    front: tuple[tuple[str, str], ...] = ()
    heading_ids: tuple[tuple[int, str], ...] = ()
    references: tuple[Reference, ...] = ()


class Examined(NamedTuple):
    """What the first half of the trip leaves of one article: its facts, and what it says by itself."""

    facts: Facts
    told: tuple[Diagnostic, ...]


def collect(article: Article) -> Facts:
    """The facts of one article."""
    title = article.title
    front = article.front_matter
    declared = (front.title,) if front and front.title and (title is None or front.title != title.text) else ()
    listing = is_disambiguation(article)
    spelt = None if listing else other_name(article)
    names = (*declared, spelt) if spelt and spelt not in declared else declared
    aliases = front.aliases if front else ()
    redirect = next((r for r in article.references if r.kind == "redirect"), None)
    headings = [(h.whole.start, h.text, h.anchor) for h in article.all_headings]
    if "<h" in article.text or "<H" in article.text:
        headings = sorted((*headings, *_html_headings(article)), key=itemgetter(0))
    ids = tuple([(place, anchor) for place, (_, _, anchor) in enumerate(headings) if anchor])
    return Facts(
        path=article.path,
        format=article.format,
        title=title.text if title else "",
        title_span=title.span if title else Span(0, 0),
        names=names,
        aliases=tuple(alias for alias in aliases if not alias.startswith("/")),
        redirect=unescape(redirect.target) if redirect else None,
        redirect_place=(redirect.fragment or "") if redirect else "",
        disambiguation=listing,
        routes=tuple(alias for alias in aliases if alias.startswith("/")),
        headings=tuple([text for _, text, _ in headings]),
        anchors=(*[anchor for _, anchor in ids], *article.anchors),
        items=tuple(_items(article)),
        assets=tuple(sorted(Counter(folders).items())) if (folders := list(_asset_folders(article))) else (),
        front=front.fields if front else (),
        heading_ids=ids,
        references=article.references,
    )


# The blank lines in `<h2>`, Markdown, `</h2>` end one HTML block and begin another (CommonMark, example 152).
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.{0,500}?)</h\1\s{0,9}>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def _html_headings(article: Article) -> Iterator[tuple[int, str, None]]:
    """The headings that are written as HTML: where each begins, and its words. They have anchors in the rendered page."""
    for block in article.blocks:
        if block.kind == "html":
            for match in _HTML_HEADING.finditer(article.text, block.span.start, block.span.end + 500):
                words = " ".join(unescape(_TAG.sub("", match[2])).split())
                if match.start() < block.span.end and words:
                    yield match.start(), words, None


_ASSET = re.compile(r"(?!\.(?:md|markdown|mdx|txt|html?)\b)\.[a-z0-9]{2,5}(?:\?|\Z)", re.IGNORECASE)


def _asset_folders(article: Article) -> Iterator[str]:
    """The first folder below the article's own, or above it, that each relative link to a file without text leads into."""
    here = posixpath.dirname(article.path)
    for reference in article.references:
        target = reference.target
        if reference.kind in ("link", "image") and "/" in target and target[0] != "/" and _ASSET.search(target):
            folder = posixpath.normpath(posixpath.join(here, posixpath.dirname(target)))
            if folder != "." and not folder.startswith(".."):
                yield folder


def _items(article: Article) -> Iterator[Span]:
    if not any(reference.section == "see-also" for reference in article.references):
        return
    for section in article.walk():
        if section.heading and canonical(section.heading.text, article.language) == "see-also":
            for block in section.blocks:
                if block.marker:
                    yield _whole_lines(article, Span(block.marker.start, block.span.end))


def _whole_lines(article: Article, span: Span) -> Span:
    text = article.text
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    end = span.end
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    if text.startswith("\r\n", end):
        return Span(start, end + 2)
    return Span(start, min(end + 1, len(text)))


_DISAMBIGUATION = re.compile(r"\bmay (?:also )?(?:refer|mean|stand)\b[^.\n]{0,60}:", re.IGNORECASE)
_DISAMBIGUATION_TEMPLATE = re.compile(
    r"\{\{\s{0,9}(?:disambig|disambiguation|dab|hndis|geodis|begriffsklärung|homonymie|desambiguación)\b", re.IGNORECASE
)


def is_disambiguation(article: Article) -> bool:
    """Whether the article only lists the articles that share a name."""
    if article.title and article.title.text.rstrip().lower().endswith("(disambiguation)"):
        return True
    if article.format == "wikitext" and "{{" in article.text:
        return _DISAMBIGUATION_TEMPLATE.search(article.text) is not None
    head = article.text[:500]
    return "may" in head.lower() and _DISAMBIGUATION.search(head) is not None
