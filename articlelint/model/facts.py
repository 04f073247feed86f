"""Article -> Facts: what one article tells the others. Small, without text, plain enough to be stored and sent."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from articlelint.model.article import Article, Block, Reference
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.shape import Shape, shape_of
from articlelint.text.appendices import canonical
from articlelint.text.names import loose, unescape, without_disambiguator
from articlelint.text.source import Span


@dataclass(frozen=True, slots=True)
class Facts:
    """The names an article answers to, the places one can point to in it, and what it points to.

    `title` is its first name and `title_span` where that stands; `names` are others that it answers to as exactly (its
    heading beside its front matter, the name its lead uses); `aliases` are declared ones, with
    their places in `alias_spans`. `headings` are the texts from
    which anchors are made in each dialect, `anchors` the explicit ids (block ids with their `^`). `routes` are addresses on
    the site that the article declares (Hugo's aliases, `permalink`), with their leading `/`. `items` are the list items of
    its See also section, whole lines with their line ends. `assets` are the folders of the images and downloads that it links to,
    with the number of links into each. `front` is what the front matter says of its publication (slug, permalink, draft ...), key and value, for
    the publisher to read; `heading_ids` are the explicit ids of headings, each with the heading's place among them. `redirect` is the article that a redirect page leads to, `redirect_place` the section there.
    `shape` is what of its form is judged against the rest of the corpus.
    """

    path: str
    format: str
    title: str = ""
    title_span: Span = Span(0, 0)
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    alias_spans: tuple[Span, ...] = ()
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
    shape: Shape = Shape()


class Examined(NamedTuple):
    """What the first half of a run finds out of one article: its facts, and the diagnostics that need no other article."""

    facts: Facts
    diagnostics: tuple[Diagnostic, ...]


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
        alias_spans=tuple([_alias_span(article, alias) for alias in aliases if not alias.startswith("/")]),
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
        shape=shape_of(article, (title.text if title else "", *names, *aliases)),
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


_ALIASES = re.compile(r"^[ \t\"']*alias(?:es)?[\"']?[ \t]*[:=]", re.IGNORECASE | re.MULTILINE)


def _alias_span(article: Article, alias: str) -> Span:
    """Where the front matter declares an alias; the line of its key where the alias is written in another way there."""
    front = article.front_matter
    key = _ALIASES.search(article.text, *front.span) if front else None
    if front is None or key is None:
        return article.source.first_line()
    at = article.text.find(alias, key.end(), front.span.end)
    return Span(*key.span()) if at < 0 else Span(at, at + len(alias))


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


# The name that the lead uses for its subject: bold at the start of the first sentence, or the subject of that sentence.

_VERBS = (
    "is|are|was|were|has|have|had|refers?|denotes?|means|describes?|consists?|comprises?|ist|sind|war|waren|bezeichnet|"
    "est|sont|était|étaient|fut|désigne|es|son|era|eran|fue|fueron"
)
_ARTICLE = r"(?:(?:The|A|An|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Una) |L['’])?"
# Bold opens the sentence, and what follows it is a verb, a bracket, a comma or another name: not "**Note** that ...".
_BOLD = re.compile(
    rf"""["“'(]?{_ARTICLE}["“]?(?P<mark>\*\*|__|''')(?P<name>[^*_'\n\r][^*\n\r]{{0,98}}?[^\s*:.!?]|\w)(?P=mark)["”]?"""
    rf"(?=,? (?:{_VERBS}|or|also|and|oder|ou|o)\b| ?[(,–—]|\s*<ref|\s*\{{\{{)"
)
_WORD = r"[^\s;:!?()\[\]{}|<>,`*]+"
_SUBJECT = re.compile(
    rf"{_ARTICLE}(?P<name>(?:{_WORD} ){{0,9}}?{_WORD})(?: \([^()\n]{{0,200}}\)|,[^.;,\n]{{0,100}},)? (?P<verb>{_VERBS})\b"
)
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.] ")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[([^\[\]]*)\]\([^()]*\)")


class LeadName(NamedTuple):
    """What the lead calls its subject; `bold` tells that it is marked as its name, `span` where it stands."""

    text: str
    span: Span
    bold: bool


def lead_name(article: Article) -> LeadName | None:
    """The name in the lead's first sentence, when it has the shape of a definition."""
    block = first_paragraph(article)
    if block is None:
        return None
    for pattern, bold in ((_BOLD, True), (_SUBJECT, False)):
        match = pattern.match(article.text, block.span.start, block.span.end)
        if match is None:
            continue
        text = _LINK.sub(lambda link: link[1] or link[2] or "", match["name"]).strip('*_"“” ')
        if text and not _SENTENCE_END.search(text):
            # A link names the subject of the article that it leads to: `'''[[en/Signals]]''' are used to direct trains`.
            return LeadName(text, Span(*match.span("name")), bold and not _LINK.search(match["name"]))
    return None


def first_paragraph(article: Article) -> Block | None:
    """The first paragraph of the lead that stands in no list, table or quotation."""
    heading = article.title_heading
    own = [each.whole.start for each in article.headings[:2] if each is not heading]
    end = own[0] if own else len(article.text)
    for block in article.blocks:
        if block.span.start >= end:
            return None
        if block.kind == "paragraph" and not block.inside and not (heading and block.span.start < heading.whole.start):
            return block
    return None


def other_name(article: Article) -> str:
    """A name beside the title that the article answers to: its bold name, or its title as the lead spells it. May be empty."""
    found = lead_name(article)
    title = article.title
    if found is None or (title and found.text == title.text):
        return ""
    if _LINK.fullmatch(article.text, *found.span):
        return ""  # `'''[[Signals]]''' are used to direct trains`: the name of the article that is linked to
    if found.bold or title is None:
        return found.text if found.bold else ""
    known = {loose(title.text), loose(without_disambiguator(title.text) or title.text)}
    return found.text if loose(found.text) in known else ""
