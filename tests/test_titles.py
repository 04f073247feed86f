"""Titles that are known to exist outside the corpus, named by `titles`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from articlelint.cli.main import main

ARTICLE = "Rivers\n\nRivers flow downhill. See Lyon and Paris for broader context. See Rome (city).\n"


def dangling(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", "--select", "references/dangling-see", "--output-format", "json", "--no-cache", str(root)])
    return [each["data"]["target"] for each in json.loads(capsys.readouterr().out)["diagnostics"]]


@pytest.mark.parametrize("name", ["known.txt", "known.txt.gz", "lists/known.txt"])
def test_the_titles_of_a_file_exist(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rivers.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articlelint.toml").write_text(f'titles = ["{name}"]\n', encoding="utf-8")
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    data = "\ufeffLyon\r\n\r\nRome_(city)\r\n".encode()
    place.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert dangling(tmp_path, capsys) == ["Paris"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"\x1f\x8bbroken",
        gzip.compress(b"Lyon" * 99, mtime=0)[:-12],
        gzip.compress(b"Lyon", mtime=0)[:12] + b"\xff" * 20,
    ],
    ids=["missing", "no archive", "cut off", "damaged"],
)
def test_a_file_of_titles_that_cannot_be_read_is_named(
    data: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rivers.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articlelint.toml").write_text('titles = ["known.gz"]\n', encoding="utf-8")
    if data is not None:
        (tmp_path / "known.gz").write_bytes(data)
    assert main(["check", "--no-cache", str(tmp_path)]) == 2
    assert "known.gz" in capsys.readouterr().err
