"""A wiki link, embed or hatnote template whose target the corpus does not have."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.resolve import Resolution


@check(kinds={"wikilink", "embed", "hatnote"}, statuses={"missing"})
def dangling_wikilink(reference: Reference, resolution: Resolution, facts: Facts) -> Iterator[Finding]:
    """Reports the target as written. A hatnote in prose is a prose reference, which has its own rule."""
    if reference.kind == "hatnote" and facts.format != "wikitext":
        return
    what = "file or article" if reference.kind == "embed" else "article"
    yield Finding(
        resolution.span,
        f"no {what} is called `{resolution.target}`",
        resolution.did_you_mean("write the article, or link to one that exists"),
        data={"target": resolution.target, "suggestions": list(resolution.suggestions)},
    )
