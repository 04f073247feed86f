"""The words that announce a cross-reference in prose, per language. Data; the grammar is `parsing.crossref`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import import_module
from typing import Any, NamedTuple

from articlelint.text.cues.pack import CuePack
from articlelint.text.source import found_by

LANGUAGES = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}

# The letters that a cue surely begins with: not the last one before a `?`, and none where it has alternatives.
_LETTERS = re.compile(r"[^\W\d_]+(?![?*{])(?![^(]*\|)")
# A name in a list: a capital or a figure, behind a link number of a text browser, a quotation mark, emphasis or a brace.
_NAME_BEGINS = r"(?:\[\d+\])?\s*[\"“*_{]?(?:[A-Z0-9À-ÞА-Я]|\{)"
__all__ = ["LANGUAGES", "CuePack", "Cues", "cues_for"]


class Automaton(NamedTuple):
    """Where some beginnings of words stand, in small or capital letters."""

    found: Any

    def places(self, lowered: str) -> set[int]:
        """Their offsets in a text that is given in lower case."""
        return {start for _, start, _ in found_by(self.found, lowered)}


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
        # Not in "foresee", "@see", "sight-see" or "l'voir"; "see also" before "see"; hatnotes with their colon, which only
        # "Not to be confused with X" does without; "q.v." in its brackets.
        see = self._either("see", map(re.escape, self.words))
        return re.compile(
            rf"(?<![^\W_]|[@#/-])(?<!\w['’])(?:(?P<see>{see})(?P<also>\s+(?:{self._either('also')}))?"
            rf"|(?P<line>{self._either('line')})\s*(?::|(?<=with)(?=\s)))"
            rf"(?![\w-])|\(\s*(?P<after>{self._either('after')})\s*\)",
            re.IGNORECASE,
        )

    @cached_property
    def _beginnings(self) -> Automaton | None:
        """Finds the letters that cues begin with, many times quicker than `cue`; None when a cue begins with no letter."""
        fields = (*self._all("see"), *map(re.escape, self.words), *self._all("line"), *self._all("after"))
        letters = [_LETTERS.match(cue) for cue in fields]
        if not all(letters):
            return None
        from ahocorasick_rs import AhoCorasick

        return Automaton(AhoCorasick(list({found[0].lower() for found in letters if found})))

    def places_in(self, text: str, lowered: str) -> set[int] | None:
        """Where cues may begin in a text, given also in lower case: nowhere else. None where that cannot be told so quickly."""
        if self._beginnings is None or len(lowered) != len(text):
            return None if self.cue.search(text) else set()
        return self._beginnings.places(lowered)

    def all_in(self, text: str, places: set[int] | None) -> Iterator[re.Match[str]]:
        """`cue.finditer(text)`, for a text of which some is blanked out, and what `places_in` says of the whole."""
        if places is None:
            yield from self.cue.finditer(text)
            return
        done = 0
        for place in sorted(places):
            if text[place] == " " or (place and text[place - 1].isalnum()):
                continue
            bracket = len(text[max(0, place - 40) : place].rstrip()) + max(0, place - 40) - 1
            for start in (bracket, place) if text[bracket : bracket + 1] == "(" else (place,):
                found = self.cue.match(text, start) if start >= done else None
                if found:
                    done = found.end()
                    yield found

    @cached_property
    def carrier(self) -> re.Pattern[str]:
        """What may stand between cue and name: "the article on"."""
        return re.compile(rf"(?:{self._either('carriers')})\s+", re.IGNORECASE)

    @cached_property
    def announcer(self) -> re.Pattern[str]:
        """What may announce a further name of a list: "X, and the article Y"."""
        return re.compile(rf"(?i:{self._either('announcers')})\s+(?={_NAME_BEGINS})")

    @cached_property
    def next_name(self) -> re.Pattern[str]:
        """What shows that a list goes on behind a semicolon or colon: "; and also X", "; the article on X"."""
        joins = f"{self._either('conjunctions')}|also|see|und|auch|et|aussi|y|también"
        return re.compile(rf"\s*(?:(?:{joins})\s+){{0,2}}(?:(?i:{self._either('announcers')})\s+)?{_NAME_BEGINS}")

    @cached_property
    def left_over(self) -> re.Pattern[str]:
        """The conjunction that stands before a further cue: "see X and" before "see also Y"."""
        return re.compile(rf"(?:\s*[,;])?\s+(?:{self._either('conjunctions')})$")

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
    def locator(self) -> re.Pattern[str]:
        """Where in the work a name stands, up to the next mark or name: " in this volume"."""
        ends = rf"(?=\s*(?:[,;.)]|$)|\s+(?:{self._either('conjunctions')})\s)"
        return re.compile(rf"(?:,?\s+|,\s*)(?:{self._either('locators')}){ends}")

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
    def joins(self) -> frozenset[str]:
        """The words that join two names: "and"."""
        return frozenset(self._all("conjunctions"))

    @cached_property
    def sections(self) -> frozenset[str]:
        """What the sections of articles are called: "Norway: History"."""
        return frozenset(self._all("sections"))

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
    def labels(self) -> frozenset[str]:
        """Words that name a part of a text, or a law, when a number follows: "Theorem 2", but not "Theorem"."""
        return frozenset(self._all("labels"))

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
    return Cues((import_module(f"articlelint.text.cues.{name}").PACK for name in known), words)
