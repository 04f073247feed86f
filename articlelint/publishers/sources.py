"""What the evidence for a publisher is looked for in: the names of all files, and the texts of a few."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

_MOST = 24  # texts of a sample
_HEAD = 20_000  # characters of each


class Sources:
    """The files under the root of a corpus, by path; `read` gives the text of one, or None.

    `names` are those of files, and of folders (with a slash), that give some publisher away, in lower case.
    """

    def __init__(self, files: Collection[str], read: Callable[[str], str | None], names: frozenset[str]) -> None:
        self.files = files
        self.read = read
        self._names = names
        self._samples: dict[tuple[str, ...], tuple[str, ...]] = {}

    @cached_property
    def marks(self) -> Mapping[str, tuple[str, ...]]:
        """The telling names that are there, each with the paths of the files or folders that bear it."""
        found: dict[str, set[str]] = {}
        for path in self._telling():
            folder, _, name = path.rpartition("/")
            if name.lower() in self._names:
                found.setdefault(name.lower(), set()).add(path)
            parts = folder.split("/")
            for at, part in enumerate(parts):
                if f"{part}/" in self._names:
                    found.setdefault(f"{part}/", set()).add("/".join(parts[: at + 1]))
        return {mark: tuple(sorted(paths)) for mark, paths in found.items()}

    def sample(self, *suffixes: str) -> tuple[str, ...]:
        """The beginnings of some files with these suffixes, spread over all of them: the same ones for the same files."""
        if suffixes not in self._samples:
            paths = sorted(path for path in self.files if path.endswith(suffixes))
            chosen = paths[:: max(1, len(paths) // _MOST)][:_MOST]
            self._samples[suffixes] = tuple(text[:_HEAD] for text in map(self.read, chosen) if text)
        return self._samples[suffixes]

    def _telling(self) -> Iterator[str]:
        """The files whose names, or a folder's that they stand in, are marks: nearly none of them."""
        text = "\n".join(("", *self.files)).lower()
        bare = sorted(name.rstrip("/") for name in self._names)
        hints = sorted({hint for mark in bare for hint in _hints(mark)})
        for pieces in (hints, bare):  # quicker than to look at each file
            if not any(piece in text for piece in pieces):
                return
        marks = frozenset(name.rstrip("/") for name in self._names if name.endswith("/"))
        folders: dict[str, bool] = {}
        for path in self.files:
            folder, _, name = path.rpartition("/")
            telling = folders.get(folder)
            if telling is None:
                telling = folders[folder] = not marks.isdisjoint(folder.split("/"))
            if telling or name.lower() in self._names:
                yield path


def _hints(mark: str) -> tuple[str, ...]:
    """What stands in a list of paths that holds this name: the same for many names."""
    if mark[0] in "._":
        return (f"/{mark[0]}", f"\n{mark[0]}")
    return ("config." if "config." in mark else f"{mark.rpartition('.')[0]}.",) if "." in mark else (mark,)
