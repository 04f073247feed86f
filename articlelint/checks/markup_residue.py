"""Markup of another format: wikitext in Markdown or plain text, Markdown in wikitext, tokens of text corpora."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

_TEMPLATES = (
    "cite|citation|reflist|main|see also|further|infobox|citation needed|cn|fact|short description|efn|sfn|refn|harv\\w*|lang|convert|portal|"
    "commons category|authority control|defaultsort|clear|quote|blockquote|nbsp|refbegin|refend|about|redirect|distinguish|hatnote|coord|ipa\\w*|isbn"
)
_LONGEST_SHOWN = 60
_FLAGS = re.IGNORECASE | re.MULTILINE


class _Token(NamedTuple):
    """What must stand in the text for the pattern to be tried, the pattern, what to say of it, and rarer words that stand there then."""

    hint: str
    pattern: re.Pattern[str]
    what: str
    needles: frozenset[str]


def _pattern(hint: str, pattern: str, what: str = "is wikitext", needles: tuple[str, ...] = ()) -> _Token:
    hint = hint.replace("[.]", ".")
    return _Token(hint, re.compile(pattern, _FLAGS), what, frozenset(needles or (hint.lower(),)))


_NAMESPACES = ("File", "Image", "Category", "Datei", "Kategorie", "Fichier", "Catégorie", "Archivo", "Categoría")
_TOKENS = (
    _pattern("<unk>", "<unk>", "is a token of a text corpus"),
    *(_pattern(mark, f"(?<= ){mark}(?= )", "is a token of a text corpus") for mark in ("@-@", "@,@", "@[.]@")),
)
_WIKI = (
    *_TOKENS,
    _pattern("{{", rf"\{{\{{\s*(?:{_TEMPLATES})\b[^{{}}\n]{{0,300}}\}}\}}"),
    _pattern("'''", r"'''(?=[^\s'])[^'\n]{1,120}'''(?!')"),
    # `==words==` without blanks is a highlight in Obsidian and other dialects.
    _pattern("==", r"^(?:={2} |={3,6} ?)[^=\s][^=\n]{0,120}?={2,6}(?=[ \t]*\r?$)"),
    _pattern("<ref", r"<ref(?:\s++name\s*+=[^<>\n]{1,80})?\s*+/?>"),
    _pattern("</ref>", r"</ref>"),
    _pattern("{|", r"^\{\|[ \t]*(?:class|style|border|width)\b[^\n]{0,200}?(?=\r?$)"),
    _pattern("__", r"__(?:(?:NO)?TOC|NOEDITSECTION)__"),
    _pattern("[http", r"\[https?://[^\s\[\]<>]{3,300} [^\[\]\n<>]{1,200}\](?![(\[])"),
    _pattern(
        "[[",
        rf"\[\[(?:{'|'.join(_NAMESPACES)}):[^\[\]\n]{{1,300}}\]\]",
        needles=tuple(f"[[{name.lower()}:" for name in _NAMESPACES),
    ),
)
_IN_PLAIN = (
    _pattern("==", r"^==(?! )[^=\s][^=\n]{0,120}?==(?=[ \t]*\r?$)"),
    *_WIKI[:-1],
    _pattern("[[", r"\[\[[^\[\]\n]{1,200}\]\]"),
    _pattern("''", r"''(?<![\w']'')(?=[^\s'])[^'\n]{1,120}''(?![\w'])"),
    _pattern("{{", rf"\{{\{{(?!\s*(?:{_TEMPLATES})\b)[A-Za-z][^{{}}|\n]{{0,100}}\|[^{{}}\n]{{0,200}}\}}\}}"),
    _pattern("thumb|", r"\bthumb\|"),
)
_IN_WIKITEXT = (
    *_TOKENS,
    _pattern(
        "**",
        r"\*\*(?<=[\w\s(,.;]\*\*)(?<![\r\n*#:;]\*\*)(?=[^\s*])[^*\n]{1,120}(?<=[^\s*])\*\*(?!\*)",
        "is Markdown for bold",
    ),
    _pattern(
        "](", r"\[(?<!\[\[)(?!https?:)[^\[\]\n]{1,120}\]\((?:https?://|/|\./|\#)[^()\s]{0,300}\)", "is a Markdown link"
    ),
    _pattern("```", r"^```", "is a Markdown fence"),
)


# Too common in one format or another to be looked for in all: where they belong, nobody asks for them.
_COMMON = frozenset({"[[", "''"})
_NEEDLES = frozenset(needle for token in (*_IN_PLAIN, *_WIKI, *_IN_WIKITEXT) for needle in token.needles) - _COMMON


@check(needles=lambda _options: _NEEDLES)
def markup_residue(article: Article, found: Found) -> Iterator[Finding]:
    """Code is left alone, and `[[links]]` in Markdown, where wikis of their own kind use them."""
    patterns = {"wikitext": _IN_WIKITEXT, "plain": _IN_PLAIN}.get(article.format, _WIKI)
    places = []
    text = article.text
    for hint, pattern, what, needles in patterns:
        if (not found.isdisjoint(needles) or not needles.isdisjoint(_COMMON)) and hint in text:
            places += [(Span(*match.span()), what) for match in pattern.finditer(article.written)]
    for span, what in sorted(places):
        words = article.written[span.start : span.end]
        shown = words if len(words) < _LONGEST_SHOWN else f"{words[:50]}…"
        yield Finding(span, f"`{shown}` {what}", "write it in the markup of this file")
