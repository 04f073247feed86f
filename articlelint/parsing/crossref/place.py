"""Where a cue stands: in its sentence, and in which section of the article."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from articlelint.model.article import Article
from articlelint.text.appendices import canonical

Place = Literal["start", "line", "bracket", "clause", "purpose", "aside"]


def section_at(article: Article, offset: int) -> str:
    """The canonical name of the appendix section that a place is in, or nothing. What is below an appendix section is part of it."""
    headings = article.headings
    at = bisect_right(headings, offset, key=lambda heading: heading.whole.start) - 1
    while at >= 0:
        name = canonical(headings[at].text, article.language)
        if name or headings[at].level <= 2:
            return name
        level = headings[at].level
        while at >= 0 and headings[at].level >= level:
            at -= 1
    return ""
