"""Which files git knows to have been renamed."""

from __future__ import annotations

import subprocess
from pathlib import Path


def since(root: Path, file: Path) -> dict[str, str]:
    """Former paths by present ones, relative to `root`, since `file` was last committed (or since HEAD when it never was).

    Renames are seen once they are staged. Without git, or outside a repository, nothing is known.
    """
    commit = _git(root, "log", "-1", "--format=%H", "--", str(file)).strip() or "HEAD"
    words = _git(root, "diff", "--relative", "-M", "--diff-filter=R", "--name-status", "-z", commit, "--").split("\0")
    return {words[number + 2]: words[number + 1] for number in range(0, len(words) - 2, 3)}


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True)  # noqa: S603, S607
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape")
