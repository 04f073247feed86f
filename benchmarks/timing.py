"""Whole commands, timed from outside, one after the other in turn, so that a drift of the machine's speed hits all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One run of a command: seconds of wall clock and of all processors, the largest process's memory in MB, and what it printed."""

    wall: float
    cpu: float
    memory: float
    status: int
    output: str


def run(command: Sequence[str], folder: Path) -> Run:
    """Runs a command in a folder and waits for it."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, text)


class Contender(NamedTuple):
    """A command that takes part, and what is done before each of its runs."""

    name: str
    command: tuple[str, ...]
    before: Callable[[], None] = lambda: None


def in_turn(contenders: Sequence[Contender], folder: Path, rounds: int) -> dict[str, list[Run]]:
    """Each contender once a round, A B C A B C ..., after one round that does not count."""
    runs: dict[str, list[Run]] = {each.name: [] for each in contenders}
    for number in range(rounds + 1):
        for each in contenders:
            each.before()
            done = run(each.command, folder)
            if number:
                runs[each.name].append(done)
    return runs


def median(runs: Sequence[Run], field: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(each, field) for each in runs)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    """The median of the wall-time ratios, pair by pair: below 1, ours is faster."""
    return statistics.median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True))
