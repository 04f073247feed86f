"""The one door by which files are read: regular files only, without waiting for anybody, and never more than is asked for.

A FIFO would block for ever, a device may never end, and a small packed file may unpack to more than there is memory for.
"""

from __future__ import annotations

import errno
import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

MOST = 100_000_000  # bytes of a config, rule page, baseline or list
_MOST_UNPACKED = 1_000_000_000  # bytes; the titles of the largest wiki are 0.4 GB
_MOST_GROWTH = 20  # a list of titles is packed to a quarter; gzip can do a thousandth
_SMALL = 500_000  # bytes
_PIECE = 1 << 20
_FLAGS = os.O_RDONLY
for _name in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC"):
    _FLAGS |= getattr(os, _name, 0)


class NotRegularError(OSError):
    """What stands there is a FIFO, a socket or a device."""


class TooLargeError(OSError):
    """A file holds more than it may."""


def opened(place: str | os.PathLike[str]) -> tuple[int, os.stat_result]:
    """A descriptor of a regular file, and its state. Raises OSError, with what is wrong in `strerror`."""
    _require_regular(os.stat(place), place)  # opening a device may already do something
    descriptor = os.open(place, _FLAGS)
    try:
        status = os.fstat(descriptor)
        _require_regular(status, place)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, status


def _require_regular(status: os.stat_result, place: str | os.PathLike[str]) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(place))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(errno.EINVAL, "is no regular file", os.fspath(place))


def read_with_state(place: str | os.PathLike[str], most: int) -> tuple[bytes, os.stat_result]:
    """What a file holds, and its state from before. Raises TooLargeError for more than `most` bytes."""
    descriptor, status = opened(place)
    try:
        _require_room(status.st_size, most, place)
        data = os.read(descriptor, min(status.st_size, most) + 1)
        while len(data) != status.st_size and (more := os.read(descriptor, _PIECE)):
            data += more
            _require_room(len(data), most, place)
    finally:
        os.close(descriptor)
    return data, status


def _require_room(size: int, most: int, place: str | os.PathLike[str]) -> None:
    if size > most:
        raise TooLargeError(errno.EFBIG, f"holds more than {most:,} bytes", os.fspath(place))


def read(place: str | os.PathLike[str], most: int = MOST) -> bytes:
    """What a file holds."""
    return read_with_state(place, most)[0]


def read_text(place: str | os.PathLike[str], encoding: str = "utf-8") -> str:
    """A text of ours, with LF at the end of its lines. Raises OSError, or UnicodeDecodeError."""
    return read(place).decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def pieces(place: Path) -> Iterator[bytes]:
    """A list piece by piece, unpacked if it is gzip. Raises OSError, EOFError or zlib.error."""
    descriptor, status = opened(place)
    with os.fdopen(descriptor, "rb") as file:
        packed = file.peek(2).startswith(b"\x1f\x8b")
        most = min(_MOST_UNPACKED, max(_SMALL, status.st_size) * _MOST_GROWTH) if packed else _MOST_UNPACKED
        done = 0
        with gzip.GzipFile(fileobj=file) if packed else file as stream:
            while piece := stream.read(_PIECE):
                done += len(piece)
                _require_room(done, most, place)
                yield piece


Broken = (OSError, EOFError, zlib.error)  # what reading pieces may raise
