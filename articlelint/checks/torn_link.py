"""A Markdown link whose text and target are parted by a blank, so that it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

# CommonMark 6.3, example 511: no blank may stand between the text of a link and `(`.
_TORN = re.compile(r"(?<![\]\\])\[(?P<text>[^\[\]\r\n]{1,200})\](?P<gap>[ \t]{1,3})\((?P<target>[^()\s<>]{1,300})\)")
# What can only be meant as a target: a URL, a place in the article, or a path to a file of a kind that articles link to.
_TARGET = re.compile(
    r"(?:https?://|mailto:|#[^\W\d]|\.{1,2}/).*|[^:]*\w\.(?:md|markdown|mdx|rst|txt|html?|pdf|png|jpe?g|gif|svg|webp)(?:#.*)?",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(r"[ xX]|\^.*|[\d,;–\- ]+")  # a task's box, a footnote, a citation by number


@check(formats=("markdown",), needles=lambda _options: {"] (", "]  (", "]\t("})
def torn_link(article: Article, found: Found) -> Iterator[Finding]:
    """A `[label]` that is defined is a link by itself, and what stands in parentheses behind it is a remark."""
    links = {reference.whole.start for reference in article.references} if found else set()
    for match in _TORN.finditer(article.written):
        target = match["target"]
        if match.start() in links or _NO_TEXT.fullmatch(match["text"]) or not _TARGET.fullmatch(target):
            continue
        if article.written.startswith("!", match.start() - 1) and match.start() > 0:
            start = match.start() - 1
        else:
            start = match.start()
        yield Finding(
            Span(start, match.end()),
            f"a blank tears this link to `{target}`, so that readers see its brackets",
            "write `](` without a blank between",
            Fix((Edit(*match.span("gap"), ""),)),
            data={"target": target},
        )
