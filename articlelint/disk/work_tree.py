"""Which git repository a folder belongs to: never one that a stranger has put among the files of another."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

_GITDIR = re.compile(r"gitdir: *(.+)")
_LONGEST_LINE = 4096


class WorkTree(NamedTuple):
    """The top of a work tree. `started` tells that the command was started in it, so that git's variables in the environment speak of it.

    `passed_over` is a repository between it and the folder that was asked for, which is none of its own.
    """

    top: Path
    started: bool
    passed_over: Path | None = None


def work_tree(folder: Path) -> WorkTree | None:
    """The work tree of a folder: of the repository in which the command was started if that holds the folder, else of the outermost one.

    A repository inside of it is taken only if it is its own: a submodule, or a linked work tree. None when there is none.
    """
    here = Path.cwd()
    if os.environ.get("GIT_DIR"):  # git itself, or its user, says which one
        homes = started = _around(Path(os.environ.get("GIT_WORK_TREE") or here).resolve(), [folder, *folder.parents])
    else:
        homes = [place for place in (folder, *folder.parents) if os.path.lexists(place / ".git")]
        started = [place for place in homes if place == here or place in here.parents]
    if not homes:
        return None
    first = started[0] if started else homes[-1]
    top, passed_over = _inwards(first, folder)
    return WorkTree(top, bool(started) and top == first, passed_over)


def _around(place: Path, places: list[Path]) -> list[Path]:
    return [place] if place in places else []


def _inwards(top: Path, folder: Path) -> tuple[Path, Path | None]:
    """The innermost work tree around the folder that belongs to the one at `top`, and the first repository that does not."""
    for place in reversed((folder, *folder.parents)):
        if top in place.parents and os.path.lexists(place / ".git"):
            if not _owns(top, place):
                return top, place
            top = place
    return top, None


def _owns(top: Path, inner: Path) -> bool:
    """Whether the inner one's git folder is kept in the outer one's, where no commit and no archive puts it."""
    own, other = _git_folder(top), _git_folder(inner)
    return own is not None and other is not None and (own == other or own in other.parents)


def _git_folder(top: Path) -> Path | None:
    """What `.git` is, or names if it is a file; of a linked work tree, what it shares with the main one."""
    place = top / ".git"
    if place.is_dir():
        return place.resolve()
    match = _GITDIR.match(_first_line(place))
    if not match:
        return None
    folder = (top / match[1]).resolve()
    return folder.parents[1] if folder.parent.name == "worktrees" and (folder / "commondir").is_file() else folder


def _first_line(place: Path) -> str:
    if not place.is_file():
        return ""
    with place.open("rb") as file:
        return file.readline(_LONGEST_LINE).decode("utf-8", "surrogateescape").rstrip("\r\n")
