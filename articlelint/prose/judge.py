"""A match becomes a finding, unless what stands around it excuses it."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.model.diagnostics import Edit, Finding, Fix, Severity
from articlelint.phrases import Entry, Match, Matches, PhraseOptions
from articlelint.phrases.entry import added
from articlelint.phrases.exceptions import is_excepted
from articlelint.prose.surroundings import Surroundings


def findings(matches: Matches, surroundings: Surroundings, options: PhraseOptions) -> Iterator[Finding]:
    """What a rule with a list says of the places where its phrases stand."""
    for match in matches:
        lowered = judge(match, surroundings, options)
        if lowered != "skip":
            yield finding(match, surroundings.text, options, "info" if lowered == "info" else match.entry.severity)


def judge(match: Match, around: Surroundings, options: PhraseOptions) -> str:
    """`skip`, `info` or `report`: the strictest of what the options say of each thing that stands around it."""
    span = match.span
    if (
        options.language and around.is_foreign(options.language) and match.entry.phrase not in added(options)
    ):  # who adds phrases knows the language
        return "skip"
    if is_excepted(around.text, span, match.entry, options):
        return "skip"
    verdict = "report"
    for option, holds in (
        ("report" if match.entry.capital else options.names, around.named),
        (options.subjects, around.is_subject),
        (options.negation, around.negated),
        (options.attribution, around.attributed),
        (options.citation, around.cited),
        (options.guides, around.in_guide),
        (options.quotations, around.quotation),  # what must read the whole article comes last
        (options.appendices, around.in_appendix),
        (options.captions, around.in_caption),
    ):
        if option == "report" or (option == "info" and verdict == "info") or not holds(span):
            continue
        if option == "skip":
            return "skip"
        verdict = "info"
    return verdict


def finding(match: Match, text: str, options: PhraseOptions, severity: Severity | None) -> Finding:
    """The finding for a match that nothing excuses."""
    phrase = " ".join(text[match.span.start : match.span.end].split())
    entry = match.entry
    return Finding(
        match.span,
        options.message.replace("{phrase}", phrase),
        _help(entry, options),
        _fix(match, text),
        _data(entry),
        severity,
    )


def _help(entry: Entry, options: PhraseOptions) -> str:
    if entry.instead:
        return f"write `{entry.instead}`"
    if entry.instead == "":
        return "leave it out"
    return options.help


def _fix(match: Match, text: str) -> Fix | None:
    """A neutral wording, with the capital of what it replaces. Unsafe: the grammar around it may have to follow."""
    (start, end), wording = match.span, match.entry.instead
    if wording is None:
        return None
    if wording == "":
        return _leave_out(text, start, end)
    if text[start].isupper():
        wording = wording[:1].upper() + wording[1:]
    return Fix((Edit(start, end, wording),), "unsafe")


def _leave_out(text: str, start: int, end: int) -> Fix | None:
    """Takes a phrase away with its comma and one blank; the next word takes over its capital."""
    comma = text[end : end + 1] == ","
    if text[start].isupper():
        next_word = end + comma + 1
        if text[end + comma : next_word] != " " or not text[next_word : next_word + 1].isalpha():
            return None
        return Fix((Edit(start, next_word + 1, text[next_word].upper()),), "unsafe")
    if comma and text[start - 2 : start] == ", ":
        return Fix((Edit(start - 2, end + 1, ""),), "unsafe")
    if text[start - 1 : start] == " " and not comma:
        return Fix((Edit(start - 1, end, ""),), "unsafe")
    return None


def _data(entry: Entry) -> dict[str, object]:
    data: dict[str, object] = {"phrase": entry.phrase}
    if entry.precision is not None:
        data["precision"] = entry.precision
    if entry.seen is not None:
        data["seen"] = entry.seen
    return data
