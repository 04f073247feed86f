"""`check --diff-base`: what a change brought, in real repositories."""

import json
import subprocess
from pathlib import Path

import pytest

from articlelint.cli.main import main

ATLAS = """# Atlas "of" rivers and seas (book)

A book of maps.

## Early maps

The first ones.
"""
RIVERS = """---
title: Rivers–and–lakes
aliases: [Streams]
---

Water that flows. It is drawn in [[Atlas "of" rivers and seas (book)]], on
[early maps](atlas.md#early-maps). See Atlantis.
"""
SEAS = """# Seas

Water that stays, unlike [[Rivers–and–lakes]], once called [[Streams]]. [[Nowhere]].
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    for name, text in (("atlas.md", ATLAS), ("rivers.md", RIVERS), ("seas.md", SEAS)):
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    monkeypatch.chdir(root)
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words),
        cwd=root,
        check=True,
        capture_output=True,
    )


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str, str]]:
    """Path, rule and target of what a check reports."""
    status = main(["check", "--no-cache", "--output-format", "json", "--select", "references", *words])
    out, err = capsys.readouterr()
    assert status in (0, 1), err
    return [(each["path"], each["rule"], each["data"].get("target", "")) for each in json.loads(out)["diagnostics"]]


def test_nothing_changed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ("seas.md", "references/dangling-wikilink", "Nowhere") in said(capsys)
    assert said(capsys, "--diff-base", "HEAD") == []


def test_a_deleted_article_breaks_what_refers_to_it(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "atlas.md").unlink()
    broken = [
        ("rivers.md", "references/dangling-wikilink", 'Atlas "of" rivers and seas (book)'),
        ("rivers.md", "references/dangling-link", "atlas.md#early-maps"),
    ]
    assert said(capsys, "--diff-base", "HEAD") == broken
    git(corpus, "add", "-A")
    assert said(capsys, "--diff-base", "HEAD") == broken  # staged only
    commit(corpus)
    assert said(capsys, "--diff-base", "HEAD") == []
    assert said(capsys, "--diff-base", "HEAD~1") == broken
    assert said(capsys, "--diff-base", "HEAD~1", "seas.md") == broken  # whatever files are named, as a hook names them


def test_a_renamed_article_breaks_paths_but_not_titles(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(corpus, "mv", "atlas.md", 'Atlas "of" rivers, seas – all.md')
    assert said(capsys, "--diff-base", "HEAD") == [("rivers.md", "references/dangling-link", "atlas.md#early-maps")]


def test_old_faults_of_a_renamed_article_are_not_new(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(corpus, "mv", "seas.md", 'the "seven" seas.md')
    assert said(capsys, "--diff-base", "HEAD") == []


def test_a_heading_taken_away_breaks_its_anchor(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "atlas.md").write_text(ATLAS.replace("Early maps", "First maps"), encoding="utf-8")
    commit(corpus)
    assert said(capsys, "--diff-base", "HEAD~1", "atlas.md") == [
        ("rivers.md", "references/dangling-anchor", "atlas.md#early-maps")
    ]


def test_an_alias_taken_away_breaks_references_to_it(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "rivers.md").write_text(RIVERS.replace("aliases: [Streams]\n", ""), encoding="utf-8")
    assert said(capsys, "--diff-base", "HEAD") == [("seas.md", "references/dangling-wikilink", "Streams")]


def test_faults_on_changed_lines_are_reported_old_ones_beside_them_are_not(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "seas.md").write_text(SEAS + "\n++ [[Neverland]]\n", encoding="utf-8")
    (corpus / "new.md").write_text("# New\n\nSee [[Elsewhere]].\n", encoding="utf-8")
    assert said(capsys, "--diff-base", "HEAD") == [
        ("new.md", "references/dangling-wikilink", "Elsewhere"),
        ("seas.md", "references/dangling-wikilink", "Neverland"),
    ]
    (corpus / "seas.md").write_text(SEAS.replace("[[Nowhere]].", "[[Nowhere]]!"), encoding="utf-8")
    assert ("seas.md", "references/dangling-wikilink", "Nowhere") in said(capsys, "--diff-base", "HEAD")


def test_the_branch_is_compared_with_where_it_left(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(corpus, "checkout", "-q", "-b", "topic")
    (corpus / "seas.md").write_text(SEAS + "\n[[Neverland]]\n", encoding="utf-8")
    commit(corpus)
    git(corpus, "checkout", "-q", "main")
    (corpus / "seas.md").write_text("# Seas\n\nNew words.\n", encoding="utf-8")
    commit(corpus)
    git(corpus, "checkout", "-q", "topic")
    assert said(capsys, "--diff-base", "main") == [("seas.md", "references/dangling-wikilink", "Neverland")]


def test_a_corpus_in_a_folder_of_the_repository(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = corpus / "docs – all"
    inner.mkdir()
    for name in ("atlas.md", "rivers.md", "seas.md"):
        (corpus / name).rename(inner / name)
    (inner / "articlelint.toml").write_text('titles = ["known.txt"]\n')
    (inner / "known.txt").write_text("Nowhere\n")
    commit(corpus)
    monkeypatch.chdir(inner)
    (inner / "atlas.md").unlink()
    assert [path for path, _, _ in said(capsys, "--diff-base", "HEAD")] == ["rivers.md", "rivers.md"]


def test_a_shallow_clone_is_told_as_such(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "atlas.md").unlink()
    commit(corpus)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{corpus}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert main(["check", "--diff-base", "HEAD~1"]) == 2
    assert "shallow clone" in capsys.readouterr().err


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", ""])
def test_an_unknown_revision_is_bad_usage(corpus: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    assert main(["check", f"--diff-base={revision}"]) == 2
    assert "--diff-base" in capsys.readouterr().err
    assert not (corpus / "x").exists()


def test_without_git_it_is_bad_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--diff-base", "HEAD"]) == 2
    assert "git repository" in capsys.readouterr().err
