"""What is printed: nothing foreign goes to standard output or standard error as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from articlelint.escapes import visible_lines, visible_message


def say(text: str) -> None:
    """Lines for people, to standard output. A foreign part that must not end a line goes through `escapes.visible` before."""
    sys.stdout.write(visible_lines(text))


def say_data(text: str) -> None:
    """What a program reads, to standard output: JSON, XML, shell code. Whoever wrote it escaped what is foreign in it."""
    sys.stdout.write(text)


def warn(message: str) -> None:
    """One sentence to standard error, and the excerpt below it, if there is one."""
    sys.stderr.write(f"articlelint: {visible_message(message)}\n")


def remark(text: str) -> None:
    """Lines for people, to standard error."""
    sys.stderr.write(visible_lines(text))


def say_bytes(data: bytes) -> None:
    """The very bytes of an article or a patch, to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def is_read_by_people(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether standard output is a terminal, or is to be treated as one (FORCE_COLOR)."""
    return sys.stdout.isatty() or environ.get("FORCE_COLOR", "0") not in ("", "0")
