"""Compiled patterns are kept beside the byte code, and are what `re` would make of them."""

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from articlelint import regexes

COUNT = (
    "from articlelint import regexes, library; library.lint('# A\\n\\nText.\\n', path='a.md'); print(len(regexes._new))"
)


def count_of_new(cache: Path, **more: str) -> int:
    """How many patterns a process of its own had to compile."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environ |= {"PYTHONPYCACHEPREFIX": str(cache), **more}
    return int(
        subprocess.run([sys.executable, "-c", COUNT], env=environ, capture_output=True, text=True, check=True).stdout
    )


def kept_file(cache: Path) -> Path:
    return next(cache.rglob("*.compiled"))


def test_the_second_run_compiles_nothing(tmp_path):
    assert count_of_new(tmp_path) > 100
    assert count_of_new(tmp_path) == 0


def test_what_is_kept_is_what_re_makes_of_it(tmp_path, monkeypatch):
    count_of_new(tmp_path)
    known = regexes._File(str(kept_file(tmp_path)))
    monkeypatch.setattr(regexes, "_files", [known])
    monkeypatch.setattr(regexes, "_learn", lambda *_: pytest.fail("was not kept"))
    assert len(known.places) > 100
    for pattern, flags in known.places:
        kept, fresh = regexes.compile(pattern, flags), re.compile(pattern, flags)
        assert kept == fresh  # flags, code and text
        assert (kept.groups, dict(kept.groupindex)) == (fresh.groups, dict(fresh.groupindex))


@pytest.mark.parametrize(
    "spoilt", [b"", b"nonsense", b"\0\0\0\0", marshal.dumps(("another Python", {})), marshal.dumps(7)]
)
def test_a_spoilt_file_is_made_anew(tmp_path, spoilt):
    count_of_new(tmp_path)
    kept_file(tmp_path).write_bytes(spoilt)
    assert count_of_new(tmp_path) > 100
    assert count_of_new(tmp_path) == 0


def test_nothing_is_written_where_no_byte_code_is(tmp_path):
    assert count_of_new(tmp_path, PYTHONDONTWRITEBYTECODE="1") > 100
    assert not list(tmp_path.rglob("*.compiled"))


def test_a_file_that_breaks_off_serves_as_far_as_it_goes(tmp_path):
    count_of_new(tmp_path)
    file = kept_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-20_000])
    assert 0 < count_of_new(tmp_path) < 100
    assert count_of_new(tmp_path) == 0


def test_where_files_are_read_whole_they_say_the_same(tmp_path, monkeypatch):
    count_of_new(tmp_path)
    file = str(kept_file(tmp_path))
    pieces = regexes._File(file)
    codes = {key: pieces.code(key) for key in pieces.places}
    monkeypatch.delattr(os, "pread")
    whole = regexes._File(file)
    assert {key: whole.code(key) for key in whole.places} == codes
