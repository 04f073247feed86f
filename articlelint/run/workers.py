"""A map over processes: by fork where that is safe, else (macOS, Windows) by spawn, which sends work and chunks to each process."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from articlelint.errors import WorkerLost
from articlelint.web import permission

Chunk = TypeVar("Chunk")
MOST_CHUNKS = 4096  # what waits in a queue costs memory and time; larger chunks cost neither
METHOD = "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"
_MOST_PROCESSES = 61  # the most that Windows waits for at a time
_ENDED = "a worker process was ended from outside, perhaps for want of memory; try `--jobs 1`"


class WorkerError(Exception):
    """A worker raised an exception, which is our bug. `str()` is what it said."""


def spread(work: Callable[[Chunk], Any], chunks: Sequence[Chunk], jobs: int) -> Iterator[Any]:
    """`work(chunk)` for every chunk, by up to `jobs` processes, in the order of the chunks.

    Results are pickled; where processes are spawned, `work` and the chunks are pickled too. Raises WorkerError for what the work raises,
    WorkerLost when a process was ended from outside.
    """
    if len(chunks) > MOST_CHUNKS:
        raise ValueError(f"{len(chunks)} chunks are more than {MOST_CHUNKS}")
    jobs = min(jobs, len(chunks), _MOST_PROCESSES)
    if jobs < 2:
        with _no_collector():
            yield from map(work, chunks)
        return
    yield from _by_processes(work, chunks, jobs)


def _by_processes(work: Callable[[Chunk], Any], chunks: Sequence[Chunk], jobs: int) -> Iterator[Any]:
    # Needed only where there are workers, and slow to import.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(METHOD)
    with _safe_path():
        pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work, chunks, permission.current()))
    try:
        with _safe_path():
            futures = deque(pool.submit(_work_on, number) for number in range(len(chunks)))
        while futures:
            yield futures.popleft().result()  # and hold it no longer
    except BrokenProcessPool as error:
        raise WorkerLost(_ENDED) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _safe_path() -> Iterator[None]:
    """Processes that begin within it do not look for modules in the current folder.

    One that is spawned is a `python -c`: it would run a `multiprocessing.py` that stands beside the articles. It gets our own `sys.path` later.
    """
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


_work: Callable[[Any], Any]
_chunks: Sequence[Any]


def _begin(work: Callable[[Any], Any], chunks: Sequence[Any], reach: permission.Reach | None) -> None:
    """What a worker does first. A forked one knows already whether it may use the network, a spawned one must be told."""
    global _work, _chunks
    _work, _chunks = work, chunks
    permission.permit(reach)
    gc.disable()  # as in `_no_collector`
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C reaches all processes; the first one ends the others
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed takes its workers with it: they would wait for it for ever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _work_on(number: int) -> Any:
    try:
        return _work(_chunks[number])
    except Exception as error:
        raise WorkerError(f"{type(error).__name__}: {error}") from error


@contextmanager
def _no_collector() -> Iterator[None]:
    """Articles hold no circles, so looking for them finds nothing; it would cost a quarter of the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
