"""Markup of another format: wikitext in Markdown or plain text, Markdown in wikitext, tokens of text corpora."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.diagnostic import Finding
from articlelint.model import Article
from articlelint.rule import check
from articlelint.text import Span

_TEMPLATES = (
    "cite|citation|reflist|main|see also|further|infobox|citation needed|cn|fact|short description|efn|sfn|refn|harv\\w*|lang|convert|portal|"
    "commons category|authority control|defaultsort|clear|quote|blockquote|nbsp|refbegin|refend|about|redirect|distinguish|hatnote|coord|ipa\\w*|isbn"
)
_CORPUS = r"(?P<corpus><unk>| @[-,.]@ )"
_WIKI = (
    rf"{_CORPUS}|(?P<template>\{{\{{\s*(?:{_TEMPLATES})\b[^{{}}\n]{{0,300}}\}}\}})"
    r"|(?P<bold>'''(?=[^\s'])[^'\n]{1,120}'''(?!'))|^[ \t]*(?P<heading>={2,6} ?[^=\s][^=\n]{0,120}?={2,6})[ \t]*\r?$"
    r"|(?P<ref><ref(?:\s+name\s*=[^<>\n]{1,80})?\s*/?>|</ref>)|(?P<table>^\{\|[ \t]*(?:class|style|border|width)\b[^\n]{0,200}?(?=\r?$))"
    r"|(?P<switch>__(?:NO)?TOC__|__NOEDITSECTION__)|(?P<url>\[https?://[^\s\[\]<>]{3,300} [^\[\]\n<>]{1,200}\](?![(\[]))"
    r"|(?P<file>\[\[(?:File|Image|Category|Datei|Kategorie|Fichier|Catégorie|Archivo|Categoría):[^\[\]\n]{1,300}\]\])"
)
_IN_MARKDOWN = re.compile(_WIKI, re.IGNORECASE | re.MULTILINE)
_IN_PLAIN = re.compile(
    _WIKI + r"|(?P<link>\[\[[^\[\]\n]{1,200}\]\])|(?P<italic>(?<![\w'])''(?=[^\s'])[^'\n]{1,120}''(?![\w']))"
    r"|(?P<braces>\{\{[A-Za-z][^{}|\n]{0,100}\|[^{}\n]{0,200}\}\})|(?P<thumb>\bthumb\|)",
    re.IGNORECASE | re.MULTILINE,
)
_IN_WIKITEXT = re.compile(
    rf"{_CORPUS}|(?P<strong>(?<=[\w\s(,.;])(?<![\r\n*#:;])\*\*(?=[^\s*])[^*\n]{{1,120}}(?<=[^\s*])\*\*(?!\*))"
    r"|(?P<mdlink>(?<!\[)\[(?!https?:)[^\[\]\n]{1,120}\]\((?:https?://|/|\./|#)[^()\s]{0,300}\))|^(?P<fence>```)",
    re.MULTILINE,
)
_WIKI_HINT = re.compile(r"\{\{|'''|==|<ref|</ref|\{\||__|\[http|\[\[|<unk>|@[-,.]@|''|thumb\|", re.IGNORECASE)
_MD_HINT = re.compile(r"\*\*|\]\(|```|<unk>|@[-,.]@", re.IGNORECASE)
_WHAT = {
    "corpus": "is a token of a text corpus",
    "strong": "is Markdown for bold", "mdlink": "is a Markdown link", "fence": "is a Markdown fence",
}  # fmt: skip


@check()
def markup_residue(article: Article) -> Iterator[Finding]:
    """Code is left alone, and `[[links]]` in Markdown, where wikis of their own kind use them."""
    text = article.text
    if article.format == "wikitext":
        if _MD_HINT.search(text):
            yield from _told(article.written, _IN_WIKITEXT)
    elif _WIKI_HINT.search(text):
        yield from _told(article.written, _IN_PLAIN if article.format == "plain" else _IN_MARKDOWN)


def _told(view: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(view):
        group = match.lastgroup or "corpus"
        start, end = match.span(group)
        words = view[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        shown = words.strip() if len(words) < 60 else f"{words.strip()[:50]}…"
        yield Finding(
            Span(start, end), f"`{shown}` {_WHAT.get(group, 'is wikitext')}", "write it in the markup of this file"
        )
