"""What a house's articles are beside their format: written to their readers, about the project that writes them, full of `{names}`."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable

from articlelint.model.article import Article

_YOU = re.compile(r"\byou(?:r|rs|rself|rselves)?\b", re.IGNORECASE)
_BRACED = re.compile(r"\{([^{}]{1,60})\}")
_PROJECT = re.compile(
    r"(?:readme|contributing|contributors?|code[-_ ]of[-_ ]conduct)(?:[-_].*)?"
    r"|contribute|changelog|governance|maintainers|roadmap|locali[sz]ation|translating|style[-_ ]?guide|guidelines?|pull[-_]request[-_]template",
    re.IGNORECASE,
)
_LOUD = frozenset({"SECURITY", "SUPPORT"})  # in small letters they are subjects
_ENTRY = frozenset({"index", "_index", "readme"})


def addressed(articles: Iterable[Article]) -> int:
    """How many articles speak to their readers, in a paragraph of their own: one that all share may be a notice."""
    said = [_paragraphs_to_you(article) for article in articles]
    shared = Counter(words for each in said for words in each)
    return sum(any(shared[words] == 1 for words in each) for each in said)


def _paragraphs_to_you(article: Article) -> set[str]:
    if not _YOU.search(article.prose):
        return set()
    texts = (article.prose[block.span.start : block.span.end] for block in article.blocks)
    return {" ".join(text.split()) for text in texts if _YOU.search(text)}


def marked(articles: Iterable[Article], paths: Iterable[str]) -> int:
    """How many articles in plain text put the name of an article in braces, as `{anchor}`."""
    known = {posixpath.splitext(posixpath.basename(path))[0].casefold() for path in paths}
    return sum(
        any(" ".join(found[1].casefold().split()) in known for found in _BRACED.finditer(article.prose))
        for article in articles
        if article.format == "plain"
    )


def about_the_project(paths: Iterable[str]) -> list[str]:
    """Patterns for the pages that speak for the project: `CONTRIBUTING.md`, `style-guide/_index.md`."""
    found = {pattern for path in paths if (pattern := _pattern(path))}
    return sorted(found, key=lambda pattern: (pattern.casefold(), pattern))


def _pattern(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if stem in _LOUD or _PROJECT.fullmatch(stem):
        return f"{stem}.*"
    home = folder.rpartition("/")[2]
    return f"{home}/" if stem.casefold() in _ENTRY and _PROJECT.fullmatch(home) else ""
