"""A heading that a line of HTML before it swallows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article, Block
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

# CommonMark 4.6: HTML blocks of kinds 6 and 7 end at a blank line only, so that `## Climate` below `<a name="climate">` is HTML too.
_OPENS = re.compile(r"</?[A-Za-z][^\r\n]*")
_HEADING = re.compile(
    r"(?:\r\n|\n|\r)(?P<heading> {0,3}#{1,6}[ \t]+(?P<words>[^\s#][^\r\n]*?))(?:[ \t]+#+)?[ \t]*(?=[\r\n]|\Z)"
)
# What stands in these is shown as it is written, or to nobody: a `#` there begins a comment of a shell.
_VERBATIM = re.compile(r"<(?:pre|code|script|style|textarea|svg|samp|kbd)\b", re.IGNORECASE)
# kramdown and Python-Markdown read Markdown inside of such an element.
_READ = re.compile(r"<[^<>]*\smarkdown\s*(?:=|>)", re.IGNORECASE)


@check(formats=("markdown",))
def swallowed_heading(article: Article) -> Iterator[Finding]:
    """MDX has no HTML blocks: there, a heading below a tag is one."""
    if article.path.endswith(".mdx"):
        return
    for block in article.blocks:
        if block.kind == "html" and not block.inside and "#" in block.text:
            yield from _in_block(article, block)


def _in_block(article: Article, block: Block) -> Iterator[Finding]:
    text = article.text
    if not _OPENS.match(text, *block.span) or _VERBATIM.search(block.text) or _READ.search(block.text):
        return
    for match in _HEADING.finditer(text, *block.span):
        start = match.start("heading")
        line_end = text[match.start() : start]
        yield Finding(
            Span(*match.span("heading")),
            f"the heading `{match['words']}` is shown as it is written: HTML goes on to the next blank line",
            "put a blank line before it",
            Fix((Edit(start, start, line_end),)),
        )
