"""A map over processes: in order, with errors that say what happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from articlelint.errors import WorkerLost
from articlelint.run import workers
from articlelint.run.workers import WorkerError, spread
from articlelint.web import permission

METHODS = ["spawn"] if sys.platform in ("darwin", "win32") else ["fork", "spawn"]


@pytest.fixture(params=METHODS, autouse=True)
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(workers, "METHOD", request.param)
    return str(request.param)


def doubled(number: int) -> list[int]:
    return [number * 2]


def killed_at(place: int, number: int) -> int:
    if number == place:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def inverse(number: int) -> float:
    return 1 / (number - 3)


def test_results_come_in_the_order_of_the_chunks() -> None:
    assert list(spread(doubled, list(range(100)), 3)) == [[number * 2] for number in range(100)]


def test_a_worker_that_is_killed_ends_the_run_with_one_sentence() -> None:
    with pytest.raises(WorkerLost, match="--jobs 1"):
        list(spread(partial(killed_at, 5), list(range(20)), 2))


@pytest.mark.parametrize("work", [inverse])
def test_what_a_worker_raises_is_said(work: Callable[[int], float]) -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(spread(work, list(range(8)), 2))


def test_workers_do_not_outlive_a_parent_that_is_killed(tmp_path: Path, method: str) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, pathlib, sys, time\nfrom articlelint.run import workers\n"
        f"workers.METHOD = {method!r}\n"
        "def work(number):\n    pathlib.Path(f'{os.getpid()}.pid').touch()\n    time.sleep(60)\n"
        "if __name__ == '__main__':\n    list(workers.spread(work, [1, 2], 2))\n"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, str(script)], cwd=tmp_path, env=environ) as parent:
        wait_until(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
        parent.kill()
    pids = [int(path.stem) for path in tmp_path.glob("*.pid")]
    wait_until(lambda: not any(map(runs, pids)))


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def may_ask(_number: int) -> bool:
    return permission.current() is not None


def test_workers_may_use_the_network_when_the_run_may() -> None:
    assert list(spread(may_ask, [1, 2, 3], 2)) == [False] * 3
    with permission.permitted(permission.Reach()):
        assert list(spread(may_ask, [1, 2, 3], 2)) == [True] * 3
    assert list(spread(may_ask, [1, 2, 3], 1)) == [False] * 3
