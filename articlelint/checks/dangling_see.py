"""A reference in prose, a text hatnote or an item of See also whose target the corpus does not have."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Finding
from articlelint.resolve import Resolution


@check(kinds={"see", "see-also-item"}, statuses={"missing"})
def dangling_see(reference: Reference, resolution: Resolution) -> Iterator[Finding]:
    """Reports each target as written. Where the words may be no reference at all, it says so and is only an info."""
    near = resolution.suggestions
    doubtful = resolution.certainty != "strong"
    yield Finding(
        resolution.span,
        f"no article is called `{resolution.target}`" + (", if this is a reference" if doubtful else ""),
        f"did you mean `{near[0]}`?"
        if near
        else "write the article, refer to one that exists, or take the reference out",
        data={"target": resolution.target, "suggestions": list(near)},
        severity="info" if doubtful else None,
    )
