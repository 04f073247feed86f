"""A map over processes: by fork where that is safe, else (macOS, Windows) by spawn, which sends work and chunks to each process."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from articlelint.errors import WorkerLost
from articlelint.web import permission

Chunk = TypeVar("Chunk")
METHOD = "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"
_AHEAD = 8  # chunks for each process that wait for it, or their results for us: both take memory
_MOST_PROCESSES = 61  # the most that Windows waits for at a time
_ENDED = "a worker process was ended from outside, perhaps for want of memory; try `--jobs 1`"


class WorkerError(Exception):
    """A worker raised an exception, which is our bug. `str()` is what it said."""


def spread(work: Callable[[Chunk], Any], chunks: Iterable[Chunk], jobs: int) -> Iterator[Any]:
    """`work(chunk)` for every chunk, by up to `jobs` processes, in the order of the chunks.

    Chunks and results are pickled, and `work` too where processes are spawned. Chunks are taken as they are needed, a few for each process
    ahead. Raises WorkerError for what the work raises, WorkerLost when a process was ended from outside.
    """
    chunks = iter(chunks)
    first = list(islice(chunks, min(jobs, _MOST_PROCESSES)))
    if len(first) < 2:
        with _no_collector():
            yield from map(work, chain(first, chunks))
        return
    yield from _by_processes(work, chain(first, chunks), len(first))


def _by_processes(work: Callable[[Chunk], Any], chunks: Iterable[Chunk], jobs: int) -> Iterator[Any]:
    # Needed only where there are workers, and slow to import.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(METHOD)
    with _safe_path():
        pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(work, permission.current()))
    try:
        pending: deque[Any] = deque()
        for chunk in chunks:
            with _safe_path():
                pending.append(pool.submit(_work_on, chunk))
            if len(pending) == jobs * _AHEAD:
                yield pending.popleft().result()  # and hold it no longer
        while pending:
            yield pending.popleft().result()
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


def _begin(work: Callable[[Any], Any], reach: permission.Reach | None) -> None:
    """What a worker does first. A forked one knows already whether it may use the network, a spawned one is given it."""
    global _work  # noqa: PLW0603 - a process does one work, which is sent to it once and not with every chunk
    _work = work
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


def _work_on(chunk: Any) -> Any:
    try:
        return _work(chunk)
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
