"""A map over processes: in order, with errors that say what happened."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from articlelint.errors import WorkerLost
from articlelint.workers import WorkerError, spread

pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="there the work is done in one process")


def test_results_come_in_the_order_of_the_chunks() -> None:
    assert list(spread(lambda number: [number * 2], list(range(100)), 3)) == [[number * 2] for number in range(100)]


def test_a_worker_that_is_killed_ends_the_run_with_one_sentence() -> None:
    def work(number: int) -> int:
        if number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(WorkerLost, match="--jobs 1"):
        list(spread(work, list(range(20)), 2))


def test_what_a_worker_raises_is_said() -> None:
    def work(number: int) -> float:
        return 1 / (number - 3)

    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(spread(work, list(range(8)), 2))
