"""Facts -> Index: titles, aliases, redirects and anchors of a whole corpus. Merging is associative and commutative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from articlelint.facts import Facts
from articlelint.names import VariantKind, normal
from articlelint.settings import DEFAULTS, Settings
from articlelint.suggest import Suggester
from articlelint.variants import Variants

AnswerStatus = Literal["exact", "variant", "ambiguous", "outside", "missing"]
Paths = tuple[str, ...]


class Answer(NamedTuple):
    """What the corpus knows of a name.

    exact: `paths` has one article. variant: `title` is how it is written, `kind` in what the name departs from that.
    ambiguous: several `paths` answer. outside: a known title that is no article of the corpus. missing: nobody answers.
    `alias` tells that the name is a declared alias or a redirect, not a title.
    """

    status: AnswerStatus
    paths: Paths = ()
    title: str = ""
    kind: VariantKind | None = None
    alias: bool = False


_MISSING = Answer("missing")


@dataclass(frozen=True)
class Index:
    """What the articles of a corpus are called. `lone` tells that there is no corpus to resolve against.

    `titles` and `aliases` map a normal form to the path that answers to it, or to several.
    """

    articles: Mapping[str, Facts] = field(default_factory=dict)
    titles: Mapping[str, str | Paths] = field(default_factory=dict)
    aliases: Mapping[str, str | Paths] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    settings: Settings = DEFAULTS
    lone: bool = False

    def lookup(self, name: str) -> Answer:
        """Who answers to a name: an article by title or alias, a variant, several, a title outside the corpus, or nobody."""
        known = self._answers.get(name)
        if known is None:
            known = self._answers[name] = self._look_up(name)
        return known

    def suggest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Titles near a name that leads nowhere, the nearest first."""
        known = self._suggestions.get((name, count))
        if known is None:
            known = self._suggestions[name, count] = self._suggester.near(normal(name), count)
        return known

    def title_of(self, path: str) -> str:
        """What an article is called; its path when it has no title."""
        facts = self.articles.get(path)
        return (facts and facts.title) or path

    def _look_up(self, name: str) -> Answer:
        key = normal(name)
        for names, alias in ((self.titles, False), (self.aliases, True)):
            paths = as_paths(names.get(key))
            if paths:
                return Answer("exact" if len(paths) == 1 else "ambiguous", paths, key, alias=alias)
        if key in self.outside:
            return Answer("outside", title=key)
        if not key:
            return _MISSING
        return self._variant(name)

    def _variant(self, name: str) -> Answer:
        found = self._variants.find(name)
        if not found:
            return _MISSING
        paths = tuple(sorted({path for near in found.names for path in self._paths(near)}))
        if len(found.names) > 1:
            # Two names of one article are no ambiguity: `Lyon` and its alias `Lyons` both answer to `lyons`.
            return (
                Answer("ambiguous", paths, kind=found.kind)
                if len(paths) > 1
                else self._one(found.names[0], paths, found.kind)
            )
        return self._one(found.names[0], paths, found.kind)

    def _one(self, near: str, paths: Paths, kind: VariantKind) -> Answer:
        if len(paths) > 1:
            return Answer("ambiguous", paths, kind=kind)
        return Answer("variant", paths, near, kind)

    def _paths(self, key: str) -> Paths:
        return as_paths(self.titles.get(key)) or as_paths(self.aliases.get(key))

    @cached_property
    def _answers(self) -> dict[str, Answer]:
        return {}

    @cached_property
    def _suggestions(self) -> dict[tuple[str, int], tuple[str, ...]]:
        return {}

    @cached_property
    def _variants(self) -> Variants:
        return Variants((*self.titles, *self.aliases, *sorted(self.outside)))

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(dict.fromkeys((*self.titles, *self.aliases, *sorted(self.outside))))


def as_paths(value: str | Paths | None) -> Paths:
    """One path or several as several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def build(
    facts: Iterable[Facts], files: Iterable[str] = (), outside: Iterable[str] = (), settings: Settings = DEFAULTS
) -> Index:
    """The index of a corpus. `files` are all files under the root, `outside` the known titles that are not in it."""
    articles = {fact.path: fact for fact in sorted(facts, key=lambda fact: fact.path)}
    titles: dict[str, str | Paths] = {}
    aliases: dict[str, str | Paths] = {}
    for path, fact in articles.items():
        for name in (fact.title, *fact.names) if fact.title else _file_names(path):
            _answer_to(titles, name, path)
        for name in fact.aliases:
            _answer_to(aliases, name, path)
    return Index(
        articles,
        titles,
        aliases,
        frozenset(files),
        frozenset(map(normal, outside)),
        settings,
        lone=len(articles) < 2 and not outside,
    )


def _answer_to(names: dict[str, str | Paths], name: str, path: str) -> None:
    key = normal(name)
    if not key:
        return
    paths = as_paths(names.get(key))
    if path not in paths:
        names[key] = (*paths, path) if paths else path


def _file_names(path: str) -> tuple[str, ...]:
    """What an article without a title is called: its file name, and that with the hyphens of a slug as blanks."""
    parts = path.rpartition("/")
    stem = parts[2].rpartition(".")[0] or parts[2]
    if stem.lower() in FOLDER_PAGES:
        stem = parts[0].rpartition("/")[2]
    return (stem, stem.replace("-", " "))


FOLDER_PAGES = frozenset({"index", "_index", "readme", "home"})
