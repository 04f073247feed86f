"""A reference to a name that several articles answer to."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.resolve import Resolution


@check(statuses={"ambiguous"})
def ambiguous_title(resolution: Resolution, facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the target as written, with the articles that answer to it."""
    if facts.path in resolution.paths:
        return  # an article speaks of its own subject by the shorter name
    titles = [index.title_of(path) for path in resolution.paths]
    told = titles if len(set(titles)) == len(titles) else list(resolution.paths)
    listed = ", ".join(f"`{each}`" for each in told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")
    yield Finding(
        resolution.span,
        f"several articles answer to `{resolution.target}`: {listed}",
        "name the one that is meant, with its disambiguator or path",
        data={"target": resolution.target, "suggestions": told, "paths": list(resolution.paths)},
    )
