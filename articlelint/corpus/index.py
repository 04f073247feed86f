"""Facts -> Index: titles, aliases, redirects, files and anchors of a whole corpus.

`build` sorts the articles by path, so facts may be collected in any order and in any number of parts.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import unquote

from articlelint.config.settings import DEFAULTS, Settings
from articlelint.corpus.anchors import Anchors
from articlelint.corpus.files import FileMap
from articlelint.corpus.ignored import ignoring
from articlelint.corpus.parts import Parts, gathered, normal, rows_of
from articlelint.corpus.suggestions import Suggester
from articlelint.corpus.titles import Titles, claimed, key_of
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers.detection import Publishers, View, detect
from articlelint.publishers.paths import is_asset
from articlelint.publishers.slugs import Anchoring
from articlelint.publishers.values import Answer, Front, Place
from articlelint.text.names import file_names
from articlelint.text.values import Lazy

_MANY = 50
_MOST_PLACES = 20_000  # of links, held at a time: the same ones stand in many articles of a folder
MOST_AT_HAND = 1_000  # articles whose places are held at a time, in each process
T = TypeVar("T")
__all__ = ["Answer", "Index", "build"]


@dataclass(frozen=True)
class Index(Lazy):
    """What a corpus answers. `lone` tells that there is but one article, so that titles cannot be judged.

    `articles` are the facts by path, sorted; `files` all files under the root, empty when there is no folder to look into; `redirects` the
    paths of redirect pages, None when the articles themselves must be asked.
    """

    articles: Mapping[str, Facts] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)
    files: frozenset[str] = frozenset()
    settings: Settings = DEFAULTS
    routes: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, int] = field(default_factory=dict)
    fronts: Mapping[str, Front] = field(default_factory=dict)
    lone: bool = False
    redirects: frozenset[str] | None = None
    publishers: Publishers = field(default_factory=lambda: detect((), DEFAULTS))
    parts: Parts = field(default_factory=Parts)

    def lookup(self, name: str) -> Answer:
        """Who answers to a name: an article by title or alias, a variant, several, a title outside the corpus, or nobody."""
        return self.titles.lookup(name)

    def suggest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Titles near a name that leads nowhere, the nearest first."""
        return self.titles.suggest(name, count)

    def resembles(self, name: str) -> bool:
        """Whether a title begins with this name, has it between commas, or is spelt nearly so."""
        return self.titles.resembles(name)

    def title_of(self, path: str) -> str:
        """What an article is called; its file name when it has no title."""
        facts = self.articles.get(path)
        return facts.title if facts and facts.title else file_names(path)[0]

    def is_redirect(self, path: str) -> bool:
        """Whether an article is a redirect page."""
        return self.articles[path].redirect is not None if self.redirects is None else path in self.redirects

    def redirected(self, path: str) -> str:
        """The title that a redirect page points to, through at most a few further redirects."""
        seen = {path}
        while True:
            target = self.articles[path].redirect or ""
            answer = self.lookup(target)
            if answer.status != "exact" or answer.paths[0] in seen or not self.articles[answer.paths[0]].redirect:
                return answer.title or target
            path = answer.paths[0]
            seen.add(path)

    def note_name(self, path: str) -> str:
        """What a vault's link calls a file: its name without article suffix, with as many folders as make it the only one."""
        stem, suffix = posixpath.splitext(path)
        whole = stem if path in self.articles and suffix in (".md", ".markdown") else path
        parts = whole.split("/")
        for count in range(1, len(parts)):
            name = "/".join(parts[-count:])
            if len(self.filemap.ending(name)) == 1:
                return name
        return whole

    def near_notes(self, page: str) -> tuple[str, ...]:
        """Names of notes near a link that leads nowhere."""
        return self._notes.near(page)

    def anchors(self, path: str) -> Anchors:
        """The places of an article."""
        known = self._anchors.get(path)
        if known is None:
            if len(self._anchors) >= MOST_AT_HAND:
                self._anchors.clear()
            known = self._anchors[path] = Anchors(self.articles[path])
        return known

    def anchorings(self, facts: Facts, kind: str) -> tuple[Anchoring, ...]:
        """The ways in which a reference of this kind may name a place in an article."""
        return self.view(facts).anchorings(facts.path, kind, facts.format)

    def view(self, facts: Facts) -> View:
        """The publishers of an article."""
        return self.publishers.at(facts.path, facts.format)

    def ignores(self, reference: Reference) -> bool:
        """Whether `ignore-links` tells to leave this reference alone."""
        if not self.settings.ignore_links:
            return False
        if reference.fragment is not None and self._ignoring(f"{reference.target}#{reference.fragment}"):
            return True
        return self._ignoring(reference.target)

    def locate(self, href: str, here: str) -> Place:
        """Where a link's path leads from an article."""
        publisher = self.publishers.at(here).links
        key = (href, publisher.vantage(href, here))
        place = self._places.get(key)
        if place is None:
            if len(self._places) >= _MOST_PLACES:
                self._places.clear()
            place = self._places[key] = publisher.locate(href, here, self.filemap)
        return place

    def is_absent(self, href: str, here: str) -> bool:
        """Whether a link leads into a folder of images or downloads that is not in this checkout at all.

        Many links into one folder, and no folder of that name anywhere: the files are kept elsewhere, and none of the links can be judged.
        """
        if href.startswith("/") or not is_asset(href):
            return False
        folder = posixpath.normpath(posixpath.join(posixpath.dirname(here), posixpath.dirname(unquote(href))))
        top = self._absent_top(folder)
        return top is not None and top in self.absent_folders

    @cached_property
    def absent_folders(self) -> Mapping[str, int]:
        """The folders that `is_absent` tells of, and how many links lead into each."""
        if not self.has_files:
            return {}
        return {top: count for top, count in self._links_into.items() if top and count >= _MANY}

    def _absent_top(self, folder: str) -> str | None:
        """The highest folder of a path that does not exist; None when it exists, or one of its name does elsewhere."""
        top = None
        while folder and folder not in self.filemap.folders:
            top, folder = folder, posixpath.dirname(folder)
        return top if top and posixpath.basename(top) not in self._folder_names else None

    @cached_property
    def _folder_names(self) -> frozenset[str]:
        return frozenset(map(posixpath.basename, self.filemap.folders))

    @cached_property
    def _links_into(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for folder, count in self.assets.items():
            found[self._absent_top(folder) or ""] += count
        return found

    def begins_low(self, facts: Facts) -> bool:
        """Whether an article begins with a heading of a lower level because that is the custom here."""
        return self.parts.begins_at(facts.shape.level, facts.path)

    def is_included(self, path: str) -> bool:
        """Whether another article takes this one in."""
        return self.parts.includes(path)

    def wholes(self, facts: Facts, fragment: str) -> tuple[str, ...]:
        """The other articles that are read on one page with this one, and may have the place that a fragment names."""
        found = [path for name in facts.shape.includes for path in self.filemap.ending(normal(name))]
        if self.parts.joined:
            found += self.parts.owners(fragment)
        return tuple(path for path in dict.fromkeys(found) if path in self.articles)

    def remember(self, name: str, work_out: Callable[[Index], T]) -> T:
        """What `work_out` makes of this index, worked out once."""
        if name not in self._memory:
            self._memory[name] = work_out(self)
        known: T = self._memory[name]
        return known

    @property
    def has_files(self) -> bool:
        """Whether there is a folder of files to look into."""
        return bool(self.files) or len(self.articles) > 1

    @cached_property
    def filemap(self) -> FileMap:
        """The files, asked in many ways."""
        return FileMap(self.files, self.articles, self.routes, self._addresses, self.fronts)

    def _addresses(self, path: str) -> tuple[str, ...] | None:
        """The addresses that the publisher gives an article."""
        return self.publishers.at(path).links.routes(path, self.fronts.get(path, ()))

    @cached_property
    def _notes(self) -> Suggester:
        names = (posixpath.basename(path) for path in self.articles)
        return Suggester(dict.fromkeys(posixpath.splitext(name)[0] for name in names))

    @cached_property
    def _memory(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _places(self) -> dict[tuple[str, str], Place]:
        return {}

    @cached_property
    def _anchors(self) -> dict[str, Anchors]:
        return {}

    @cached_property
    def _ignoring(self) -> Callable[[str], bool]:
        return ignoring(self.settings.ignore_links)


def build(
    facts: Iterable[Facts],
    files: Iterable[str] = (),
    outside: Iterable[str] = (),
    settings: Settings = DEFAULTS,
    publishers: Publishers | None = None,
) -> Index:
    """The index of a corpus. `files` are all files under the root, `outside` the known titles that are not in it."""
    articles = {fact.path: fact for fact in sorted(facts, key=lambda fact: fact.path)}
    return built(articles, articles.values(), files, outside, settings, publishers)


def built(
    articles: Mapping[str, Facts],
    facts: Iterable[Facts],
    files: Iterable[str],
    outside: Iterable[str],
    settings: Settings,
    publishers: Publishers | None = None,
) -> Index:
    """The index from facts that come one after the other, in the order of their paths, and are not held: `articles` gives them again."""
    titles = Titles(outside, key_of(settings))
    routes: dict[str, str] = {}
    assets: Counter[str] = Counter()
    fronts: dict[str, Front] = {}
    redirects: set[str] = set()
    rows: list[tuple[str, str, str]] = []
    for fact in facts:
        if fact.front:
            fronts[fact.path] = tuple(sorted(set(fact.front)))
        routes.update((route, fact.path) for route in fact.routes)
        for folder, count in fact.assets:
            assets[folder] += count
        titles.add(claimed(fact), fact.path)
        rows += ((fact.path, kind, name) for kind, name in rows_of(fact.path, fact.shape))
        if fact.redirect is not None:
            redirects.add(fact.path)
    lone = len(articles) < 2 and not titles.outside
    files = frozenset(files)
    return Index(
        articles,
        titles,
        files,
        settings,
        routes,
        assets,
        fronts,
        lone=lone,
        redirects=frozenset(redirects),
        parts=gathered(rows, articles),
        publishers=publishers or detect(files or articles, settings),
    )
