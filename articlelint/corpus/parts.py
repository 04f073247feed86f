"""What a corpus does by rule, and which of its files are parts of a whole that readers see on one page."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from articlelint.model.shape import Shape

# A handful of parts that all begin so, or a third of a larger corpus, is a custom and no slip.
_FEW, _MANY = 3, 20


@dataclass(frozen=True, slots=True)
class Parts:
    """`levels` counts the articles that begin with a heading of a lower level and have no title, of `total` articles; `included` are
    the paths that articles take in, without their leading dots and slashes; `ids` the articles that set each explicit id; `differing`
    counts, by folder, the articles whose files are called otherwise than they are.
    """

    total: int = 0
    levels: Mapping[str, int] = field(default_factory=dict)
    included: frozenset[str] = frozenset()
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    differing: Mapping[str, int] = field(default_factory=dict)

    def begins_at(self, level: int) -> bool:
        """Whether articles begin with a heading of this lower level by rule."""
        count = self.levels.get(str(level), 0) if level else 0
        return (count >= _FEW and 2 * count > self.total) or (count >= _MANY and 3 * count > self.total)

    @property
    def joined(self) -> bool:
        """Whether the corpus is made of files that are joined into one page."""
        return any(map(self.begins_at, map(int, self.levels)))

    def includes(self, path: str) -> bool:
        """Whether an article takes this file in, by a path that ends like its own, with or without suffix."""
        return bool(self.included) and any(tail in self.included for tail in _tails(path))

    def owners(self, fragment: str) -> tuple[str, ...]:
        """The articles that set an explicit id, in the order of their paths."""
        return self.ids.get(fragment, ())


def rows_of(path: str, shape: Shape) -> Iterator[tuple[str, str]]:
    """What an index is told of an article's shape: kind and name."""
    if not shape.named:
        yield "differs", posixpath.dirname(path)
    if shape.level:
        yield "level", str(shape.level)
        yield from (("id", each) for each in dict.fromkeys(name for name, _ in shape.ids))
    yield from (("include", name) for name in dict.fromkeys(normal(each) for each in shape.includes))


def gathered(rows: Iterable[tuple[str, str, str]], total: int) -> Parts:
    """The parts from rows of path, kind and name, in the order of the paths."""
    levels: Counter[str] = Counter()
    included: set[str] = set()
    ids: dict[str, list[str]] = {}
    differing: Counter[str] = Counter()
    for path, kind, name in rows:
        if kind == "level":
            levels[name] += 1
        elif kind == "differs":
            differing[name] += 1
        elif kind == "include":
            included.add(name)
        else:
            ids.setdefault(name, []).append(path)
    return Parts(total, levels, frozenset(included), {name: tuple(paths) for name, paths in ids.items()}, differing)


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
