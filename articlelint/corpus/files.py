"""Which files a corpus has, asked by path, by folder, by name, by another case, by the route that a site gives them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from articlelint.corpus.suggestions import Suggester
from articlelint.publishers.paths import ARTICLE_SUFFIXES
from articlelint.publishers.values import Front
from articlelint.text.source import normalize

T = TypeVar("T")
_FEW = 24  # names that are found sooner by searching for each than by sorting all files by name
FOLDER_PAGES = ("index", "_index", "readme")
_ENDINGS = frozenset({"", *ARTICLE_SUFFIXES})


class FileMap:
    """All files under the root of a corpus, by path relative to it. What only a few questions need is built when first asked."""

    def __init__(
        self,
        files: Iterable[str],
        articles: Collection[str],
        routes: Mapping[str, str] | None = None,
        addresses: Callable[[str], tuple[str, ...] | None] = lambda _path: None,
        fronts: Mapping[str, Front] | None = None,
    ) -> None:
        """`routes` are addresses that articles declare, `addresses` those that their publisher gives an article (None: the path is one)."""
        self._all = files if isinstance(files, frozenset) else frozenset(files)
        self._articles = articles
        self._declared = routes or {}
        self._addresses = addresses
        self._asked = 0
        self._tables: dict[str, Any] = {}
        self.fronts = fronts or {}  # what front matter says of publication, by article

    def has(self, path: str) -> bool:
        """Whether there is a file at exactly this path."""
        return path in self._all or path in self._articles

    def table(self, name: str, make: Callable[[], T]) -> T:
        """What a publisher makes of these files, made once."""
        if name not in self._tables:
            self._tables[name] = make()
        known: T = self._tables[name]
        return known

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, at any depth; the root is the empty string."""
        found = {""}
        for folder in {path.rpartition("/")[0] for path in self._all.union(self._articles)}:
            while folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All paths, sorted."""
        return tuple(in_order(self._all.union(self._articles), self._articles))

    def page_of(self, folder: str) -> str | None:
        """The file that stands for a folder: its index, _index or README."""
        return self._pages.get(folder)

    @cached_property
    def _pages(self) -> dict[str, str]:
        ranked: dict[str, tuple[int, str]] = {}
        for path in self._articles:
            folder, _, name = path.rpartition("/")
            stem = name.rpartition(".")[0].lower()
            if stem in FOLDER_PAGES:
                said = (FOLDER_PAGES.index(stem), path)
                if folder not in ranked or said < ranked[folder]:
                    ranked[folder] = said
        return {folder: path for folder, (_, path) in ranked.items()}

    def alike(self, path: str) -> str | None:
        """The file or folder whose path differs only in case or Unicode form, if there is exactly one."""
        known = self._folded.get(folded(path), ())
        return known[0] if len(known) == 1 else None

    @cached_property
    def _folded(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for path in (*self.paths, *sorted(self.folders)):
            found[folded(path)] = (*found.get(folded(path), ()), path)
        return found

    def ending(self, path: str) -> tuple[str, ...]:
        """The files whose path ends in this one, as a vault finds its notes: any case, article suffix optional, dot folders left out."""
        wanted = folded(path).strip("/")
        tail = "/" + wanted
        known = self.named(wanted.rpartition("/")[2])
        return tuple(each for each in known if any(form.endswith(tail) for form in _forms(each)))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Files by base name; those in dot folders are left out when they are asked for, which few are."""
        found: dict[str, list[str]] = {}
        for path in self._all.union(self._articles):
            name = path.rpartition("/")[2]
            found.setdefault(name.lower() if name.isascii() else folded(name), []).append(path)
        return found

    def named(self, name: str) -> tuple[str, ...]:
        """The files with this base name, in any folder and case; article suffix optional, dot folders left out."""
        base = folded(name)
        self._asked += 1
        if self._asked < _FEW and base.isascii() and self._one_text:
            found = _with_name(base, *self._one_text)
        else:
            names = self._by_name
            found = [path for suffix in ("", *ARTICLE_SUFFIXES) for path in names.get(base + suffix, ())]
        return tuple(sorted(path for path in found if not path.startswith(".") and "/." not in path))

    @cached_property
    def _one_text(self) -> tuple[str, str] | None:
        """All paths in one text, line by line, as they are and in lower case; None when that cannot be searched for names."""
        paths = self._all.union(self._articles)
        text = "\n".join(("", *paths, ""))
        return (text, text.lower()) if text.isascii() and text.count("\n") == len(paths) + 1 else None

    def near(self, folder: str, name: str) -> tuple[str, ...]:
        """The files of a folder whose names are near this one, the nearest first."""
        names = self._children.get(folder, ())
        return tuple(posixpath.join(folder, near) for near in Suggester(names).near(name))

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.paths:
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, []).append(name)
        return found

    def routed(self, route: str) -> str | None:
        """The article that a site serves under a route such as `guides/set-up`."""
        return self._routes.get(route_form(route))

    @cached_property
    def _routes(self) -> dict[str, str]:
        found = {route_form(route): path for route, path in sorted(self._declared.items(), reverse=True)}
        for path in sorted(self._articles, reverse=True):
            addresses = self._addresses(path)
            if addresses is None:
                stem = path.rpartition(".")[0]
                folder, _, name = stem.rpartition("/")
                addresses = (folder if name.lower() in FOLDER_PAGES else stem,)
            for address in addresses:
                found.setdefault(route_form(address), path)
        return found


def in_order(files: frozenset[str], known: Iterable[str]) -> list[str]:
    """The files, sorted: sooner when most of them are among `known`, which are sorted already."""
    first = [path for path in known if path in files]
    return sorted([*first, *files.difference(first)])


def _with_name(base: str, text: str, low: str) -> list[str]:
    """The paths with this base name, with or without a suffix of articles."""
    found = []
    for mark in ("/", "\n") if base and "/" not in base and "\n" not in base else ():
        at = low.find(mark + base)
        while at >= 0:
            end = low.index("\n", at + 1)
            if low[at + 1 + len(base) : end] in _ENDINGS:
                found.append(text[text.rindex("\n", 0, at + 1) + 1 : end])
            at = low.find(mark + base, at + 1)
    return found


def folded(path: str) -> str:
    """A path as a file system compares it that knows neither case nor Unicode forms."""
    return path.lower() if path.isascii() else normalize("NFC", path).casefold()


def route_form(route: str) -> str:
    """A route as sites make it from a path: lower case, hyphens for blanks, no slash at the ends."""
    return folded(route).strip("/").replace(" ", "-")


def _forms(path: str) -> tuple[str, ...]:
    whole = "/" + folded(path)
    stem, dot, suffix = whole.rpartition(".")
    return (whole, stem) if dot + suffix in ARTICLE_SUFFIXES else (whole,)
