"""Reference + Index -> Resolutions: what the corpus answers to what an article points to."""

from __future__ import annotations

from dataclasses import replace

from articlelint.corpus.ignored import is_placeholder
from articlelint.corpus.index import Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.parsing.crossref.segmentation import segments
from articlelint.resolve.linking_style import is_foreign
from articlelint.resolve.markdown_links import resolve_link
from articlelint.resolve.names import resolve_name
from articlelint.resolve.own_sections import is_here
from articlelint.resolve.resolution import Link, Resolution, Status
from articlelint.resolve.wikilinks import resolve_wikilink
from articlelint.text.cues import cues_for

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
        return _resolve_tail(reference, facts, index)
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
    return resolve_name(reference, facts, index)


def _resolve_tail(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """The answers for the names in the tail of a "see", which the titles tell apart."""
    settings = index.settings
    cues = cues_for((settings.language, *settings.cue_languages), settings.cue_words)
    parts = segments(reference, index.lookup, cues, index.resembles)
    if is_foreign(parts, reference, facts, index, cues):
        parts = tuple(replace(part, certainty="weak") for part in parts)
    answers = (answer for part in parts if not index.ignores(part) for answer in resolve_name(part, facts, index))
    answers = (answer for answer in answers if answer.status != "missing" or not is_here(answer.target, facts.headings))
    if reference.label == "mark":
        # Such a house marks every use of a term, in the term's own article too.
        return tuple(answer for answer in answers if answer.paths != (facts.path,))
    return tuple(answers)
