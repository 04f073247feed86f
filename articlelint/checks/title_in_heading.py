"""A section heading that repeats the article's title beside a general word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.names import normal, plain_quotes, without_disambiguator

_WORD = re.compile(r"[^\W_]+")
_JOINTS = frozenset(
    {
        "of",
        "the",
        "in",
        "and",
        "a",
        "an",
        "s",
        "for",
        "at",
        "on",
        "von",
        "der",
        "die",
        "das",
        "de",
        "la",
        "le",
        "du",
        "des",
        "del",
        "el",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`general` are words that name a section of any article."""

    general: tuple[str, ...] = ()


@check()
def title_in_heading(article: Article, options: Options) -> Iterator[Finding]:
    """Nothing but the title, joints and general words: "Lyon Cathedral" in Lyon is another name."""
    if article.title is None:
        return
    own = article.title.text
    title = _folded(without_disambiguator(own) or own)
    if not _WORD.search(title):
        return
    for heading in article.headings:
        words = _folded(heading.text)
        if heading is article.title_heading or title not in words or words == title:
            continue
        whole = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)")
        rest = [word for word in _WORD.findall(whole.sub(" ", words, count=1)) if word not in _JOINTS]
        if whole.search(words) and rest and all(word in options.general for word in rest):
            bare = " ".join(rest).capitalize()
            yield Finding(heading.span, f"the heading repeats the title `{own}`", f"`{bare}` says it all here")


def _folded(name: str) -> str:
    return plain_quotes(normal(name)).casefold()
