"""Phrases with choices in them: `<an|the> {award-winning|acclaimed} {film|author}?`.

Blanks part the steps. `{a|b c|d}` is a choice; a word in it that names one of the page's `words` stands for all of that
set. `<a|b>`, at the beginning or the end, is a choice that must stand there but is not reported. `?` behind a step makes
it optional, `*` is any one word. In braces a hyphen may as well be a blank.

The first steps are written out into the automaton, as far as that makes no more than some hundred phrases; the rest is
tried where they stand, no step twice at one place, so the time stays linear however many steps may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from articlelint.errors import RuleError
from articlelint.phrases.fold import fold

if TYPE_CHECKING:
    from random import Random

_STEP = re.compile(r"(?P<step>\{[^{}<>]*\}|<[^{}<>]*>|[^\s{}<>?]+)(?P<optional>\??)(?:\s+|$)")
_ANY = "*"
_ANY_WORD = re.compile(r"[\w'.]{0,100}")
_MOST_ANCHORS = 200
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern: the words to choose from, whether it may be missing, whether it is reported."""

    choices: tuple[str, ...]
    optional: bool = False
    context: bool = False


@dataclass(frozen=True)
class Pattern:
    """What the automaton looks for: each of `anchors` with the length of its unreported beginning; and what must follow."""

    anchors: tuple[tuple[str, int], ...]
    tail: tuple[Step, ...] = ()
    hyphens: int = 0

    def end(self, text: str, anchor_end: int) -> int:
        """Where the pattern ends whose anchor ends here, or -1 when what must follow does not."""
        if not self.tail:
            return anchor_end
        reported = tuple(step for step in self.tail if not step.context)
        return _end(text, anchor_end, (*reported, *(step for step in self.tail if step.context)), len(reported))

    def hyphenated(self, words: str) -> bool:
        """Whether the text has the hyphens that the phrase is written with: `would-be` is not `would be`."""
        return not self.hyphens or sum(map(words.count, _HYPHENS)) >= self.hyphens


def is_plain(phrase: str) -> bool:
    """Whether a phrase has no choices in it."""
    return not any(c in phrase for c in "{}<>*?")


def compile_pattern(phrase: str, words: Mapping[str, Sequence[str]]) -> Pattern:
    """A phrase or pattern. Raises RuleError when it cannot be read."""
    if is_plain(phrase):
        return Pattern(((fold(phrase), 0),), hyphens=phrase.count("-"))
    steps = _steps(phrase, words)
    size, cut = 1, 0
    for step in steps:
        size *= len(step.choices) + step.optional
        if (
            _ANY in step.choices
            or (step.context and any(not s.context for s in steps[:cut]))
            or (size > _MOST_ANCHORS and cut)
        ):
            break
        cut += 1
    if all(step.optional for step in steps[:cut]):
        raise RuleError(f"pattern {phrase!r} begins with what may be anything or nothing; begin it with a word")
    if all(step.context for step in steps):
        raise RuleError(f"pattern {phrase!r} has nothing to report: all of it is in < >")
    return Pattern(tuple(_write_out(steps[:cut])), steps[cut:])


class Whole:
    """All of a pattern, to be searched in folded text."""

    def __init__(self, phrase: str, words: Mapping[str, Sequence[str]]) -> None:
        first, *others = _steps(phrase, words)
        self._begin = re.compile(rf"(?<!\w)(?=(?:{_either(first)})(?!\w))")
        self._first, self._others = replace(first, optional=False), tuple(others)

    def find_all(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands, from left to right, no place within another."""
        done = 0
        for found in self._begin.finditer(text):
            start = found.start()
            if start < done:
                continue
            ends = (_end(text, end, self._others, len(self._others)) for end in _ends(text, start, self._first, ""))
            end = next((end for end in ends if end >= 0), -1)
            if end >= 0:
                done = end
                yield start, end


def _end(text: str, start: int, steps: Sequence[Step], reported: int) -> int:
    """Where the first so many of the steps end, the longest choices first, when all of them follow; -1 when they do not."""
    ways = [(0, start, start)]
    tried = set()
    while ways:
        number, at, end = ways.pop()
        if number <= reported:
            end = at
        if number == len(steps):
            return end
        if (number, at) not in tried:  # came here before by another way, and got no further
            tried.add((number, at))
            step = steps[number]
            if step.optional:
                ways.append((number + 1, at, end))
            ways += ((number + 1, after, end) for after in reversed(list(_ends(text, at, step))))
    return -1


def _ends(text: str, start: int, step: Step, before: str = " ") -> Iterator[int]:
    """Where a step may end that begins here."""
    if not text.startswith(before, start):
        return
    start += len(before)
    for choice in sorted(step.choices, key=len, reverse=True):
        if choice == _ANY:
            yield from _ends_of_word(text, start)
        elif text.startswith(choice, start) and not _is_in_word(text, start + len(choice)):
            yield start + len(choice)


def _ends_of_word(text: str, start: int) -> Iterator[int]:
    """`U.S.` may end behind the `S` and behind the `U`."""
    end = _ANY_WORD.match(text, start).end()  # type: ignore[union-attr]
    while end > start:
        if text[end - 1] != "." and not _is_in_word(text, end):
            yield end
        end -= 1


def _is_in_word(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


def written(phrase: str, words: Mapping[str, Sequence[str]], chooser: Random, count: int) -> Iterator[str]:
    """Some of the wordings that a pattern stands for, for tests and documentation; `*` stays as it is."""
    if is_plain(phrase):
        yield phrase
        return
    steps = _steps(phrase, words)
    for _ in range(count):
        yield " ".join(chooser.choice(step.choices) for step in steps)


def _steps(phrase: str, words: Mapping[str, Sequence[str]]) -> tuple[Step, ...]:
    steps, at = [], 0
    while at < len(phrase):
        found = _STEP.match(phrase, at)
        if found is None:
            raise RuleError(
                f"pattern {phrase!r} cannot be read from {phrase[at:]!r} on: a bracket is open or stands in a word"
            )
        at = found.end()
        choices: list[str] = []
        for choice in found["step"].strip("{}<>").split("|"):
            choices += words.get(choice.strip(), (choice.strip(),))
        folded = tuple(choice if choice == _ANY else fold(choice) for choice in choices)
        steps.append(Step(folded, bool(found["optional"]), found["step"][0] == "<"))
    return tuple(steps)


def _write_out(steps: Sequence[Step]) -> list[tuple[str, int]]:
    """Every wording of the steps, with the length of its unreported beginning."""
    context = [step for step in steps if step.context]
    reported = _wordings([step for step in steps if not step.context])
    if not context:
        return [(words, 0) for words in reported]
    return [
        (f"{before} {words}".strip(), len(before) + 1 if before else 0)
        for before in _wordings(context)
        for words in reported
    ]


def _wordings(steps: Sequence[Step]) -> list[str]:
    choices = [(*step.choices, "") if step.optional else step.choices for step in steps]
    if not any(step.optional for step in steps):
        return list(map(" ".join, product(*choices)))
    return [" ".join(filter(None, chosen)) for chosen in product(*choices)]


def _either(step: Step) -> str:
    words = sorted(step.choices, key=len, reverse=True)
    return "|".join(r"[\w'.]*[\w']" if word == _ANY else re.escape(word) for word in words)
