"""Longer phrases within which an entry is left alone: `legendary` but not `legendary creature`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from articlelint.phrases.entry import Entry, PhraseOptions
from articlelint.phrases.fold import Folded
from articlelint.phrases.pattern import whole_expression
from articlelint.text import Span

_REACH = 80


class Excuses:
    """The exceptions of a rule and of each of its entries."""

    def __init__(self, options: PhraseOptions) -> None:
        self.options = options

    def cover(self, text: str, span: Span, entry: Entry) -> bool:
        """Whether an exception of the entry, or of the whole rule, stands over the span."""
        given = (*entry.unless, *self.options.unless)
        if not given:
            return False
        start = max(0, span.start - _REACH)
        around = Folded(text[start : span.end + _REACH])
        words = tuple((name, tuple(choices)) for name, choices in self.options.words.items())
        return any(
            start + around.source(found.start()) <= span.start and span.end <= start + around.source(found.end() - 1) + 1
            for phrase in given
            for found in _expression(phrase, words).finditer(around.text)
        )


@lru_cache(maxsize=4096)
def _expression(phrase: str, words: Sequence[tuple[str, tuple[str, ...]]]) -> re.Pattern[str]:
    table: Mapping[str, tuple[str, ...]] = dict(words)
    return re.compile(rf"(?<!\w){whole_expression(phrase, table)}(?!\w)")
