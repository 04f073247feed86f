"""Progress is for whoever waits at a terminal: it changes no output, and nobody else sees it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

pty = pytest.importorskip("pty")  # not on Windows
_COMMAND = "from articlelint.cli.main import entry; from articlelint.run import progress; progress.PATIENCE = {}; progress._STEP = 0; entry()"


class Ran(NamedTuple):
    status: int
    out: bytes
    terminal: str


def run(root: Path, *words: str, patience: int = 0, **variables: str) -> Ran:
    """Runs the command, without its first second of patience, with a terminal for standard error."""
    ours, theirs = pty.openpty()
    environ = {key: value for key, value in os.environ.items() if key != "CI"}
    done = subprocess.run(
        (sys.executable, "-c", _COMMAND.format(patience), *words),
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**environ, "TERM": "xterm", **variables},
        check=False,
    )
    os.close(theirs)
    pieces: list[bytes] = []
    try:
        while piece := os.read(ours, 1 << 16):
            pieces.append(piece)
    except OSError:  # how Linux says that nobody is left at the other end
        pass
    os.close(ours)
    return Ran(done.returncode, done.stdout, b"".join(pieces).decode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "articlelint.toml").write_text("")
    for number in range(12):
        text = f"# Lake {number}\n\nA lake. See Lake {number + 1}.\n"
        (tmp_path / f"lake-{number}.md").write_text(text + "\nIt is deep.\n" * 5_000)
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_is_told_and_left_clean(root: Path, jobs: str) -> None:
    plain = subprocess.run(
        (sys.executable, "-m", "articlelint", "check", "--no-cache"), cwd=root, capture_output=True, check=False
    )
    ran = run(root, "check", "--no-cache", "--jobs", jobs)
    assert (ran.status, ran.out) == (plain.returncode, plain.stdout)
    assert "Reading [########################] 12 of 12 articles" in ran.terminal
    assert "Resolving [########################] 12 of 12 articles" in ran.terminal
    assert ran.terminal.endswith(" \r")
    assert "\n" not in ran.terminal


@pytest.mark.parametrize("words", [("--output-format", "json"), ("--quiet",)])
def test_machines_and_the_quiet_are_told_nothing(root: Path, words: Sequence[str]) -> None:
    assert run(root, "check", *words).terminal == ""


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"CI": "true"}])
def test_what_is_no_real_terminal_is_told_nothing(root: Path, variables: dict[str, str]) -> None:
    assert run(root, "check", **variables).terminal == ""


def test_the_impatient_part_is_not_told(root: Path) -> None:
    assert run(root, "check", "--no-cache", patience=600).terminal == ""
