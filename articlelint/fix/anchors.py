"""Whether a fix moves an anchor: who changes the words of a heading breaks every link that leads to it, on this page and on others."""

from __future__ import annotations

import re
from bisect import bisect_left

from articlelint.model.article import Article
from articlelint.model.edits import Edit, Fix, apply_edits
from articlelint.publishers.slugs import github_slug, gitlab_slug, mediawiki_slug, unicode_slug

_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|'{2,}|`+")


def moves_anchor(article: Article, fix: Fix) -> bool:
    """Whether a heading without an explicit id would have another anchor after the fix."""
    headings = article.all_headings
    for edit in fix.edits:
        at = bisect_left(headings, edit.end, key=lambda heading: heading.whole.end)
        heading = headings[at] if at < len(headings) else None
        if (
            heading is None
            or heading.anchor is not None
            or edit.start < heading.span.start
            or edit.end > heading.span.end
        ):
            continue
        start, end = heading.span
        inside = [
            Edit(e.start - start, e.end - start, e.replacement) for e in fix.edits if start <= e.start <= e.end <= end
        ]
        words = article.text[start:end]
        if _anchors(words, article.format) != _anchors(apply_edits(words, [Fix(tuple(inside))]), article.format):
            return True
    return False


def _anchors(words: str, format: str) -> tuple[str, ...]:
    """A heading's anchors in the dialects in which its format is published."""
    words = _EMPHASIS.sub("", words).strip()
    if format == "wikitext":
        return (mediawiki_slug(words),)
    return (github_slug(words), gitlab_slug(words), unicode_slug(words))
