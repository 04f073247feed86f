"""Longer phrases within which an entry is left alone: `legendary` but not `legendary creature`."""

from __future__ import annotations

from functools import lru_cache

from articlelint.phrases.entry import Entry, PhraseOptions, entries
from articlelint.phrases.fold import Folded, fold
from articlelint.phrases.pattern import Whole, compile_pattern
from articlelint.text.source import Span

_REACH = 80


def excused(text: str, span: Span, entry: Entry, options: PhraseOptions) -> bool:
    """Whether an exception of the entry, or of the whole rule, stands over the span."""
    if options.remove_phrases and fold(text[span.start : span.end]) in map(fold, options.remove_phrases):
        return True
    given = (*entry.unless, *options.unless)
    if not given:
        return False
    start = max(0, span.start - _REACH)
    around = Folded(text[start : span.end + _REACH])
    return any(
        start + around.source(begin) <= span.start and span.end <= start + around.source(end - 1) + 1
        for phrase in given
        for begin, end in _whole(phrase, _used(phrase, options)).find_all(around.text)
    )


def require_readable(options: PhraseOptions) -> None:
    """Raises RuleError when one of a user's exceptions cannot be read; our own are proved by a test."""
    given = [*options.unless]
    for entry in options.extend_phrases:
        given += () if isinstance(entry, str) else entry.unless
    for phrase in given:
        Whole(phrase, options.words)


def compile_all(options: PhraseOptions) -> None:
    """Compiles every pattern of a list and of its exceptions, for a wheel to bring."""
    for entry in entries(options):
        compile_pattern(entry.phrase, options.words).end("", 0)
    for phrase in dict.fromkeys((*options.unless, *(each for entry in entries(options) for each in entry.unless))):
        _whole(phrase, _used(phrase, options))


def _used(phrase: str, options: PhraseOptions) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if phrase.islower() or not options.words:
        return ()
    return tuple((name, tuple(choices)) for name, choices in options.words.items() if name in phrase)


@lru_cache(maxsize=4096)
def _whole(phrase: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> Whole:
    return Whole(phrase, dict(words))
