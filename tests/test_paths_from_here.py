"""Paths in what is printed lead there from the folder that the command was started in, so that an editor opens them and `xargs` finds them."""

import json
import os
import subprocess

import pytest

from articlelint.cli.main import main


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """A corpus below a folder, with findings in two of its folders."""
    home = tmp_path / "lake"
    for name in ("shores/reed.md", "water/tide.md", "zinc.md"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        title = name.rpartition("/")[2].removesuffix(".md").title()
        (home / name).write_text(f"# {title}\n\n{title} is in the the lake.\n", encoding="utf-8")
    (home / "articlelint.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(home)
    return home


PLACES = {
    "root": (".", "zinc.md", "shores/reed.md", "."),
    "below": ("shores", "../zinc.md", "reed.md", ".."),
    "beside": ("..", "lake/zinc.md", "lake/shores/reed.md", "lake"),
}


@pytest.fixture(params=PLACES.values(), ids=PLACES)
def place(request, lake, monkeypatch):
    monkeypatch.chdir(lake / request.param[0])
    return lake, *request.param[1:]


def test_json_has_paths_from_here_their_order_and_the_root(place, capsys):
    lake, zinc, reed, root = place
    main(["check", str(lake), "--output-format", "json", "--no-cache"])
    report = json.loads(capsys.readouterr().out)
    paths = [each["path"] for each in report["diagnostics"]]
    assert {zinc, reed} < set(paths)
    assert paths == sorted(paths)
    assert report["summary"]["root"] == root
    assert all(os.path.exists(path) for path in paths)


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped", "jsonl", "junit"])
def test_every_format_for_here_has_paths_from_here(place, output_format, capsys):
    lake, zinc, reed, _root = place
    main(["check", str(lake), "--output-format", output_format, "--no-cache"])
    out = capsys.readouterr().out
    for path in (zinc, reed):
        mark = {"full": f"--> {path}:3:", "concise": f"{path}:3:", "grouped": f"{path}:\n"}.get(
            output_format, f'"{path}"'
        )
        assert mark in out


@pytest.mark.parametrize("output_format", ["github", "gitlab", "sarif"])
def test_what_a_forge_reads_has_paths_from_the_repository(place, output_format, capsys):
    lake, *_ = place
    subprocess.run(["git", "init", "-q", lake], check=True)
    main(["check", str(lake), "--output-format", output_format, "--no-cache"])
    out = capsys.readouterr().out
    assert "shores/reed.md" in out
    assert "lake/shores" not in out
    assert "../" not in out


def test_listed_files_are_named_from_here(place, capsys):
    lake, zinc, reed, _root = place
    main(["check", str(lake), "--show-files"])
    files = capsys.readouterr().out.splitlines()
    assert {zinc, reed} < set(files)
    assert files == sorted(files)


def test_what_was_fixed_is_named_from_here(place, capsys):
    lake, zinc, reed, _root = place
    main(["check", str(lake), "--fix", "--no-cache"])
    out = capsys.readouterr().out
    assert f"  {zinc}:\n" in out
    assert f"  {reed}:\n" in out


@pytest.mark.parametrize("folder", ["..", ".", "shores"])
def test_git_applies_a_patch_where_it_was_made(lake, folder, monkeypatch, capfdbinary):
    subprocess.run(["git", "init", "-q", lake.parent], check=True)
    monkeypatch.chdir(lake / folder)
    target = "." if folder == "shores" else str(lake)
    main(["check", target, "--diff", "--no-cache"])
    patch = capfdbinary.readouterr().out
    subprocess.run(["git", "apply"], input=patch, check=True)
    assert "is in the lake" in (lake / "shores/reed.md").read_text()
    assert main(["check", target, "--no-cache"]) == 0


def test_a_baseline_and_fingerprints_are_the_same_from_everywhere(lake, monkeypatch, capsys):
    main(["check", "--write-baseline"])
    monkeypatch.chdir(lake.parent)
    assert main(["check", "lake", "--baseline", "lake/articlelint-baseline.json"]) == 0
    capsys.readouterr()
