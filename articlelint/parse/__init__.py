"""text -> Article. `parse` picks the reader by format; each reader is imported only when a text needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from articlelint.model import Article, CueSettings, Format
from articlelint.text import Source

NO_CUES = CueSettings()

_SUFFIXES: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".mkd": "markdown",
    ".mkdn": "markdown",
    ".mdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".wiki": "wikitext",
    ".mediawiki": "wikitext",
    ".wikitext": "wikitext",
}


def format_of(path: str) -> Format | None:
    """The format that a file name's suffix tells, or None when it says nothing."""
    dot = path.rfind(".")
    return _SUFFIXES.get(path[dot:].lower()) if dot >= 0 else None


def parse_source(
    source: Source, format: Format | None = None, language: str = "en", cues: CueSettings = NO_CUES
) -> Article:
    """The article in a source. The format is taken from the path's suffix, else told from the text."""
    article = reader(format or format_of(source.path) or _sniff(source.text))(source, language)
    return replace(article, cues=cues) if cues.languages or cues.words or cues.marks else article


@cache
def reader(format: Format) -> Callable[[Source, str], Article]:
    """What makes an article of a source and its language."""
    if format == "markdown":
        from articlelint.parse.markdown import parse_markdown

        return parse_markdown
    if format == "wikitext":
        from articlelint.parse.wikitext import parse_wikitext

        return parse_wikitext
    from articlelint.parse.plaintext import parse_plaintext

    return parse_plaintext


def _sniff(text: str) -> Format:
    head = text[:20_000]
    if head.startswith(("# ", "---\n")) or "\n# " in head or "\n## " in head or "](" in head:
        return "markdown"
    if "\n==" in head or "[[" in head or "{{" in head:
        return "wikitext"
    return "plain"
