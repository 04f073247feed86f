"""References written by hand, as the readers of articles make them, and small corpora to resolve them in."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from articlelint.config.settings import DEFAULTS, Settings
from articlelint.corpus.index import Index, build
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.resolve import Resolution, resolve
from articlelint.text.source import Span

_WIKILINK = re.compile(r"(?P<embed>!?)\[\[(?P<target>[^\]|#]*)(?:#(?P<fragment>[^\]|]*))?(?:\|(?P<label>.*))?\]\]")
_LINK = re.compile(r"(?P<embed>!?)\[(?P<label>[^\]]*)\]\((?P<target>[^#)]*)(?:#(?P<fragment>[^)]*))?\)")


def reference(markup: str) -> Reference:
    """`[[X#S|label]]`, `![[X]]`, `[t](a.md#b)` or a bare name as the reference that it is, at offset 0."""
    wiki = "[[" in markup
    match = (_WIKILINK if wiki else _LINK).fullmatch(markup)
    if match is None:
        return Reference("hatnote", Span(0, len(markup)), Span(0, len(markup)), markup)
    end = match.end("target") if match["fragment"] is None else match.end("fragment")
    kinds: Any = ("embed" if match["embed"] else "wikilink") if wiki else ("image" if match["embed"] else "link")
    span = Span(match.start("target"), end)
    return Reference(kinds, span, Span(0, len(markup)), match["target"], match["fragment"], match["label"])


def article(path: str, title: str = "", *headings: str, **more: Any) -> Facts:
    """The facts of an article."""
    format = "wikitext" if path.endswith(".wiki") else "plain" if path.endswith(".txt") else "markdown"
    return replace(Facts(path, format, title), headings=headings, **more)


def corpus(*facts: Facts, files: Iterable[str] = (), outside: Iterable[str] = (), **settings: Any) -> Index:
    """An index of these articles, with other files beside them."""
    return build(facts, {*files, *(fact.path for fact in facts)}, outside, replace(DEFAULTS, **settings))


def resolved(markup: str, here: str, index: Index) -> Resolution | None:
    """What the corpus answers to a reference in the article `here`; None when it is left alone."""
    found = resolve(reference(markup), index.articles[here], index)
    assert len(found) < 2
    return found[0] if found else None


def status(markup: str, here: str, index: Index) -> str:
    """The status of the answer; `silent` when the reference is left alone."""
    found = resolved(markup, here, index)
    return found.status if found else "silent"


__all__ = ["Settings", "article", "corpus", "reference", "resolved", "status"]
