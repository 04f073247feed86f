"""What pre-commit tells a hook beyond the files it passes: what the commit is compared with, and which corpus it touches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from articlelint.config import loading
from articlelint.files.git import Repository

FLAG = "--pre-commit"


def revision(environ: Mapping[str, str]) -> str:
    """What to compare with: what is on the other side of a push, or the last commit."""
    return environ.get("PRE_COMMIT_FROM_REF") or "HEAD"


def bases(diff_base: str | None, environ: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The revisions of a run that tells only what changed, or of one that also tells what broke elsewhere: one of both.

    Before the first commit all is new, so `--diff-base` has nothing to leave out.
    """
    if diff_base is None or not Repository(Path(), FLAG).commit("HEAD"):
        return None, revision(environ)
    return diff_base, None


def start(environ: Mapping[str, str]) -> Path:
    """Where to look for the config when no file is passed: beside a file that the commit touches, above it, else here."""
    repository = Repository(Path(), FLAG)
    base = repository.commit(revision(environ))
    touched = repository.touched(base) if base else None
    folders = sorted({Path(path).parent for path in (touched.now | touched.before if touched else ())})
    for folder in folders:
        place = next(each for each in (folder, *folder.parents) if each.is_dir())
        if loading.find(place).config is not None:
            return place
    return Path()
