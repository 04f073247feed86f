"""Finds the phrases of all rules in one pass, by one automaton; the first few articles by their words, before one is built."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from articlelint.model.article import Article
from articlelint.phrases.entry import Entry, PhraseOptions, entries
from articlelint.phrases.exceptions import require_valid_exceptions
from articlelint.phrases.fold import Folded
from articlelint.phrases.pattern import Pattern
from articlelint.phrases.precompiled import Precompiled, first_words, pattern_of, precompiled_for
from articlelint.text.source import Span, found_by

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


_FEW = 3  # articles that are searched sooner than the automaton is built,
_SHORT = 25_000  # if they have no more characters than this
_WORD = re.compile(r"[^\W_]+")  # what `str.isalnum` parts from the rest


class Match(NamedTuple):
    """A phrase found in the prose: where, and the entry of the rule's list that it is."""

    span: Span
    entry: Entry


class Matches(tuple[Match, ...]):
    """The matches of one rule in one article, in the order of the text, none within another."""

    __slots__ = ()


class _Phrase(NamedTuple):
    """An entry of a rule's list, the words that it may begin with, and its pattern, if that is made already."""

    rule: str
    entry: Entry
    precompiled: Precompiled
    firsts: frozenset[str]
    pattern: Pattern | None


class _Target(NamedTuple):
    rule: str
    entry: Entry
    pattern: Pattern
    skip: int  # the length of the anchor's beginning that is not reported


_target: Callable[[tuple[str, Entry, Pattern, int]], _Target] = partial(tuple.__new__, _Target)  # there are thousands
_Anchors = dict[str, list[_Target]]


class Scanner:
    """`build` takes each rule's options; `scan` finds each rule's matches in an article."""

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        self._phrases = phrases
        self._scanned = 0

    @staticmethod
    def build(options: Mapping[str, PhraseOptions]) -> Scanner:
        """The scanner for the rules of that name and their options."""
        phrases: list[_Phrase] = []
        for rule, given in options.items():
            require_valid_exceptions(given)
            stored = precompiled_for(given)
            phrases += [_Phrase(rule, entry, stored, *first_words(entry.phrase, stored)) for entry in entries(given)]
        return Scanner(phrases)

    def ready(self) -> None:
        """Makes what many articles need, before work is spread over processes."""
        self._scanned = _FEW
        self._automaton  # noqa: B018 - builds it

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, Sequence[list[_Target]]]:
        from ahocorasick_rs import AhoCorasick

        anchors = _written_out(self._phrases)
        return AhoCorasick(list(anchors), store_patterns=False), tuple(anchors.values())

    def _anchors_in(self, text: str) -> Iterable[tuple[int, int, list[_Target]]]:
        """Where anchors begin and end, in the order of their ends."""
        self._scanned += 1
        if self._scanned <= _FEW and len(text) <= _SHORT:
            return self._sought(text)
        automaton, targets = self._automaton
        found = found_by(automaton, text)
        return ((start, end, targets[number]) for number, start, end in found)

    def _sought(self, text: str) -> list[tuple[int, int, list[_Target]]]:
        """What the automaton finds at whole words, by looking only for phrases whose words are in the text."""
        words = {"", *_WORD.findall(text)}
        found = []
        for anchor, targets in _written_out(
            each for each in self._phrases if not words.isdisjoint(each.firsts)
        ).items():
            start = text.find(anchor) if words.issuperset(_WORD.findall(anchor)) else -1
            while start >= 0:
                found.append((start, start + len(anchor), targets))
                start = text.find(anchor, start + 1)
        return sorted(found, key=itemgetter(1, 0))

    def scan(self, article: Article) -> dict[str, Matches]:
        """The matches by rule."""
        folded = Folded(article.prose)
        found: dict[str, list[_Hit]] = {}
        text = folded.text
        last = len(text)
        for start, end, targets in self._anchors_in(text):
            if (start and text[start - 1].isalnum()) or (end < last and text[end].isalnum()):
                continue
            for target in targets:
                stop = target.pattern.end(text, end)
                if stop > 0 and not (stop < last and text[stop].isalnum()):
                    found.setdefault(target.rule, []).append((start + target.skip, stop, target))
        if not found:
            return {}
        whole = Whole(article)
        return {rule: matches for rule, hits in found.items() if (matches := Matches(_longest(hits, folded, whole)))}


def _written_out(phrases: Iterable[_Phrase]) -> _Anchors:
    anchors: _Anchors = {}
    for rule, entry, stored, _, made in phrases:
        steps = made or pattern_of(entry.phrase, stored)
        for anchor, skip in steps.anchors:
            target = _target((rule, entry, steps, skip))
            if anchor in anchors:
                anchors[anchor].append(target)
            else:
                anchors[anchor] = [target]
    return anchors


_Hit = tuple[int, int, _Target]


def _longest(hits: list[_Hit], folded: Folded, whole: Whole) -> Iterator[Match]:
    """The leftmost and longest that stand whole in one block."""
    done = -1
    for start, end, target in sorted(hits, key=lambda each: (each[0], -each[1])):
        if start < done:
            continue
        span = Span(folded.source(start), folded.source(end - 1) + 1)
        words = whole.text[span.start : span.end]
        if whole.holds(span) and target.pattern.hyphenated(words) and target.entry.written_as(words):
            done = end
            yield Match(span, target.entry)


class Whole:
    """Answers whether a span is one piece of running text."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.blocks = article.blocks
        self.starts = [block.span.start for block in article.blocks]

    def holds(self, span: Span) -> bool:
        """Whether the span stands in one block, with no dash within and no part of a hyphenated word at its ends."""
        place = bisect_right(self.starts, span.start) - 1
        if place < 0 or span.end > self.blocks[place].span.end:
            return False
        before, after = self.text[max(0, span.start - 2) : span.start], self.text[span.end : span.end + 2]
        if before[-1:] in _HYPHENS and before[:1].isalnum() and len(before) == 2:
            return False
        if after[:1] in _HYPHENS and after[1:].isalnum():
            return False
        words = self.text[span.start : span.end]
        return "—" not in words and (self.article.prose[span.start : span.end] == words or not self._parted(span))

    def _parted(self, span: Span) -> bool:
        """Whether code, a formula or a template stands between the words; a link's brackets and target do not part them."""
        place = bisect_left(self.parting, span.start)
        return place < len(self.parting) and self.parting[place] < span.end

    @cached_property
    def parting(self) -> list[int]:
        """Where code and the like begin."""
        return sorted(inline.span.start for inline in self.article.inlines if inline.kind in _PARTING)


_PARTING = frozenset({"code", "math", "template", "url"})
_HYPHENS = ("-", "\u2010", "\u2011")
