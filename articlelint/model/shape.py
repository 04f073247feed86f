"""What of an article's form is judged against the rest of its corpus: where its title would stand, and what it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.model.article import Article, Heading
from articlelint.text.front_matter_lost import loses_title
from articlelint.text.source import Span

# How generators put one file into another: Hugo's shortcodes, Jekyll's and MkDocs' tags, mdBook, VitePress, snippets of PyMdown, MyST's
# directive, the imports of MDX, MediaWiki's transclusion. The group is the file as it is written there.
_INCLUDE = re.compile(
    r"""\{\{[<%]\s*(?:include|readfile|render|snippet)[\w-]*\s+(?:[\w-]+\s*=\s*)?["']?(?P<hugo>[^"'\s%>]+)"""
    r"""|\{%-?\s*include[\w-]*\s+["']?(?P<tag>[^"'\s%]+)"""
    r"""|\{\{\s*\#include\s+(?P<mdbook>[^\s:}]+)"""
    r"""|<!--\s*@include:\s*(?P<vitepress>[^\s{]+?)(?=\s|\{|-->)"""
    r"""|^[ \t]*-+8<-+[ \t]+["'](?P<snippet>[^"'\r\n:]+)"""
    r"""|^[ \t]*(?:`{3,}|:{3,})\{include\}[ \t]+(?P<myst>\S+)"""
    r"""|^import[ \t]+\w+[ \t]+from[ \t]+["'](?P<mdx>[^"'\r\n]+\.mdx?)["']"""
    r"""|\{\{:(?P<page>[^{}|\r\n]+)""",
    re.MULTILINE,
)
_WORDS = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z]")
# What these hold is told by the folder that they stand in.
_ENTRY_PAGES = frozenset(
    {"readme", "index", "home", "mainpage", "changelog", "contributing", "license", "summary", "contents"}
)
_BOOK = 7  # titles beside the first
_HINTS = ("include", "readfile", "8<-", "{{:", ".md", "render", "snippet")


@dataclass(frozen=True, slots=True)
class Shape:
    """`untitled` tells that nothing in the article is a title, which `place` would be reported at.

    An article without a title may begin with a heading of a lower `level`, whose words are its `opening`; `ids` are then the explicit
    ids of its headings, with the places of the headings. `titles` are its level-1 headings behind the `first` one, and where they
    stand; `includes` the files that a generator puts into it, as written. `named` tells whether the file's name has something of the article's names.
    """

    untitled: bool = False
    place: Span = Span(0, 0)
    level: int = 0
    opening: str = ""
    ids: tuple[tuple[str, Span], ...] = ()
    first: tuple[int, ...] = ()
    titles: tuple[tuple[str, Span], ...] = ()
    named: bool = True
    includes: tuple[str, ...] = ()

    @property
    def is_book(self) -> bool:
        """Whether one file holds so many articles that it was put together, or is meant as a whole."""
        return len(self.titles) >= _BOOK


def shape_of(article: Article, names: tuple[str, ...]) -> Shape:
    """The shape of one article that answers to these names."""
    includes = tuple(dict.fromkeys(_includes(article)))
    first_title, titles = _titles(article)
    if article.title is not None or article.format == "wikitext":
        return Shape(first=first_title, titles=titles, named=_agrees(article.path, names), includes=includes)
    untitled = article.format != "markdown" or not loses_title(article.text)
    place = article.source.first_line()
    first = _opening(article)
    if first is None:
        return Shape(untitled, place, named=False, includes=includes)
    ids = tuple((heading.anchor, heading.span) for heading in article.headings if heading.anchor)
    named = _agrees(article.path, (first.text, *names))
    return Shape(untitled, place, first.level, first.text, ids, named=named, includes=includes)


def _titles(article: Article) -> tuple[tuple[int, ...], tuple[tuple[str, Span], ...]]:
    """The place of the first title, and the later ones; of a wikitext page, whose name is the title, all. One without words names nothing."""
    tops = [heading for heading in article.headings if heading.level == 1 and not heading.inferred]
    named_by_page = article.format == "wikitext" and article.title and article.title.origin == "page-name"
    later = [heading for heading in tops if heading is not article.title_heading] if named_by_page else tops[1:]
    first = tops[0] if later and tops[0] is not later[0] else None
    place = tuple(article.source.place(first.span.start).values()) if first else ()
    return place, tuple((heading.text, heading.span) for heading in later if heading.text)


def _opening(article: Article) -> Heading | None:
    """The heading that the article begins with."""
    first = article.headings[0] if article.headings else None
    if first is None or any(each.span.start < first.whole.start and each.kind != "comment" for each in article.blocks):
        return None
    return first


def _agrees(path: str, names: tuple[str, ...]) -> bool:
    """Whether the file's name has a word, the first letters or the beginning of one of the names, or is of another script."""
    words_of_file = _WORDS.findall(path.rpartition("/")[2].rpartition(".")[0].casefold())
    stem = "".join(words_of_file)
    if not stem or stem in _ENTRY_PAGES:
        return True
    short = "".join(word[0] for word in words_of_file)
    for name in names:
        words = _WORDS.findall(name.casefold())
        whole = "".join(words)
        initials = "".join(word[0] for word in words)
        if not set(words).isdisjoint(words_of_file) or stem[:4] == whole[:4] or initials == stem or short in words:
            return True
        if whole and (stem in whole or whole in stem or (stem.isascii() and not _LATIN.search(whole))):
            return True
    return False


def _includes(article: Article) -> Iterator[str]:
    text = article.text
    if article.format == "plain" or not any(hint in text for hint in _HINTS):
        return
    for match in _INCLUDE.finditer(text):
        name = match[match.lastgroup or 0].strip()
        if name:
            yield name
