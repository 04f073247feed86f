"""The cache is believed wholly or not at all: no repository supplies one, no damage is read as an answer, nothing foreign is deleted."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.disk import user_folders

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "root"
    place.mkdir()
    monkeypatch.chdir(place)
    (place / "articlelint.toml").touch()
    for number in range(6):
        text = f"# Town {number}\n\nA the the town. [[Town {number + 1}]] [[Nowhere {number}]]\n"
        (place / f"town-{number}.md").write_text(text, encoding="utf-8")
        os.utime(place / f"town-{number}.md", (1_700_000_000, 1_700_000_000))
    return place


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def say(*words: str) -> tuple[int, str]:
        status = main(["check", "--output-format", "json", *words])
        return status, capsys.readouterr().out

    return say


def database(folder: Path) -> Path:
    return next(folder.glob("*.sqlite"))


def test_a_check_writes_nothing_into_the_corpus(root: Path, said: Said) -> None:
    before = sorted(root.rglob("*"))
    said()
    assert sorted(root.rglob("*")) == before
    assert user_folders.cache_folder(root).is_dir()


def test_two_corpora_have_a_cache_each(root: Path, said: Said, tmp_path: Path, monkeypatch) -> None:
    said()
    (tmp_path / "link").symlink_to(root)
    assert user_folders.cache_folder(tmp_path / "link") == user_folders.cache_folder(root)
    assert user_folders.cache_folder(tmp_path) != user_folders.cache_folder(root)


@pytest.mark.parametrize("name", [".articlelint_cache", "kept"])
@pytest.mark.parametrize("inner", ["", "answers", "CACHEDIR.TAG"])
def test_a_link_in_the_place_of_the_cache_has_nothing_deleted(
    root: Path, said: Said, tmp_path: Path, name: str, inner: str
) -> None:
    expected = said("--no-cache")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    for number in range(30):
        for ending in ("sqlite", "seal", "odt"):
            (foreign / f"{number:020x}.{ending}").write_text("kept", encoding="utf-8")
            (foreign / f"{number:020x}-{number:016x}.{ending}").write_text("kept", encoding="utf-8")
    (foreign / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", encoding="utf-8")
    before = sorted(foreign.iterdir())
    if inner:
        (root / name).mkdir()
    (root / name / inner).symlink_to(foreign / inner if inner == "CACHEDIR.TAG" else foreign)
    for _ in range(2):
        assert said("--cache-dir", name) == expected
        assert said() == expected
    main(["clean", "--cache-dir", name])
    assert sorted(foreign.iterdir()) == before
    assert {path.read_text(encoding="utf-8")[:4] for path in before} == {"kept", "Sign"}


def test_clean_deletes_what_is_ours_and_no_more(root: Path, said: Said) -> None:
    said("--cache-dir", "kept")
    (root / "kept" / "mine.sqlite").write_text("mine", encoding="utf-8")
    (root / "kept" / "mine").mkdir()
    assert main(["clean", "--cache-dir", "kept"]) == 0
    assert sorted(path.name for path in (root / "kept").iterdir()) == ["mine", "mine.sqlite"]


def test_a_folder_of_other_files_is_taken_for_no_cache(root: Path, said: Said, capsys) -> None:
    (root / "texts").mkdir()
    (root / "texts" / "a.txt").write_text("x", encoding="utf-8")
    assert main(["check", "--cache-dir", "texts", "-q", "town-1.md"]) == 1
    assert "texts: holds files, and no CACHEDIR.TAG of articlelint; nothing is kept there" in capsys.readouterr().err
    assert [path.name for path in (root / "texts").iterdir()] == ["a.txt"]


POISONS = [
    "update findings set own = '', answers = ''",
    "update findings set own = '{'",
    "update findings set own = '[1,2]'",
    "update findings set answers = null; update records set refs = '[[1]]'",
    "update findings set answers = null; update records set names = 'zzz'",
    "update findings set answers = null; delete from names",
    "update findings set answers = null; update names set name = x'00ff'",
    "drop table findings",
    "alter table findings rename to q; create view findings as select path, '' as own, '' as answers from q",
    "create trigger t after insert on findings begin delete from findings; end; delete from stamps",
    "pragma user_version = 77",
]


@pytest.mark.parametrize("poison", POISONS)
@pytest.mark.parametrize("copied", [False, True])
def test_a_cache_that_somebody_has_written_into_is_not_believed(
    root: Path, said: Said, poison: str, copied: bool, tmp_path: Path, monkeypatch
) -> None:
    expected = said("--cache-dir", "kept")
    connection = sqlite3.connect(database(root / "kept"))
    connection.executescript(poison)
    connection.close()
    if copied:
        shutil.copytree(root, tmp_path / "copy")
        monkeypatch.chdir(tmp_path / "copy")
    assert said("--cache-dir", "kept") == expected
    assert said("--cache-dir", "kept") == expected


def test_a_cache_of_another_user_is_not_believed(root: Path, said: Said, tmp_path: Path, monkeypatch) -> None:
    """Who supplies a cache with a repository has a key, but not this user's."""
    expected = said("--cache-dir", "kept")
    (root / "town-1.md").write_text("# Town 1\n\nA the the town. [[Nowhere 1]]\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "other"))
    poisoned = database(root / "kept")
    assert said("--cache-dir", "kept") == said("--no-cache")
    assert database(root / "kept") != poisoned
    assert expected != said("--cache-dir", "kept")


def test_a_planted_journal_is_not_rolled_back_into_the_cache(root: Path, said: Said) -> None:
    expected = said("--cache-dir", "kept")
    file = database(root / "kept")
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("begin")
    connection.execute("update findings set own = '', answers = ''")
    shutil.copy(f"{file}-journal", root / "journal")
    connection.execute("rollback")
    connection.close()
    shutil.copy(root / "journal", f"{file}-journal")
    assert said("--cache-dir", "kept") == expected
    assert database(root / "kept") != file


def test_flipped_bits_change_nothing(root: Path, said: Said) -> None:
    expected = said()
    chance = random.Random(7)
    folder = user_folders.cache_folder(root)
    shutil.copytree(folder, root.parent / "good")
    for number in range(25):
        shutil.rmtree(folder)
        shutil.copytree(root.parent / "good", folder)
        place = chance.choice([database(folder), database(folder), next(folder.glob("*.seal")), folder.parent / "key"])
        data = bytearray(place.read_bytes())
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        if number % 5 == 0:
            del data[chance.randrange(len(data)) :]
        place.write_bytes(data)
        assert said() == expected
        assert said() == expected


@pytest.mark.parametrize("what", ["folder", "fifo", "link", "zero"])
def test_what_is_no_file_is_not_opened(root: Path, said: Said, what: str) -> None:
    expected = said()
    folder = user_folders.cache_folder(root)
    for place in (database(folder), next(folder.glob("*.seal"))):
        place.unlink()
        if what == "folder":
            place.mkdir()
        elif what == "fifo":
            os.mkfifo(place)
        else:
            place.symlink_to("/dev/zero" if what == "zero" else root / "town-1.md")
        assert said() == expected


def test_a_cache_that_another_process_holds_changes_nothing(root: Path, said: Said) -> None:
    expected = said()
    connection = sqlite3.connect(database(user_folders.cache_folder(root)), isolation_level=None)
    connection.execute("begin exclusive")
    os.utime(root / "town-1.md")
    assert said() == expected
    connection.close()


def test_a_cache_that_is_removed_while_it_is_in_use_changes_nothing(root: Path, said: Said, monkeypatch) -> None:
    from articlelint.run import collect

    expected = said()
    collect_all = collect.collect

    def removing(*words):
        shutil.rmtree(user_folders.cache_folder(root), ignore_errors=True)
        return collect_all(*words)

    monkeypatch.setattr(collect, "collect", removing)
    assert said() == expected
    os.utime(root / "town-1.md")
    assert said() == expected


@pytest.mark.parametrize("home", ["relative", "file/below"])
def test_a_user_without_a_folder_has_no_cache(root: Path, said: Said, monkeypatch, home: str) -> None:
    expected = said("--no-cache")
    (root / "file").touch()
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, home if home == "relative" else str(root / home))
    before = sorted(root.rglob("*"))
    assert said() == expected
    assert sorted(root.rglob("*")) == before


def test_a_second_run_is_sure_of_the_first(root: Path, said: Said, monkeypatch) -> None:
    from articlelint.run import article

    expected = said()
    monkeypatch.setattr(article, "parse", None)
    assert said() == expected
    assert said("--cache-dir", str(user_folders.cache_folder(root))) == expected


def test_git_never_sees_a_cache_within_the_corpus(root: Path, said: Said) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    said("--cache-dir", "kept")
    listed = subprocess.run(["git", "status", "--porcelain"], check=True, capture_output=True, text=True).stdout
    assert "kept" not in listed
