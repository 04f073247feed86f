"""Reference + Index -> Resolutions: what the corpus answers to what an article points to."""

from __future__ import annotations

from articlelint.facts import Facts
from articlelint.ignored import is_placeholder
from articlelint.index import Index
from articlelint.model import Reference
from articlelint.resolution import Resolution, Status
from articlelint.resolve_link import resolve_link
from articlelint.resolve_name import resolve_name
from articlelint.resolve_wikilink import resolve_wikilink

__all__ = ["Resolution", "Status", "resolve"]

_LINKS = frozenset({"link", "image"})
_WIKILINKS = frozenset({"wikilink", "embed", "redirect"})
_NAMES = frozenset({"see", "see-also-item", "hatnote"})
_UNDEFINED = frozenset({"link-label", "footnote"})


def resolve(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """One resolution per target: a "see" tail may name several articles, every other reference names one.

    None for what is not ours to judge: URLs, placeholders, links that the settings tell to ignore.
    """
    kind = reference.kind
    if kind == "url" or is_placeholder(reference, facts.format) or index.ignores(reference):
        return ()
    if kind in _UNDEFINED:
        return (Resolution("missing", reference.span, reference.target),)
    if kind in _LINKS:
        return resolve_link(reference, facts, index)
    if kind in _WIKILINKS or (kind == "hatnote" and facts.format == "wikitext"):
        return resolve_wikilink(reference, facts, index)
    return resolve_name(reference, facts, index)
