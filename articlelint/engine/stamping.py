"""Findings -> Diagnostics: rule, severity, line and column, excerpt, and a fingerprint that survives moved lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from articlelint.engine.checker import CRASH_RULE, Crash, Told
from articlelint.model.diagnostics import Diagnostic, Fix
from articlelint.text.source import Position, Source, Span, hangs_on_a_guess

SKIP_RULE = "internal/skipped"
_LONGEST_EXCERPT = 240


def stamp(told: Iterable[Told | Crash], source: Source) -> Iterator[Diagnostic]:
    """One diagnostic per finding. A crash becomes an error that names the rule and asks for a report."""
    ordered = sorted(told, key=_order)
    if not ordered:
        return
    seen: dict[tuple[str, str], int] = {}
    mark = path_mark(source.path)
    for each in ordered:
        if isinstance(each, Crash):
            yield _crashed(each, source)
            continue
        finding = each.finding
        words = " ".join(source.slice(finding.span).split())
        count = seen[each.rule, words] = seen.get((each.rule, words), 0) + 1
        start = source.position(finding.span.start)
        excerpt, column = _excerpt(source, finding.span, start.line)
        yield Diagnostic(
            source.path,
            each.rule,
            each.severity,
            finding.message,
            finding.span,
            start,
            source.position(finding.span.end),
            finding.help,
            _certain(finding.fix, source),
            finding.data,
            mark + _digest(each.rule, words, str(count)),
            excerpt,
            column,
        )


def _certain(fix: Fix | None, source: Source) -> Fix | None:
    """The fix, unless it hangs on a guess at the file's encoding: there a person has to look."""
    if (
        fix
        and source.is_guessed
        and any(hangs_on_a_guess(source, (edit.start, edit.end), edit.replacement) for edit in fix.edits)
    ):
        return None
    return fix


def _order(each: Told | Crash) -> tuple[int, int, str]:
    if isinstance(each, Crash):
        return (0, 0, each.rule)
    return (each.finding.span.start, each.finding.span.end, each.rule)


def _crashed(crash: Crash, source: Source) -> Diagnostic:
    place = source.position(0)
    return Diagnostic(
        source.path,
        crash.rule,
        "error",
        f"the {crash.what} failed on this file: {crash.error}",
        Span(0, 0),
        place,
        place,
        _remedy(crash),
        data={"crash": True, "traceback": crash.traceback, **({"plugin": crash.plugin} if crash.plugin else {})},
        fingerprint=fingerprint(crash.rule, source.path, "crash", 1),
    )


def skipped(path: str, why: str) -> Diagnostic:
    """Of a file that was not looked at: `why` begins with `skipped PATH: `. Whoever asks for infos must not miss a file made large or binary."""
    place = Position(1, 1)
    reason = why.partition(f"{path}: ")[2].replace("is binary", "it is binary")
    return Diagnostic(
        path,
        SKIP_RULE,
        "info",
        f"the file was not looked at: {reason}",
        Span(0, 0),
        place,
        place,
        "raise `max-file-size`, or exclude the file",
        fingerprint=fingerprint(SKIP_RULE, path, "", 1),
    )


def _remedy(crash: Crash) -> str:
    if crash.rule == CRASH_RULE:
        return (
            "this is a bug in articlelint; please report it with the file and what --verbose shows, or exclude the file"
        )
    whose = f"the plug-in {crash.plugin}" if crash.plugin else "the rule"
    return f"this is a bug in {whose}; please report it with the file and what --verbose shows, or switch the rule off"


def fingerprint(rule: str, path: str, words: str, occurrence: int) -> str:
    """Names a finding by rule, path, normalised text and occurrence, not by its line.

    The first half is that of the path: a finding of a renamed file is known again by the other half.
    """
    return path_mark(path) + _digest(rule, words, str(occurrence))


def path_mark(path: str) -> str:
    """The half of a fingerprint that stands for the path."""
    return _digest(path)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _excerpt(source: Source, span: Span, number: int) -> tuple[str, int]:
    line = source.line_span(number)
    if line.end - line.start <= _LONGEST_EXCERPT:
        return source.slice(line), 1
    start = max(line.start, min(span.start - 80, line.end - _LONGEST_EXCERPT))
    return source.text[start : min(line.end, start + _LONGEST_EXCERPT)], start - line.start + 1
