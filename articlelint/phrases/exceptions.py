"""The exceptions of an entry or a rule: longer phrases within which it is left alone, `legendary` in `legendary creature`."""

from __future__ import annotations

from functools import lru_cache

from articlelint.phrases.entry import Entry, PhraseOptions
from articlelint.phrases.fold import Folded, fold
from articlelint.phrases.pattern import Whole
from articlelint.text.source import Span

_REACH = 80


def is_excepted(text: str, span: Span, entry: Entry, options: PhraseOptions) -> bool:
    """Whether an exception of the entry, or of the whole rule, covers the span."""
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


def require_valid_exceptions(options: PhraseOptions) -> None:
    """Raises RuleError when one of a user's exceptions cannot be read; our own are proved by a test."""
    given = [*options.unless]
    for entry in options.extend_phrases:
        given += () if isinstance(entry, str) else entry.unless
    for phrase in given:
        Whole(phrase, options.words)


def _used(phrase: str, options: PhraseOptions) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if phrase.islower() or not options.words:
        return ()
    return tuple((name, tuple(choices)) for name, choices in options.words.items() if name in phrase)


@lru_cache(maxsize=4096)
def _whole(phrase: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> Whole:
    return Whole(phrase, dict(words))
