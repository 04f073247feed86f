"""A reference to a section or other place that its target does not have."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.resolve import Resolution


@check(statuses={"missing-anchor"})
def dangling_anchor(resolution: Resolution) -> Iterator[Finding]:
    """Reports target and anchor as written; mends an anchor that differs from one that exists in case and punctuation only."""
    anchor = resolution.target.partition("#")[2]
    fix = Fix((Edit(*resolution.span, resolution.title),)) if resolution.title else None
    yield Finding(
        resolution.span,
        f"`{resolution.paths[0]}` has no anchor `#{anchor}`",
        resolution.did_you_mean("correct the anchor, or add the heading"),
        fix,
        {"target": resolution.target, "suggestions": list(resolution.suggestions)},
    )
