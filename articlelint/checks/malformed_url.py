"""A URL that cannot work: two schemes, no host, blanks or brackets in it, or one in the brackets of a wiki link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article, Reference
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

_TWICE = re.compile(r"(?:https?:/*)+(?=https?:/)|https?:/+(?=https?//)", re.IGNORECASE)
_NO_HOST = re.compile(r"https?:/*+(?:[?#:.]|\Z)|https?:/{3,}|https?:/(?!/)|https?:(?!/)", re.IGNORECASE)
_SCHEMES = ("https://", "http://")
_BRACKET = re.compile(r"[a-z]+://[^/?#]*/[^?#]*[\[\]]", re.IGNORECASE)
# A blank ends a Markdown link's target: what was meant as a link is a bare URL to the parser, and words behind it.
_BLANK = re.compile(r"[^\s()<>]{1,500} [^\s()<>\"']{1,200}(?=\))")


@check()
def malformed_url(article: Article) -> Iterator[Finding]:
    """Reports the URL as written."""
    for reference in article.references:
        if reference.kind != "url" or reference.target[:4].lower() != "http":
            continue
        said = _complaint(reference)
        span = reference.span
        if not said and article.text.endswith("](", 0, span.start):
            blank = _BLANK.match(article.text, span.start)
            if blank:
                said, span = "has a blank in it", Span(*blank.span())
        if said:
            yield Finding(
                span,
                f"the URL {said}",
                "correct the URL",
                _fix(article, reference),
                {"target": article.text[span.start : span.end]},
            )


def _complaint(reference: Reference) -> str | None:
    url = reference.target
    plain = url.startswith(_SCHEMES) and url[8:9].isalnum() and url[7].isalnum() == (url[4] == ":")
    if (not plain or "http" in url[4:].lower()) and _TWICE.match(url):
        return "begins with two schemes"
    if not plain and _NO_HOST.match(url):
        return "names no host"
    if " " in url and '"' not in url:  # with quotation marks, a title strayed into the target
        return "has a blank in it"
    before = reference.span.start - reference.whole.start
    if before == 2:
        return "stands in the brackets of a wiki link"
    if before > 2 and _BRACKET.match(url):
        return "has a square bracket that is not escaped"
    return None


def _fix(article: Article, reference: Reference) -> Fix | None:
    twice = _TWICE.match(reference.target)
    if twice and not article.text.startswith(reference.target[: twice.end()], reference.span.start):
        return None  # it is written with escapes
    if twice and twice.end() and "://" in reference.target[twice.end() :]:
        return Fix((Edit(reference.span.start, reference.span.start + twice.end(), ""),), "unsafe")
    return None
