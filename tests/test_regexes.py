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
    stamp, known = marshal.loads(kept_file(tmp_path).read_bytes())
    assert stamp == regexes._STAMP
    monkeypatch.setattr(regexes, "_known", known)
    monkeypatch.setattr(regexes, "_learn", lambda *_: pytest.fail("was not kept"))
    for pattern, flags in known:
        kept, fresh = regexes.compile(pattern, flags), re.compile(pattern, flags)
        assert kept == fresh  # flags, code and text
        assert (kept.groups, dict(kept.groupindex)) == (fresh.groups, dict(fresh.groupindex))


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", marshal.dumps(("another Python", {})), marshal.dumps(7)])
def test_a_spoilt_file_is_made_anew(tmp_path, spoilt):
    count_of_new(tmp_path)
    kept_file(tmp_path).write_bytes(spoilt)
    assert count_of_new(tmp_path) > 100
    assert count_of_new(tmp_path) == 0


def test_nothing_is_written_where_no_byte_code_is(tmp_path):
    assert count_of_new(tmp_path, PYTHONDONTWRITEBYTECODE="1") > 100
    assert not list(tmp_path.rglob("*.compiled"))
