"""First half for many articles: what is known of each, from an earlier run or from reading it now."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from heapq import merge
from typing import Any, NamedTuple

from articlelint.cache.records import Cache, Names, Record, Stamp
from articlelint.cache.records_text import stored
from articlelint.disk import reading
from articlelint.files.discovery import Tree
from articlelint.run import progress, workers
from articlelint.run.article import Desk
from articlelint.run.freshness import Ledger
from articlelint.run.stored_titles import names_of
from articlelint.text.source import decode

_CHUNK_BYTES = 120_000  # small enough that no worker waits long for the last one of another
_FEWEST_CHUNKS = 8  # of a small job: as many as two workers share evenly
_OPENING = 1_000  # opening a file, and calling the rules for it, costs about as much as parsing this many bytes
_WORTH_A_WORKER = 300_000  # of `weight`; less is parsed sooner than all rules are loaded and a process is forked
_BATCH = 2_000  # records
_COARSE_STEP = 2.0
_FINE_STEP = 0.05
_HEAD = 8_000
_NO_NAMES = Names()
_NO_STAMP = (0, 0, 0, 0, b"")


class Shelf:
    """The records of all needed articles: the newest are at hand in `new`, the others wait in the cache until they are asked for.

    `examined` are the paths that were parsed in this run; `failures` tells of files that could not be read. `is_kept` tells that the cache
    holds all of it, so that it can be asked in the place of memory.
    """

    def __init__(self, paths: Sequence[str], cache: Cache | None, *, references: bool = False) -> None:
        self.paths = paths
        self.cache = cache if cache and cache.usable else None
        self.new: dict[str, Record] = {}
        self.examined: set[str] = set()
        self.failures: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.gone: tuple[str, ...] = ()
        self.unsaved: set[str] = set()
        self.is_kept = self.cache is not None
        self._references = references
        self._names: list[Names] = []

    def has(self, path: str) -> bool:
        """Whether the article could be read, and is one: not a file that failed or was skipped."""
        return path not in self.failures and path not in self.skipped

    def records(self, columns: str, paths: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Some columns of the records of some paths, `path` first among them."""
        names = [name.strip() for name in columns.split(",")]
        old = [path for path in paths if path not in self.new and self.has(path)]
        for path in paths:
            if path in self.new:
                yield tuple(getattr(self.new[path], name) for name in names)
        if old and self.cache is not None:
            everything = len(old) * 4 > len(self.paths)
            wanted = set(old)
            rows = self.cache.records(columns, None if everything else old)
            yield from (row for row in rows if row[0] in wanted)

    def says(self, paths: Sequence[str]) -> Iterator[tuple[str, str, str | None]]:
        """Path, own diagnostics, and what the corpus said (None when that is not known), of the paths that have something to say."""
        for path in paths:
            if path in self.new:
                yield path, self.new[path].told, None
        old = [path for path in paths if path not in self.new and self.has(path)]
        if old and self.cache is not None:
            wanted = set(old)
            rows = self.cache.says(None if len(old) * 4 > len(self.paths) else old)
            # What the corpus says is known of the corpus that is kept.
            yield from ((path, told, said if self.is_kept else None) for path, told, said in rows if path in wanted)

    def put(self, record: Record, names: Names) -> None:
        """A new record. With a cache to hold them, only the newest stay in memory."""
        self.examined.add(record.path)
        self.new[record.path] = record
        self._names.append(names)

    def flush(self, stamps: list[tuple[str, Stamp]], *, last: bool = False) -> None:
        """Hands what is new to the cache, now and then, so that memory does not grow with the corpus."""
        if not self.is_kept or self.cache is None or (len(stamps) < _BATCH and not last):
            return
        if stamps or self.gone:
            rows = zip(self.new.values(), self._names, strict=True)
            self.is_kept = self.cache.keep(stamps, rows, self.gone, references=self._references)
            stamps.clear()
        if self.is_kept:
            self.gone = ()
            self.new.clear()
            self._names.clear()

    def in_order(self, columns: str) -> Iterator[tuple[Any, ...]]:
        """Some columns of every record, in the order of the paths, one after the other: a large corpus is never all in memory."""
        new = [path for path in self.paths if path in self.new]
        old = [path for path in self.paths if path not in self.new]
        yield from merge(sorted(self.records(columns, new)), self.records(columns, old))


class Read(NamedTuple):
    """What a worker sends back of one file. `names` is empty when the content was known already."""

    path: str
    stamp: tuple[int, int, int, int, bytes]
    names: str
    refs: str
    told: str
    claims: tuple[Any, ...] = ()
    failure: str = ""
    skipped: str = ""


def stock(
    paths: Sequence[str],
    tree: Tree,
    desk: Desk,
    cache: Cache | None,
    jobs: int,
    place: Callable[[str], str],
    texts: Mapping[str, bytes],
    world: bytes,
) -> Shelf:
    """Puts every article on the shelf: unchanged ones by their state, others by reading them. `place` is a path's place on disk;

    `texts` hold what is to be taken instead of some files' content, without keeping it. `world` is a digest of all else that answers depend on.
    """
    shelf = Shelf(paths, cache, references=desk.plans.need_all_references)
    ledger = Ledger(shelf.cache, tree, paths)
    most = desk.plans.settings.max_file_size
    stale: list[tuple[str, int]] = []
    for path in ledger.unsure(texts, most):
        try:
            status = os.stat(place(path))
        except OSError:
            stale.append((path, 0))
            continue
        if status.st_size > most:
            shelf.skipped[path] = too_large(path, status.st_size, most)
            ledger.note(path, None)
        elif not ledger.knows(path, status):
            stale.append((path, status.st_size))
    shelf.gone = ledger.gone(shelf.skipped)
    _examine(shelf, stale, ledger, desk, jobs, place)
    shelf.is_kept = shelf.is_kept and ledger.settle(world)
    for path, data in texts.items():
        shelf.put(
            Record(path, *stored(examined := desk.examine_source(decode(data, path)))),
            names_of(examined.facts, desk.plans.settings),
        )
        shelf.unsaved.add(path)
    shelf.is_kept = shelf.is_kept and not texts
    return shelf


def _examine(
    shelf: Shelf,
    stale: Sequence[tuple[str, int]],
    ledger: Ledger,
    desk: Desk,
    jobs: int,
    place: Callable[[str], str],
) -> None:
    def work(paths: Sequence[str]) -> list[tuple[Any, ...]]:
        return [tuple(examine_file(path, place(path), ledger.stamps.get(path), desk, keep=keep)) for path in paths]

    keep = shelf.is_kept
    total = weight(stale)
    chunks = by_size(stale, min(_CHUNK_BYTES, total // _FEWEST_CHUNKS))
    stamps: list[tuple[str, Stamp]] = []
    if total > _WORTH_A_WORKER:
        desk.plans.load_checks()
    results = workers.spread(work, chunks, jobs if total > _WORTH_A_WORKER else 1)
    for rows in progress.along(results, "Reading", len, len(stale)):
        for row in rows:
            read = Read(*row)
            if read.failure or read.skipped:
                _leave_out(shelf, read, ledger)
                continue
            stamp = Stamp(*read.stamp)
            ledger.note(read.path, stamp)
            stamps.append((read.path, stamp))
            if read.names:
                shelf.put(
                    Record(read.path, read.names, read.refs, read.told), Names(*read.claims) if keep else _NO_NAMES
                )
        shelf.flush(stamps)
    shelf.flush(stamps, last=True)


def _leave_out(shelf: Shelf, read: Read, ledger: Ledger) -> None:
    ledger.note(read.path, None)
    if read.path in ledger.stamps:
        shelf.gone = (*shelf.gone, read.path)
    if read.failure:
        shelf.failures[read.path] = read.failure
    else:
        shelf.skipped[read.path] = read.skipped


def weight(files: Iterable[tuple[str, int]]) -> int:
    """How much work files of these sizes are, in bytes that would take as long."""
    return sum(size + _OPENING for _, size in files)


def by_size(files: Iterable[tuple[str, int]], most: int) -> list[list[str]]:
    """Paths in chunks of about `most` bytes, never more chunks than may be handed out."""
    files = list(files)
    most = max(most, weight(files) // (workers.MOST_CHUNKS // 2))
    chunks: list[list[str]] = []
    room = 0
    for path, size in files:
        if room <= 0:
            chunks.append([])
            room = most
        chunks[-1].append(path)
        room -= size + _OPENING
    return chunks


def examine_file(path: str, place: str, known: Stamp | None, desk: Desk, *, keep: bool) -> Read:
    """Reads one file; examines it unless its content is what it was. Only what is to be kept is made ready for it."""
    try:
        data, status = reading.read_with_state(place, desk.plans.settings.max_file_size)
    except reading.TooLargeError:
        return Read(
            path,
            _NO_STAMP,
            "",
            "",
            "",
            skipped=too_large(path, os.stat(place).st_size, desk.plans.settings.max_file_size),
        )
    except OSError as error:
        return Read(path, _NO_STAMP, "", "", "", failure=f"{path}: cannot be read: {error.strerror}")
    if is_binary(data):
        return Read(path, _NO_STAMP, "", "", "", skipped=f"skipped {path}: is binary")
    if not keep:
        return Read(path, _NO_STAMP, *stored(desk.examine_source(decode(data, path))))
    digest = blake2b(data, digest_size=16).digest()
    stamp = (_sure_size(status), status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest)
    if known is not None and known.digest == digest:
        return Read(path, stamp, "", "", "")
    examined = desk.examine_source(decode(data, path))
    return Read(path, stamp, *stored(examined), tuple(names_of(examined.facts, desk.plans.settings)))


def too_large(path: str, size: int, most: int) -> str:
    """Why a file is skipped."""
    return f"skipped {path}: {size:,} bytes are more than max-file-size ({most:,})"


def is_binary(data: bytes) -> bool:
    """Whether the beginning of a file holds what no text holds. UTF-16 and UTF-32 are told by their byte order mark."""
    return b"\0" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def _sure_size(status: os.stat_result) -> int:
    """The size, or -1 (which never matches) for a file changed so recently that its time cannot tell a further change."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    step = _COARSE_STEP if newest % 1_000_000_000 == 0 else _FINE_STEP
    return -1 if newest / 1e9 > time.time() - step else status.st_size
