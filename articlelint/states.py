"""The states of a folder's files, and one digest that tells whether any of them has changed."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Collection, Sequence
from operator import attrgetter

from articlelint.digests import blake2b
from articlelint.records import NamedTuple

State = tuple[int, int, int, int]
_GONE = (-1, -1, -1, -1)
_state: Callable[[os.stat_result], State] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


class Group(NamedTuple):
    """Files of one folder: its absolute path, their names with `/` between, their states in the same order, packed, and a digest of both.

    `newest` is the latest time in the states.
    """

    folder: str
    names: str
    packed: bytes
    mark: bytes
    newest: int

    def states(self) -> list[State]:
        """The states, unpacked."""
        found: list[State] = marshal.loads(self.packed)  # noqa: S302 - packed by this run
        return found


def group_of(folder: str, entries: Sequence[os.DirEntry[str]]) -> Group:
    """The files of a folder and their states. One that is gone already has none, as one that was never there."""
    return _group(folder, "/".join([entry.name for entry in entries]), _states([entry.path for entry in entries]))


def _states(paths: Sequence[str]) -> list[State]:
    try:
        return list(map(_state, map(os.lstat, paths)))
    except OSError:  # one of them is gone
        return [_state_or_none(path) for path in paths]


def _state_or_none(path: str) -> State:
    try:
        return _state(os.lstat(path))
    except OSError:
        return _GONE


def _group(folder: str, names: str, states: list[State]) -> Group:
    _, modified, changed, _ = zip(*states, strict=True)
    packed = _packed(states)
    return Group(folder, names, packed, _mark(names, packed), max(*modified, *changed))


def _packed(states: list[State]) -> bytes:
    return marshal.dumps(states, 2)  # what version 2 writes depends on the values alone


def _mark(names: str, packed: bytes) -> bytes:
    return blake2b(names.encode("utf-8", "surrogatepass") + b"//" + packed, digest_size=16).digest()


def without(group: Group, names: Collection[str]) -> Group:
    """The files of a folder but for some, not all of them."""
    if not names:
        return group
    kept = [pair for pair in zip(group.names.split("/"), group.states(), strict=True) if pair[0] not in names]
    return _group(group.folder, "/".join(name for name, _ in kept), [state for _, state in kept])


def told(group: Group) -> str:
    """The group in a line for `holds`. `//` stands between folder, names and their mark: no path holds it."""
    return f"{group.folder}//{group.names}//{group.mark.hex()}"


def holds(line: str) -> bool:
    """Whether the files of a group are still as they were told."""
    folder, names, mark = line.split("//")
    above = "/" if folder == "/" else f"{folder}/"
    return _mark(names, _packed(_states([above + name for name in names.split("/")]))).hex() == mark
