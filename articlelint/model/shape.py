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
    r"""|<!--\s*@include:\s*(?P<vitepress>[^\s{]+)"""
    r"""|^[ \t]*-+8<-+[ \t]+["'](?P<snippet>[^"'\r\n:]+)"""
    r"""|^[ \t]*(?:`{3,}|:{3,})\{include\}[ \t]+(?P<myst>\S+)"""
    r"""|^import[ \t]+\w+[ \t]+from[ \t]+["'](?P<mdx>[^"'\r\n]+\.mdx?)["']"""
    r"""|\{\{:(?P<page>[^{}|\r\n]+)""",
    re.MULTILINE,
)
_WORDS = re.compile(r"[^\W_]+")
# What these hold is told by the folder that they stand in.
_ENTRY_PAGES = frozenset(
    {"readme", "index", "home", "mainpage", "changelog", "contributing", "license", "summary", "contents"}
)
_HINTS = ("include", "readfile", "8<-", "{{:", ".md", "render", "snippet")


@dataclass(frozen=True, slots=True)
class Shape:
    """`untitled` tells that nothing in the article is a title, which `place` would be reported at.

    An article without a title may begin with a heading of a lower `level`, whose words are its `opening`; `ids` are then the explicit
    ids of its headings, with the places of the headings. `titles` is the number of its level-1 headings, `includes` the files that a
    generator puts into it, as written. `named` tells whether the file's name has something of the article's names.
    """

    untitled: bool = False
    place: Span = Span(0, 0)
    level: int = 0
    opening: str = ""
    ids: tuple[tuple[str, Span], ...] = ()
    titles: int = 0
    named: bool = True
    includes: tuple[str, ...] = ()


def shape_of(article: Article, names: tuple[str, ...]) -> Shape:
    """The shape of one article that answers to these names."""
    includes = tuple(dict.fromkeys(_includes(article)))
    titles = sum(heading.level == 1 and not heading.inferred and bool(heading.text) for heading in article.headings)
    if article.title is not None or article.format == "wikitext":
        return Shape(titles=titles, named=_agrees(article.path, names), includes=includes)
    untitled = article.format != "markdown" or not loses_title(article.text)
    place = article.source.first_line()
    first = _opening(article)
    if first is None:
        return Shape(untitled, place, titles=titles, named=False, includes=includes)
    ids = tuple((heading.anchor, heading.span) for heading in article.headings if heading.anchor)
    named = _agrees(article.path, (first.text, *names))
    return Shape(untitled, place, first.level, first.text, ids, titles, named, includes)


def _opening(article: Article) -> Heading | None:
    """The heading that the article begins with."""
    first = article.headings[0] if article.headings else None
    if first is None or any(each.span.start < first.whole.start and each.kind != "comment" for each in article.blocks):
        return None
    return first


def _agrees(path: str, names: tuple[str, ...]) -> bool:
    """Whether the file's name has a word, the first letters or the beginning of one of the names."""
    words_of_file = _WORDS.findall(path.rpartition("/")[2].rpartition(".")[0].casefold())
    stem = "".join(words_of_file)
    if not stem or stem in _ENTRY_PAGES:
        return True
    for name in names:
        words = _WORDS.findall(name.casefold())
        whole = "".join(words)
        initials = "".join(word[0] for word in words)
        if not set(words).isdisjoint(words_of_file) or stem[:4] == whole[:4] or initials == stem:
            return True
        if whole and (stem in whole or whole in stem):
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
