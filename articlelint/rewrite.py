"""Writing an article's file: whole or not at all, with its mode kept, and only over what was read."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from articlelint.errors import ArticlelintError


class NotWrittenError(ArticlelintError):
    """A file could not be written; it is as it was."""


def write(place: Path, data: bytes, expected: bytes) -> None:
    """Puts `data` in the place of `expected`. Raises NotWrittenError when the file holds something else by now, or cannot be written."""
    try:
        if place.read_bytes() != expected:
            raise NotWrittenError(f"{place}: was changed by another program meanwhile; it is left alone, run again")
        _replace(place, data)
    except OSError as error:
        raise NotWrittenError(f"{place}: cannot be written: {error.strerror}") from error


def _replace(place: Path, data: bytes) -> None:
    mode = place.stat().st_mode
    if not os.access(place, os.W_OK):
        raise PermissionError(13, "Permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode & 0o7777)
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
