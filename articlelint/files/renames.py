"""Which files git knows to have been renamed."""

from __future__ import annotations

from pathlib import Path

from articlelint.errors import UsageError
from articlelint.files.git import Repository


def since(root: Path, file: Path) -> dict[str, str]:
    """Former paths by present ones, relative to `root`, since `file` was last committed (or since HEAD when it never was).

    Renames are seen once they are staged. Without git, or outside a repository, nothing is known.
    """
    try:
        return Repository(root, "--baseline").renamed_since(file)
    except UsageError:
        return {}
