"""The walk that a process of its own makes while this one gets ready."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from articlelint import ahead, discover, entry, workers
from articlelint.cli import main
from articlelint.settings import DEFAULTS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
_FILES = {
    "a.md": "# A\n\nSee [[B]] and [[Nowhere]].\n",
    "sub/b.md": "# B\n\nText.\n\n## Empty\n",
    "sub/deep/d.md": "# D\n\nText.\n",
    "sub/map.png": "",
    "node_modules/x.md": "# X\n",
    ".gitignore": "left-out.md\n",
    "left-out.md": "# Left out\n\n## Empty\n",
    "articlelint.toml": "",
}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in _FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "sub/broken.md").symlink_to(tmp_path / "gone.md")
    _settle(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _settle(folder: Path) -> None:
    """Lets changes be past: those of just now are never taken for sure."""
    for place in (*folder.rglob("*"), folder):
        os.utime(place, (time.time() - 100,) * 2, follow_symlinks=False)
    time.sleep(0.1)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Holds as many words as walks were begun. Every corpus counts as large, every machine as having two processors."""
    walks: list[str] = []
    begin = workers.begin

    def counting(work):
        walks.append("walk")
        return begin(work)

    monkeypatch.setattr(workers, "begin", counting)
    monkeypatch.setattr(ahead, "_LARGE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers, "_FORKS", True)
    return walks


def test_the_tree_is_the_one_that_this_process_would_find(corpus: Path, begun: list[str]) -> None:
    for stating in (True, False):
        walk = ahead.Walk(corpus, DEFAULTS, stating=stating)
        walk.begin()
        assert walk.is_under_way
        assert walk.tree() == discover.walk(corpus, DEFAULTS, stating=stating)
        assert not walk.is_under_way


def test_a_tree_that_is_asked_for_again_is_that_of_now(corpus: Path, begun: list[str]) -> None:
    walk = ahead.Walk(corpus, DEFAULTS, stating=True)
    walk.begin()
    assert "new.md" not in walk.tree().articles
    (corpus / "new.md").write_text("# New\n")
    assert "new.md" in walk.tree().articles


def test_a_walk_that_is_ended_from_outside_is_made_here(
    corpus: Path, begun: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, ours = discover.walk, os.getpid()
    wanted = real(corpus, DEFAULTS, stating=True)

    def fatal_elsewhere(*arguments, **options):
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)

    monkeypatch.setattr(discover, "walk", fatal_elsewhere)
    walk = ahead.Walk(corpus, DEFAULTS, stating=True)
    walk.begin()
    assert walk.tree() == wanted


def test_a_walk_that_fails_is_made_here(corpus: Path, begun: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real, ours = discover.walk, os.getpid()
    wanted = real(corpus, DEFAULTS, stating=True)

    def failing_elsewhere(*arguments, **options):
        if os.getpid() != ours:
            raise OSError("no")
        return real(*arguments, **options)

    monkeypatch.setattr(discover, "walk", failing_elsewhere)
    walk = ahead.Walk(corpus, DEFAULTS, stating=True)
    walk.begin()
    assert walk.tree() == wanted


def test_a_walk_that_no_process_can_be_had_for_is_made_here(
    corpus: Path, begun: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", no_more)
    walk = ahead.Walk(corpus, DEFAULTS, stating=True)
    walk.begin()
    assert not walk.is_under_way
    assert walk.tree() == discover.walk(corpus, DEFAULTS, stating=True)


@pytest.mark.parametrize("words", [[], ["a.md"], ["sub"], ["--diff"]])
def test_the_command_says_the_same(
    corpus: Path, begun: list[str], capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    main(["check", "--no-cache", *words])
    wanted = capsys.readouterr()
    assert not begun
    main(["check"])
    capsys.readouterr()
    main(["check", *words])
    assert capsys.readouterr() == wanted
    assert begun == ["walk"]


@pytest.mark.parametrize("words", [["--no-cache"], ["--jobs", "1"], ["--show-files"], ["--show-settings"]])
def test_no_process_is_begun_for_what_does_not_need_it(corpus: Path, begun: list[str], words: list[str]) -> None:
    main(["check"])
    assert main(["check", *words]) in (0, 1)
    assert not begun


def test_a_small_corpus_is_walked_here(corpus: Path, begun: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_LARGE", 100_000_000)
    main(["check"])
    main(["check"])
    assert not begun


def test_the_answer_that_is_kept_depends_on_what_the_other_process_read(
    corpus: Path, begun: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    def say() -> str:
        entry.main(["check"])
        return capsys.readouterr().out

    say()
    (corpus / "a.md").write_text("# A\n\nSee [[B]], again and again.\n")
    _settle(corpus)
    before = say()
    assert begun == ["walk"]
    assert say() == before
    assert begun == ["walk"], "said again from what is kept"
    (corpus / ".gitignore").write_text("other.md\n")
    _settle(corpus)
    assert "left-out.md" in say()
    assert "left-out.md" not in before
