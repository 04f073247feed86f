"""First half for many articles: what is known of each, from an earlier run or from reading it now.

Objects stay objects in a process that keeps nothing; what goes to the cache, comes from another process, or is held of very many articles is
packed as text (`cache.serialization`).
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from articlelint.cache.records import Cache, Findings, Names, Stamp
from articlelint.cache.serialization import Record, diagnostics_of, facts_of, record_of
from articlelint.disk import reading
from articlelint.engine.plans import Plans
from articlelint.errors import CacheLost
from articlelint.files.discovery import Tree
from articlelint.model.facts import Examined, Facts
from articlelint.run import article, progress, workers
from articlelint.run.article import Texts
from articlelint.run.freshness import Freshness
from articlelint.run.stored_titles import names_of
from articlelint.text.source import decode

_CHUNK_BYTES = 120_000  # small enough that no worker waits long for the last one of another
_FEWEST_CHUNKS = 8  # of a small job: as many as two workers share evenly
_OPENING = 1_000  # opening a file, and calling the rules for it, costs about as much as parsing this many bytes
_WORTH_A_WORKER = 300_000  # of `weight`; less is parsed sooner than all rules are loaded and a process is forked
_BATCH = 2_000  # records
_MOST_OBJECTS = 1_000  # articles; as objects they take about four times the memory that they take as text
_COARSE_STEP = 2.0
_FINE_STEP = 0.05
_HEAD = 8_000
_NO_NAMES = Names()
Held = Examined | Record


class Collected:
    """What is known of all needed articles: the newest are at hand in `fresh`, the others wait in the cache until they are asked for.

    `failures` tells of files that could not be read, `skipped` of those that are no articles. `is_kept` tells that the cache holds all of
    it, so that it can be asked in the place of memory.
    """

    def __init__(self, paths: Sequence[str], cache: Cache | None, *, references: bool = False) -> None:
        self.paths = paths
        self.cache = cache if cache and cache.usable else None
        self.fresh: dict[str, Held] = {}
        self.failures: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.gone: tuple[str, ...] = ()
        self.is_kept = self.cache is not None
        self._references = references
        self._names: list[Names] = []

    @property
    def articles(self) -> Sequence[str]:
        """The paths that could be read and are articles: neither failed nor skipped."""
        if not self.failures and not self.skipped:
            return self.paths
        return [path for path in self.paths if self._has(path)]

    def _has(self, path: str) -> bool:
        return path not in self.failures and path not in self.skipped

    def facts(self, path: str, *, references: bool = True) -> Facts:
        """The facts of one article; without `references`, only what it tells the others. Raises CacheLost when the cache knows it no more."""
        held = self.fresh.get(path)
        if isinstance(held, Examined):
            return held.facts
        names, refs = held[1:3] if held else self.stored(path, "names, refs" if references else "names, ''")
        return facts_of(names, refs if references else "")

    def stored(self, path: str, columns: str) -> tuple[str, ...]:
        """Some columns of what the cache holds of an article."""
        row = next(self.cache.records(columns, (path,)), None) if self.cache else None
        if row is None:
            raise CacheLost(f"{path}: another run has forgotten it")
        return row

    def findings(self, paths: Sequence[str]) -> Iterator[Findings]:
        """What the rules found in some articles, as far as it is known; an article without findings may be left out."""
        for path in paths:
            if held := self.fresh.get(path):
                own = held.diagnostics if isinstance(held, Examined) else diagnostics_of(held.diagnostics)
                yield Findings(path, own, None)
        old = [path for path in paths if path not in self.fresh and self._has(path)]
        if old and self.cache is not None:
            wanted = set(old)
            for each in self.cache.findings(None if self._are_many(old) else old):
                if each.path in wanted:
                    # What references came to is known of the corpus that is kept.
                    yield each if self.is_kept else each._replace(answers=None)

    def texts(self, paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Path, names and references of some articles, as the cache holds them."""
        old = []
        for path in paths:
            held = self.fresh.get(path)
            if held is None:
                old.append(path)
            else:
                yield (held if isinstance(held, Record) else record_of(path, held))[:3]
        yield from self._rows("path, names, refs", old)

    def sizes(self, paths: Iterable[str]) -> list[tuple[str, int]]:
        """About how many characters the references of some articles are, sorted by path."""
        found, old = [], []
        for path in paths:
            held = self.fresh.get(path)
            if held is None:
                old.append(path)
            else:
                found.append((path, len(held.refs) if isinstance(held, Record) else 80 * len(held.facts.references)))
        return sorted([*found, *self._rows("path, length(refs)", old)])

    def in_order(self) -> Iterator[tuple[str, Facts | str]]:
        """Path, and what the article tells the others, in the order of the paths: as text where it is packed.

        They come one after the other: a large corpus is never all in memory.
        """
        old = self._rows("path, names", [path for path in self.paths if path not in self.fresh])
        for path in sorted(self.articles):
            held = self.fresh.get(path)
            if held is not None:
                yield path, held.facts if isinstance(held, Examined) else held.names
            else:
                row = next(old, None)
                if row is None or row[0] != path:
                    raise CacheLost(f"{path}: another run has forgotten it")
                yield row

    def _rows(self, columns: str, paths: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Some columns of what the cache holds of some paths, `path` first among them."""
        wanted = {path for path in paths if self._has(path)}
        if wanted and self.cache is not None:
            rows = self.cache.records(columns, None if self._are_many(wanted) else sorted(wanted))
            yield from (row for row in rows if row[0] in wanted)

    def _are_many(self, paths: Collection[str]) -> bool:
        """Whether all rows are sooner read than these one by one."""
        return len(paths) * 4 > len(self.paths)

    def put(self, path: str, held: Held, names: Names = _NO_NAMES) -> None:
        """Something new. With a cache to hold them, only the newest stay in memory."""
        self.fresh[path] = held
        self._names.append(names)

    def flush(self, stamps: list[tuple[str, Stamp]], *, last: bool = False) -> None:
        """Hands what is new to the cache, now and then, so that memory does not grow with the corpus."""
        if not self.is_kept or self.cache is None or (len(stamps) < _BATCH and not last):
            return
        if stamps or self.gone:
            records = [each for each in self.fresh.values() if isinstance(each, Record)]
            rows = zip(records, self._names, strict=True)
            self.is_kept = self.cache.keep(stamps, rows, self.gone, references=self._references)
            stamps.clear()
        if self.is_kept:
            self.gone = ()
            self.fresh.clear()
            self._names.clear()


class FileRead(NamedTuple):
    """What came of reading one file. `held` is None when its content was known already, or is no article's."""

    path: str
    stamp: Stamp | None = None
    held: Held | None = None
    names: Names = _NO_NAMES
    failure: str = ""
    skipped: str = ""


class Reader(NamedTuple):
    """Reads and examines files, in any process. `known` are the stamps of files of which the cache has something."""

    plans: Plans
    texts: Texts
    known: Mapping[str, Stamp]
    keep: bool
    pack: bool

    def read(self, paths: Sequence[str]) -> list[FileRead]:
        """Reads some files."""
        return [self._read(path) for path in paths]

    def _read(self, path: str) -> FileRead:
        """Reads one file; examines it unless its content is what it was. Only what is to be kept is made ready for it."""
        place, most = os.path.join(self.texts.root, path), self.plans.settings.max_file_size
        try:
            data, status = reading.read_with_state(place, most)
        except reading.TooLargeError:
            return FileRead(path, skipped=too_large(path, os.stat(place).st_size, most))
        except OSError as error:
            return FileRead(path, failure=f"{path}: cannot be read: {error.strerror}")
        if is_binary(data):
            return FileRead(path, skipped=f"skipped {path}: is binary")
        stamp = None
        if self.keep:
            digest = blake2b(data, digest_size=16).digest()
            stamp = Stamp(_sure_size(status), status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest)
            known = self.known.get(path)
            if known is not None and known.digest == digest:
                return FileRead(path, stamp)
        examined = article.examine(decode(data, path), self.plans)
        names = names_of(examined.facts, self.plans.settings) if self.keep else _NO_NAMES
        return FileRead(path, stamp, record_of(path, examined) if self.pack else examined, names)


def collect(
    paths: Sequence[str],
    tree: Tree,
    plans: Plans,
    cache: Cache | None,
    jobs: int,
    texts: Texts,
    world: bytes,
) -> Collected:
    """Finds out what is known of every article: of unchanged ones from the cache, of others by reading them.

    What `texts` gives is taken instead of some files' content, without keeping it. `world` is a digest of all else that answers depend on.
    """
    collected = Collected(paths, cache, references=plans.need_all_references)
    freshness = Freshness(collected.cache, tree, paths)
    most = plans.settings.max_file_size
    stale: list[tuple[str, int]] = []
    for path in freshness.unsure(texts.given, most):
        try:
            status = os.stat(os.path.join(texts.root, path))
        except OSError:
            stale.append((path, 0))
            continue
        if status.st_size > most:
            collected.skipped[path] = too_large(path, status.st_size, most)
            freshness.note(path, None)
        elif not freshness.knows(path, status):
            stale.append((path, status.st_size))
    collected.gone = freshness.gone(collected.skipped)
    _examine(collected, stale, freshness, plans, jobs, texts)
    collected.is_kept = collected.is_kept and freshness.keep(world)
    for path, data in texts.given.items():
        collected.put(path, article.examine(decode(data, path), plans))
    collected.is_kept = collected.is_kept and not texts.given
    return collected


def _examine(
    collected: Collected,
    stale: Sequence[tuple[str, int]],
    freshness: Freshness,
    plans: Plans,
    jobs: int,
    texts: Texts,
) -> None:
    keep = collected.is_kept
    total = weight(stale)
    chunks = by_size(stale, min(_CHUNK_BYTES, total // _FEWEST_CHUNKS))
    jobs = jobs if total > _WORTH_A_WORKER else 1
    if total > _WORTH_A_WORKER:
        plans.load_checks()
    reader = Reader(plans, texts, freshness.stamps, keep, keep or jobs > 1 or len(stale) > _MOST_OBJECTS)
    stamps: list[tuple[str, Stamp]] = []
    for files in progress.along(workers.spread(reader.read, chunks, jobs), "Reading", len, len(stale)):
        for file in files:
            freshness.note(file.path, file.stamp)
            if file.failure or file.skipped:
                _leave_out(collected, file, freshness)
                continue
            if file.stamp is not None:
                stamps.append((file.path, file.stamp))
            if file.held is not None:
                collected.put(file.path, file.held, file.names)
        collected.flush(stamps)
    collected.flush(stamps, last=True)


def _leave_out(collected: Collected, file: FileRead, freshness: Freshness) -> None:
    if file.path in freshness.stamps:
        collected.gone = (*collected.gone, file.path)
    if file.failure:
        collected.failures[file.path] = file.failure
    else:
        collected.skipped[file.path] = file.skipped


def weight(files: Iterable[tuple[str, int]]) -> int:
    """How much work files of these sizes are, in bytes that would take as long."""
    return sum(size + _OPENING for _, size in files)


def by_size(files: Iterable[tuple[str, int]], most: int) -> list[list[str]]:
    """Paths in chunks of about `most` bytes."""
    chunks: list[list[str]] = []
    room = 0
    for path, size in files:
        if room <= 0:
            chunks.append([])
            room = most
        chunks[-1].append(path)
        room -= size + _OPENING
    return chunks


def too_large(path: str, size: int, most: int) -> str:
    """Why a file is skipped."""
    return f"skipped {path}: {size:,} bytes are more than max-file-size ({most:,})"


def is_binary(data: bytes) -> bool:
    """Whether the beginning of a file holds what no text holds. UTF-16 and UTF-32 are known by their byte order mark."""
    return b"\0" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def _sure_size(status: os.stat_result) -> int:
    """The size, or -1 (which never matches) for a file changed so recently that its time cannot tell a further change."""
    newest = max(status.st_mtime_ns, status.st_ctime_ns)
    step = _COARSE_STEP if newest % 1_000_000_000 == 0 else _FINE_STEP
    return -1 if newest / 1e9 > time.time() - step else status.st_size
