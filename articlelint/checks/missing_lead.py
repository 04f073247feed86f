"""An article that begins with a section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article, Block, Heading
from articlelint.model.diagnostics import Finding

_ENTRY_PAGES = frozenset({"readme", "index", "_index", "home", "_sidebar", "_footer", "contents", "summary", "toc"})
_NOT_ARTICLES = re.compile(
    r"(?:list|lists|index|outline|glossary|table|timeline|chronology) of\b|liste? (?:der|des|von|de)\b|lista de\b|glossary\b|changelog\b"
    r"|.*\bindex$|.*\((?:disambiguation|begriffsklärung|homonymie|desambiguación)\)$",
    re.IGNORECASE,
)
# A page of a list that is parted by letters: "Birds (A-C)", "Birds: Q". Capitals only: "Vitamin (e)" is an article.
_LETTERS = re.compile(r".+(?:\([A-Z](?:\s?[-–—]\s?[A-Z])?\)|[,:]\s[A-Z](?:\s?[-–—]\s?[A-Z])?|\s[A-Z]\s?[-–—]\s?[A-Z])$")
_DISAMBIGUATION = re.compile(
    r"\{\{\s*(?:disambig\w*|dab|hndis|geodis|set index\w*|begriffsklärung|homonymie|desambiguación)\b|__DISAMBIG__",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_DESCRIPTION = re.compile(
    r"""^[\s"']*(?:description|summary|lead|intro|abstract|excerpt|tagline)["']?[ \t]*[:=][ \t]*(?:\S)""",
    re.IGNORECASE | re.MULTILINE,
)
_NO_PROSE = re.compile(
    r"[*_:']*(?:Main (?:page|article)|See also|Further information|For [^.\n]{1,80}, see|Not to be confused with)\b"
    r"|(?:(?:!\[[^\[\]]*\]\([^()]*\)|!\[\[[^\[\]]*\]\]|\[!\[[^\[\]]*\]\([^()]*\)\]\([^()]*\)|\[\[(?:File|Image):[^\[\]]*\]\]|<[^<>]*>)\s*)+\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`introductions` are headings of a first section that may stand for a lead, in any case."""

    introductions: tuple[str, ...] = ()


@check()
def missing_lead(article: Article, options: Options) -> Iterator[Finding]:
    """An article without sections needs no lead: it is one."""
    title = article.title_heading or _untitled(article) or _repeated(article)
    first = next((heading for heading in article.headings if heading is not title), None)
    if first is None or any(_is_prose(article, block, first.whole.start) for block in article.blocks):
        return
    if _described(article) or _introduces(first.text, options.introductions) or _needs_none(article):
        return
    yield Finding(
        article.source.first_line(),
        f"no text stands before the first section `{first.text}`",
        "begin with a sentence that says what the subject is",
    )


def _described(article: Article) -> bool:
    """Whether the front matter has a description: layouts print it above the text, and previews and search engines show it."""
    return article.front_matter is not None and _DESCRIPTION.search(article.front_matter.text) is not None


def _introduces(heading: str, introductions: tuple[str, ...]) -> bool:
    """Whether a heading is one of these, or begins with it: `1. Introduction to knots`."""
    words = _NUMBER.sub("", heading.casefold()).strip(" :.")
    return any(
        words.startswith(known) and not words[len(known) : len(known) + 1].isalnum()
        for known in (each.casefold() for each in introductions)
    )


def _untitled(article: Article) -> Heading | None:
    """A first line that is a heading of a lower level is meant as the title; structure/missing-title tells what is wrong with it."""
    first = article.headings[0] if article.headings and article.title is None else None
    if first is None or any(block.span.start < first.whole.start for block in article.blocks):
        return None
    return first


def _repeated(article: Article) -> Heading | None:
    """A first heading of a lower level that repeats the title of the front matter is the title, and the text under it is the lead."""
    first = article.headings[0] if article.headings and article.title else None
    return first if first and article.title and first.text.casefold() == article.title.text.casefold() else None


def _is_prose(article: Article, block: Block, end: int) -> bool:
    if block.span.start >= end or block.kind != "paragraph":
        return False
    if article.text[block.span.start] in "*_:'[!<" or article.text.startswith("Main ", block.span.start):
        return not _NO_PROSE.match(article.text, block.span.start, block.span.end)
    return True


def _needs_none(article: Article) -> bool:
    stem = article.path.rpartition("/")[2].partition(".")[0].casefold()
    name = article.title.text if article.title else ""
    if stem in _ENTRY_PAGES or _NOT_ARTICLES.match(name) or _LETTERS.match(name):
        return True
    return bool(_DISAMBIGUATION.search(article.text)) or any(each.kind == "redirect" for each in article.references)
