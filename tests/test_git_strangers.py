"""What a stranger's folder may hold that looks like a repository: no program that its config names is ever run. Real git throughout."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from articlelint.cli.main import main

NEW = "# Lake\n\nThe lake is is deep.\n"


def git(place: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(("git", *who, *words), cwd=place, check=True, capture_output=True, text=True).stdout


def commit(place: Path) -> None:
    git(place, "add", "-A", "-f")
    git(place, "commit", "-q", "-m", "change")


class Trap:
    """A program that leaves a mark when it is run."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "ran"
        self.program = folder / "trap.sh"
        self.program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self.mark}"\ncat\n', encoding="utf-8")
        self.program.chmod(0o755)

    def config(self) -> str:
        """A git config in which everything that can name a program names this one."""
        trap = self.program
        hooks = trap.parent / "hooks"
        hooks.mkdir(exist_ok=True)
        for name in ("post-index-change", "post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman"):
            shutil.copy(trap, hooks / name)
        return f"""
[core]
	fsmonitor = "{trap}"
	hooksPath = "{hooks}"
	pager = "{trap}"
	sshCommand = "{trap}"
[diff]
	external = "{trap}"
[diff "t"]
	textconv = "{trap}"
	command = "{trap}"
[filter "t=x"]
	clean = "{trap}"
	smudge = "{trap}"
	required = true
[filter "p"]
	process = "{trap}"
[log]
	showSignature = true
[gpg]
	program = "{trap}"
"""


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    folder = tmp_path / "trap"
    folder.mkdir()
    return Trap(folder)


@pytest.fixture
def outer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    root = tmp_path / "outer"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "articlelint.toml").write_text("", encoding="utf-8")
    (root / ".gitattributes").write_text("*.md diff=t filter=t=x\n", encoding="utf-8")
    (root / "river.md").write_text("# River\n\nA river flows.\n", encoding="utf-8")
    commit(root)
    monkeypatch.chdir(root)
    return root


def bare_inside(outer: Path, trap: Trap) -> Path:
    """A folder that git takes for a repository, committed in another repository, as anybody can."""
    place = outer / "sub"
    for folder in ("objects/info", "refs/heads"):
        (place / folder).mkdir(parents=True)
        (place / folder / "kept").write_text("", encoding="utf-8")
    (place / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    head = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
    (place / "config").write_text(head + trap.config(), encoding="utf-8")
    return filled(place)


def nested(outer: Path, trap: Trap) -> Path:
    """A folder that came with a `.git` of its own, as an archive may hold one; its articles are tracked outside."""
    place = outer / "sub"
    place.mkdir()
    filled(place)
    commit(outer)
    git(place, "init", "-q", "-b", "main")
    commit(place)
    with (place / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(trap.config())
    return place


def filled(place: Path) -> Path:
    (place / "articlelint.toml").write_text("", encoding="utf-8")
    (place / "lake.md").write_text("# Lake\n\nThe lake is deep.\n", encoding="utf-8")
    (place / "isle.md").write_text("# Isle\n\nIt lies in the [lake](lake.md).\n", encoding="utf-8")
    return place


CALLS = (
    ("--diff-base", "HEAD", "sub"),
    ("--pre-commit", "sub/lake.md"),
    ("--baseline", "sub/known.json", "sub"),
)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str]]:
    status = main(["check", *words, "--no-cache", "--output-format", "json"])
    out, err = capsys.readouterr()
    assert status in (0, 1), err
    return [(each["path"], each["rule"]) for each in json.loads(out)["diagnostics"]]


@pytest.mark.parametrize("make", [bare_inside, nested])
@pytest.mark.parametrize("words", CALLS, ids=lambda words: words[0])
def test_a_repository_inside_another_one_is_not_asked(outer, trap, make, words, capsys):
    place = make(outer, trap)
    entry = {"path": "gone.md", "rule": "x/y", "fingerprint": "0", "message": ""}  # makes git look for renames
    (place / "known.json").write_text(json.dumps({"version": 1, "findings": [entry]}), encoding="utf-8")
    commit(outer)
    (place / "lake.md").write_text(NEW, encoding="utf-8")
    # What git itself does there, so that the trap is known to be one; its own answer is of no interest.
    subprocess.run(("git", "status"), cwd=place, check=False, capture_output=True)
    assert trap.mark.exists()
    trap.mark.unlink()
    found = run(capsys, *words)
    assert not trap.mark.exists(), trap.mark.read_text(encoding="utf-8")
    assert (f"{place.name}/lake.md", "text/repeated-word") in found


def test_standing_in_it_changes_nothing(outer, trap, capsys, monkeypatch):
    place = bare_inside(outer, trap)
    commit(outer)
    (place / "lake.md").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(place)
    assert run(capsys, "--diff-base", "HEAD") == [("lake.md", "text/repeated-word")]
    assert run(capsys, "--pre-commit") == []
    assert not trap.mark.exists()


@pytest.mark.parametrize("words", [("--diff-base", "HEAD"), ("--pre-commit", "river.md")], ids=lambda words: words[0])
def test_the_config_of_a_repository_runs_nothing(outer, trap, words, capsys):
    (outer / "hub.md").write_text("# Hub\n\nSee the [river](river.md#banks).\n", encoding="utf-8")
    (outer / "river.md").write_text("# River\n\nA river flows.\n\n## Banks\n\nBoth are green.\n", encoding="utf-8")
    commit(outer)
    with (outer / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(trap.config())
    (outer / "river.md").write_text("# River\n\nIt flows to to the sea.\n", encoding="utf-8")
    found = run(capsys, *words)
    assert not trap.mark.exists(), trap.mark.read_text(encoding="utf-8")
    assert {("river.md", "text/repeated-word"), ("hub.md", "references/dangling-anchor")} == set(found)


def test_nothing_is_fetched(outer, trap, tmp_path, monkeypatch, capsys):
    """A partial clone whose remote is a command: git would run it for the first object that is not there."""
    clone = tmp_path / "clone"
    git(outer, "config", "uploadpack.allowFilter", "true")
    (outer / "river.md").write_text("# River\n\nIt flows to to the sea.\n", encoding="utf-8")
    commit(outer)
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-local", str(outer), str(clone))
    git(clone, "config", "remote.origin.url", f"ext::{trap.program}")
    git(clone, "config", "protocol.ext.allow", "always")
    monkeypatch.chdir(clone)
    assert main(["check", "--diff-base", "HEAD~1", "--no-cache"]) == 2
    assert "partial clone" in capsys.readouterr().err
    assert not trap.mark.exists()


def test_a_repository_that_is_not_of_the_outer_one_says_where_to_stand(outer, tmp_path, capsys):
    other = outer / "other"
    other.mkdir()
    git(other, "init", "-q", "-b", "main")
    filled(other)
    commit(other)
    (outer / ".gitignore").write_text("/other/\n", encoding="utf-8")
    assert main(["check", "--diff-base", "HEAD", "other", "--no-cache"]) == 2
    assert f"{other} is a repository of its own inside of {outer}; run the command in it" in capsys.readouterr().err


def test_submodules_and_linked_work_trees_are_repositories_of_their_own(outer, tmp_path, capsys):
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q", "-b", "main")
    filled(other)
    commit(other)
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "sub")
    commit(outer)
    (outer / "sub" / "lake.md").write_text(NEW, encoding="utf-8")
    assert run(capsys, "--diff-base", "HEAD", "sub") == [("sub/lake.md", "text/repeated-word")]
    git(outer, "worktree", "add", "-q", "linked")
    (outer / "linked" / "river.md").write_text("# River\n\nIt flows to to the sea.\n", encoding="utf-8")
    assert run(capsys, "--diff-base", "HEAD", "linked") == [("linked/river.md", "text/repeated-word")]


def test_the_variables_of_a_hook_speak_of_its_own_repository(outer, monkeypatch, capsys):
    """`git commit` in a linked work tree sets GIT_DIR, and an index of its own with `--only`."""
    git(outer, "worktree", "add", "-q", str(outer.parent / "linked"))
    linked = outer.parent / "linked"
    (linked / "articles").mkdir()
    filled(linked / "articles")
    commit(linked)
    (linked / "articles" / "lake.md").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(linked)
    monkeypatch.setenv("GIT_DIR", git(linked, "rev-parse", "--absolute-git-dir").strip())
    monkeypatch.setenv("GIT_INDEX_FILE", git(linked, "rev-parse", "--git-path", "index").strip())
    assert run(capsys, "--diff-base", "HEAD", "articles") == [("articles/lake.md", "text/repeated-word")]


def test_links_of_an_older_state_are_not_followed(outer, tmp_path, capsys):
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nIt is is told.\n", encoding="utf-8")
    (outer / "old.md").symlink_to(secret)
    commit(outer)
    (outer / "old.md").unlink()
    (outer / "river.md").write_text("# River\n\nSee [old](old.md).\n", encoding="utf-8")
    assert run(capsys, "--pre-commit", "river.md") == [("river.md", "references/dangling-link")]


@pytest.mark.parametrize("name", ["../../../../list", "{}/list"])
def test_lists_outside_are_read_where_they_stand(outer, capsys, name):
    """The older state is rebuilt in a passing folder; a list that is named by `..` must not be copied out of it."""
    folder = outer.parent / "far"
    folder.mkdir()
    (folder / "list").write_text("Tarn\n", encoding="utf-8")
    deep = outer / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (outer.parent / "list").write_text("Tarn\n", encoding="utf-8")
    (deep / "own.toml").write_text(f'titles = ["{name.format(folder)}"]', encoding="utf-8")
    (deep / "hub.md").write_text("# Hub\n\nIt is near [[Tarn]].\n", encoding="utf-8")
    commit(outer)
    (deep / "hub.md").write_text("# Hub\n\nIt is is near [[Tarn]] and [[Nowhere]].\n", encoding="utf-8")
    config = str(deep / "own.toml")
    found = run(capsys, "--config", config, "--diff-base", "HEAD", "a/b/c")
    assert [rule for _, rule in found] == ["text/repeated-word", "references/dangling-wikilink"]


def test_nothing_is_written_through_a_link_of_an_older_state(outer, tmp_path, capsys):
    """A list stands where a link stood: the older state has both for a moment, and the copy of the list must not follow the link."""
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    (outer / "list.md").symlink_to(secret)
    (outer / "folder.md").symlink_to(tmp_path)
    commit(outer)
    for name in ("list.md", "folder.md"):
        (outer / name).unlink()
    (outer / "folder.md").mkdir()
    (outer / "folder.md" / "new").write_text("Tarn\n", encoding="utf-8")
    (outer / "list.md").write_text("Tarn\n", encoding="utf-8")
    (outer / "articlelint.toml").write_text('titles = ["list.md", "folder.md/new"]', encoding="utf-8")
    (outer / "river.md").write_text("# River\n\nIt is is near [[Nowhere]].\n", encoding="utf-8")
    assert ("river.md", "text/repeated-word") in run(capsys, "--diff-base", "HEAD")
    assert secret.read_text(encoding="utf-8") == "secret"
    assert not (tmp_path / "new").exists()
