"""`--fix`, `--unsafe-fixes`, `--diff`: what is written, what is kept, what is told."""

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.disk import writing
from articlelint.fix.rounds import mend
from articlelint.model.diagnostics import Diagnostic, Edit, Fix, Report
from articlelint.model.edits import apply_edits, in_newlines
from articlelint.text.source import Position, Span

LAKES = "# Lakes\n\nLakes lie in the the hills.\n"
FIXED = "# Lakes\n\nLakes lie in the hills.\n"


def text_of(path):
    return path.read_bytes().decode()


def test_safe_fixes_are_written_and_what_is_left_is_told(corpus, check):
    status, out, _err = check("--fix")
    assert status == 1
    assert text_of(corpus / "lakes.md") == FIXED
    assert out.startswith("Fixed 1 finding in 1 file:\n  lakes.md:\n    1 x text/repeated-word\n")
    assert "sections/empty-section" in out
    assert "text/repeated-word:" not in out
    assert text_of(corpus / "rivers.md").endswith("## Sources\n")


def test_a_run_that_mends_everything_is_clean(corpus, check):
    assert check("--fix", "lakes.md")[0] == 0
    assert check("--fix", "lakes.md") == check("lakes.md")


def test_unsafe_fixes_are_written_only_when_asked_for(corpus, check):
    assert check("--fix", "--unsafe-fixes")[0] == 0
    assert text_of(corpus / "rivers.md") == "# Rivers\n\nRivers flow.\n"


def test_exit_non_zero_on_fix_is_for_hooks(corpus, check):
    assert check("--fix", "--exit-non-zero-on-fix", "lakes.md")[0] == 1
    assert check("--fix", "--exit-non-zero-on-fix", "lakes.md")[0] == 0


def test_diff_shows_what_fix_would_write_and_writes_nothing(corpus, check):
    status, out, err = check("--diff")
    assert status == 1
    assert text_of(corpus / "lakes.md") == LAKES
    assert err == "Would fix 1 finding in 1 file (1 more with `--unsafe-fixes`).\n"
    subprocess.run(["git", "apply", "-"], input=out.encode(), check=True, cwd=corpus)
    assert text_of(corpus / "lakes.md") == FIXED


@pytest.mark.parametrize("text", ["# A\n\nThe the end.", "# A\r\n\r\nThe the end.\r\n", "# A\n\nThe the end.\u2028x\n"])
def test_a_diff_can_be_applied_whatever_the_line_ends(corpus, check, text):
    (corpus / "a.md").write_bytes(text.encode())
    out = check("--diff", "a.md")[1]
    subprocess.run(["git", "apply", "-"], input=out.encode(), check=True, cwd=corpus)
    assert text_of(corpus / "a.md") == text.replace("The the", "The")


@pytest.mark.parametrize(
    "words",
    [("--fix", "--diff"), ("--unsafe-fixes",), ("--exit-non-zero-on-fix",)],
)
def test_flags_that_make_no_sense_together_are_refused(corpus, check, words):
    assert check(*words)[0] == 2


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf# K\xc3\xa4se\r\n\r\nThe the end.\r\n",
        "# Käse\n\nThe the end.\n".encode("cp1252"),
        b"\xff\xfe" + "# Käse\n\nThe the end.\n".encode("utf-16-le"),
        b"# K\xc3\xa4se\r\rThe the end.\r",
    ],
    ids=["bom-crlf", "cp1252", "utf-16", "cr"],
)
def test_bytes_that_no_fix_speaks_of_are_kept(corpus, check, data):
    place = corpus / "cheese.md"
    place.write_bytes(data)
    place.chmod(0o640)
    check("--fix", "cheese.md", "--select", "text/repeated-word")
    wide = data.startswith(b"\xff\xfe")
    old, new = ("The the".encode("utf-16-le"), "The".encode("utf-16-le")) if wide else (b"The the", b"The")
    assert place.read_bytes() == data.replace(old, new)
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert [path for path in corpus.iterdir() if path.name.startswith(".cheese")] == []


def test_a_file_whose_bytes_would_not_survive_is_left_alone(corpus, check):
    data = b"\xff\xfe" + "# A\n\nThe the end.\n".encode("utf-16-le") + b"\x00\xd8"  # half a surrogate pair
    (corpus / "a.md").write_bytes(data)
    status, _out, err = check("--fix", "a.md", "--select", "text/repeated-word")
    assert (status, (corpus / "a.md").read_bytes()) == (2, data)
    assert "a.md" in err


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_mended(corpus, check, monkeypatch):
    (corpus / "other.md").write_text("# Other\n\nThe the end.\n", encoding="utf-8")
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "lakes.md" and allowed(path, mode))
    status, _out, err = check("--fix")
    assert status == 2
    assert "lakes.md: cannot be written: Permission denied" in err
    assert text_of(corpus / "other.md") == "# Other\n\nThe end.\n"


def test_a_file_that_was_changed_meanwhile_is_left_alone(corpus):
    with pytest.raises(writing.NotWrittenError, match="changed by another program"):
        writing.write(corpus / "lakes.md", b"new", corpus, b"not what it holds")
    assert text_of(corpus / "lakes.md") == LAKES


def test_standard_input_is_mended_to_standard_output(corpus, capfdbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LAKES.encode())))
    assert main(["check", "--fix", "-", "--stdin-filename", "lakes.md"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.decode() == FIXED
    assert b"Fixed 1 finding" in err


def a_fix(start, end, replacement, rule="text/repeated-word"):
    place = Position(1, 1)
    return Diagnostic(
        "a.md", rule, "warning", "m", Span(start, end), place, place, fix=Fix((Edit(start, end, replacement),))
    )


def test_fixes_that_chase_each_other_are_our_bug_and_the_file_stays(corpus):
    def checked(texts):
        word = texts.get("a.md", b"black")
        return Report((a_fix(0, 5, "white" if word == b"black" else "black"), a_fix(5, 5, "")), 1)

    done = mend(checked, lambda _path: b"black", unsafe=False)
    assert (done.texts, done.fixed) == ({}, {})
    assert "do not come to an end" in done.problems[0]
    assert "text/repeated-word" in done.problems[0]


def test_a_fix_that_the_encoding_cannot_hold_is_not_written():
    def checked(texts):
        return Report((a_fix(0, 1, "東"),), 1)

    done = mend(checked, lambda _path: b"\xe4", unsafe=False)
    assert done.texts == {}
    assert "cp1252 has no '東'" in done.problems[0]


edits = st.builds(
    lambda start, length, words: Edit(start, start + length, words),
    st.integers(0, 20),
    st.integers(0, 6),
    st.text("xyz", max_size=3),
)


@given(st.lists(st.builds(lambda e: Fix(tuple(e)), st.lists(edits, min_size=1, max_size=3)), max_size=8))
def test_fixes_are_applied_whole_or_not_at_all(fixes):
    text = "abcdefghijklmnopqrstuvwxyz"
    out = apply_edits(text, fixes)
    untouched = set(range(26)) - {n for fix in fixes for e in fix.edits for n in range(e.start, e.end)}
    assert [c for c in out if c in {text[n] for n in untouched} and c not in "xyz"] == [
        text[n] for n in sorted(untouched) if text[n] not in "xyz"
    ]


def test_fixes_that_touch_nothing_of_each_other_are_all_applied():
    assert apply_edits("abcdef", [Fix((Edit(0, 1, "A"), Edit(2, 3, "C"))), Fix((Edit(1, 2, "B"),))]) == "ABCdef"
    assert apply_edits("abcdef", [Fix((Edit(0, 2, "1"),)), Fix((Edit(1, 3, "2"),))]) == "1cdef"
    assert apply_edits("ab", [Fix((Edit(1, 1, "x"),)), Fix((Edit(1, 1, "y"),))]) == "axb"


def test_new_lines_end_as_the_others_do():
    fix = Fix((Edit(0, 0, "a\nb\n"),))
    assert in_newlines("x\r\ny\r\n", fix).edits[0].replacement == "a\r\nb\r\n"
    assert in_newlines("x\ny\n", fix) is fix


def test_ten_thousand_fixes_take_no_time():
    text = "a" * 50_000
    fixes = [Fix((Edit(n, n + 2, ""),)) for n in range(0, 50_000, 4)]
    assert apply_edits(text, fixes) == "a" * 25_000
