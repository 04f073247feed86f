"""What earlier runs found out, per file, so that an unchanged file is never parsed again.

One SQLite file per context (version, settings, rule pages) in `.articlelint_cache/`. It is safe under concurrent runs
and kills (transactions), holds JSON only, and a file that cannot be used is thrown away: a cache is never a reason to fail.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = ".articlelint_cache"
_KEPT_CONTEXTS = 6
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds the cache of articlelint; it may be deleted at any time.\n"
_SCHEMA = """
create table if not exists stamps(path text primary key, size int, mtime int, ctime int, inode int, digest blob) without rowid;
create table if not exists records(path text primary key, names text, refs text, told text, world blob, related text);
create table if not exists worlds(name text primary key, value text);
"""


class Stamp(NamedTuple):
    """What the file system says of a file without reading it, and the digest of what was in it."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: bytes

    def matches(self, status: os.stat_result) -> bool:
        """Whether a file with this status is surely the one that was read."""
        return (
            self.size == status.st_size
            and self.mtime == status.st_mtime_ns
            and self.ctime == status.st_ctime_ns
            and self.inode == status.st_ino
        )


class Record(NamedTuple):
    """What one article left behind, as JSON texts.

    `names` is its facts without references, `refs` its references, `told` its own diagnostics; `related` its reference
    diagnostics, which hold as long as the rest of the corpus has the digest `world`. Empty texts stand for nothing.
    """

    path: str
    names: str
    refs: str
    told: str
    world: bytes = b""
    related: str = ""


class Cache:
    """An open store. Every method is harmless when the store cannot be used: it finds nothing and keeps nothing."""

    def __init__(self, folder: Path, context: str) -> None:
        self._file = folder / f"{context}.sqlite"
        self._connection: sqlite3.Connection | None = None
        self._process = os.getpid()
        try:
            _make(folder)
            self._connection = _open(self._file)
            _forget_old_contexts(folder, keep=f"{context}.sqlite")
        except (OSError, sqlite3.Error):
            self._connection = None

    def stamps(self) -> dict[str, Stamp]:
        """The stamps of all files that were ever read in this context."""
        rows = self._rows("select path, size, mtime, ctime, inode, digest from stamps")
        return {row[0]: Stamp(*row[1:]) for row in rows}

    def records(self, columns: str, paths: Iterable[str] | None = None) -> Iterator[tuple[Any, ...]]:
        """Some columns of the records, of all files or of those named."""
        if paths is None:
            yield from self._rows(f"select {columns} from records order by path")  # noqa: S608
            return
        for path in paths:
            yield from self._rows(f"select {columns} from records where path = ?", (path,))  # noqa: S608

    def keep(self, stamps: Iterable[tuple[str, Stamp]], records: Iterable[Record], gone: Iterable[str]) -> None:
        """Writes what is new and forgets what is gone, all or nothing."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany("delete from stamps where path = ?", each := [(path,) for path in gone])
            self._connection.executemany("delete from records where path = ?", each)
            self._connection.executemany(
                "insert or replace into stamps values(?, ?, ?, ?, ?, ?)", [(path, *stamp) for path, stamp in stamps]
            )
            self._connection.executemany("insert or replace into records values(?, ?, ?, ?, ?, ?)", records)

    def keep_related(self, world: bytes, related: Iterable[tuple[str, str]]) -> None:
        """Writes the reference diagnostics of some files, valid for this state of the corpus."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany(
                "update records set world = ?, related = ? where path = ?",
                [(world, text, path) for path, text in related],
            )

    def world_note(self, world: bytes) -> str | None:
        """What was noted of this state of the corpus; None when nothing is known of it."""
        row = next(self._rows("select value from worlds where name = ?", (world.hex(),)), None)
        return None if row is None else str(row[0])

    def keep_world_note(self, world: bytes, note: str) -> None:
        """Notes something of this state of the corpus; what was noted of others is forgotten."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error), self._connection:
            self._connection.execute("delete from worlds")
            self._connection.execute("insert into worlds values(?, ?)", (world.hex(), note))

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rows(self, query: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        if self._connection is None:
            return
        if self._process != os.getpid():  # a connection must not be carried over a fork
            self._connection, self._process = sqlite3.connect(self._file), os.getpid()
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.Error:
            self._connection = None


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
    (folder / ".gitignore").write_text("# Made by articlelint.\n*\n", encoding="utf-8")


def _open(path: Path) -> sqlite3.Connection:
    """A connection with our tables. A file that is no database any more is replaced."""
    for attempt in (1, 2):
        connection = sqlite3.connect(path, timeout=2)
        try:
            # A lost cache costs time, a slow commit costs it on every run.
            connection.execute("pragma synchronous = off")
            connection.executescript(_SCHEMA)
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2:
                raise
            path.unlink(missing_ok=True)
        else:
            return connection
    raise AssertionError("unreachable")


def _forget_old_contexts(folder: Path, keep: str) -> None:
    """Other settings leave other files; the newest few stay."""
    files = sorted(folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in [path for path in files if path.name != keep][_KEPT_CONTEXTS - 1 :]:
        path.unlink(missing_ok=True)
