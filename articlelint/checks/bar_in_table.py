"""A wiki link whose bar ends the cell of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article, Block
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

_OPENS = re.compile(r"(?<!`)!?\[\[(?P<page>[^\[\]|`\r\n]{1,200})\Z")
_CLOSES = re.compile(r"[^\[\]|`\r\n]{0,200}\]\]")
_BAR = re.compile(r"[ \t]*\|[ \t]*")


@check(formats=("markdown",), needles=lambda _options: {"[["})
def bar_in_table(article: Article, found: Found) -> Iterator[Finding]:
    """Two cells beside one another, the first of which opens a link that the second one closes."""
    cells = [block for block in article.blocks if block.kind == "cell"] if found else []
    for one, other in pairwise(cells):
        torn = _torn(article, one, other)
        if torn is not None:
            span, bar = torn
            words = article.source.slice(span)
            yield Finding(
                span,
                f"the bar of `{words}` ends the cell of the table, so that there is no link",
                r"write `\|` for a bar in a table",
                Fix((Edit(bar, bar, "\\"),)),
            )


def _torn(article: Article, one: Block, other: Block) -> tuple[Span, int] | None:
    """The link that two cells hold the halves of, and where its bar stands."""
    text = article.text
    if other.span.start - one.span.end > 9:
        return None
    opening = _OPENS.search(text, *one.span)
    between = _BAR.fullmatch(text, one.span.end, other.span.start)
    closing = _CLOSES.match(text, *other.span)
    if opening is None or between is None or closing is None:
        return None
    return Span(opening.start(), closing.end()), text.index("|", one.span.end)
