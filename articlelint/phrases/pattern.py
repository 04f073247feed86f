"""Phrases with choices in them: `{some|many} {of the}? {critics} * {say|argue}`.

Blanks part the steps. `{a|b c|d}` is a choice, a word in it that names one of the page's `words` stands for all of that
set, `?` behind a step makes it optional, `*` is any one word. A pattern's first steps are written out into the automaton,
as far as that makes no more than some hundred phrases; the rest is a small regular expression that is tried where they
stand, so the time stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from articlelint.errors import RuleError
from articlelint.phrases.fold import fold

_STEP = re.compile(r"(?P<step>\{[^{}]*\}|[^\s{}]+?)(?P<optional>\??)(?:\s+|$)")
_ANY = "*"
_MOST_ANCHORS = 600


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern: the words to choose from, and whether it may be missing."""

    choices: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Pattern:
    """What the automaton looks for (`anchors`) and what must follow one of them (`tail`)."""

    anchors: tuple[str, ...]
    tail: tuple[Step, ...]

    @cached_property
    def tail_pattern(self) -> re.Pattern[str]:
        """Built when an anchor is first met: most are not met in most articles."""
        return re.compile("".join(map(_expression, self.tail)))

    def end(self, text: str, anchor_end: int) -> int:
        """Where the pattern ends whose anchor ends here, or -1 when what must follow does not."""
        if not self.tail:
            return anchor_end
        found = self.tail_pattern.match(text, anchor_end)
        return found.end() if found else -1


def compile_pattern(phrase: str, words: Mapping[str, Sequence[str]]) -> Pattern:
    """A phrase or pattern. Raises RuleError when it cannot be read."""
    if "{" not in phrase and "*" not in phrase:
        return Pattern((fold(phrase),), ())
    steps = tuple(_steps(phrase, words))
    size, cut = 1, 0
    for step in steps:
        size *= len(step.choices) + step.optional
        if _ANY in step.choices or (size > _MOST_ANCHORS and cut):
            break
        cut += 1
    while cut and all(step.optional for step in steps[:cut]):
        cut = 0
    if not cut:
        raise RuleError(f"pattern {phrase!r} begins with what may be anything; begin it with a word")
    return Pattern(tuple(_write_out(steps[:cut])), steps[cut:])


def _steps(phrase: str, words: Mapping[str, Sequence[str]]) -> list[Step]:
    steps, at = [], 0
    while at < len(phrase):
        found = _STEP.match(phrase, at)
        if found is None:
            raise RuleError(f"pattern {phrase!r} cannot be read from {phrase[at:]!r} on: a brace is not closed or stands in a word")
        at = found.end()
        choices: list[str] = []
        for choice in found["step"].strip("{}").split("|"):
            choices += words.get(choice.strip(), (choice.strip(),))
        steps.append(Step(tuple(c if c == _ANY else fold(c) for c in choices), bool(found["optional"])))
    return steps


def _write_out(steps: Sequence[Step]) -> list[str]:
    choices = [(*step.choices, "") if step.optional else step.choices for step in steps]
    return [phrase for chosen in product(*choices) if (phrase := " ".join(filter(None, chosen)))]


def _expression(step: Step) -> str:
    return rf"(?: (?:{_either(step)})(?!\w)){'?' if step.optional else ''}"


def _either(step: Step) -> str:
    words = sorted(step.choices, key=len, reverse=True)
    return "|".join(r"[\w'.]+" if word == _ANY else re.escape(word) for word in words)


def whole_expression(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """A regular expression for all of a pattern, to be searched in folded text."""
    first, *others = _steps(phrase, words)
    return rf"(?:{_either(first)})(?!\w)" + "".join(map(_expression, others))
