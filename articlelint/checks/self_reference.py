"""An article that refers to itself."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.diagnostic import Edit, Finding, Fix
from articlelint.facts import Facts
from articlelint.model import Reference
from articlelint.resolve import Resolution
from articlelint.rule import check

_KINDS = {"wikilink", "link", "see", "see-also-item", "hatnote"}


@check(kinds=_KINDS, statuses={"found", "redirect"})
def self_reference(reference: Reference, resolution: Resolution, facts: Facts) -> Iterator[Finding]:
    """Reports the target as written. A link to one of the article's own sections is left alone."""
    if resolution.paths != (facts.path,) or reference.fragment is not None or not reference.target:
        return
    words = reference.label or (resolution.target if reference.kind == "wikilink" else None)
    fix = Fix((Edit(*reference.whole, words),)) if words and reference.kind in ("wikilink", "link") else None
    yield Finding(
        resolution.span,
        "the article refers to itself",
        "remove the link" if fix else "remove the reference, or name another article",
        fix,
        {"target": resolution.target},
    )
