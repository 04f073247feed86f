"""The phrases of every selected rule, found in one pass over an article's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from articlelint.model import Article
from articlelint.text import Span


class Match(NamedTuple):
    """A phrase that stands in the prose: where, and the entry of the rule's list that it is."""

    span: Span
    entry: Any


class Matches(tuple[Match, ...]):
    """The matches of one rule in one article, in the order of the text."""

    __slots__ = ()


@dataclass(frozen=True)
class Scanner:
    """One automaton for the phrases of all rules. `build` takes each rule's options, which have a `phrases` field."""

    entries: Mapping[str, tuple[str, Any]]
    pattern: re.Pattern[str]

    @staticmethod
    def build(options: Mapping[str, Any]) -> Scanner:
        """The scanner for the rules of that name and their options."""
        entries = {str(phrase).lower(): (rule, phrase) for rule, given in options.items() for phrase in given.phrases}
        words = "|".join(re.escape(word) for word in sorted(entries, key=len, reverse=True))
        return Scanner(entries, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))

    def scan(self, article: Article) -> Iterator[tuple[str, Matches]]:
        """The matches by rule."""
        found: dict[str, list[Match]] = {}
        for hit in self.pattern.finditer(article.prose):
            rule, entry = self.entries[hit[0].lower()]
            found.setdefault(rule, []).append(Match(Span(*hit.span()), entry))
        for rule in sorted(found):
            yield rule, Matches(found[rule])
