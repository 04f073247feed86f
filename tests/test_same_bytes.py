"""The same bytes come out for any number of jobs, with a cold, a warm, a broken or no cache."""

from __future__ import annotations

import multiprocessing
import shutil
from concurrent import futures
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.disk import user_folders
from articlelint.run import dump, resolve, workers

# Large enough to be worth several workers, with few findings.
BIG = "\n\n".join(f"See Atlantis and River {n}.\n\n## Part {n}\n\n[[River {n}]] [[Nowhere {n}]]" for n in range(3))
FILLER = " ".join(f"The river flows past town {n} and its mill." for n in range(120))


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articlelint.toml").write_text("")
    for number in range(160):
        (tmp_path / f"river-{number}.md").write_text(f"# River {number}\n\n{FILLER}\n\n{BIG}\n\n## See also\n")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = main(["check", "--output-format", "json", *words])
    return status, capsys.readouterr().out


def test_any_number_of_jobs_and_any_cache(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = said(capsys, "--no-cache", "--jobs", "1")
    assert expected[0] == 1
    for words in (["--no-cache", "--jobs", "2"], ["--no-cache", "--jobs", "4"], ["--jobs", "1"], ["--jobs", "3"], []):
        assert said(capsys, *words) == expected


def test_many_tiny_files_are_spread_over_processes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articlelint.toml").write_text("")
    for number in range(1_100):
        (tmp_path / f"rill-{number}.md").write_text(f"# Rill {number}\n\nA rill. See [[Rill {number + 50}]].\n")
    expected = said(capsys, "--no-cache", "--jobs", "1")
    started: list[int] = []
    pool = futures.ProcessPoolExecutor
    monkeypatch.setattr(
        futures, "ProcessPoolExecutor", lambda jobs, *how, **more: started.append(jobs) or pool(jobs, *how, **more)
    )
    assert said(capsys, "--no-cache", "--jobs", "3") == expected
    assert started == [3, 3]  # to read, and to resolve what refers to others


def test_a_change_is_seen_with_a_warm_cache(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    (corpus / "river-7.md").write_text("# Lake 7\n\nA lake, no river.\n")
    (corpus / "river-8.md").unlink()
    (corpus / "sub").mkdir()
    (corpus / "sub" / "atlantis.md").write_text("# Atlantis\n\nSunk.\n")
    assert said(capsys) == said(capsys, "--no-cache")


def test_a_changed_title_is_seen_by_files_that_did_not_change(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, before = said(capsys, "river-3.md")
    (corpus / "river-2.md").write_text("# Brook 2\n\nSmall.\n")
    _, after = said(capsys, "river-3.md")
    assert before != after
    assert after == said(capsys, "river-3.md", "--no-cache")[1]


def test_a_broken_cache_is_thrown_away(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = said(capsys)
    for file in user_folders.cache_folder(corpus).glob("*.sqlite"):
        file.write_bytes(b"no database " * 100)
    assert said(capsys) == expected


def test_the_cache_folder_says_what_it_is(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys)
    folder = user_folders.cache_folder(corpus)
    assert folder.joinpath("CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert "*" in folder.joinpath(".gitignore").read_text().splitlines()


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = said(capsys, "--no-cache")
    (corpus / "file").write_text("")
    assert said(capsys, "--cache-dir", str(corpus / "file" / "cache")) == expected


def test_a_copy_with_other_times_gives_the_same(
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = said(capsys)
    copy = tmp_path_factory.mktemp("clone") / "copy"
    shutil.copytree(corpus, copy)
    monkeypatch.chdir(copy)
    assert said(capsys) == expected


@pytest.mark.parametrize("words", [["--no-cache"], [], ["--select", "all", "--severity", "info", "--no-cache"]])
def test_spawned_processes_find_what_one_process_finds(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    expected = said(capsys, "--jobs", "1", "--no-cache", *words)
    started: list[str] = []
    context = multiprocessing.get_context
    monkeypatch.setattr(workers, "METHOD", "spawn")
    monkeypatch.setattr(resolve, "_WORTH_A_WORKER", 0)
    monkeypatch.setattr(multiprocessing, "get_context", lambda method: started.append(method) or context(method))
    assert said(capsys, "--jobs", "2", *words) == expected
    assert started == ["spawn", "spawn"]


def test_spawned_processes_read_a_dump(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dump, "_CHUNK_CHARACTERS", 10_000)
    page = "<page><title>River {0}</title><ns>0</ns><revision><text>'''River {0}''' [[Nowhere {0}]]\n{1}</text></revision></page>"
    pages = "".join(page.format(number, FILLER) for number in range(12))
    (tmp_path / "wiki.xml").write_text(f"<mediawiki>{pages}</mediawiki>")
    expected = said(capsys, "wiki.xml", "--jobs", "1")
    monkeypatch.setattr(workers, "METHOD", "spawn")
    assert said(capsys, "wiki.xml", "--jobs", "2") == expected
    assert expected[1].count("Nowhere") > 12
