"""A file that is not UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span


@check()
def encoding(article: Article) -> Iterator[Finding]:
    """Points at the first character that the file does not hold as UTF-8."""
    source = article.source
    if source.undecodable is None:
        return
    start = min(source.undecodable, max(len(source.text) - 1, 0))
    if source.encoding == "utf-8":
        message = "the file is UTF-8 but for some bytes, the first of which stands here"
        advice = "look up which character was meant and write it as UTF-8"
    else:
        message = f"the file is not UTF-8, it seems to be {source.encoding}"
        advice = "save it as UTF-8"
    yield Finding(
        Span(start, min(start + 1, len(source.text))),
        message,
        advice,
        data={"encoding": source.encoding},
    )
