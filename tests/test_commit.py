"""`check --pre-commit`: the named articles, and what a commit breaks in others, in real repositories."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.run import pipeline

Told = Callable[..., list[tuple[str, str]]]
LAMP = "# Long Lamp\n\nLong Lamp is a lighthouse in [[North Quay]], near [its mole](quay.md#mole).\n"
QUAY = "---\naliases: [The Quay]\n---\n\n# North Quay\n\nA harbour. See [[Nowhere]].\n\n## Mole\n\nA wall.\n"
TERN = "# Grey Tern\n\nThe grey tern breeds near [[The Quay]]. See Nobody.\n"


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(("git", *who, *words), cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository at its first commit, with an old fault in two articles."""
    made = tmp_path / "root"
    made.mkdir()
    for name, text in (("lamp.md", LAMP), ("quay.md", QUAY), ("tern.md", TERN)):
        (made / name).write_text(text, encoding="utf-8")
    git(made, "init", "-q", "-b", "main")
    commit(made)
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def call(*words: str) -> list[tuple[str, str]]:
        flags = ("--pre-commit", "--output-format", "json", "--select", "references")
        status = main(["check", *flags, *words])
        out, err = capsys.readouterr()
        assert status in (0, 1), err
        found = [(each["path"], each["data"].get("target", "")) for each in json.loads(out)["diagnostics"]]
        assert status == bool(found)
        return found

    return call


def test_a_commit_without_articles_tells_nothing(root: Path, told: Told) -> None:
    assert told() == []
    (root / "script.py").write_text("pass\n")
    git(root, "add", "-A")
    assert told() == []


def test_a_named_article_is_judged_as_a_whole_and_no_other(root: Path, told: Told) -> None:
    (root / "quay.md").write_text(QUAY + "\nShips come.\n", encoding="utf-8")
    assert told("quay.md") == [("quay.md", "Nowhere")]


@pytest.mark.parametrize("stage", [True, False])
def test_a_deletion_breaks_what_refers_to_it(root: Path, told: Told, stage: bool) -> None:
    (root / "quay.md").unlink()
    if stage:
        git(root, "add", "-A")
    assert told() == [("lamp.md", "North Quay"), ("lamp.md", "quay.md#mole"), ("tern.md", "The Quay")]
    assert told() == told("--no-cache")


def test_a_rename_breaks_paths_and_no_titles(root: Path, told: Told) -> None:
    git(root, "mv", "quay.md", "harbour.md")
    assert told("harbour.md") == [("harbour.md", "Nowhere"), ("lamp.md", "quay.md#mole")]


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        ("# North Quay", "# South Quay", [("lamp.md", "North Quay")]),
        ("## Mole", "## Wall", [("lamp.md", "quay.md#mole")]),
        ("aliases: [The Quay]", "aliases: []", [("tern.md", "The Quay")]),
        ("A harbour.", "A port.", []),
    ],
)
def test_what_a_changed_article_takes_away_is_missed(
    root: Path, told: Told, old: str, new: str, broken: list[tuple[str, str]]
) -> None:
    (root / "quay.md").write_text(QUAY.replace(old, new), encoding="utf-8")
    assert [each for each in told("quay.md") if each[0] != "quay.md"] == broken


def test_a_second_article_of_one_title_makes_it_ambiguous(root: Path, told: Told) -> None:
    (root / "other.md").write_text("# North Quay\n\nAnother harbour.\n", encoding="utf-8")
    git(root, "add", "-A")
    assert ("lamp.md", "North Quay") in told("other.md", "--severity", "info")


def test_a_title_taken_out_of_a_list_is_missed(root: Path, told: Told) -> None:
    (root / "articlelint.toml").write_text('titles = ["known.txt", "more.txt"]\n')
    (root / "known.txt").write_text("Nowhere\nElsewhere\n")
    (root / "more.txt").write_text("Nobody\n")
    commit(root)
    (root / "known.txt").write_text("Elsewhere\nNeverland\n")
    assert told() == [("quay.md", "Nowhere")]
    (root / "known.txt").write_text("Nowhere\n")
    assert told() == []


def test_words_that_change_make_nobody_look_at_other_articles(
    root: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[list[str]] = []
    check = pipeline.check_paths

    def noting(paths, *words, **given):
        looked.append([Path(path).name for path in paths])
        return check(paths, *words, **given)

    monkeypatch.setattr(pipeline, "check_paths", noting)
    (root / "quay.md").write_text(QUAY.replace("A harbour.", "A port."), encoding="utf-8")
    told("quay.md")
    assert looked == [["quay.md"]]


def test_what_lies_around_unknown_to_git_is_no_change(root: Path, told: Told) -> None:
    (root / "draft.md").write_text("# Draft\n\nSee [[Neverland]].\n", encoding="utf-8")
    (root / "quay.md").unlink()
    assert "draft.md" not in {path for path, _ in told()}


def test_what_was_never_added_answers_to_nothing(root: Path, told: Told) -> None:
    """The commit will not have it, and CI would miss it."""
    (root / "new.md").write_text("# Neverland\n\nAn island.\n", encoding="utf-8")
    (root / "lamp.md").write_text(LAMP + "\nIt shines to [[Neverland]], on [a map](new.md).\n", encoding="utf-8")
    assert told("lamp.md") == [("lamp.md", "Neverland"), ("lamp.md", "new.md")]
    git(root, "add", "new.md")
    assert told("lamp.md") == []
    (root / ".gitignore").write_text("built.png\n")
    (root / "built.png").write_bytes(b"")
    (root / "lamp.md").write_text(LAMP + "\n![what a build makes](built.png)\n", encoding="utf-8")
    assert told("lamp.md") == []


def test_a_changed_article_that_is_not_named_is_left_alone(root: Path, told: Told) -> None:
    """pre-commit's own `exclude` held it back."""
    (root / "tern.md").write_text(TERN + "\nSee [[Neverland]].\n", encoding="utf-8")
    (root / "quay.md").unlink()
    assert {path for path, _ in told()} == {"lamp.md"}


def test_before_the_first_commit_only_what_is_named_is_told(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("# A\n\nSee [[Neverland]].\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n\nSee [[Elsewhere]].\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    monkeypatch.chdir(tmp_path)
    assert told() == []
    assert told("a.md") == [("a.md", "Neverland")]
    assert told("a.md", "--diff-base", "HEAD") == [("a.md", "Neverland")]


def test_with_a_diff_base_old_faults_of_named_articles_are_not_told(root: Path, told: Told) -> None:
    (root / "quay.md").write_text(QUAY.replace("## Mole", "## Wall"), encoding="utf-8")
    assert told("quay.md") == [("lamp.md", "quay.md#mole"), ("quay.md", "Nowhere")]
    assert told("quay.md", "--diff-base", "HEAD") == [("lamp.md", "quay.md#mole")]
    assert told("--diff-base", "HEAD") == [("lamp.md", "quay.md#mole")]


def test_a_push_is_compared_with_the_other_side(root: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "rm", "-q", "quay.md")
    commit(root)
    assert told() == []
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    assert len(told()) == 3


def test_a_corpus_in_a_folder_is_found_without_a_file(root: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = root / "docs – all"
    inner.mkdir()
    for name in ("lamp.md", "quay.md", "tern.md"):
        (root / name).rename(inner / name)
    (inner / "articlelint.toml").write_text('ignore-links = ["The Quay"]\n')
    (root / "script.py").write_text("pass\n")
    commit(root)
    (root / "script.py").unlink()
    (inner / "quay.md").unlink()
    assert told() == [("docs – all/lamp.md", "North Quay"), ("docs – all/lamp.md", "quay.md#mole")]


def test_fixes_stay_within_the_named_articles(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Renaming by case only makes others' references variants, which a fix could mend; the hook was not given them."""
    (root / "quay.md").write_text(QUAY.replace("# North Quay", "# North QUAY\n\nThe the quay."), encoding="utf-8")
    before = (root / "lamp.md").read_bytes()
    assert main(["check", "--pre-commit", "--fix", "--no-cache", "--output-format", "concise", "quay.md"]) == 1
    out = capsys.readouterr().out
    assert "lamp.md:3:32: " in out
    assert "1 finding is in articles that were not changed: the change breaks their references" in out
    assert (root / "lamp.md").read_bytes() == before
    assert "The the" not in (root / "quay.md").read_text()


def test_the_cache_is_none_the_worse(root: Path, told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "--output-format", "json"]
    main([*words, "--no-cache"])
    before = capsys.readouterr().out
    (root / "quay.md").rename(root / "gone")
    told()
    (root / "gone").rename(root / "quay.md")
    main(words)
    assert capsys.readouterr().out == before


@pytest.mark.parametrize("words", [("-",), ("--watch",), ("--write-baseline",), ("--add-suppressions",)])
def test_what_makes_no_sense_is_refused(root: Path, capsys: pytest.CaptureFixture[str], words: tuple[str]) -> None:
    assert main(["check", "--pre-commit", *words]) == 2
    assert "--pre-commit" in capsys.readouterr().err


def test_without_git_it_is_bad_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--pre-commit", "a.md"]) == 2
    assert "--pre-commit needs a git repository" in capsys.readouterr().err
