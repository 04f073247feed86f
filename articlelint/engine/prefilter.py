"""Which rare words stand in a text: one pass for the needles of all rules, so that a rule whose needles are missing need not look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articlelint.text.source import found_by


class Found(frozenset[str]):
    """The needles of one rule that stand in the text, in lower case."""

    __slots__ = ()


NONE = Found()


class Haystack:
    """One automaton for the needles of several rules. Line ends count as blanks; case does not matter."""

    __slots__ = ("_automaton", "_owners", "_words")

    def __init__(self, needles: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, list[str]] = {}
        for rule, words in needles.items():
            for word in {each.lower(): None for each in words}:
                owners.setdefault(word, []).append(rule)
        self._words = tuple(owners)
        self._owners = tuple(owners.values())
        self._automaton: Any = None

    def find(self, lowered: str) -> dict[str, Found]:
        """The needles that a text, given in lower case, holds, by rule; rules without any are left out."""
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._words)
        folded = f" {lowered}".replace("\r", " ").replace("\n", " ")
        if not folded.isascii():
            folded = folded.replace("’", "'")
        numbers = {number for number, _, _ in found_by(self._automaton, folded)}
        found: dict[str, set[str]] = {}
        for number in numbers:
            for rule in self._owners[number]:
                found.setdefault(rule, set()).add(self._words[number])
        return {rule: Found(words) for rule, words in found.items()}
