"""A new user's path from nothing: the wheel into a fresh environment, a config, a first run, a baseline, pre-commit, CI."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow

ARTICLES = {
    "articles/lamp.md": "# Long Lamp\n\nLong Lamp is a lighthouse in [[Nroth Quay]].\n\n## See also\n",
    "articles/quay.md": "# North Quay\n\nNorth Quay is a harbour on an island.\n",
    "articles/tern.txt": "Grey tern\n\nThe grey tern is a seabird. See North Quay and Long Lake for more.\n",
}
HOOK = """repos:
  - repo: local
    hooks:
      - id: articlelint
        name: articlelint
        entry: articlelint check --pre-commit
        language: system
        files: \\.(md|txt|wiki)$
        always_run: true
        require_serial: true
"""


class User:
    """Somebody with a fresh environment and a repository of articles."""

    def __init__(self, home: Path) -> None:
        self.home = home / "articles-of-mine"
        self.bin = home / "venv/bin"
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PYTHON", "GITHUB", "CI", "PRE_COMMIT"))
        }
        who = {f"GIT_{role}_{what}": "me@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        path = f"{self.bin}{os.pathsep}{kept['PATH']}"
        self.environ = {**kept, **who, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(home / "hooks")}  # fmt: skip

    def run(self, *words: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=self.home, env={**self.environ, **environ}, capture_output=True, text=True, check=False
        )

    def articlelint(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.bin / "articlelint", *words, **environ)

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.home / name).parent.mkdir(parents=True, exist_ok=True)
            (self.home / name).write_text(text, encoding="utf-8")


@pytest.fixture
def user(tmp_path: Path) -> User:
    dist = tmp_path / "dist"
    subprocess.run([sys.executable, "-m", "build", "-q", "--wheel", "--no-isolation", "-o", dist, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    install = [tmp_path / "venv/bin/python", "-m", "pip", "install", "-q", next(dist.glob("*.whl"))]
    subprocess.run(install, check=True, cwd=tmp_path)
    made = User(tmp_path)
    made.home.mkdir()
    made.write(ARTICLES)
    assert made.run("git", "init", "-q", "-b", "main").returncode == 0
    return made


def test_from_nothing_to_ci(user: User) -> None:
    begun = user.articlelint("init")
    assert begun.returncode == 0, begun.stderr
    config = (user.home / "articlelint.toml").read_text()
    assert re.search(r"^# .*exclude", config, re.MULTILINE)

    first = user.articlelint("check")
    assert first.returncode == 1, first.stderr
    for target in ("Nroth Quay", "Long Lake", "See also"):
        assert f"`{target}`" in first.stdout
    assert "did you mean `North Quay`?" in first.stdout

    written = user.articlelint("check", "--write-baseline", "--baseline", "baseline.json")
    assert written.returncode == 0, written.stderr
    assert len(json.loads((user.home / "baseline.json").read_text())) > 0
    assert user.articlelint("check", "--baseline", "baseline.json").returncode == 0
    user.write({"articlelint.toml": config + '\nbaseline = "baseline.json"\n'})
    assert user.articlelint("check").returncode == 0

    user.write({".pre-commit-config.yaml": HOOK, "articles/rock.md": "# Rock\n\nRock is a [[Quay of stone]].\n"})
    assert user.run("git", "add", "-A").returncode == 0
    assert user.run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    held = user.run("git", "commit", "-q", "-m", "all")
    assert held.returncode == 1
    assert "Quay of stone" in held.stdout + held.stderr
    assert "Nroth" not in held.stdout + held.stderr  # old, in the baseline

    in_ci = user.articlelint("check", "--output-format", "github", GITHUB_ACTIONS="true", CI="true")
    assert in_ci.returncode == 1
    assert [line for line in in_ci.stdout.splitlines() if line.startswith("::error ")] != []
    assert "articles/rock.md" in in_ci.stdout

    user.write({"articles/rock.md": "# Rock\n\nRock is a quay of stone.\n"})
    assert user.run("git", "add", "-A").returncode == 0
    done = user.run("git", "commit", "-q", "-m", "all")
    assert done.returncode == 0, done.stdout + done.stderr
    assert user.articlelint("check", "--output-format", "github", GITHUB_ACTIONS="true", CI="true").returncode == 0
