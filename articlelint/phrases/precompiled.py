"""The patterns of our own rule pages, compiled when a wheel is built: to compile them takes longer than to lint an article.

A checkout has no such file, and compiles its patterns as they are needed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

from articlelint.phrases.entry import PhraseOptions, entries
from articlelint.phrases.pattern import Pattern, Step, compile_pattern, is_plain

_FIRST = re.compile(r"[^\W_]*")
SHIPPED = "phrases.json"
_FILE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "rules", SHIPPED)


class Precompiled(NamedTuple):
    """The patterns that were compiled with these sets of words, as rows of JSON by phrase."""

    words: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Sequence[Any]]


def precompiled_for(options: PhraseOptions, file: str = _FILE) -> Precompiled:
    """The compiled phrases of a rule: those of the page whose sets of words the rule has, none for other words."""
    words = dict(options.words)
    return next((stored for stored in _shipped(file) if stored.words == words), Precompiled(words, {}))


def pattern_of(phrase: str, stored: Precompiled) -> Pattern:
    """What `compile_pattern` returns, without compiling where that is done."""
    row = stored.rows.get(phrase)
    if row is None:
        return compile_pattern(phrase, stored.words)
    anchors, skips, tail, hyphens, _ = row
    steps = tuple(Step(tuple(choices), optional, context) for choices, optional, context in tail)
    return Pattern(tuple(zip(anchors.split("\n"), skips or repeat(0))), steps, hyphens)  # noqa: B905 - zeros have no end


def first_words(phrase: str, stored: Precompiled) -> tuple[frozenset[str], Pattern | None]:
    """The words that a pattern may begin with (the empty one where that may be no word), and the pattern if it had to be compiled for that."""
    row = stored.rows.get(phrase)
    if row is not None:
        return frozenset(row[4].split(" ")), None
    made = compile_pattern(phrase, stored.words)
    return frozenset(first_word(anchor) for anchor, _ in made.anchors), made


def first_word(anchor: str) -> str:
    """The letters and digits that an anchor begins with."""
    return _FIRST.match(anchor)[0]  # type: ignore[index]


@cache
def _shipped(file: str) -> tuple[Precompiled, ...]:
    try:
        with open(file, encoding="utf-8") as opened:
            rows = json.load(opened)
    except FileNotFoundError:  # a checkout, whose pages may have been edited
        return ()
    return tuple(
        Precompiled({name: tuple(choices) for name, choices in words.items()}, patterns) for words, patterns in rows
    )


def precompile(rules: Iterable[PhraseOptions]) -> str:
    """The compiled phrases of some rules, as the JSON text that a wheel carries."""
    found: list[Precompiled] = []
    for options in rules:
        words = dict(options.words)
        rows = {each.phrase: _row(each.phrase, words) for each in entries(options) if not is_plain(each.phrase)}
        stored = next((each for each in found if each.words == words), None)
        if stored is None:
            found.append(Precompiled(words, rows))
        else:
            stored.rows.update(rows)  # type: ignore[attr-defined]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _row(phrase: str, words: Mapping[str, Sequence[str]]) -> list[Any]:
    made = compile_pattern(phrase, words)
    skips = [skip for _, skip in made.anchors]
    tail = [[step.choices, step.optional, step.context] for step in made.tail]
    firsts = " ".join(sorted({first_word(anchor) for anchor, _ in made.anchors}))
    return ["\n".join(anchor for anchor, _ in made.anchors), skips if any(skips) else 0, tail, made.hyphens, firsts]
