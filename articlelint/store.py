"""The SQLite file that a cache lives in: opened, and thrown away when it is none any more.

One file per context (version, settings, rule pages) in `.articlelint_cache/`. It is safe under concurrent runs and kills (transactions) and
holds numbers, texts and JSON only.
"""

from __future__ import annotations

import os
import sqlite3
from binascii import crc32
from pathlib import Path

FOLDER = ".articlelint_cache"
_KEPT_CONTEXTS = 6
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds the cache of articlelint; it may be deleted at any time.\n"
# `names` are the names that an article answers to as normal forms, in its own order, each with its loose form; `parts` the loose forms of
# what is left of a name without disambiguator or subtitle, or turned round; `ways` the routes and the folders of downloads that it tells of.
_SCHEMA = """
create table if not exists folders(folder text primary key, mark blob) without rowid;
create table if not exists stamps(folder text, path text, size int, mtime int, ctime int, inode int, digest blob,
    primary key(folder, path)) without rowid;
create table if not exists records(path text primary key, names text, refs text);
create table if not exists says(path text primary key, told text, related text) without rowid;
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
_VERSION = crc32(_SCHEMA.encode()) >> 1  # that of a file that has these tables; SQLite keeps 32 bits with a sign


def opened(folder: Path, name: str) -> sqlite3.Connection:
    """A connection to the file of this name, with our tables. A file that is no database any more is replaced.

    Raises OSError or sqlite3.Error when the folder cannot be used.
    """
    _make(folder)
    connection = _connected(folder / name)
    _forget_old_contexts(folder, keep=name)
    return connection


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
    (folder / ".gitignore").write_text("# Made by articlelint.\n*\n", encoding="utf-8")


def _connected(path: Path) -> sqlite3.Connection:
    for attempt in (1, 2):
        connection = sqlite3.connect(path, timeout=2, isolation_level=None)
        try:
            # A lost cache costs time, a slow commit costs it on every run.
            connection.execute("pragma synchronous = off")
            if connection.execute("pragma user_version").fetchone() != (_VERSION,):
                connection.executescript(f"{_SCHEMA}pragma user_version = {_VERSION};")
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
    with os.scandir(folder) as entries:
        others = [entry for entry in entries if entry.name.endswith(".sqlite") and entry.name != keep]
    if len(others) >= _KEPT_CONTEXTS:
        others.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in others[_KEPT_CONTEXTS - 1 :]:
            Path(entry.path).unlink(missing_ok=True)
