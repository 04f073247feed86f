"""A renaming changes many files as one: a journal tells what was begun, so that the next run finishes or undoes what a kill or a power cut left.

The journal is a SQLite file in the user's own state folder, where no repository can plant one. It is written down to the disk before the
first file changes, and locked while the renaming is at work; the lock goes with the process. Every new text stands beside its file before
the first takes its place, so that a full disk is met in time. Whoever recovers goes by digests: a file that a person has changed since is
neither finished nor undone.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from articlelint.disk import user_folders, writing
from articlelint.errors import UsageError

_SCHEMA = """
create table if not exists renaming(old text, new text, moved_from blob, moved_to blob);
create table if not exists files(path blob, staged blob, before blob, digest blob);
create table if not exists temporary(path blob, staged blob);
"""


class Renaming(NamedTuple):
    """What was asked for, as the user wrote it, and the file that moves: from, to, relative to the root; empty when none does."""

    old: str
    new: str
    moved_from: str = ""
    moved_to: str = ""


class Change(NamedTuple):
    """A file's path relative to the root, the name under which its new text waits beside it, its old text, and the digest of the new."""

    path: str
    staged: str
    before: bytes
    digest: bytes


class Recovered(NamedTuple):
    """What became of a renaming that was interrupted; `left` are the files that somebody has changed since."""

    renaming: Renaming
    is_finished: bool
    left: tuple[str, ...]


def carry_out(root: Path, renaming: Renaming, texts: Mapping[str, tuple[bytes, bytes]]) -> list[str]:
    """Puts new texts in the place of old ones, and moves one file; what could not be kept of the old files, in sentences.

    Raises UsageError when that fails, with everything as it was.
    """
    changes = [
        Change(path, writing.temporary_name(), before, _digest(after)) for path, (before, after) in texts.items()
    ]
    with _locked(_place(root)) as journal:
        _write_down(journal, renaming, changes)
        work = _Work(root, renaming, changes)
        try:
            lost = work.stage({path: after for path, (_, after) in texts.items()})
            work.finish()
        except BaseException as error:  # Ctrl-C too
            if not work.undo():
                raise UsageError(f"{error}; the renaming is half done: call `mv` again to finish it") from error
            journal.clear()
            if isinstance(error, (OSError, writing.NotWrittenError)):
                raise UsageError(f"{_sentence(error)}; nothing was changed") from error
            raise
        journal.clear()
        return lost


@contextmanager
def noting(root: Path, places: Sequence[Path]) -> Iterator[Mapping[Path, str]]:
    """Names of the temporary files by which some files are to be written, one by one; what an earlier run has left of such is removed.

    Where the journal cannot be had, files are written all the same, under names that nobody notes.
    """
    with ExitStack() as stack:
        names: dict[Path, str] = {}
        journal = None
        with suppress(UsageError, OSError, sqlite3.Error):
            journal = stack.enter_context(_locked(_place(root)))
            if _renaming(journal.connection) is None:
                _tidy(root, journal.connection)
                rows = {place: writing.temporary_name() for place in places}
                noted = [(os.fsencode(place), name) for place, name in rows.items()]
                journal.connection.execute("begin")
                journal.connection.executemany("insert into temporary values(?, ?)", noted)
                journal.connection.execute("commit")
                names = rows
        yield names
        if journal is not None and names:
            journal.clear()


def _tidy(root: Path, connection: sqlite3.Connection) -> None:
    """Removes the temporary files of runs that were killed."""
    for path, name in connection.execute("select path, staged from temporary").fetchall():
        with suppress(writing.NotWrittenError):
            writing.discard(writing.target_of(Path(os.fsdecode(path)), root).parent / name)
    connection.execute("delete from temporary")


def interrupted(root: Path) -> Renaming | None:
    """The renaming that was begun in a corpus and not finished, unless it is at work just now."""
    place = user_folders.journal_file(root)
    if place is None or not place.is_file():
        return None
    with suppress(sqlite3.Error), closing(sqlite3.connect(place, timeout=0)) as connection:
        return _renaming(connection)
    return None


def recover(root: Path) -> Recovered | None:
    """Finishes a renaming that was interrupted; undoes it when nothing of it is to be seen, or when what it needs is gone.

    Raises UsageError when it is at work just now, or when its journal is damaged.
    """
    place = user_folders.journal_file(root)
    if place is None or not place.is_file():
        return None
    with _locked(place) as journal:
        renaming = _renaming(journal.connection)
        if renaming is None:
            _tidy(root, journal.connection)
            journal.clear()
            return None
        rows = journal.connection.execute("select path, staged, before, digest from files")
        changes = [Change(os.fsdecode(path), os.fsdecode(staged), *rest) for path, staged, *rest in rows]
        done = _Work(root, renaming, changes).recover()
        journal.clear()
        return done


class _Work:
    """The changes of one renaming, and how far they have come."""

    def __init__(self, root: Path, renaming: Renaming, changes: Sequence[Change]) -> None:
        self._root = root
        self._renaming = renaming
        self._changes = changes
        self._old = root / renaming.moved_from if renaming.moved_from else None
        self._new = root / renaming.moved_to if renaming.moved_to else None

    def stage(self, texts: Mapping[str, bytes]) -> list[str]:
        """Writes each new text beside its file."""
        lost = []
        for change in self._changes:
            target = writing.target_of(self._root / change.path, self._root)
            if target.read_bytes() != change.before:
                raise writing.NotWrittenError(f"{self._root / change.path}: was changed by another program meanwhile")
            problems = writing.stage(target.parent / change.staged, (texts[change.path],), target)
            lost += [f"{change.path}: {each}" for each in problems]
        if self._new is not None:
            writing.target_of(self._new, self._root)
        return lost

    def finish(self) -> None:
        """Lets each new text take its file's place, and moves the file that is to move."""
        folders = set()
        for change in self._changes:
            target, staged = self._places(change)
            if staged.exists():
                os.replace(staged, target)
                folders.add(target.parent)
        if self._old is not None and self._new is not None and not self._is_moved():
            self._new.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(self._new) and not os.path.samefile(self._old, self._new):
                raise FileExistsError(17, "there is a file of this name", str(self._new))
            os.rename(self._old, self._new)
            folders.update((self._old.parent, self._new.parent))
        for folder in folders:
            writing.sync_folder(folder)

    def undo(self) -> bool:
        """Puts everything back, as far as nobody has changed it since; tells whether that worked."""
        try:
            if self._old is not None and self._new is not None and self._is_moved():
                os.rename(self._new, self._old)
            for change in self._changes:
                target, staged = self._places(change)
                writing.discard(staged)
                if self._state(change) == "new":
                    writing.write(target, change.before, self._root)
        except (OSError, writing.NotWrittenError):
            return False
        return True

    def recover(self) -> Recovered:
        """Finishes or undoes what is there."""
        states = {change: self._state(change) for change in self._changes}
        left = tuple(change.path for change, state in states.items() if state == "other")
        begun = "new" in states.values() or self._is_moved()
        waiting = [change for change, state in states.items() if state == "old"]
        if begun and all(self._is_ready(change) for change in waiting):
            for change in self._changes:
                if states[change] != "old":
                    with suppress(writing.NotWrittenError):
                        writing.discard(self._places(change)[1])
            try:
                self.finish()
            except OSError as error:
                raise UsageError(f"an interrupted renaming cannot be finished: {_sentence(error)}") from error
            return Recovered(self._renaming, is_finished=True, left=left)
        if not self.undo():
            raise UsageError(f"an interrupted renaming cannot be undone in {self._root}: its files cannot be written")
        return Recovered(self._renaming, is_finished=False, left=left if begun else ())

    def _places(self, change: Change) -> tuple[Path, Path]:
        """Where a file is by now, and where its new text waits."""
        named = self._root / change.path
        target = writing.target_of(
            self._new if named == self._old and self._new and self._is_moved() else named, self._root
        )
        return target, writing.target_of(named, self._root).parent / change.staged

    def _is_moved(self) -> bool:
        return bool(self._old and self._new and not os.path.lexists(self._old) and os.path.lexists(self._new))

    def _state(self, change: Change) -> str:
        """Whether a file holds its old text, its new one, or another."""
        try:
            held = self._places(change)[0].read_bytes()
        except (OSError, writing.NotWrittenError):
            return "other"
        if held == change.before:
            return "old"
        return "new" if _digest(held) == change.digest else "other"

    def _is_ready(self, change: Change) -> bool:
        """Whether the new text waits as it was written."""
        try:
            staged = self._places(change)[1]
            return not staged.is_symlink() and _digest(staged.read_bytes()) == change.digest
        except (OSError, writing.NotWrittenError):
            return False


class _Journal(NamedTuple):
    place: Path
    connection: sqlite3.Connection

    def clear(self) -> None:
        """Nothing is under way any more."""
        self.connection.executescript("begin; delete from renaming; delete from files; delete from temporary; commit;")
        with suppress(OSError):  # where an open file cannot be removed, an empty journal stays
            self.place.unlink()


@contextmanager
def _locked(place: Path) -> Iterator[_Journal]:
    """The journal, held by this process alone until it ends. Raises UsageError when another process holds it, or it cannot be used."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(place, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(_unusable(place, error)) from error
    with closing(connection):
        try:
            connection.execute(
                "pragma locking_mode = exclusive"
            )  # kept over transactions, so that nobody slips in between
            connection.executescript(f"begin exclusive; {_SCHEMA} commit;")
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            what = (
                "another `articlelint mv` is at work in this corpus; wait for it" if busy else _unusable(place, error)
            )
            raise UsageError(what) from error
        except sqlite3.Error as error:
            raise UsageError(
                f"{place}: this journal of an interrupted renaming is damaged ({error}); see what was changed, then delete it"
            ) from error
        yield _Journal(place, connection)


def _unusable(place: Path, error: Exception) -> str:
    return f"{place.parent}: no journal of the renaming can be kept there ({error}); set XDG_STATE_HOME to a folder that can be written"


def _place(root: Path) -> Path:
    place = user_folders.journal_file(root)
    if place is None:
        raise UsageError("no home folder to keep the journal of a renaming in; set XDG_STATE_HOME to a folder")
    return place


def _write_down(journal: _Journal, renaming: Renaming, changes: Sequence[Change]) -> None:
    connection = journal.connection
    if _renaming(connection) is not None:
        raise UsageError("an interrupted renaming is to be finished first; call `mv` again")
    words = (_text(renaming.old), _text(renaming.new), os.fsencode(renaming.moved_from), os.fsencode(renaming.moved_to))
    try:
        connection.execute("begin")
        connection.execute("insert into renaming values(?, ?, ?, ?)", words)
        connection.executemany(
            "insert into files values(?, ?, ?, ?)",
            [(os.fsencode(path), os.fsencode(staged), *rest) for path, staged, *rest in changes],
        )
        connection.execute("commit")
    except sqlite3.Error as error:
        raise UsageError(_unusable(journal.place, error)) from error
    if not journal.place.exists():  # another process has just cleared it away
        raise UsageError("another `articlelint mv` was at work in this corpus; call it again")


def _renaming(connection: sqlite3.Connection) -> Renaming | None:
    row = connection.execute("select old, new, moved_from, moved_to from renaming").fetchone()
    return Renaming(row[0], row[1], os.fsdecode(row[2]), os.fsdecode(row[3])) if row else None


def _text(word: str) -> str:
    return word.encode("utf-8", "backslashreplace").decode("utf-8")


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def _sentence(error: OSError | writing.NotWrittenError) -> str:
    return f"{error.filename}: cannot be written: {error.strerror}" if isinstance(error, OSError) else str(error)
