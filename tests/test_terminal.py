"""What a terminal is shown: colours, links, excerpts that fit. A real pseudo-terminal, where there is one."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.model.diagnostics import Diagnostic
from articlelint.report.full import block
from articlelint.report.terminal import expanded, width
from articlelint.text.source import Position, Span

LONG = (
    "# Tide\n\n"
    + "The water of the bay is cold in spring. " * 3
    + "It rises in the the night. "
    + "Boats lie at the quay. " * 3
    + "\n"
)
_LINK = re.compile("\x1b]8;;(?P<address>[^\x1b]+)\x1b\\\\(?P<text>.*?)\x1b]8;;\x1b\\\\")
_STEERING = re.compile("\x1b]8;;[^\x1b]*\x1b\\\\|\x1b\\[[0-9;]*m")


def at_a_terminal(*words, columns=60, **environ):
    """Standard output of the command at a terminal of so many columns."""
    pty, fcntl, termios = map(pytest.importorskip, ("pty", "fcntl", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "articlelint", *words]
    root = str(Path(__file__).parent.parent)
    process = subprocess.Popen(command, stdout=theirs, env={**kept, "TERM": "xterm", "PYTHONPATH": root, **environ})
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    process.wait()
    os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


@pytest.fixture
def tide(tmp_path, monkeypatch):
    (tmp_path / "articlelint.toml").write_text("", encoding="utf-8")
    (tmp_path / "tide.md").write_text(LONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped"])
def test_a_rule_leads_to_its_page_at_a_terminal(tide, output_format):
    link = _LINK.search(at_a_terminal("check", "--output-format", output_format, "--no-cache"))
    assert _STEERING.sub("", link["text"]) == "text/repeated-word"
    page = Path(unquote(urlsplit(link["address"]).path))
    assert page.read_text(encoding="utf-8").startswith("# The same word twice")


def test_elsewhere_there_is_no_link(tide, capsys):
    main(["check", "--no-cache", "--color", "always"])
    assert "\x1b]8" not in capsys.readouterr().out
    assert "\x1b" not in at_a_terminal("check", "--no-cache", "--color", "never")
    assert "\x1b" not in at_a_terminal("check", "--no-cache", NO_COLOR="1")
    assert "\x1b" not in at_a_terminal("check", "--no-cache", TERM="dumb")


def test_color_wins_over_the_environment(tide, capsys, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check", "--no-cache", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", "--no-cache", "--color", "never"])
    assert "\x1b[" not in capsys.readouterr().out
    main(["check", "--no-cache", "--color", "auto"])
    assert "\x1b[" in capsys.readouterr().out


@pytest.mark.parametrize("columns", [40, 60, 80, 400])
def test_an_excerpt_fits_the_terminal_and_carets_stand_below_their_words(tide, columns):
    lines = _STEERING.sub("", at_a_terminal("check", "--no-cache", columns=columns)).splitlines()
    carets = next(number for number, line in enumerate(lines) if "^" in line)
    text, marks = lines[carets - 1], lines[carets]
    assert len(text) <= columns
    assert text[marks.index("^") : marks.rindex("^") + 1] == "the the"


def test_without_a_terminal_the_whole_line_is_shown(tide, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    main(["check", "--no-cache"])
    assert LONG.splitlines()[2].strip() in capsys.readouterr().out


@given(st.text("ab 水\t\x07é\u0301", min_size=1, max_size=200), st.data(), st.integers(1, 120))
def test_any_line_fits(text, data, columns):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    places = (Span(start, end), Position(1, start + 1), Position(1, end + 1))
    shown = block(Diagnostic("a.md", "text/x", "error", "is wrong", *places, excerpt=text), columns=columns)
    for line in shown.splitlines()[2:]:
        assert width(expanded(line)) <= max(columns, 24)


def test_verbose_names_root_config_and_cache(tide, capsys):
    main(["check", "--no-cache", "--verbose"])
    assert capsys.readouterr().err == f"root: {tide}\nconfig: {tide / 'articlelint.toml'}\ncache: none\n"


@pytest.mark.parametrize(
    ("words", "begins"), [(["help"], "usage: articlelint ["), (["help", "check"], "usage: articlelint check")]
)
def test_help_is_a_word_too(capsys, words, begins):
    assert main(words) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_help_for_what_is_no_command(capsys):
    assert main(["help", "chekc"]) == 2
    assert "did you mean" in capsys.readouterr().err
