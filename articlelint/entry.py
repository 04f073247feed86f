"""The console script: the last answer when nothing has changed, else the command itself."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from io import TextIOWrapper

from articlelint import again

TYPE_CHECKING = False  # as in articlelint/__init__.py
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn, TextIO

_OBJECTS = 100_000  # more than the modules and tables of a run are made of; what is read leaves no circles behind


def entry() -> None:
    """Runs the command with the words of the command line, and ends the process."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])  # importing would set the collector off dozens of times
    _leave(main(sys.argv[1:]))


def _leave(status: int) -> NoReturn:
    """Ends the process without taking every object of it apart first, which takes as long as a tenth of a small run."""
    if "threading" not in sys.modules:
        atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):  # whoever read it is gone, or the stream is closed: Python knows what to say
            sys.exit(status)
        os._exit(status)
    sys.exit(status)


def main(argv: Sequence[str]) -> int:
    """Runs the command, or says again what it said last time."""
    words = list(argv)
    if not again.may_repeat(words, os.environ):
        return _run(words)
    folder = os.getcwd()
    wanted = again.key(words, os.environ, folder, terminal=sys.stdout.isatty())
    known = again.answer(wanted, folder)
    if known is None:
        return _run_and_remember(words, wanted)
    status, output = known
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as cli does before it prints
    sys.stdout.write(output)
    return status


def _run(words: list[str]) -> int:
    from articlelint.cli import main as run

    return run(words)


def _run_and_remember(words: list[str], wanted: str) -> int:
    began = again.now()
    trail = again.begin()
    out, err = _Tee(sys.stdout), _Tee(sys.stderr)
    sys.stdout, sys.stderr = out, err
    try:
        status = _run(words)
    finally:
        sys.stdout, sys.stderr = out.stream, err.stream
    if status in (0, 1) and out.is_text_only and not err.said:
        again.remember(trail, wanted, status, "".join(out.said), began=began)
    return status


class _Tee:
    """A stream that passes on what is written, and keeps it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.said: list[str] = []
        self.is_text_only = True

    def write(self, text: str) -> int:
        self.said.append(text)
        return self.stream.write(text)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            self.is_text_only = False  # bytes that go by here are not seen
        return getattr(self.stream, name)
