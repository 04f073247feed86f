"""Where a cue stands: in its sentence, and in which section of the article."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from articlelint.appendix import canonical
from articlelint.model import Article

Place = Literal["start", "line", "bracket", "clause", "purpose", "aside"]


def section_at(article: Article, offset: int) -> str:
    """The canonical name of the appendix section that a place is in, or nothing."""
    headings = article.headings
    at = bisect_right(headings, offset, key=lambda heading: heading.whole.start) - 1
    return canonical(headings[at].text, article.language) if at >= 0 else ""
