"""Front matter that does not parse, or is not read as front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.diagnostic import Finding
from articlelint.model import Article
from articlelint.rule import check

_KEY = r"[ \t]*[A-Za-z][\w-]{0,40}[ \t]?:(?:[ \t][^\r\n]*)?"
_END = r"(?:\r\n?|\n)"
# A fence that is indented, too short, or not in the first line; or keys whose first fence is missing.
_LOST = re.compile(
    rf"\s{{0,20}}?(?P<fence>-{{2,5}})[ \t]*{_END}(?:{_KEY}{_END}){{1,60}}?[ \t]*-{{2,5}}[ \t]*(?:{_END}|\Z)"
    rf"|(?P<key>[ \t]*[Tt]itle[ \t]?:[ \t][^\r\n]*){_END}(?:{_KEY}{_END}){{0,60}}?[ \t]*-{{3}}[ \t]*(?:{_END}|\Z)"
)
_UNCLOSED = re.compile(rf"(?P<fence>---)[ \t]*{_END}(?:[Tt]itle|[Ll]ayout|[Dd]ate|[Tt]ags)[ \t]?:[ \t]")


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
    match = _LOST.match(source.text) or _UNCLOSED.match(source.text)
    if match is not None:
        group = match.lastgroup or "fence"
        line = source.line_span(source.position(match.start(group)).line)
        if source.text.startswith("---"):
            why = "it is not closed by a line `---`, or has lines that are no keys"
        else:
            why = "it must begin with `---`, not indented, in the first line"
        yield Finding(line, f"the front matter is not read: {why}", "correct its first and last line")
