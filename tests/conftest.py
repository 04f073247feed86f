"""A small corpus to stand in, and the command at the door."""

import json
import os

import pytest

from articlelint.cli.main import main


@pytest.fixture(autouse=True, scope="session")
def _no_folder_of_the_user(tmp_path_factory):
    """Not even what a whole module shares is made with, or leaves anything in, the folders of the machine's user."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp("session") / kind.lower()))
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch, tmp_path_factory):
    """What the machine's user has set must not decide what a test sees."""
    for name in [
        name for name in os.environ if name.startswith(("ARTICLELINT_", "GITHUB_", "GITLAB_")) or name == "CI"
    ]:
        monkeypatch.delenv(name)
    for kind in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp("user") / kind.lower()))


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A corpus of three articles: one that is clean, one with an empty section (error), one with a repeated word (warning, safe fix)."""
    (tmp_path / "articlelint.toml").write_text("", encoding="utf-8")
    (tmp_path / "atlas.md").write_text("# Atlas\n\nAn atlas is a book of maps.\n", encoding="utf-8")
    (tmp_path / "rivers.md").write_text("# Rivers\n\nRivers flow.\n\n## Sources\n", encoding="utf-8")
    (tmp_path / "lakes.md").write_text("# Lakes\n\nLakes lie in the the hills.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(capsys):
    """Runs `articlelint check` without a cache: its exit status, standard output and standard error."""

    def run(*words, cache=False):
        status = main(["check", *map(str, words), *(() if cache else ("--no-cache",))])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def told(check):
    """The findings of a run as pairs of path and rule."""

    def run(*words):
        _status, out, err = check(*words, "--output-format", "json")
        assert out, err
        return [(each["path"], each["rule"]) for each in json.loads(out)["diagnostics"]]

    return run
