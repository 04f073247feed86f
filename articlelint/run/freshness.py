"""Which files are surely those that were read before, judged folder by folder, so that an unchanged corpus costs one stat of each file and no more."""

from __future__ import annotations

import os
from collections.abc import Collection

from articlelint.cache.records import Cache, Stamp, folder_of
from articlelint.files.discovery import Tree


class Freshness:
    """What the cache knows of the files of a run, compared with what is on disk now."""

    def __init__(self, cache: Cache | None, tree: Tree, paths: Collection[str]) -> None:
        self._cache = cache
        self._tree = tree
        self._paths = paths
        self.stamps: dict[str, Stamp] = {}
        known: Collection[str] = paths if paths is tree.articles else set(paths)
        self._is_whole = known is tree.articles or set(known).issuperset(tree.articles)
        self._extra = set[str]() if known is tree.articles else set(known).difference(tree.articles)
        self._marks = cache.marks() if cache else {}
        self._doubted: set[str] = set()
        self._unsure: set[str] = set()
        self._stats: dict[str, tuple[int, ...]] = {}

    def unsure(self, without: Collection[str], most: int) -> list[str]:
        """The files that must be looked at one by one: those that have changed, or hold more than `most` bytes.

        Only folders where anything has changed are looked into. Where no stats were asked for, nothing is sure.
        """
        if self._cache is None or (self._tree.articles and not self._tree.stats):
            return [path for path in self._paths if path not in without]
        self._unsure = {folder_of(path) for path in (*self._extra, *without)}
        changed = (folder for folder, group in self._tree.stats.items() if self._marks.get(folder) != group.digest)
        self._doubted = self._unsure.union(changed)
        for folder in self._doubted:
            self._look_into(self._cache, folder)
        found = {path for path, stat in self._stats.items() if stat[0] > most or self._kept(path) != stat}
        found.update(path for path in self._extra if folder_of(path) in self._doubted)
        if not self._is_whole:
            found.intersection_update(self._paths)
        return sorted(found.difference(without))

    def _kept(self, path: str) -> tuple[int, ...] | None:
        """The stat that a file had when it was read."""
        stamp = self.stamps.get(path)
        return None if stamp is None else stamp[:4]

    def _look_into(self, cache: Cache, folder: str) -> None:
        self.stamps.update(cache.stamps(folder))
        group = self._tree.stats.get(folder)
        if group is not None:
            above = f"{folder}/" if folder else ""
            paths = (above + name for name in group.names)
            self._stats.update(zip(paths, group.stats, strict=True))

    def knows(self, path: str, status: os.stat_result) -> bool:
        """Whether a file is surely the one that was read."""
        stamp = self.stamps.get(path)
        return stamp is not None and stamp.matches(status)

    def note(self, path: str, stamp: Stamp | None) -> None:
        """Notes that a file was read; without a stamp, that it is none of the articles."""
        if stamp is None or self._stats.get(path) != stamp[:4]:
            self._unsure.add(folder_of(path))

    def gone(self, skipped: Collection[str]) -> tuple[str, ...]:
        """The files that were read before and are no articles any more, or are skipped now."""
        if self._cache is None:
            return ()
        known = set(self.stamps)
        lost = {path for path in skipped if path in known}
        if self._is_whole:
            for folder in self._cache.folders().difference(self._tree.stats, self._doubted):
                known.update(self._cache.stamps(folder))
            lost |= known.difference(self._paths)
        return tuple(sorted(lost))

    def keep(self, world: bytes) -> bool:
        """Notes which files there are, and the folders that need no look at each of them while their stats stay the same.

        Returns whether the cache agrees with the tree now.
        """
        if self._cache is None:
            return False
        stats = self._tree.stats
        sure = {folder for folder in self._doubted - self._unsure if folder in stats} if self._is_whole else set[str]()
        marks = [(folder, stats[folder].digest) for folder in sorted(sure)]
        unsure = [folder for folder in self._marks if folder not in stats or folder in self._unsure]
        if not marks and not unsure and self._cache.note("world") == world:
            return True
        return self._cache.keep_folders(world, marks, unsure)
