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
from typing import Any

_MOST = 3_000  # patterns kept: users' pages bring their own
_Kept = dict[tuple[str, int], bytes]  # each on its own: a run needs some of them


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns."""
    kept = _known.get((pattern, int(flags)))
    if kept is not None:
        made: re.Pattern[str] = _sre.compile(pattern, *marshal.loads(kept))  # noqa: S302 - ours, and read where byte code is read
        return made
    return _learn(pattern, int(flags))


def _learn(pattern: str, flags: int) -> re.Pattern[str]:
    found: re.Pattern[str] = re.compile(pattern, flags)
    if len(_known) + len(_new) < _MOST:
        if not _new and _is_kept:
            atexit.register(_keep, os.getpid())
        _new[pattern, flags] = b""
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
            file.write(_told({key: known for key, known in _all().items() if key not in _shipped}))
        os.replace(staged, _FILE)
    except OSError:
        return  # read-only: compiled again next time


def learnt() -> bytes:
    """What a wheel's file of compiled patterns holds: those known before, and those of this run."""
    return _told(_all())


def _all() -> _Kept:
    return {**_known, **{key: marshal.dumps(_code(*key)) for key in _new}}


def _told(kept: _Kept) -> bytes:
    return marshal.dumps((_STAMP, kept))


def _load(name: str) -> _Kept:
    try:
        with open(name, "rb") as file:
            stamp, known = marshal.loads(file.read())  # noqa: S302 - ours, and read where byte code is read
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return dict(known) if stamp == _STAMP else {}


_STAMP = (sys.version, int(_sre.MAGIC), 2)  # the last tells how they are kept
_FILE = importlib.util.cache_from_source(__file__).removesuffix(".pyc") + ".compiled"
SHIPPED = os.path.join(
    os.path.dirname(__file__), os.path.basename(_FILE)
)  # a wheel brings it for the Python that built it
_is_kept = not sys.dont_write_bytecode
_shipped = _load(SHIPPED)
_known: _Kept = {**_shipped, **_load(_FILE)}  # the second holds what the first does not
_new: _Kept = {}
