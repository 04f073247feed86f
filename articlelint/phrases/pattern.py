"""Phrases with choices in them: `<an|the> {award-winning|acclaimed} {film|author}?`.

Blanks part the steps. `{a|b c|d}` is a choice; a word in it that names one of the page's `words` stands for all of that
set. `<a|b>`, at the beginning or the end, is a choice that must stand there but is not reported. `?` behind a step makes
it optional, `*` is any one word. In braces a hyphen may as well be a blank.

The first steps are written out into the automaton, as far as that makes no more than some hundred phrases; the rest is a
small regular expression that is tried where they stand, so the time stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from articlelint.errors import RuleError
from articlelint.phrases.fold import fold

if TYPE_CHECKING:
    from random import Random

_STEP = re.compile(r"(?P<step>\{[^{}<>]*\}|<[^{}<>]*>|[^\s{}<>?]+)(?P<optional>\??)(?:\s+|$)")
_ANY = "*"
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

    @cached_property
    def _tail_pattern(self) -> re.Pattern[str]:
        """Built when an anchor is first met: most are not met in most articles."""
        reported = "".join(_expression(step) for step in self.tail if not step.context)
        return re.compile(f"({reported})" + "".join(_expression(step) for step in self.tail if step.context))

    def end(self, text: str, anchor_end: int) -> int:
        """Where the pattern ends whose anchor ends here, or -1 when what must follow does not."""
        if not self.tail:
            return anchor_end
        found = self._tail_pattern.match(text, anchor_end)
        return found.end(1) if found else -1

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


def whole_expression(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """A regular expression for all of a pattern, to be searched in folded text."""
    first, *others = _steps(phrase, words)
    return rf"(?:{_either(first)})(?!\w)" + "".join(map(_expression, others))


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


def _expression(step: Step) -> str:
    return rf"(?: (?:{_either(step)})(?!\w)){'?' if step.optional else ''}"


def _either(step: Step) -> str:
    words = sorted(step.choices, key=len, reverse=True)
    return "|".join(r"[\w'.]*[\w']" if word == _ANY else re.escape(word) for word in words)
