"""First half for many articles: what is known of each, from an earlier run or from reading it now."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from articlelint import codec, progress, workers
from articlelint.cache import Cache, Record, Stamp
from articlelint.desk import Desk, Examined
from articlelint.facts import Facts
from articlelint.model import Reference
from articlelint.text import decode

References = tuple[Reference, ...]
_CHUNK_BYTES = 400_000
_WORTH_A_WORKER = 600_000  # bytes; less than this is parsed sooner than a process is forked
_BATCH = 2_000  # records
_COARSE_STEP = 2.0
_FINE_STEP = 0.05
_HEAD = 8_000


class Shelf:
    """The records of all needed articles: the newest are at hand in `new`, the others wait in the cache until they are asked for.

    `examined` are the paths that were parsed in this run; `failures` tells of files that could not be read.
    """

    def __init__(self, paths: Sequence[str], cache: Cache | None) -> None:
        self.paths = paths
        self.cache = cache
        self.new: dict[str, Record] = {}
        self.examined: set[str] = set()
        self.failures: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.gone: tuple[str, ...] = ()
        self.unsaved: set[str] = set()

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

    def put(self, record: Record) -> None:
        """A new record. With a cache to hold them, only the newest stay in memory."""
        self.examined.add(record.path)
        self.new[record.path] = record

    def flush(self, stamps: list[tuple[str, Stamp]], *, last: bool = False) -> None:
        """Hands what is new to the cache, now and then, so that memory does not grow with the corpus."""
        if self.cache is None or (len(stamps) < _BATCH and not last):
            return
        if stamps or self.gone:
            self.cache.keep(stamps, self.new.values(), self.gone)
            stamps.clear()
        if not last or len(self.paths) > _BATCH * 4:
            self.new.clear()

    def rows(self, columns: str) -> list[tuple[Any, ...]]:
        """Some columns of every record, `path` first, in the order of the paths."""
        return sorted(self.records(columns, self.paths))


class Read(NamedTuple):
    """What a worker sends back of one file. `names` is empty when the content was known already."""

    path: str
    stamp: tuple[int, int, int, int, bytes]
    names: str
    refs: str
    told: str
    failure: str = ""
    skipped: str = ""


def stock(
    paths: Sequence[str],
    desk: Desk,
    cache: Cache | None,
    jobs: int,
    place: Callable[[str], str],
    texts: Mapping[str, bytes],
) -> Shelf:
    """Puts every article on the shelf: unchanged ones by their stamp, others by reading them. `place` is a path's place on disk;

    `texts` hold what is to be taken instead of some files' content, without keeping it.
    """
    shelf = Shelf(paths, cache)
    known = cache.stamps() if cache else {}
    stale: list[tuple[str, int]] = []
    most = desk.plans.settings.max_file_size
    for path in paths:
        if path in texts:
            continue
        try:
            status = os.stat(place(path))
        except OSError:
            stale.append((path, 0))
            continue
        if status.st_size > most:
            shelf.skipped[path] = f"skipped {path}: {status.st_size:,} bytes are more than max-file-size ({most:,})"
            continue
        stamp = known.get(path)
        if stamp is None or not stamp.matches(status):
            stale.append((path, status.st_size))
    shelf.gone = tuple(sorted(set(known).difference(paths)))
    _examine(shelf, stale, known, desk, jobs, place)
    for path, data in texts.items():
        shelf.put(Record(path, *stored(desk.examine_source(decode(data, path)))))
        shelf.unsaved.add(path)
    return shelf


def _examine(
    shelf: Shelf,
    stale: Sequence[tuple[str, int]],
    known: dict[str, Stamp],
    desk: Desk,
    jobs: int,
    place: Callable[[str], str],
) -> None:
    def work(paths: Sequence[str]) -> list[tuple[Any, ...]]:
        return [tuple(examine_file(path, place(path), known.get(path), desk)) for path in paths]

    total = sum(size for _, size in stale)
    chunks = by_size(stale, _CHUNK_BYTES)
    stamps: list[tuple[str, Stamp]] = []
    results = workers.spread(work, chunks, jobs if total > _WORTH_A_WORKER else 1)
    for rows in progress.along(results, "Reading", len, len(stale)):
        for row in rows:
            read = Read(*row)
            if read.failure:
                shelf.failures[read.path] = read.failure
                continue
            if read.skipped:
                shelf.skipped[read.path] = read.skipped
                continue
            stamps.append((read.path, Stamp(*read.stamp)))
            if read.names:
                shelf.put(Record(read.path, read.names, read.refs, read.told))
        shelf.flush(stamps)
    shelf.flush(stamps, last=True)


def by_size(files: Iterable[tuple[str, int]], most: int) -> list[list[str]]:
    """Paths in chunks of about `most` bytes, never more chunks than may be handed out."""
    files = list(files)
    most = max(most, sum(size + 1 for _, size in files) // (workers.MOST_CHUNKS // 2))
    chunks: list[list[str]] = []
    room = 0
    for path, size in files:
        if room <= 0:
            chunks.append([])
            room = most
        chunks[-1].append(path)
        room -= size + 1_000  # opening a file costs about as much as parsing this many bytes
    return chunks


def examine_file(path: str, place: str, known: Stamp | None, desk: Desk) -> Read:
    """Reads one file; examines it unless its content is what it was."""
    try:
        data, status = _read(place)
    except OSError as error:
        return Read(path, (0, 0, 0, 0, b""), "", "", "", f"{path}: cannot be read: {error.strerror}")
    if is_binary(data):
        return Read(path, (0, 0, 0, 0, b""), "", "", "", skipped=f"skipped {path}: is binary")
    digest = blake2b(data, digest_size=16).digest()
    stamp = (_sure_size(status), status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest)
    if known is not None and known.digest == digest:
        return Read(path, stamp, "", "", "")
    examined = desk.examine_source(decode(data, path))
    return Read(path, stamp, *stored(examined))


def is_binary(data: bytes) -> bool:
    """Whether the beginning of a file holds what no text holds. UTF-16 and UTF-32 are told by their byte order mark."""
    return b"\0" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def stored(examined: Examined) -> tuple[str, str, str]:
    """Names, references and own diagnostics as JSON; references and diagnostics are empty texts when there are none."""
    own = examined.facts
    return (
        codec.dumps(replace(own, references=())),
        codec.dumps(own.references) if own.references else "",
        codec.dumps(examined.told) if examined.told else "",
    )


def facts_of(names: str, refs: str) -> Facts:
    """The facts that `stored` made texts of."""
    own = codec.loads(Facts, names)
    return replace(own, references=codec.loads(References, refs)) if refs else own


def _read(place: str) -> tuple[bytes, os.stat_result]:
    with open(place, "rb", buffering=0) as file:
        return file.readall() or b"", os.fstat(file.fileno())


def _sure_size(status: os.stat_result) -> int:
    """The size, or -1 (which never matches) for a file changed so recently that its time cannot tell a further change."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    step = _COARSE_STEP if newest % 1_000_000_000 == 0 else _FINE_STEP
    return -1 if newest / 1e9 > time.time() - step else status.st_size
