"""paths -> files: git ignore rules, include and exclude patterns, suffixes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from articlelint.settings import Settings


class Tree(NamedTuple):
    """The files under a root, by path relative to it with `/`: the articles, and all files."""

    articles: tuple[str, ...]
    files: frozenset[str]
    notes: tuple[str, ...] = ()


def walk(root: Path, settings: Settings) -> Tree:
    """All files under the root. Symbolic links are not followed out of it."""
    include = GitIgnoreSpec.from_lines(settings.include)
    exclude = GitIgnoreSpec.from_lines(settings.exclude)
    files: list[str] = []
    articles: list[str] = []
    for path, ignored in _files(root, settings.respect_gitignore):
        files.append(path)
        if not ignored and include.match_file(path) and not exclude.match_file(path):
            articles.append(path)
    return Tree(tuple(sorted(articles)), frozenset(files))


def _files(root: Path, respect_gitignore: bool) -> Iterator[tuple[str, bool]]:
    specs: dict[str, GitIgnoreSpec] = {}
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != ".git")
        here = os.path.relpath(folder, root).replace(os.sep, "/")
        here = "" if here == "." else here + "/"
        if respect_gitignore and ".gitignore" in files:
            specs[here] = GitIgnoreSpec.from_lines(
                Path(folder, ".gitignore").read_text("utf-8", "replace").splitlines()
            )
        for name in sorted(files):
            path = here + name
            yield (
                path,
                any(path.startswith(base) and spec.match_file(path[len(base) :]) for base, spec in specs.items()),
            )
