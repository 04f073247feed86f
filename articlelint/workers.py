"""A map over processes. What a worker needs it has from the fork; what it sends back is plain data.

Forked by hand because importing a process pool costs more than linting a hundred articles. Where there is no fork (Windows) or it is
not safe (macOS), the work is done in this process.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn, TypeVar

from articlelint.errors import WorkerLost

Chunk = TypeVar("Chunk")
_NUMBER = 4  # bytes of a chunk's number, and of a reply's length
MOST_CHUNKS = 4096  # their numbers fit into a pipe's buffer, so that writing them never waits
_ENDED = "a worker process was ended from outside, perhaps for want of memory; try `--jobs 1`"
_FORKS = hasattr(os, "fork") and sys.platform != "darwin"


class WorkerError(Exception):
    """A worker raised an exception, which is our bug. `str()` is what it said."""


def spread(work: Callable[[Chunk], Any], chunks: Sequence[Chunk], jobs: int) -> Iterator[Any]:
    """`work(chunk)` for every chunk, by up to `jobs` processes, in the order of the chunks.

    Results are plain data: numbers, strings, tuples, lists.
    """
    jobs = min(jobs, len(chunks))
    if len(chunks) > MOST_CHUNKS:
        raise ValueError(f"{len(chunks)} chunks are more than {MOST_CHUNKS}")
    if jobs < 2 or not _FORKS:
        with _no_collector():
            yield from map(work, chunks)
        return
    import signal  # needed only where there are workers

    sys.stdout.flush()
    sys.stderr.flush()
    tickets = _tickets(len(chunks))
    workers = [_start(work, chunks, tickets) for _ in range(jobs)]
    os.close(tickets)
    done = 0
    early: dict[int, Any] = {}
    try:
        for number, result in _collect([pipe for _, pipe in workers]):
            early[number] = result
            while done in early:
                yield early.pop(done)
                done += 1
    finally:
        for worker, pipe in workers:
            os.close(pipe)
            if done < len(chunks):
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGTERM)
            os.waitpid(worker, 0)
    if done < len(chunks):
        raise WorkerLost(_ENDED)


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


def _tickets(count: int) -> int:
    """A pipe's reading end from which each worker draws the number of its next chunk, until there are none."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_NUMBER, "little") for number in range(count)))
    os.close(writing)
    return reading


def _start(work: Callable[[Any], Any], chunks: Sequence[Any], tickets: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        gc.disable()
        os.close(reading)
        _serve(work, chunks, tickets, writing)
    os.close(writing)
    return worker, reading


def _serve(work: Callable[[Any], Any], chunks: Sequence[Any], tickets: int, writing: int) -> NoReturn:
    """A worker's life. It leaves by `_exit`: buffers and exit handlers belong to the parent."""
    status = 1
    try:
        with open(writing, "wb") as out:
            while ticket := os.read(tickets, _NUMBER):
                number = int.from_bytes(ticket, "little")
                try:
                    reply = (number, work(chunks[number]), "")
                except Exception as error:
                    reply = (number, None, f"{type(error).__name__}: {error}")
                data = marshal.dumps(reply)
                out.write(len(data).to_bytes(_NUMBER, "little") + data)
                out.flush()
        status = 0
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        os._exit(status)


def _collect(pipes: Sequence[int]) -> Iterator[tuple[int, Any]]:
    import select

    pending: dict[int, bytearray] = {pipe: bytearray() for pipe in pipes}
    while pending:
        ready, _, _ = select.select(list(pending), [], [])
        for pipe in ready:
            data = os.read(pipe, 1 << 20)
            if not data:
                del pending[pipe]
                continue
            pending[pipe] += data
            yield from _take(pending[pipe])


def _take(buffer: bytearray) -> Iterator[tuple[int, Any]]:
    """Takes the whole replies off a buffer."""
    while len(buffer) >= _NUMBER:
        end = _NUMBER + int.from_bytes(buffer[:_NUMBER], "little")
        if len(buffer) < end:
            return
        number, result, error = marshal.loads(buffer[_NUMBER:end])  # noqa: S302 - written by our own children
        del buffer[:end]
        if error:
            raise WorkerError(error)
        yield number, result
