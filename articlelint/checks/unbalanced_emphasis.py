"""Bold that is opened and never closed, or closed and never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

# CommonMark 6.2: a run opens when a word follows it, and closes when one stands before it. Between two words (`2**3`) it may
# be a power, between blanks a sign, and behind a path (`**/*.md`) a pattern: none of these was meant as bold.
_MARK = re.compile(r"(?P<opens>(?<![\w*\\/])\*\*(?=[^\W_]))|(?<=[^\W_])\*\*(?![\w*/])")
_MANY = 3


@check(formats=("markdown",), needles=lambda _options: {"**"})
def unbalanced_emphasis(article: Article, found: Found) -> Iterator[Finding]:
    """Reports the marks that no bold of their paragraph owns. Where a paragraph has three or more, it is hardly prose."""
    if not found:
        return
    owned = {place for inline in article.inlines if inline.kind == "mark" for place in range(*inline.span)}
    for block in article.paragraphs(inside=True):
        loose = [match for match in _MARK.finditer(article.written, *block.span) if match.start() not in owned]
        for match in loose if len(loose) < _MANY else ():
            what = "closed" if match.lastgroup == "opens" else "opened"
            yield Finding(
                Span(*match.span()),
                f"bold is never {what}: this `**` is shown as it is written",
                "write both marks, or none",
            )
