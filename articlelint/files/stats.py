"""What the file system says of the files of a folder, and one digest that tells whether any of it has changed.

A corpus whose folders all have the digests that the cache knows needs no look at single files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

Stat = tuple[int, int, int, int]
_GONE = (-1, -1, -1, -1)
_stat: Callable[[os.stat_result], Stat] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


class FolderStats(NamedTuple):
    """Files of one folder: their names, size, times and inode of each in the same order, and a digest of both."""

    names: tuple[str, ...]
    stats: tuple[Stat, ...]
    digest: bytes


def stats_of(entries: Sequence[os.DirEntry[str]]) -> FolderStats:
    """The files of a folder. One that is gone already is told apart from every file that is there."""
    return _with_digest(tuple([entry.name for entry in entries]), _stats([entry.path for entry in entries]))


def _stats(paths: Sequence[str]) -> tuple[Stat, ...]:
    try:
        return tuple(map(_stat, map(os.lstat, paths)))
    except OSError:  # one of them is gone
        return tuple(_stat_or_none(path) for path in paths)


def _stat_or_none(path: str) -> Stat:
    try:
        return _stat(os.lstat(path))
    except OSError:
        return _GONE


def _with_digest(names: tuple[str, ...], stats: tuple[Stat, ...]) -> FolderStats:
    text = f"{'/'.join(names)}//{stats}"  # no name holds a slash
    return FolderStats(names, stats, blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def without(folder: FolderStats, names: Collection[str]) -> FolderStats:
    """The files of a folder but for some, not all of them."""
    if not names:
        return folder
    kept = [pair for pair in zip(folder.names, folder.stats, strict=True) if pair[0] not in names]
    return _with_digest(tuple(name for name, _ in kept), tuple(stat for _, stat in kept))
