"""The files that a cache lives in: opened when they are surely ours and whole, and begun anew otherwise.

One SQLite file per context (version, settings, rule pages), and beside it a seal: the digest of that file under the user's own key. What was
damaged, or came from elsewhere, has no seal that fits, and is not looked at: a cache says what articles hold, so it must be believed wholly
or not at all. Files hold numbers, texts and JSON only, and are written by transactions; a run that is killed leaves one that is not sealed.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from articlelint.disk import user_folders, writing

_KEPT_CONTEXTS = 6
_AT_WORK = 3600  # seconds for which a file without a seal may belong to a run that has not ended
TAG_NAME = "CACHEDIR.TAG"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds the cache of articlelint; it may be deleted at any time.\n"
_IGNORE = "# Made by articlelint.\n*\n"
_SEAL = re.compile(r"[0-9a-f]{20}\.seal")
_DATABASE = re.compile(r"[0-9a-f]{20}-[0-9a-f]{16}\.sqlite")
_TEMPORARY = re.compile(r"\.articlelint-[0-9a-f]{16}\.tmp")
_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite would take as the truth about the file that they stand beside
_SCHEMA = """
create table if not exists folders(folder text primary key, mark blob) without rowid;
create table if not exists stamps(folder text, path text, size int, mtime int, ctime int, inode int, digest blob,
    primary key(folder, path)) without rowid;
create table if not exists records(path text primary key, names text, refs text);
create table if not exists findings(path text primary key, own text, answers text) without rowid;
create table if not exists names(rank int, path text, place int, name text, loose text,
    primary key(rank, path, place)) without rowid;
create index if not exists names_by_name on names(name);
create index if not exists names_by_loose on names(loose);
create index if not exists names_by_path on names(path);
create table if not exists parts(path text, loose text, name text, primary key(path, loose, name)) without rowid;
create index if not exists parts_by_loose on parts(loose);
create table if not exists ways(path text, kind text, way text, count int, primary key(path, kind, way)) without rowid;
create table if not exists notes(name text primary key, value) without rowid;
"""


class Store:
    """One context's database. Raises OSError or sqlite3.Error when the folder cannot be used."""

    def __init__(self, folder: Path, context: str) -> None:
        key = user_folders.key()
        if key is None:
            raise OSError("no key to seal a cache with can be kept")
        make(folder)
        self._folder, self._seal, self._key = folder, folder / f"{context}.seal", key
        self._sealed = _named(self._seal, context)
        known = self._sealed is not None and self._is_whole(*self._sealed)
        name = self._sealed[0] if known and self._sealed else f"{context}-{secrets.token_hex(8)}.sqlite"
        self.file = folder / name
        self.connection = connected(self.file)

    def _is_whole(self, name: str, digest: str) -> bool:
        """Whether a file holds what it held when it was sealed."""
        file = self._folder / name
        if any(os.path.lexists(f"{file}{end}") for end in _BESIDE) or not _is_plain(file):
            return False
        return self._digest(file) == digest

    def _digest(self, file: Path) -> str:
        digest = blake2b(key=self._key, digest_size=32)
        with open(file, "rb") as opened:
            while piece := opened.read(1 << 20):
                digest.update(piece)
        return digest.hexdigest()

    def seal(self) -> None:
        """Notes what the file holds, after it was closed; and forgets files that nobody needs any more."""
        with suppress(OSError, writing.NotWrittenError):
            text = f"{self.file.name} {self._digest(self.file)}\n"
            writing.write(self._seal, text.encode(), self._folder, durable=False)
            if self._sealed is not None and self._sealed[0] != self.file.name:
                _remove(self._folder / self._sealed[0])
            _forget_old(self._folder, keep=self._seal.name)


def _named(seal: Path, context: str) -> tuple[str, str] | None:
    """The name of the sealed file and its digest."""
    if not _is_plain(seal):
        return None
    with open(seal, "rb") as opened:
        words = opened.read(200).decode("ascii", "replace").split()
    if len(words) == 2 and _DATABASE.fullmatch(words[0]) and words[0].startswith(context):
        return words[0], words[1]
    return None


def connected(file: Path) -> sqlite3.Connection:
    """A connection to a file with our tables, which is made if it is not there."""
    connection = sqlite3.connect(file, timeout=2, isolation_level=None)
    try:
        # A lost cache costs time, a slow commit costs it on every run.
        connection.execute("pragma synchronous = off")
        connection.executescript(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def why_not(folder: Path) -> str:
    """Why a folder cannot be a cache, empty when it can: it is one already, is empty, or is not there."""
    if not os.path.lexists(folder):
        return ""
    if folder.is_symlink() or not folder.is_dir():
        return "is a symbolic link or no folder"
    tag = folder / TAG_NAME
    if _is_plain(tag) and tag.read_bytes()[: len(_TAG) + 1] == _TAG.encode():
        return ""
    with os.scandir(folder) as entries:  # a run that was killed at once may have left a temporary file
        empty = all(_TEMPORARY.fullmatch(entry.name) for entry in entries)
    return "" if empty else "holds files, and no CACHEDIR.TAG of articlelint"


def make(folder: Path) -> None:
    """Makes a cache folder. Raises OSError when it cannot be one."""
    reason = why_not(folder)
    if reason:
        raise OSError(f"{folder}: {reason}")
    if not (folder / TAG_NAME).exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(writing.NotWrittenError):
            writing.write(folder / TAG_NAME, _TAG.encode(), folder, durable=False)
            writing.write(folder / ".gitignore", _IGNORE.encode(), folder, durable=False)


def copied(folder: Path | None, into: Path) -> Path | None:
    """A copy of a cache, to work with where the original must not change; None when there is none."""
    if folder is None or why_not(folder) or not folder.is_dir():
        return None
    make(into)
    for file in (*_ours(folder, _DATABASE), *_ours(folder, _SEAL)):
        with suppress(OSError):  # another run may just have forgotten it
            shutil.copyfile(file, into / file.name, follow_symlinks=False)
    return into


def remove(folder: Path) -> bool:
    """Removes the files of a cache, and its folder if nothing else is in it; tells whether that is gone now."""
    for form in (_SEAL, _DATABASE, _TEMPORARY):
        for file in list(_ours(folder, form)):
            _remove(file)
    for name, text in ((".gitignore", _IGNORE), (TAG_NAME, _TAG)):
        place = folder / name
        if _is_plain(place) and place.read_text(encoding="utf-8", errors="replace") == text:
            place.unlink()
    with suppress(OSError):
        folder.rmdir()
    return not folder.exists()


def _ours(folder: Path, form: re.Pattern[str]) -> Iterator[Path]:
    """The files of a cache whose names have this form."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if form.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                yield Path(entry.path)


def _remove(file: Path) -> None:
    for place in (str(file), *(f"{file}{end}" for end in _BESIDE)):
        with suppress(OSError):
            os.unlink(place)


def _forget_old(folder: Path, keep: str) -> None:
    """Other settings leave other files; the newest few stay. So do those of runs that may not have ended."""
    seals = sorted((seal for seal in _ours(folder, _SEAL) if seal.name != keep), key=_age)
    for seal in seals[_KEPT_CONTEXTS - 1 :]:
        found = _named(seal, seal.stem)
        seal.unlink(missing_ok=True)
        if found:
            _remove(folder / found[0])
    named = {found[0] for seal in _ours(folder, _SEAL) if (found := _named(seal, seal.stem))}
    for file in [*_ours(folder, _DATABASE), *_ours(folder, _TEMPORARY)]:
        if file.name not in named and _age(file) > _AT_WORK:
            _remove(file)


def _age(file: Path) -> float:
    """Seconds since a file was last changed."""
    try:
        return time.time() - file.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0.0


def _is_plain(file: Path) -> bool:
    """Whether this is a regular file, and no link to one."""
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return False
