"""text -> Article: picks the format by suffix, else by what the text looks like."""

from __future__ import annotations

from articlelint.model.article import NO_CUES, Article, CueSettings, Format
from articlelint.text.source import Source

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
    article = Article(source, format or format_of(source.path) or _sniff(source.text), language, cues)
    _ = article.blocks  # read at once: a fault of a reader belongs here, not to the first rule that looks
    return article


def _sniff(text: str) -> Format:
    head = text[:20_000]
    if head.startswith(("# ", "---\n")) or "\n# " in head or "\n## " in head or "](" in head:
        return "markdown"
    if "\n==" in head or "[[" in head or "{{" in head:
        return "wikitext"
    return "plain"
