"""What `check` does with an article that is too large, or that a parser fails on, the other commands and the library do too."""

from pathlib import Path

import pytest

from articlelint import Corpus
from articlelint.cli.main import main
from articlelint.parsing import markdown

LAKE = "# Lake\n\nA lake is water. See [[River]].\n"
RIVER = "# River\n\nA river is a stream.\n"


@pytest.fixture
def wiki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articlelint.toml").write_text("max-file-size = 2_000\n")
    (tmp_path / "lake.md").write_text(LAKE)
    (tmp_path / "river.md").write_text(RIVER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def large(wiki: Path) -> str:
    (wiki / "large.md").write_text("# Large\n\n" + "See [[River]]. " * 300)
    return "large.md: is larger than max-file-size (2,000 bytes)"


@pytest.fixture
def fault(wiki: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (wiki / "fault.md").write_text("# Fault\n\nIt is here. See [[River]].\n")
    read = markdown.read_front_matter

    def failing(text):
        if "Fault" in text:
            raise KeyError("fault")
        return read(text)

    monkeypatch.setattr(markdown, "read_front_matter", failing)
    return "fault.md: the markdown parser failed on this file: KeyError: 'fault'"


KINDS = pytest.mark.parametrize("kind", ["large", "fault"])


@KINDS
def test_mv_changes_nothing(
    kind: str, wiki: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    said = request.getfixturevalue(kind)
    assert main(["mv", "river.md", "stream.md"]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "without it nobody knows what it refers to" in err
    assert "Traceback" not in err
    assert (wiki / "lake.md").read_text() == LAKE
    assert not (wiki / "stream.md").exists()


@KINDS
def test_graph_shows_the_others(kind: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    said = request.getfixturevalue(kind)
    assert main(["graph", "."]) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert "2 articles, 1 references between them" in out


@KINDS
def test_a_corpus_is_loaded_without_it(kind: str, wiki: Path, request: pytest.FixtureRequest) -> None:
    said = request.getfixturevalue(kind)
    corpus = Corpus.load(wiki)
    assert corpus.paths == ("lake.md", "river.md")
    assert [failure.startswith(said) for failure in corpus.failures] == [True]


def test_init_looks_at_the_others(wiki: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    (wiki / "articlelint.toml").unlink()
    assert main(["init", "."]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert (wiki / "articlelint.toml").exists()


def test_a_rule_that_fails_is_told_when_suppressions_are_added(
    wiki: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (wiki / "lake.md").write_text("# Lake\n\nA lake is is water.\n")
    assert main(["check", ".", "--no-cache", "--add-suppressions"]) == 2
    out, err = capsys.readouterr()
    assert "Silenced 1 finding" in out
    assert "fault.md: internal/crash" in err
