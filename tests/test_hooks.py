"""The hooks, by the real pre-commit in real git repositories."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pre-commit")]
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]

LAMP = "# Long Lamp\n\nLong Lamp is a lighthouse in [[North Quay]].\n"
QUAY = "# North Quay\n\nNorth Quay is a harbour on an island.\n"
BAD = "# Grey Tern\n\nThe grey tern is a bird of [[Nroth Quay]].\n"


class Repository:
    """A git repository of articles in which our hooks are set up."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.folder = folder
        self.environ = environ
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """stdout and stderr together, as a person sees them."""
        return subprocess.run(
            words, cwd=self.folder, env=self.environ, text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )  # fmt: skip

    def git(self, *words: str) -> str:
        done = self.run("git", *words)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def commit(self) -> subprocess.CompletedProcess[str]:
        return self.run("git", "commit", "-q", "-m", "change")

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / f"{name}.md").write_text(text)

    def stage(self, **files: str) -> None:
        self.write(**files)
        self.git("add", "-A")


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """pre-commit keeps what it installs for this session only; git knows a name and no personal config."""
    who = {f"GIT_{role}_{what}": "hook@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    home = tmp_path_factory.mktemp("pre-commit")
    return {**kept, **who, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_COLOR": "never"}


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory, environ: dict[str, str]) -> Path:
    """This checkout, changes included, as a repository at one commit."""
    repository = Repository(tmp_path_factory.mktemp("checkout") / "articlelint", environ)
    ignored = shutil.ignore_patterns(".git", ".venv", "*_cache", "__pycache__", "dist", "site", ".hypothesis")
    shutil.copytree(ROOT, repository.folder, dirs_exist_ok=True, ignore=ignored)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "checkout")
    return repository.folder


def _config(checkout: Path, rev: str, hook: str, args: str) -> str:
    return f"repos:\n  - repo: {checkout}\n    rev: {rev}\n    hooks:\n      - id: {hook}\n        args: [{args}]\n"


@pytest.fixture
def repository(tmp_path: Path, checkout: Path, environ: dict[str, str]) -> Iterator[Callable[..., Repository]]:
    """Makes a repository with a hook installed, before or after a first commit of two good articles."""

    def make(hook: str = "articlelint", args: str = "", *, begun: bool = True) -> Repository:
        made = Repository(tmp_path / "articles", environ)
        rev = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True)
        (made.folder / ".pre-commit-config.yaml").write_text(_config(checkout, rev.stdout.strip(), hook, args))
        made.stage(lamp=LAMP, quay=QUAY)
        if begun:
            made.git("commit", "-q", "-m", "two articles")
        done = made.run(*PRE_COMMIT, "install", "-t", "pre-commit", "-t", "pre-merge-commit")
        assert done.returncode == 0, done.stdout
        return made

    return make


def test_try_repo_fails_on_a_bad_article_and_passes_on_a_good_one(
    tmp_path: Path, checkout: Path, environ: dict[str, str]
) -> None:
    made = Repository(tmp_path / "articles", environ)
    made.stage(lamp=LAMP, quay=QUAY, tern=BAD)
    words = (*PRE_COMMIT, "try-repo", checkout, "articlelint", "--files")
    bad = made.run(*words, "tern.md")
    assert bad.returncode == 1, bad.stdout
    assert "tern.md:3:30" in bad.stdout
    assert "did you mean `North Quay`?" in bad.stdout
    good = made.run(*words, "lamp.md")
    assert good.returncode == 0, good.stdout


def test_first_run_over_all_files(repository: Callable[..., Repository]) -> None:
    made = repository()
    assert made.run(*PRE_COMMIT, "run", "--all-files").returncode == 0
    made.stage(tern=BAD)
    done = made.run(*PRE_COMMIT, "run", "--all-files")
    assert done.returncode == 1
    assert "references/dangling-wikilink" in done.stdout


def test_a_commit_is_held_back_until_it_is_mended(repository: Callable[..., Repository]) -> None:
    made = repository()
    made.stage(tern=BAD)
    held = made.commit()
    assert held.returncode == 1
    assert "no article is called `Nroth Quay`" in held.stdout
    made.stage(tern=BAD.replace("Nroth", "North"))
    assert made.commit().returncode == 0
    assert made.git("status", "--porcelain") == ""


def test_what_is_staged_counts_not_what_lies_around(repository: Callable[..., Repository]) -> None:
    made = repository()
    made.stage(tern=BAD)
    made.write(tern=BAD.replace("Nroth", "North"))  # mended, but not staged
    assert made.commit().returncode == 1
    assert "North" in (made.folder / "tern.md").read_text()
    made.git("add", "-A")
    made.write(tern=BAD)  # broken again, but not staged
    assert made.commit().returncode == 0
    assert "Nroth" in (made.folder / "tern.md").read_text()


def test_the_hook_looks_at_the_files_of_the_commit(repository: Callable[..., Repository]) -> None:
    """An old fault elsewhere holds nobody up; files that are no articles are left alone."""
    made = repository()
    made.stage(tern=BAD)
    made.git("commit", "-q", "--no-verify", "-m", "an old fault")
    made.write(quay=QUAY + "\nShips come.\n")
    (made.folder / "requirements.txt").write_text("[[x]]\n")
    (made.folder / "script.py").write_text("pass\n")
    made.git("add", "-A")
    done = made.commit()
    assert done.returncode == 0, done.stdout


def test_the_first_commit_is_checked(repository: Callable[..., Repository]) -> None:
    made = repository(begun=False)
    made.stage(tern=BAD)
    held = made.commit()
    assert held.returncode == 1
    assert "no article is called `Nroth Quay`" in held.stdout
    made.stage(tern=BAD.replace("Nroth", "North"))
    done = made.commit()
    assert done.returncode == 0, done.stdout


def test_a_commit_that_breaks_others_is_held_back(repository: Callable[..., Repository]) -> None:
    """Nothing but a deletion: no file is passed, and still the hook looks. A renamed article answers to its title, not to its old path."""
    made = repository()
    made.stage(rock="# Old Rock\n\nOld Rock is a cliff.\n")
    assert made.commit().returncode == 0
    made.git("rm", "-q", "quay.md")
    held = made.commit()
    assert held.returncode == 1, held.stdout
    assert "lamp.md:3:32" in held.stdout
    made.git("reset", "-q", "--hard")
    made.git("mv", "quay.md", "harbour.md")
    renamed = made.commit()
    assert renamed.returncode == 0, renamed.stdout
    made.stage(tern=BAD.replace("[[Nroth Quay]]", "[North Quay](harbour.md)"))
    assert made.commit().returncode == 0
    made.git("mv", "harbour.md", "port.md")
    again = made.commit()
    assert again.returncode == 1
    assert "tern.md:3:41" in again.stdout
    assert "1 finding is in articles that were not changed" in again.stdout
    made.git("commit", "-q", "--no-verify", "-m", "all the same")
    assert made.run(*PRE_COMMIT, "run").returncode == 0
    pushed = made.run(*PRE_COMMIT, "run", "--hook-stage", "pre-push", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert pushed.returncode == 1
    assert "tern.md:3:41" in pushed.stdout


def test_a_merge_that_breaks_a_reference_is_held_back(repository: Callable[..., Repository]) -> None:
    """Each branch is good by itself: one takes an article away, the other refers to it."""
    made = repository()
    made.stage(rock="# Old Rock\n\nOld Rock is a cliff.\n")
    assert made.commit().returncode == 0
    made.git("checkout", "-q", "-b", "other")
    made.stage(tern=BAD.replace("Nroth Quay", "Old Rock"))
    assert made.commit().returncode == 0
    made.git("checkout", "-q", "main")
    made.git("rm", "-q", "rock.md")
    assert made.commit().returncode == 0
    made.git("tag", "without-rock")
    merged = made.run("git", "merge", "-q", "--no-edit", "other")
    assert merged.returncode != 0, merged.stdout
    assert "Old Rock" in merged.stdout
    # The other way round the merge only deletes: what it breaks is not in it.
    made.git("merge", "--abort")
    made.git("checkout", "-q", "other")
    merged = made.run("git", "merge", "-q", "--no-edit", "without-rock")
    assert merged.returncode != 0, merged.stdout
    assert "tern.md:3:30" in merged.stdout


def test_the_fixing_hook_mends_and_lets_the_second_try_pass(repository: Callable[..., Repository]) -> None:
    made = repository("articlelint-fix")
    made.stage(tern="# Grey Tern\n\nThe grey tern is is a bird of the coast.\n")
    first = made.commit()
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert "tern is a bird" in (made.folder / "tern.md").read_text()
    made.git("add", "-A")
    second = made.commit()
    assert second.returncode == 0, second.stdout


def test_what_was_there_before_holds_up_no_commit(repository: Callable[..., Repository]) -> None:
    made = repository(args="--diff-base, HEAD")
    made.stage(tern=BAD)
    made.git("commit", "-q", "--no-verify", "-m", "an old fault")
    made.stage(tern=BAD + "\nIt breeds on cliffs.\n")
    assert made.commit().returncode == 0
    made.stage(tern=BAD + "\nIt breeds on cliffs of [[Old Rokc]].\n")
    held = made.commit()
    assert held.returncode == 1
    assert "Old Rokc" in held.stdout
    assert "Nroth" not in held.stdout
