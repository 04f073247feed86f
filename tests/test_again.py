"""An unchanged run is answered from its last answer, and a changed one never is. Run as a process: that is what users do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articlelint import states

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in {
        "a.md": "# A\n\nSee [[B]] and [[C]].\n",
        "sub/b.md": "# B\n\nText.\n\n## Empty\n",
        "sub/deep/d.md": "# D\n\nText.\n",
        "articlelint.toml": "",
        ".gitignore": "ignored.md\n",
        "titles.txt": "X\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for place in (*tmp_path.rglob("*"), tmp_path):
        os.utime(place, (time.time() - 100,) * 2)
    return tmp_path


@pytest.fixture
def run(corpus: Path) -> Run:
    def go(*words: str, folder: Path = corpus) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "articlelint", "check", *words],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.returncode, done.stdout

    return go


def answers(corpus: Path) -> list[Path]:
    return list((corpus / ".articlelint_cache").glob("answers/*"))


def settle(corpus: Path, run: Run) -> tuple[int, str]:
    """Runs until the answer is kept: ctime cannot be set, so a file written just now is not trusted at once."""
    time.sleep(0.1)
    said = run()
    assert run() == said
    assert answers(corpus), "the answer to an unchanged corpus is kept"
    return said


def test_the_same_again_is_said_from_the_kept_answer(corpus: Path, run: Run) -> None:
    said = settle(corpus, run)
    (kept,) = answers(corpus)
    kept.write_text(kept.read_text().replace("is empty", "is as kept"))
    assert run() == (said[0], said[1].replace("is empty", "is as kept"))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: (c / "a.md").write_text("# A\n\nSee [[B]] and [[E]].\n"),
        lambda c: (c / "sub" / "deep" / "new.md").write_text("# New\n\n[[Nowhere]]\n"),
        lambda c: (c / "c.md").write_text("# C\n\nText.\n"),
        lambda c: (c / "sub" / "b.md").unlink(),
        lambda c: (c / "sub" / "b.md").rename(c / "sub" / "x.md"),
        lambda c: (c / "articlelint.toml").write_text('ignore = ["sections"]\n'),
        lambda c: (c / ".gitignore").write_text("sub/\n"),
        lambda c: (c / "sub" / "articlelint.toml").write_text(""),
    ],
    ids=["text", "new file", "new target", "deleted", "renamed", "config", "gitignore", "nested config"],
)
def test_a_change_is_seen(corpus: Path, run: Run, change: Callable[[Path], object]) -> None:
    settle(corpus, run)
    change(corpus)
    assert run() == run("--no-cache")


def test_the_words_and_the_folder_are_part_of_the_question(corpus: Path, run: Run) -> None:
    settle(corpus, run)
    assert run("--output-format", "json")[1].startswith("{")
    assert run("sub")[1] != run()[1]
    assert run(folder=corpus / "sub") == run("--no-cache", folder=corpus / "sub")


def test_a_run_that_writes_is_not_repeated(corpus: Path, run: Run) -> None:
    settle(corpus, run)
    before = answers(corpus)
    run("--no-cache")
    assert answers(corpus) == before


def test_a_folder_is_told_by_the_state_of_each_of_its_files(corpus: Path) -> None:
    def group() -> states.Group:
        return states.group_of(str(corpus), sorted(os.scandir(corpus), key=lambda entry: entry.name))

    first = group()
    text = f"{corpus}//{first.names}//{first.mark.hex()}"
    assert group() == first
    assert states.holds(text)
    file = next(path for path in corpus.iterdir() if path.is_file())
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))
    assert group().mark != first.mark
    assert not states.holds(text)


def test_a_folder_without_a_file_is_a_folder_that_never_had_it(corpus: Path) -> None:
    entries = sorted(os.scandir(corpus), key=lambda entry: entry.name)
    lost = entries[0].name
    assert states.without(states.group_of("/x", entries), {lost}) == states.group_of("/x", entries[1:])
