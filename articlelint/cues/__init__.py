"""The words that announce a cross-reference in prose, per language. Data; the grammar is parse/crossref.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from importlib import import_module

from articlelint.cues.pack import CuePack

LANGUAGES = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}

__all__ = ["LANGUAGES", "CuePack", "Cues", "cues_for"]


class Cues:
    """The packs of one or several languages, and words of the user's own, compiled into the patterns of the grammar."""

    def __init__(self, packs: Iterable[CuePack], words: Iterable[str] = ()) -> None:
        self.packs = tuple(packs)
        self.words = tuple(words)

    def _all(self, field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for pack in self.packs for word in getattr(pack, field)))

    def _either(self, field: str, extra: Iterable[str] = ()) -> str:
        """An alternation of patterns, the longest first, so that "see also" is not taken for "see"."""
        return "|".join(sorted((*self._all(field), *extra), key=len, reverse=True)) or r"(?!)"

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """Any cue, in small or capital letters. The whole grammar starts from its matches, so it is one pattern."""
        see = self._either("see", map(re.escape, self.words))
        return re.compile(
            rf"(?<![^\W_]|[@#/-])(?<!\w['’])(?:(?P<see>{see})(?P<also>\s+(?:{self._either('also')}))?"
            rf"|(?P<line>{self._either('line')})\s*(?::|(?<=with)(?=\s)))"
            rf"(?![\w-])|\(\s*(?P<after>{self._either('after')})\s*\)",
            re.IGNORECASE,
        )

    @cached_property
    def carrier(self) -> re.Pattern[str]:
        """What may stand between cue and name: "the article on"."""
        return re.compile(rf"(?:{self._either('carriers')})\s+", re.IGNORECASE)

    @cached_property
    def purpose(self) -> re.Pattern[str]:
        """How a sentence begins that ends in a reference: "For ..., see X"."""
        return re.compile(rf"\W*(?:{self._either('purpose')})\b")

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """What before a cue tells of an example, which is mostly something outside: "for instance, see X"."""
        return re.compile(rf"\b(?:{self._either('asides')})\s*,$", re.IGNORECASE)

    @cached_property
    def clause(self) -> re.Pattern[str]:
        """Where a clause begins that is no part of the last name: " for details"."""
        return re.compile(rf"(?:,?\s+|,\s*)(?:{self._either('clauses')})")

    @cached_property
    def separator(self) -> re.Pattern[str]:
        """What stands between two names, and the brackets in which nothing separates."""
        word = self._either("conjunctions")
        return re.compile(
            rf"(?P<open>[(\[{{])|(?P<close>[)\]}}])|\s*;\s*(?:(?:{word})\s+)?|\s*,\s+(?:(?:{word})\s+)?|\s+(?:{word})\s+"
        )

    @cached_property
    def elsewhere(self) -> re.Pattern[str]:
        """What a name has inside that is a part of a document: "the list in the appendix"."""
        return re.compile(rf"(?:{self._either('elsewhere')})", re.IGNORECASE)

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words that may stand before a cue: "please see X"."""
        return frozenset(self._all("openers"))

    @cached_property
    def never(self) -> frozenset[str]:
        """Small words that no name begins with: "see how", "see below", "see the"."""
        return frozenset(self._all("never"))

    @cached_property
    def places(self) -> frozenset[str]:
        """Words that point to another place of the same text, at the beginning or end: "above"."""
        return frozenset(self._all("places"))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Parts of a document: "Figure 2", "the section"."""
        return frozenset(self._all("parts"))

    @cached_property
    def sentence(self) -> frozenset[str]:
        """Small words that a sentence has and a title has not: verbs, pronouns."""
        return frozenset(self._all("sentence"))

    @cached_property
    def works(self) -> frozenset[str]:
        """Words of the titles of books and journals outside: "Gazetteer", "Proceedings"."""
        return frozenset(self._all("works"))

    @cached_property
    def outside(self) -> frozenset[str]:
        """Words that end the name of something outside: "Primer docs"."""
        return frozenset(self._all("outside"))

    @cached_property
    def scripture(self) -> frozenset[str]:
        """Books of the Bible: with a number behind them they are citations."""
        return frozenset(self._all("scripture"))

    @cached_property
    def small(self) -> frozenset[str]:
        """Small words that names have inside: "of", "the"."""
        return frozenset(self._all("small"))


@cache
def cues_for(languages: tuple[str, ...], words: tuple[str, ...] = ()) -> Cues:
    """The cues of these languages (`en`, `de-AT`, ...), English where we do not know one, and of the user's own words."""
    known = dict.fromkeys(LANGUAGES.get(language.partition("-")[0].lower(), "english") for language in languages)
    return Cues((import_module(f"articlelint.cues.{name}").PACK for name in known), words)
