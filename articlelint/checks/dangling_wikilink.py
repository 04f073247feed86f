"""A wiki link, embed or hatnote template whose target the corpus does not have."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.diagnostic import Finding
from articlelint.model import Reference
from articlelint.resolve import Resolution
from articlelint.rule import check


@check(kinds={"wikilink", "embed", "hatnote"}, statuses={"missing"})
def dangling_wikilink(reference: Reference, resolution: Resolution) -> Iterator[Finding]:
    """Reports the target as written."""
    near = resolution.suggestions
    yield Finding(
        resolution.span,
        f"no article is called `{resolution.target}`",
        f"did you mean `{near[0]}`?" if near else "write the article, or link to one that exists",
        data={"target": resolution.target, "suggestions": list(near)},
    )
