"""Names -> articles: what a corpus answers to a name, and which titles are near one that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from articlelint.config.settings import Settings
from articlelint.corpus.likeness import Likenesses
from articlelint.corpus.suggestions import Suggester
from articlelint.corpus.variants import Variants
from articlelint.model.facts import Facts
from articlelint.publishers.values import Answer, Paths
from articlelint.text.names import file_names, normal, spelled

_MOST_ANSWERS = 10_000


_MISSING = Answer("missing")


class Titles:
    """The titles and aliases of a corpus, each with the path that answers to it, or several. Keys are what `key` makes of names."""

    def __init__(self, outside: Iterable[str] = (), key: Callable[[str], str] = normal) -> None:
        self.key = key
        self._kept: tuple[dict[str, str | Paths], ...] = ({}, {}, {})
        self.titles: Mapping[str, str | Paths] = self._kept[0]
        self.said: Mapping[str, str | Paths] = self._kept[1]
        self.aliases: Mapping[str, str | Paths] = self._kept[2]
        self.outside = frozenset(map(self.key, outside))
        self._answers: dict[str, Answer] = {}
        self._near: dict[tuple[str, int], tuple[str, ...]] = {}

    def add(self, claims: Claims, path: str) -> None:
        """Tells that the article at `path` answers to these names."""
        for kept, names in zip(self._kept, claims, strict=True):
            for name in names:
                _answer_to(kept, self.key(name), path)

    def lookup(self, name: str) -> Answer:
        """Who answers to a name. Asked twice within a short time, it is worked out once."""
        known = self._answers.get(name)
        if known is None:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()  # names come again in one article; most others never do
            known = self._answers[name] = self._look_up(name)
        return known

    def claimants(self, key: str) -> Paths:
        """Every article that has this normal form as a title or alias, by path."""
        return tuple(sorted({*as_paths(self.titles.get(key)), *as_paths(self.aliases.get(key))}))

    def suggest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Titles near a name that leads nowhere, the nearest first."""
        known = self._near.get((name, count))
        if known is None:
            known = self._near[name, count] = self._suggester.near(normal(name), count)
        return known

    def resembles(self, name: str) -> bool:
        """Whether a title begins with this name, has it between commas, or is spelt nearly so."""
        return self._likenesses.has(normal(name), self.suggest(name, 1))

    @cached_property
    def every(self) -> tuple[str, ...]:
        """Every name, each once."""
        known = dict.fromkeys((*self.titles, *self.said, *self.aliases))
        return (*known, *(name for name in sorted(self.outside) if name not in known))

    def _look_up(self, name: str) -> Answer:
        key = self.key(name)
        for names, alias in ((self.titles, False), (self.said, False), (self.aliases, True)):
            paths = as_paths(names.get(key))
            if paths:
                return Answer("exact" if len(paths) == 1 else "ambiguous", paths, key, alias=alias)
        if key in self.outside:
            return Answer("outside", title=key)
        return self._variant(name) if key else _MISSING

    def _variant(self, name: str) -> Answer:
        found = self._variants.find(name)
        if not found:
            return _MISSING
        # Titles go before aliases: `Award` means `Awards`, whatever other names that has.
        names = tuple(near for near in found.names if near in self.titles or near in self.said) or found.names
        paths = tuple(sorted({path for near in names for path in self._paths(near)}))
        if len(paths) > 1:
            return Answer("ambiguous", paths, kind=found.kind)
        # Two names of one article are no ambiguity: `Lyon` and its alias `Lyons` both answer to `LYONS`.
        return Answer("variant", paths, names[0], found.kind)

    def _paths(self, key: str) -> Paths:
        return next(
            (paths for names in (self.titles, self.said, self.aliases) if (paths := as_paths(names.get(key)))), ()
        )

    @cached_property
    def _variants(self) -> Variants:
        return Variants(self.every)

    @cached_property
    def _likenesses(self) -> Likenesses:
        return Likenesses(self.every)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self.every)


class Claims(NamedTuple):
    """What an article answers to: its title, what its text says that it is called (which gives way to titles of others), and aliases."""

    titles: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def key_of(settings: Settings) -> Callable[[str], str]:
    """The form under which two names are one title: where the wiki counts the first letter's case, as spelt."""
    return spelled if settings.wiki_case == "case-sensitive" else normal


def claimed(facts: Facts) -> Claims:
    """The names that an article answers to."""
    own = (facts.title,) if facts.title else file_names(facts.path)
    # A redirect page is another name of an article, and gives way to titles.
    if facts.redirect is not None:
        return Claims((), (), (*own, *facts.names))
    return Claims(own, facts.names if facts.title else (), facts.aliases)


def as_paths(value: str | Paths | None) -> Paths:
    """One path or several as several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _answer_to(names: dict[str, str | Paths], key: str, path: str) -> None:
    if not key:
        return
    paths = as_paths(names.get(key))
    if path not in paths:
        names[key] = (*paths, path) if paths else path
