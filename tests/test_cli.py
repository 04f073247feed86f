"""The command's door: help, versions, mistyped words."""

from pathlib import Path

import pytest

from articlelint.cli import commands
from articlelint.cli.main import main
from articlelint.version import __version__


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"articlelint {__version__}\n"


@pytest.mark.parametrize("words", [[], ["--help"], *([name, "--help"] for name in commands.NAMES)])
def test_help_is_no_error(capsys, words):
    assert main(words) == 0
    assert "usage: articlelint" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chek"], "did you mean 'check'?"),
        (["check", "--selct", "x"], "did you mean '--select'?"),
        (["check", "--severity", "eror"], "did you mean 'error'?"),
    ],
)
def test_a_mistyped_word_is_bad_usage_and_the_nearest_is_named(capsys, words, hint):
    assert main(words) == 2
    assert hint in capsys.readouterr().err


def test_options_are_never_abbreviated(capsys):
    assert main(["check", "--sel", "all"]) == 2


def test_a_folder_of_binaries_holds_no_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "song.md").write_bytes(bytes(range(256)) * 9)
    assert main(["check", str(tmp_path), "--no-cache"]) == 0
    told = capsys.readouterr()
    assert "no articles found" in told.out + told.err
    assert "not resolved" not in told.out + told.err


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", commands.NAMES)
def test_help_fits_the_terminal_and_shows_examples(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main([name, "--help"])
    out = capsys.readouterr().out
    prose = out[out.index("\n\n") : out.index("\nexamples:")]
    # What cannot be broken: the choices of an option, a command of an example.
    assert [line for line in prose.splitlines() if len(line) > columns and "{" not in line and "ART" not in line] == []
    assert f"  articlelint {name}" in out[out.index("\nexamples:") :]
    assert "exit status:\n  0  " in out


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("", True),
        ("# The root of the corpus.\r\n\r\n  # é\n", True),
        ("language = 'de'\n", False),
        ("[rules]\n", False),
        ("# a\0\n", False),
        ("# a\x0b\n", False),
        ("\u00a0# a\n", False),
    ],
)
def test_a_config_without_a_word_needs_no_parser(text, empty):
    from articlelint.config.loading import says_nothing

    assert says_nothing(text) is empty
