"""A large corpus is walked by a process of its own while this one still imports what a run needs: either takes as long as the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from articlelint import again, discover, workers
from articlelint.discover import Tree
from articlelint.errors import WorkerLost
from articlelint.settings import Settings
from articlelint.states import Group

_LARGE = 3_000_000  # bytes of a cache; the walk of a smaller corpus is over before a process is forked


class Walk:
    """The walk of one run: begun already, or made when the tree is asked for."""

    def __init__(self, root: Path, settings: Settings, *, stating: bool) -> None:
        self._root = root
        self._settings = settings
        self._stating = stating
        self._wait: Callable[[], Any] | None = None

    def begin(self) -> None:
        """Begins the walk, if this machine can do two things at a time."""
        with suppress(OSError):  # no process to be had: the walk is made when the tree is asked for
            self._wait = workers.begin(self._packed)

    @property
    def is_under_way(self) -> bool:
        """Whether there is something else to do until the tree is at hand."""
        return self._wait is not None

    def tree(self) -> Tree:
        """The files under the root, as `discover.walk` finds them: those of today, each time anew."""
        wait, self._wait = self._wait, None
        if wait is not None:
            try:
                return _unpacked(*wait())
            except (WorkerLost, workers.WorkerError):
                pass  # whatever the reason was, this process will meet it too and can tell it
        return discover.walk(self._root, self._settings, stating=self._stating)

    def _packed(self) -> tuple[Any, ...]:
        again.begin()
        tree = discover.walk(self._root, self._settings, stating=self._stating)
        told: dict[str, Any] = dict(zip(Tree._fields, tree, strict=True))
        told["files"] = list(tree.files.difference(tree.articles))
        told["states"] = {folder: tuple(group) for folder, group in tree.states.items()}
        return again.noted(), told


def _unpacked(noted: list[str], told: dict[str, Any]) -> Tree:
    again.note_again(noted)
    told["files"] = frozenset(told["articles"]).union(told["files"])
    told["states"] = {folder: Group(*group) for folder, group in told["states"].items()}
    return Tree(**told)


def is_worthwhile(cache_folder: Path) -> bool:
    """Whether the corpus whose cache this is, is large."""
    try:
        with os.scandir(cache_folder) as entries:
            return any(entry.name.endswith(".sqlite") and entry.stat().st_size > _LARGE for entry in entries)
    except OSError:
        return False
