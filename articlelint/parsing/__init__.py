"""text -> Article: picks the format by suffix, else by what the text looks like."""

from __future__ import annotations

from articlelint.errors import UsageError
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


class UnparsedError(UsageError):
    """An article that its parser fails on: a fault of ours, which must not end a run over other articles."""


def parse_guarded(
    source: Source, format: Format | None = None, language: str = "en", cues: CueSettings = NO_CUES
) -> Article:
    """As `parse_source`. Raises UnparsedError that names the file and the parser, whatever goes wrong in it."""
    try:
        return parse_source(source, format, language, cues)
    except Exception as error:
        parser = format or format_of(source.path)
        what = f"{parser} parser" if parser else "parser"
        raise UnparsedError(
            f"{source.path}: the {what} failed on this file: {type(error).__name__}: {error}; please report it, or exclude the file"
        ) from error


def _sniff(text: str) -> Format:
    head = text[:20_000]
    if head.startswith(("# ", "---\n")) or "\n# " in head or "\n## " in head or "](" in head:
        return "markdown"
    if "\n==" in head or "[[" in head or "{{" in head:
        return "wikitext"
    return "plain"
