"""Reference + Index -> Resolutions: what the corpus answers to what an article points to."""

from __future__ import annotations

from articlelint.corpus.ignored import is_placeholder
from articlelint.corpus.index import Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.resolve.markdown_links import resolve_link
from articlelint.resolve.mentions import resolve_mention
from articlelint.resolve.names import resolve_name
from articlelint.resolve.resolution import Link, Resolution, Status
from articlelint.resolve.wikilinks import resolve_wikilink

__all__ = ["Link", "Resolution", "Status", "resolve"]

_LINKS = frozenset({"link", "image", "shortcode"})
_WIKILINKS = frozenset({"wikilink", "embed", "redirect"})
_PROSE = frozenset({"see", "see-also-item"})
_UNDEFINED = frozenset({"link-label", "footnote"})


def resolve(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """One resolution per target: a "see" tail may name several articles, every other reference names one.

    None for what is not ours to judge: URLs, placeholders, links that the settings tell to ignore.
    """
    kind = reference.kind
    if kind in _PROSE:
        return resolve_mention(reference, facts, index)
    if kind == "url" or is_placeholder(reference, facts.format) or index.ignores(reference):
        return ()
    if kind == "link-label" and index.view(facts).links.labels_from_elsewhere and " " not in reference.target:
        return ()
    if kind in _UNDEFINED:
        return (Resolution("missing", reference.span, reference.target),)
    if kind in _LINKS:
        return resolve_link(reference, facts, index)
    if kind in _WIKILINKS or (kind == "hatnote" and facts.format == "wikitext"):
        return resolve_wikilink(reference, facts, index)
    return resolve_name(reference, index)
