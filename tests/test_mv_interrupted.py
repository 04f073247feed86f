"""A renaming that is killed: the next run finishes it or undoes it, and never touches what a person has changed since."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.disk import journal, user_folders

MV = ["mv", "lamp.md", "torch.md"]
# Ends the process, as a kill does, at the n-th call of a function of `os`.
KILLED = """
import os, sys
from articlelint.cli.main import main
name, calls = sys.argv[1], int(sys.argv[2])
real = getattr(os, name)
def deadly(*words, **more):
    global calls
    calls -= 1
    if calls < 0:
        os._exit(9)
    return real(*words, **more)
setattr(os, name, deadly)
sys.exit(main(sys.argv[3:]))
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articlelint.toml").touch()
    (tmp_path / "lamp.md").write_text("# Lamp\n\nA lamp is a light.\n", encoding="utf-8")
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\nBy the [lamp](lamp.md).\n", encoding="utf-8")
    return tmp_path


def tree(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir()}


def done(before: dict[str, bytes]) -> dict[str, bytes]:
    after = {name: data.replace(b"lamp.md", b"torch.md") for name, data in before.items()}
    after["torch.md"] = after.pop("lamp.md").replace(b"# Lamp", b"# Torch")
    return after


def kill(name: str, calls: int, words: list[str] = MV) -> None:
    outcome = subprocess.run([sys.executable, "-c", KILLED, name, str(calls), *words], check=False, capture_output=True)
    assert outcome.returncode == 9, outcome.stderr


@pytest.mark.parametrize(
    ("name", "calls"), [("fsync", 0), ("fsync", 3), ("replace", 0), ("replace", 2), ("replace", 4), ("rename", 0)]
)
def test_the_same_call_finishes_it(root: Path, name: str, calls: int, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    kill(name, calls)
    assert main(["check", "--no-cache", "-q"]) in (0, 1)
    assert (
        "a renaming was interrupted half way; finish it by `articlelint mv 'lamp.md' 'torch.md'`"
        in capsys.readouterr().err
    )
    assert main(MV) == 0
    assert tree(root) == done(before)
    assert main(["check", "--no-cache", "-q"]) == 0
    assert "interrupted" not in capsys.readouterr().err


@pytest.mark.parametrize("calls", [0, 1])
def test_a_recovery_that_is_killed_is_gone_on_with(root: Path, calls: int) -> None:
    before = tree(root)
    kill("replace", 2)
    kill("replace", calls)
    assert main(MV) == 0
    assert tree(root) == done(before)


def test_another_renaming_finishes_it_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    kill("replace", 2)
    assert main(["mv", "a.md", "e.md"]) == 0
    assert "The interrupted renaming of lamp.md to torch.md was finished." in capsys.readouterr().out
    after = done(before)
    after["e.md"] = after.pop("a.md").replace(b"# a", b"# E")
    assert {name: data.lower() for name, data in tree(root).items()} == {n: d.lower() for n, d in after.items()}


def test_what_a_person_has_changed_since_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(root)
    kill("replace", 2)
    for name in "ac":  # one that was rewritten, one that waited
        (root / f"{name}.md").write_bytes(f"# {name}\n\nMine.\n".encode())
    assert main(MV) == 0
    assert "a.md: was changed since; it is left alone" in capsys.readouterr().err
    assert tree(root) == {**done(before), **{f"{name}.md": f"# {name}\n\nMine.\n".encode() for name in "ac"}}


def test_what_was_put_back_by_hand_is_undone_as_a_whole(root: Path) -> None:
    """As `git stash -u` in a part of the tree does: the new texts are gone, and some files hold the old ones again."""
    before = tree(root)
    kill("replace", 2)
    for staged in root.glob(".articlelint-*"):
        staged.unlink()
    assert main(["mv", "a.md", "e.md"]) == 0
    assert (root / "lamp.md").read_bytes() == before["lamp.md"]
    assert {(root / f"{name}.md").read_bytes() for name in "bcd"} == {before[f"{name}.md"] for name in "bcd"}
    assert not list(root.glob(".articlelint-*"))


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(root: Path) -> None:
    kill("rename", 0)
    (root / "torch.md").write_text("# Mine\n", encoding="utf-8")
    assert main(MV) == 2
    assert (root / "torch.md").read_text(encoding="utf-8") == "# Mine\n"
    assert (root / "lamp.md").exists()


def test_an_interruption_by_the_user_leaves_everything_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)
    replace, calls = os.replace, []

    def interrupted(source, target):
        calls.append(source)
        if len(calls) == 3:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    assert main(MV) == 130
    assert tree(root) == before
    assert journal.interrupted(root) is None


@pytest.mark.parametrize("name", [".a.md.articlelint-new", ".a.md.articlelint-old"])
def test_files_and_links_beside_an_article_stay(root: Path, tmp_path_factory, name: str) -> None:
    outside = tmp_path_factory.mktemp("outside") / "kept.txt"
    outside.write_text("kept", encoding="utf-8")
    (root / name).symlink_to(outside)
    assert main(MV) == 0
    assert outside.read_text(encoding="utf-8") == "kept"
    assert (root / name).is_symlink()
    assert not (root / "a.md").is_symlink()


def test_an_article_that_is_a_link_out_of_the_corpus_is_not_rewritten(root: Path, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.md").write_bytes((root / "a.md").read_bytes())
    (root / "a.md").unlink()
    (root / "a.md").symlink_to(outside / "a.md")
    (root / "folder").symlink_to(outside)
    main(MV)
    assert main(["mv", "b.md", "folder/b.md"]) == 2
    assert sorted(path.name for path in outside.iterdir()) == ["a.md"]
    assert b"lamp.md" in (outside / "a.md").read_bytes()


def test_a_renaming_at_work_is_not_disturbed(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    replace, seen = os.replace, []

    def meanwhile(source, target):
        if not seen:
            seen.append(
                subprocess.run(
                    [sys.executable, "-m", "articlelint", "mv", "a.md", "e.md"],
                    check=False,
                    capture_output=True,
                    text=True,
                )
            )
        replace(source, target)

    monkeypatch.setattr(os, "replace", meanwhile)
    assert main(MV) == 0
    assert seen[0].returncode == 2
    assert "another `articlelint mv` is at work" in seen[0].stderr


def test_without_a_folder_for_the_journal_nothing_is_renamed(root: Path, capsys, monkeypatch, tmp_path_factory) -> None:
    before = tree(root)
    place = tmp_path_factory.mktemp("state") / "file"
    place.touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(place))
    if user_folders.journal_file(root).parent.parent.parent != place:
        pytest.skip("the state folder is elsewhere here")
    assert main(MV) == 2
    assert "set XDG_STATE_HOME to a folder that can be written" in capsys.readouterr().err
    assert tree(root) == before


def test_a_damaged_journal_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kill("replace", 2)
    user_folders.journal_file(root).write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert main(["check", "--no-cache", "-q"]) in (0, 1)
    assert main(MV) == 2
    assert "is damaged" in capsys.readouterr().err


@pytest.mark.parametrize("calls", [0, 2])
def test_fixes_that_are_killed_leave_nothing_behind_once_they_are_made_again(root: Path, calls: int) -> None:
    for name in "abcd":
        (root / f"{name}.md").write_text(f"# {name}\n\nThe the end of [it](lamp.md).\n", encoding="utf-8")
    kill("replace", calls, ["check", "--fix", "--no-cache"])
    assert len(list(root.glob(".articlelint-*"))) == 1
    assert main(["check", "--fix", "--no-cache", "-q"]) == 0
    assert sorted(tree(root)) == ["a.md", "articlelint.toml", "b.md", "c.md", "d.md", "lamp.md"]
    assert not any(b"The the" in data for data in tree(root).values())
