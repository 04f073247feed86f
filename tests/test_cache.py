"""What is kept between runs: when it serves, when it does not, and that a run never fails for its sake."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articlelint.cache.records import Cache
from articlelint.cli.main import main
from articlelint.config.settings import DEFAULTS
from articlelint.disk import reading, user_folders
from articlelint.publishers.detection import detect
from articlelint.run import article, collect, pipeline

Said = Callable[..., str]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articlelint.toml").write_text("")
    for number in range(12):
        (tmp_path / f"town-{number}.md").write_text(
            f"# Town {number}\n\nA town.\n\n## History\n\n[[Town {number + 1}#History]] [[Nowhere {number}]]\n"
        )
    for path in tmp_path.iterdir():
        os.utime(path, (time.time() - 100,) * 2)
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def say(*words: str) -> str:
        main(["check", "--output-format", "json", *words])
        return capsys.readouterr().out

    return say


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles that are parsed."""
    paths: list[str] = []
    parse = article.parse

    def counting(source, plans, format=None):
        paths.append(source.path)
        return parse(source, plans, format)

    monkeypatch.setattr(article, "parse", counting)
    return paths


@pytest.fixture
def related(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles whose references are resolved."""
    paths: list[str] = []
    check = article.check_references

    def counting(own, *others):
        paths.append(own.path)
        return check(own, *others)

    monkeypatch.setattr(article, "check_references", counting)
    return paths


def test_one_changed_title_parses_one_article(corpus: Path, said: Said, parsed: list[str]) -> None:
    said()
    assert len(parsed) == 12
    del parsed[:]
    (corpus / "town-3.md").write_text("# Village 3\n\nA village.\n")
    assert "`Town 3`" in said()
    assert parsed == ["town-3.md"]


def test_a_changed_line_resolves_one_article(corpus: Path, said: Said, parsed: list[str], related: list[str]) -> None:
    said()
    del related[:], parsed[:]
    with (corpus / "town-3.md").open("a") as file:
        file.write("\nIt has a mill.\n")
    said()
    assert (parsed, related) == (["town-3.md"], ["town-3.md"])


def test_other_formats_and_new_times_parse_nothing(
    corpus: Path, said: Said, parsed: list[str], related: list[str]
) -> None:
    expected = said()
    del parsed[:], related[:]
    for path in corpus.glob("*.md"):
        os.utime(path)
    assert said() == expected
    said("--output-format", "concise")
    said("--statistics", "--fail-on", "never")
    assert (parsed, related) == ([], [])


def test_an_unchanged_file_is_not_read(corpus: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for a sample, by which the publisher is told."""
    time.sleep(0.1)  # a file that was written just now is not trusted at once
    monkeypatch.setattr(pipeline, "publishers_of", lambda *_given: detect((), DEFAULTS))
    expected = said()
    read = reading.read_with_state

    def only_configs(place: str | Path, most: int) -> tuple[bytes, os.stat_result]:
        assert not str(place).endswith(".md")
        return read(place, most)

    monkeypatch.setattr(reading, "read_with_state", only_configs)
    assert said() == expected


def test_a_new_file_with_the_size_and_time_of_the_old_is_seen(corpus: Path, said: Said) -> None:
    said()
    place = corpus / "town-3.md"
    before = place.stat()
    place.write_text(place.read_text().replace("Nowhere", "Somewhe"))
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert said() == said("--no-cache")


def test_many_articles_without_a_cache_are_all_read(
    corpus: Path, said: Said, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = said("--no-cache")
    monkeypatch.setattr(pipeline, "_MOST_IN_MEMORY", 3)
    parsed.clear()
    assert said("--no-cache") == wanted
    assert len(parsed) == 12


def stores(corpus: Path) -> list[Path]:
    return list(user_folders.cache_folder(corpus).glob("*.sqlite"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:100],
        lambda data: b"",
        lambda data: data[:5000] + b"\xff" * (len(data) - 5000),
        lambda data: b"SQLite format 3\0" + bytes(len(data)),
    ],
    ids=["half", "head only", "empty", "garbage inside", "zeros"],
)
def test_a_damaged_store_changes_nothing(corpus: Path, said: Said, damage: Callable[[bytes], bytes]) -> None:
    expected = said()
    for store in stores(corpus):
        store.write_bytes(damage(store.read_bytes()))
    assert said() == expected
    (corpus / "town-3.md").write_text("# Village 3\n\nA village.\n")
    assert said() == said("--no-cache")


def test_a_store_that_cannot_be_written_changes_nothing(
    corpus: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk, or in a folder that may only be read."""
    said()
    (corpus / "town-3.md").write_text("# Village 3\n\nA village.\n")
    expected = said("--no-cache")
    opened = sqlite3.connect

    def read_only(*words, **more):
        connection = opened(*words, **more)
        connection.execute("pragma query_only = on")
        return connection

    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert said() == expected
    assert said("town-2.md") == said("town-2.md", "--no-cache")


def test_a_disk_that_is_full_from_the_start_changes_nothing(
    corpus: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = said("--no-cache")
    opened = sqlite3.connect

    def tight(*words, **more):
        connection = opened(*words, **more)
        connection.execute("pragma max_page_count = 20")
        return connection

    monkeypatch.setattr(sqlite3, "connect", tight)
    monkeypatch.setattr(collect, "_BATCH", 3)
    assert said() == expected
    assert said() == expected


def test_a_reader_that_loses_the_store_goes_on_without(
    corpus: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = said()
    findings = Cache.findings

    def lost(self: Cache, paths):
        self.close()
        return findings(self, paths)

    monkeypatch.setattr(Cache, "findings", lost)
    assert said() == expected


@pytest.mark.skipif(
    sys.getfilesystemencoding() != "utf-8" or sys.platform in ("win32", "darwin"), reason="names are Unicode there"
)
def test_a_file_name_that_is_no_unicode_changes_nothing(corpus: Path, said: Said) -> None:
    with open(os.fsencode(corpus) + b"/caf\xe9.md", "w") as file:
        file.write("# Coffee\n\n[[Town 1]] [[Tea]]\n")
    assert said() == said("--no-cache")
    assert said() == said("--no-cache")


def command(corpus: Path, *words: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "articlelint", "check", "--output-format", "json", *words]
    return subprocess.Popen(program, cwd=corpus, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_runs_at_the_same_time_do_not_disturb_each_other(corpus: Path) -> None:
    expected = command(corpus, "--no-cache").communicate()[0]
    for _ in range(2):
        runs = [command(corpus) for _ in range(3)]
        assert [run.communicate()[0] for run in runs] == [expected] * 3
        with (corpus / "town-3.md").open("a") as file:
            file.write("\nIt has a mill.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_that_is_killed_leaves_a_store_that_serves(corpus: Path) -> None:
    expected = command(corpus, "--no-cache").communicate()[0]
    for milliseconds in range(100, 700, 60):
        run = command(corpus)
        time.sleep(milliseconds / 1000)
        run.send_signal(signal.SIGKILL)
        run.communicate()
    assert command(corpus).communicate()[0] == expected


def test_contexts_that_nobody_uses_are_forgotten(corpus: Path, said: Said) -> None:
    for number in range(10):
        said("--config", f"max-file-size = {10_000 + number}")
    assert len(stores(corpus)) <= 6


def test_clean_removes_all_of_it(corpus: Path, said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    said()
    assert main(["clean"]) == 0
    assert not user_folders.cache_folder(corpus).exists()
    assert main(["clean"]) == 0
