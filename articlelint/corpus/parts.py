"""What a corpus does by rule, and which of its files are parts of a whole that readers see on one page."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from articlelint.model.shape import Shape

# A handful of parts that all begin so, or a third of many, is a custom and no slip.
_FEW, _MANY = 3, 20


@dataclass(frozen=True)
class Parts:
    """`levels` counts, by level and folder, the articles that begin with a heading of a lower level and have no title; `included` are the
    paths that articles take in, without their leading dots and slashes; `ids` the articles that set each explicit id; `differing` counts,
    by folder, the articles whose files are called otherwise than they are. `chaptered` are those with
    several level-1 headings. `articles` are all paths.
    """

    articles: Collection[str] = ()
    levels: Mapping[tuple[int, str], int] = field(default_factory=dict)
    included: frozenset[str] = frozenset()
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    differing: Mapping[str, int] = field(default_factory=dict)
    chaptered: int = 0

    def begins_at(self, level: int, path: str) -> bool:
        """Whether articles begin with a heading of this lower level by rule: those of the corpus, or those of the article's folder."""
        if level == 0 or not self.levels:
            return False
        folder = posixpath.dirname(path)
        own = self.levels.get((level, folder), 0)
        return _is_custom(self._of_level[level], len(self.articles)) or _is_custom(own, self.folders[folder])

    @property
    def has_chapters(self) -> bool:
        """Whether the chapters of articles begin at level 1 by rule."""
        return self.chaptered >= _MANY and 3 * self.chaptered > len(self.articles)

    @property
    def joined(self) -> bool:
        """Whether the corpus is made of files that are joined into one page: without titles, but with ids of their own."""
        return bool(self.ids) and any(_is_custom(count, len(self.articles)) for count in self._of_level.values())

    @cached_property
    def folders(self) -> Counter[str]:
        """How many articles stand in each folder."""
        return Counter(map(posixpath.dirname, self.articles))

    @cached_property
    def _of_level(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for (level, _), count in self.levels.items():
            found[level] += count
        return found

    def includes(self, path: str) -> bool:
        """Whether an article takes this file in, by a path that ends like its own, with or without suffix."""
        return bool(self.included) and any(tail in self.included for tail in _tails(path))

    def owners(self, fragment: str) -> tuple[str, ...]:
        """The articles that set an explicit id, in the order of their paths."""
        return self.ids.get(fragment, ())


def rows_of(path: str, shape: Shape) -> Iterator[tuple[str, str]]:
    """What an index is told of an article's shape: kind and name."""
    if shape.titles:
        yield "titles", ""
    if not shape.named:
        yield "differs", posixpath.dirname(path)
    if shape.level:
        yield "level", f"{shape.level}/{posixpath.dirname(path)}"
        yield from (("id", each) for each in dict.fromkeys(name for name, _ in shape.ids))
    yield from (("include", name) for name in dict.fromkeys(normal(each) for each in shape.includes))


def gathered(rows: Iterable[tuple[str, str, str]], articles: Collection[str]) -> Parts:
    """The parts from rows of path, kind and name, in the order of the paths."""
    levels: Counter[tuple[int, str]] = Counter()
    included: set[str] = set()
    ids: dict[str, list[str]] = {}
    differing: Counter[str] = Counter()
    chaptered = 0
    for path, kind, name in rows:
        if kind == "level":
            level, _, folder = name.partition("/")
            levels[int(level), folder] += 1
        elif kind == "titles":
            chaptered += 1
        elif kind == "differs":
            differing[name] += 1
        elif kind == "include":
            included.add(name)
        else:
            ids.setdefault(name, []).append(path)
    return Parts(
        articles, levels, frozenset(included), {name: tuple(paths) for name, paths in ids.items()}, differing, chaptered
    )


def normal(include: str) -> str:
    """The path of an include without what leads to it: `../_common/note.md` is found as `_common/note.md`."""
    name = include.replace("\\", "/")
    while name.startswith(("./", "../", "/", "@site/")):
        name = name.partition("/")[2]
    return name


def _tails(path: str) -> Iterator[str]:
    parts = path.split("/")
    for count in range(1, len(parts) + 1):
        tail = "/".join(parts[-count:])
        yield tail
        if tail.count(".") and tail.rpartition(".")[2] in ("md", "mdx", "markdown", "wiki", "mediawiki"):
            yield tail.rpartition(".")[0]


def _is_custom(count: int, total: int) -> bool:
    return (count >= _FEW and 2 * count > total) or (count >= _MANY and 3 * count > total)
