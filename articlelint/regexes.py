"""Regular expressions, compiled once per installation and not once per run: the three hundred that we have cost 0.1 s each time.

What `re` makes of a pattern is kept beside the byte code of this module, under the same conditions: readable, writable and of this
very Python, or the pattern is simply compiled. `re` has no public way to do so; `_sre.compile` is what its own compiler ends in, it
checks the code that it is given, and MAGIC tells when the code's format changes.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import importlib.util
import marshal
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

_MOST = 3_000  # patterns kept: users' pages bring their own
_UNREADABLE = (OSError, ValueError, EOFError, TypeError)
_HEAD = 4  # bytes that tell how long the index is
_Key = tuple[str, int]


class _File:
    """Compiled patterns: an index, and behind it their codes, of which a run needs some and reads no more."""

    def __init__(self, name: str) -> None:
        self.places: dict[_Key, tuple[int, int]] = {}
        self._whole = b""
        try:
            self._number = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            begin = int.from_bytes(os.read(self._number, _HEAD), "little")
            stamp, places = marshal.loads(os.read(self._number, begin))  # noqa: S302 - ours, and read where byte code is read
            if not hasattr(os, "pread"):  # Windows, where a file that is open cannot be replaced
                self._whole = os.read(self._number, os.fstat(self._number).st_size)
                os.close(self._number)
            if stamp == _STAMP:
                self.places.update(places)
        except _UNREADABLE:
            return
        self._begin = begin + _HEAD

    def code(self, key: _Key) -> Any:
        """What is kept of a pattern; None when there is nothing."""
        if key not in self.places:
            return None
        place, size = self.places[key]
        try:
            kept = self._whole[place : place + size] or os.pread(self._number, size, self._begin + place)
            pattern, flags, code = marshal.loads(kept)  # noqa: S302 - as above
        except _UNREADABLE:
            return None
        return code if (pattern, flags) == key else None


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns."""
    key = (pattern, int(flags))
    for file in _files:
        code = file.code(key)
        if code is not None:
            made: re.Pattern[str] = _sre.compile(pattern, *code)
            return made
    return _learn(*key)


def _learn(pattern: str, flags: int) -> re.Pattern[str]:
    found: re.Pattern[str] = re.compile(pattern, flags)
    if sum(len(file.places) for file in _files) + len(_new) < _MOST:
        if not _new and _is_kept:
            atexit.register(_keep, os.getpid())
        _new.add((pattern, flags))
    return found


def _code(pattern: str, flags: int) -> tuple[Any, ...]:
    """What `re`'s own compiler hands to `_sre.compile` behind the pattern."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    tree = _parser.parse(pattern, flags)
    code = _compiler._code(tree, flags)  # noqa: SLF001
    index = tree.state.groupdict
    names: list[str | None] = [None] * tree.state.groups
    for name, number in index.items():
        names[number] = name
    return int(flags | tree.state.flags), [*map(int, code)], tree.state.groups - 1, index, tuple(names)


def _keep(process: int) -> None:
    """Writes down what was compiled anew, unless a worker asks."""
    if os.getpid() != process:
        return
    staged = f"{_FILE}.{process}"
    try:
        os.makedirs(os.path.dirname(_FILE), exist_ok=True)
        with open(staged, "wb") as file:
            file.write(_told(_files[1:]))  # the first is a wheel's
        os.replace(staged, _FILE)
    except OSError:
        return  # read-only: compiled again next time


def learnt() -> bytes:
    """What a wheel's file of compiled patterns holds: those known before, and those of this run."""
    return _told(_files)


def _told(known: Sequence[_File]) -> bytes:
    codes = {key: file.code(key) for file in known for key in file.places} | {key: _code(*key) for key in _new}
    rows = {key: marshal.dumps((*key, code)) for key, code in codes.items() if code}
    places, size = {}, 0
    for key, row in rows.items():
        places[key] = (size, len(row))
        size += len(row)
    index = marshal.dumps((_STAMP, places))
    return b"".join((len(index).to_bytes(_HEAD, "little"), index, *rows.values()))


_STAMP = (sys.version, int(_sre.MAGIC), 3)  # the last tells how they are kept
_FILE = importlib.util.cache_from_source(__file__).removesuffix(".pyc") + ".compiled"
SHIPPED = os.path.join(
    os.path.dirname(__file__), os.path.basename(_FILE)
)  # a wheel brings it for the Python that built it
_is_kept = not sys.dont_write_bytecode
_files = [_File(SHIPPED), _File(_FILE)]
_new: set[_Key] = set()
