"""Links into a folder that is not in the checkout: none is reported, and that is said once."""

from pathlib import Path

import pytest

from articlelint.cli.main import main

_NOTE = "note: 60 links into a folder that is not in this checkout were left alone: `images/`\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articlelint.toml").write_text("")
    for number in range(20):
        pictures = "".join(f"![Lake](images/lake-{number}-{each}.png) " for each in range(3))
        (tmp_path / f"lake-{number}.md").write_text(f"# Lake {number}\n\nA lake. {pictures}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["check", *words]) == 0
    return capsys.readouterr().out


def test_it_is_said_once_cached_or_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = f"All good: no findings in 20 files.\n{_NOTE}"
    assert said(capsys, "--no-cache", "--jobs", "1") == expected
    assert [said(capsys), said(capsys)] == [expected, expected]
    (root / "lake-3.md").write_text("# Lake 3\n\nA dry lake.\n")
    assert said(capsys).endswith(_NOTE.replace("60", "57"))
    assert said(capsys, "--no-cache", "--jobs", "2") == said(capsys)


def test_a_check_of_all_files_one_by_one_leaves_it_to_be_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(root.glob("*.md")):
        assert "note" not in said(capsys, path.name)
    assert said(capsys).endswith(_NOTE)


def test_not_where_the_folder_is_there_or_nobody_asks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "note" not in said(capsys, "--ignore", "references/dangling-link")
    assert "note" not in said(capsys, "--quiet")
    (root / "images").mkdir()
    (root / "images" / "one.png").write_bytes(b"")
    assert main(["check"]) == 1
    assert "left alone" not in capsys.readouterr().out


def test_several_folders_the_fullest_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b", "c"):
        links = "".join(f"![x](drawn/../{name}/{each}.png)\n" for each in range(70))
        (root / f"{name}.md").write_text(f"# Pictures {name}\n\nSome.\n\n{links}")
    note = "270 links into folders that are not in this checkout were left alone: `a/`, `b/`, `c/` and 1 more"
    assert note in said(capsys)
