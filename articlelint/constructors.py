"""Constructors of our classes, compiled once per installation: a run makes a hundred classes, and compiling cost as much as all else of them.

A wheel brings the codes for the Python that built it; for another they are compiled at each start.
"""

from __future__ import annotations

import marshal
import sys

TYPE_CHECKING = False  # as in articlelint/__init__.py
if TYPE_CHECKING:
    from typing import Any

_STAMP = (sys.version, 1)  # the last tells how they are kept
SHIPPED = f"{__file__.removesuffix('.py')}.{sys.implementation.cache_tag}.compiled"


def constructor(source: str, known: dict[str, Any]) -> Any:
    """The one function that a source defines; `known` are its globals."""
    kept = _kept.get(source)
    if kept is None:
        _anew.add(source)
    exec(_code(source) if kept is None else marshal.loads(kept), known)  # noqa: S102, S302 - ours, and read where byte code is read
    return known[source[4 : source.index("(")]]


def learnt() -> bytes:
    """What a wheel's file holds: the codes of those known before, and of those that this run had to compile."""
    return marshal.dumps((_STAMP, {source: marshal.dumps(_code(source)) for source in sorted(_anew.union(_kept))}))


def _code(source: str) -> Any:
    return compile(source, "<constructor>", "exec")


def _shipped() -> dict[str, bytes]:
    try:
        with open(SHIPPED, "rb") as file:
            stamp, codes = marshal.loads(file.read())  # noqa: S302 - as above
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return codes if stamp == _STAMP else {}


_kept = _shipped()
_anew: set[str] = set()
