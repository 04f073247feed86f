"""How far a long run has come, for whoever waits at a terminal: one line on standard error that is wiped away at the end.

Nothing is shown unless a command asks for it, nor in the first second.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO, TypeVar

T = TypeVar("T")
PATIENCE = 1.0  # seconds
_STEP = 0.1
_WIDTH = 24

_terminal: TextIO | None = None


@contextmanager
def shown(*, wanted: bool, environ: Mapping[str, str]) -> Iterator[None]:
    """Within it, progress is shown: if it is wanted, and a person reads standard error."""
    global _terminal  # noqa: PLW0603 - shown from several depths of one process, which runs one command
    before = _terminal
    if wanted and sys.stderr.isatty() and environ.get("TERM") != "dumb" and not environ.get("CI"):
        _terminal = sys.__stderr__
    try:
        yield
    finally:
        _terminal = before


def along(results: Iterable[T], what: str, count: Callable[[T], int], total: int = 0) -> Iterator[T]:
    """The results as they come, each of which stands for `count(result)` articles of `total`; 0 when nobody knows how many."""
    if _terminal is None:
        yield from results
        return
    terminal, done, width = _terminal, 0, 0
    due = time.monotonic() + PATIENCE
    try:
        for each in results:
            done += count(each)
            now = time.monotonic()
            if now >= due:
                line = _line(what, done, total)
                terminal.write("\r" + line.ljust(width))
                terminal.flush()
                width, due = len(line), now + _STEP
            yield each
    finally:
        if width:
            terminal.write("\r" + " " * width + "\r")
            terminal.flush()


def _line(what: str, done: int, total: int) -> str:
    if not total:
        return f"{what} {done:,} articles"
    full = min(_WIDTH, done * _WIDTH // total)
    return f"{what} [{'#' * full}{'.' * (_WIDTH - full)}] {done:,} of {total:,} articles"
