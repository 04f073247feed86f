"""An article that refers to itself."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.model.facts import Facts
from articlelint.resolve import Resolution

_KINDS = {"wikilink", "link", "see", "see-also-item", "hatnote"}


@check(kinds=_KINDS, statuses={"found", "redirect"})
def self_reference(reference: Reference, resolution: Resolution, facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the target as written. A link to one of the article's own sections is left alone."""
    if resolution.paths != (facts.path,) or reference.fragment is not None or not reference.target:
        return
    fix = _fix(reference, resolution, facts, index)
    yield Finding(
        resolution.span,
        "the article refers to itself",
        "remove the link" if fix else "remove the reference, or name another article",
        fix,
        {"target": resolution.target},
    )


def _fix(reference: Reference, resolution: Resolution, facts: Facts, index: Index) -> Fix | None:
    """Leaves the words that the link shows. None where another article answers to the name too: then that one was meant."""
    if reference.kind not in ("wikilink", "link"):
        return None
    if reference.kind == "wikilink" and facts.format != "wikitext" and _has_rival(resolution.target, facts, index):
        return None
    if resolution.span.start > reference.span.end:  # `[[label|page]]`, as in Gollum
        words: str | None = reference.target
    else:
        words = reference.label or (resolution.target if reference.kind == "wikilink" else None)
    return Fix((Edit(*reference.whole, words),)) if words else None


def _has_rival(target: str, facts: Facts, index: Index) -> bool:
    """Whether a link of this name leads here only because this folder is the nearest, or the case of its letters decides."""
    return any(path != facts.path and path in index.articles for path in index.filemap.ending(target))
