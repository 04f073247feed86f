"""What earlier runs found out, per file, so that an unchanged file is never parsed again; and the names of all of them, asked one by one.

The rows agree with each other at any time: what the references of an article came to (`answers`) is forgotten in the same transaction in which
names change. A cache that cannot be written keeps nothing; one that cannot be read raises CacheLost, and the run goes on without.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from articlelint.cache import database, serialization
from articlelint.cache.serialization import Record
from articlelint.errors import CacheLost
from articlelint.model.diagnostics import Diagnostic

__all__ = ["Cache", "Names", "Record", "Stamp"]
# Each folder is sought behind the one before: `select distinct` goes through all files.
_FOLDERS = """
with recursive found(folder) as (
    select min(folder) from stamps
    union all select (select min(folder) from stamps where folder > found.folder) from found where folder is not null
) select folder from found where folder is not null
"""
_UNUSABLE = (sqlite3.Error, UnicodeEncodeError)  # the second: names that are no Unicode


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


class Names(NamedTuple):
    """What an article answers to, as the cache is asked for it: see the tables of `store`."""

    names: tuple[tuple[int, int, str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    ways: tuple[tuple[str, str, int], ...] = ()


class Findings(NamedTuple):
    """The diagnostics of one article: those that need no other one, and those of its references; None when these are not known."""

    path: str
    own: tuple[Diagnostic, ...]
    answers: tuple[Diagnostic, ...] | None


class Cache:
    """An open store. It may be sent to other processes, each of which opens the file anew."""

    def __init__(self, folder: Path, context: str, *, passing: bool = False) -> None:
        """A `passing` one serves one run, in a folder that this has made for it."""
        self._connection: sqlite3.Connection | None = None
        self._store: database.Store | None = None
        self._file = folder / f"{context}.sqlite"
        self._process = os.getpid()
        self._is_changed = False
        with suppress(OSError, sqlite3.Error):
            if passing:
                self._connection = database.connected(self._file)
            else:
                self._store = database.Store(folder, context)
                self._connection, self._file = self._store.connection, self._store.file

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_connection": None, "_store": None}

    @property
    def usable(self) -> bool:
        """Whether there is a store at all."""
        return self._connection is not None

    def marks(self) -> dict[str, bytes]:
        """The marks of all folders whose articles were surely those that were read."""
        return dict(self.rows("select folder, mark from folders"))

    def stamps(self, folder: str) -> dict[str, Stamp]:
        """The stamps of the files of one folder."""
        found = self.rows("select path, size, mtime, ctime, inode, digest from stamps where folder = ?", (folder,))
        return {row[0]: Stamp(*row[1:]) for row in found}

    def folders(self) -> set[str]:
        """Every folder that files were read in."""
        return {row[0] for row in self.rows(_FOLDERS)}

    def records(self, columns: str, paths: Iterable[str] | None = None) -> Iterator[tuple[Any, ...]]:
        """Some columns of the records, of all files or of those named."""
        if paths is None:
            yield from self.rows(f"select {columns} from records order by path")  # noqa: S608 - our own words
            return
        for path in paths:
            yield from self.rows(f"select {columns} from records where path = ?", (path,))  # noqa: S608 - our own words

    def findings(self, paths: Sequence[str] | None) -> Iterator[Findings]:
        """What is known of some articles; without paths, of all of which there is anything to report or to find out."""
        if paths is None:
            rows = self.rows("select * from findings where own <> '' or answers is null or answers <> ''")
        else:
            rows = (row for path in paths for row in self.rows("select * from findings where path = ?", (path,)))
        decode = serialization.diagnostics_of
        for path, own, answers in rows:
            yield Findings(path, decode(own), None if answers is None else decode(answers))

    def keep(
        self,
        stamps: Iterable[tuple[str, Stamp]],
        records: Iterable[tuple[Record, Names]],
        gone: Iterable[str],
        *,
        references: bool = False,
    ) -> bool:
        """Writes what is new and forgets what is gone, all or nothing; tells whether that worked.

        `references` tells that the answers depend on who refers to whom, and not on names only.
        """
        try:
            with self._writing() as connection:
                _Writer(connection, references=references).write(stamps, records, gone)
        except _UNUSABLE:
            return False
        return True

    def keep_folders(self, world: bytes, marks: Iterable[tuple[str, bytes]], unsure: Iterable[str]) -> bool:
        """Notes which files the corpus consists of, and the folders that need not be looked at again; tells whether that worked."""
        try:
            with self._writing() as connection:
                connection.executemany("delete from folders where folder = ?", [(folder,) for folder in unsure])
                connection.executemany("insert or replace into folders values(?, ?)", list(marks))
                if self.note("world") != world:
                    forget_answers(connection)
                    connection.execute("insert or replace into notes values('world', ?)", (world,))
        except _UNUSABLE:
            return False
        return True

    def keep_answers(self, answers: Iterable[tuple[str, tuple[Diagnostic, ...]]], generation: object) -> None:
        """Writes what the references of some articles came to, unless the corpus has changed since it had this generation."""
        with suppress(*_UNUSABLE), self._writing() as connection:
            if self.note("generation") == generation:
                rows = [(serialization.text_of(found), path) for path, found in answers]
                connection.executemany("update findings set answers = ? where path = ?", rows)

    def note(self, name: str) -> Any:
        """Something that was noted of the corpus; None when nothing is known of it."""
        row = next(self.rows("select value from notes where name = ?", (name,)), None)
        return None if row is None else row[0]

    def keep_note(self, name: str, value: str, generation: object) -> None:
        """Notes something of the corpus, unless it has changed since it had this generation."""
        with suppress(*_UNUSABLE), self._writing() as connection:
            if self.note("generation") == generation:
                connection.execute("insert or replace into notes values(?, ?)", (name, value))

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            if self._store is not None and self._is_changed and self._process == os.getpid():
                self._store.seal()

    def rows(self, query: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """What a query finds. Raises CacheLost when the store cannot be read any more."""
        try:
            yield from self._here().execute(query, values)
        except _UNUSABLE as error:
            raise CacheLost(str(error)) from error

    def column(self, query: str, values: tuple[str, ...] = ()) -> list[Any]:
        """The first column of what a query finds, of hundred thousands of rows sooner than one by one. Raises CacheLost as `rows` does."""
        try:
            return [row[0] for row in self._here().execute(query, values)]
        except _UNUSABLE as error:
            raise CacheLost(str(error)) from error

    def _here(self) -> sqlite3.Connection:
        is_here = self._process == os.getpid()
        if self._connection is None and is_here:
            raise CacheLost("no store")
        if self._connection is None or not is_here:  # a connection must not be carried over a fork
            self._connection = sqlite3.connect(self._file, timeout=2, isolation_level=None)
            self._process = os.getpid()
        return self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._here()
        connection.execute("begin immediate")
        self._is_changed = True
        try:
            yield connection
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


class _Writer:
    """One transaction's worth of records."""

    def __init__(self, connection: sqlite3.Connection, *, references: bool) -> None:
        self._connection = connection
        self._references = references

    def write(
        self, stamps: Iterable[tuple[str, Stamp]], records: Iterable[tuple[Record, Names]], gone: Iterable[str]
    ) -> None:
        """Writes all of it."""
        stamps, records, gone = list(stamps), list(records), list(gone)
        many = self._connection.executemany
        if gone or any(self._changes_names(record) for record, _ in records):
            forget_answers(self._connection)
        for table in ("stamps", "records", "findings"):
            key = "folder = ? and path = ?" if table == "stamps" else "path = ?"
            many(f"delete from {table} where {key}", [_key(table, path) for path in gone])  # noqa: S608 - our own words
        known = [(record.path,) for record, _ in records] + [(path,) for path in gone]
        for table in ("names", "parts", "ways"):
            many(f"delete from {table} where path = ?", known)  # noqa: S608 - our own words
        touched = {folder_of(path) for path, _ in stamps} | {folder_of(path) for path in gone}
        many("delete from folders where folder = ?", [(folder,) for folder in touched])
        many(
            "insert or replace into stamps values(?, ?, ?, ?, ?, ?, ?)",
            [(folder_of(path), path, *stamp) for path, stamp in stamps],
        )
        many("insert or replace into records values(?, ?, ?)", [record[:3] for record, _ in records])
        own = [(record.path, record.diagnostics) for record, _ in records]
        many("insert or replace into findings values(?, ?, null)", own)
        named = [(record.path, names) for record, names in records]
        rows = [(rank, path, *rest) for path, names in named for rank, *rest in names.names]
        many("insert into names values(?, ?, ?, ?, ?)", rows)
        many("insert into parts values(?, ?, ?)", [(path, *row) for path, names in named for row in names.parts])
        many("insert into ways values(?, ?, ?, ?)", [(path, *row) for path, names in named for row in names.ways])
        if records:
            next_generation(self._connection)

    def _changes_names(self, record: Record) -> bool:
        """Whether other articles may get other answers because of this one."""
        query = "select names, refs from records where path = ?"
        known = self._connection.execute(query, (record.path,)).fetchone()
        if known is None or known[0] != record.names:
            return True
        return self._references and known[1] != record.refs


def folder_of(path: str) -> str:
    """The folder that a file stands in; empty for the root."""
    return path.rpartition("/")[0]


def forget_answers(connection: sqlite3.Connection) -> None:
    """What references came to holds no more."""
    connection.execute("update findings set answers = null where answers is not null")
    connection.execute("delete from notes where name = 'absent'")
    next_generation(connection)


def next_generation(connection: sqlite3.Connection) -> None:
    """Whoever worked with what stood here before learns that it is over."""
    connection.execute("insert into notes values('generation', 1) on conflict(name) do update set value = value + 1")


def _key(table: str, path: str) -> tuple[str, ...]:
    return (folder_of(path), path) if table == "stamps" else (path,)


@cache
def package_state() -> str:
    """Changes when the tool itself, or one of its rule pages, is changed or upgraded. A process runs what it found when it began."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    newest = count = 0
    pending = [here]
    beside = os.path.join(os.path.dirname(here), "rules")
    if not os.path.isdir(os.path.join(here, "rules")) and os.path.isdir(beside):
        pending.append(beside)
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                    continue
                count += 1
                newest = max(newest, entry.stat().st_mtime_ns)
    return f"{here} {count} {newest}"
