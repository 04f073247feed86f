"""A reference whose target exists only under another spelling."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.model.facts import Facts
from articlelint.resolve import Resolution

# A fix that may change which article is meant, or how much of its name is shown, is for an editor to judge.
_BOLD_GUESSES = frozenset({"disambiguator", "subtitle"})
# The words in the sentence stay as they are where the title has another number, order or length.
_KEEPS_WORDS = frozenset({"number", "inverted", "disambiguator", "subtitle", "article", "alias", "path"})
_WHY = {
    "case": "in another case",
    "form": "in another Unicode form (composed or decomposed letters)",
    "dash": "with another dash",
    "apostrophe": "with another apostrophe or quotation mark",
    "space": "with other spaces",
    "diacritics": "with other diacritics",
    "punctuation": "with other punctuation",
    "number": "in another number",
    "article": "with or without an article",
    "inverted": "in another word order",
    "disambiguator": "with or without a disambiguator",
    "subtitle": "with a subtitle",
    "path": "under its file name",
}


@check(statuses={"variant"})
def variant_title(reference: Reference, resolution: Resolution, facts: Facts) -> Iterator[Finding]:
    """Reports the target as written, and writes the title, unless that would make an article refer to itself."""
    kind = resolution.kind or "case"
    written = resolution.written(reference, keep_words=kind in _KEEPS_WORDS)
    fix = (
        None
        if resolution.paths == (facts.path,)
        else Fix((Edit(*resolution.span, written),), "unsafe" if kind in _BOLD_GUESSES else "safe")
    )
    message = (
        f"`{resolution.target}` is only an alias of `{resolution.title}`, and links follow names, not aliases"
        if kind == "alias"
        else f"`{resolution.target}` exists only {_WHY[kind]}: `{resolution.title}`"
    )
    yield Finding(
        resolution.span,
        message,
        f"write `{resolution.title}`",
        fix,
        {"target": resolution.target, "suggestions": [resolution.title], "kind": kind},
    )
