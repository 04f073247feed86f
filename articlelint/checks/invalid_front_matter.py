"""Front matter that does not parse, or is not read as front matter."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.front_matter_lost import lost


@check(formats=("markdown",))
def invalid_front_matter(article: Article) -> Iterator[Finding]:
    """At the line that the parser complains of; or at the fence that stands wrong."""
    front, source = article.front_matter, article.source
    if front is not None:
        if front.problem is not None:
            offset, complaint = front.problem
            span = source.line_span(source.position(min(offset, len(source.text))).line)
            yield Finding(
                span, f"the front matter does not parse: {complaint}", "correct it, or put the value in quotes"
            )
        return
    match = lost(source.text)
    if match is not None:
        group = match.lastgroup or "fence"
        line = source.line_span(source.position(match.start(group)).line)
        if source.text.startswith("---"):
            why = "it is not closed by a line `---`, or has lines that are no keys"
        else:
            why = "it must begin with `---`, not indented, in the first line"
        yield Finding(line, f"the front matter is not read: {why}", "correct its first and last line")
