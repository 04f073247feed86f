"""git ignore patterns, and where git keeps them.

Most patterns speak of a name (`*.md`, `build/`); these become one regular expression, so that a walk over many files is quick. pathspec
judges the rest.
"""

from __future__ import annotations

import fnmatch
import os
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter, methodcaller
from pathlib import Path
from typing import Any

from articlelint.disk import reading
from articlelint.disk.work_tree import work_tree

_SUFFIX = re.compile(r"\*[\w.-]+")
_NAME = re.compile(r"[^/!#\\][^/\\]*/?")


class Patterns:
    """A list of git ignore patterns; the last one that matches decides."""

    def __init__(self, lines: Iterable[str]) -> None:
        kept = [line.rstrip() for line in lines if line.strip() and not line.startswith("#")]
        self._simple = all(_NAME.fullmatch(line) and "**" not in line for line in kept)
        if self._simple:
            folders = [line[:-1] for line in kept if line.endswith("/")]
            names = [line for line in kept if not line.endswith("/")]
            self._names = _any_of(names)
            self._folders = _any_of([*names, *folders])
        else:
            self._spec: Any = _spec(tuple(kept))

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """True: matched; False: taken out again by a `!` pattern; None: no pattern speaks of it. Its parents are not looked at."""
        if not self._simple:
            found: bool | None = self._spec.check_file(path + "/" if folder else path).include
            return found
        test = self._folders if folder else self._names
        return True if test is not None and test(path.rpartition("/")[2]) else None

    def among(self, names: Iterable[str]) -> Iterable[str] | None:
        """The files' names that are matched wherever they stand; None where paths must be asked for by `verdict`."""
        if not self._simple:
            return None
        return filter(self._names, names) if self._names else ()

    def matches(self, path: str) -> bool:
        """Whether a file or one of the folders above it is matched."""
        return self.verdict(path) is True or self.matches_folder(path.rpartition("/")[0])

    def matches_folder(self, path: str) -> bool:
        """Whether a folder or one of those above it is matched; the path has no slash at its end."""
        if not self._simple:
            return bool(path) and bool(self._spec.match_file(path + "/"))
        return bool(path) and any(self.verdict(name, folder=True) for name in path.split("/"))


_Test = Callable[[str], object]


def _any_of(globs: Sequence[str]) -> _Test | None:
    """What tells whether a name is matched by one of the globs; None when there are none."""
    if not globs:
        return None
    if all(_SUFFIX.fullmatch(glob) for glob in globs):
        return methodcaller("endswith", tuple(glob[1:] for glob in globs))
    return re.compile("|".join(fnmatch.translate(glob) for glob in globs)).match


@cache
def _spec(lines: tuple[str, ...]) -> Any:
    return spec_of(lines)


# What pathspec writes for `*` and `**`. The first with what stands between it and the next star of the same folder or file name.
_STAR = re.compile(r"\[\^/\]\*((?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\\[\](/$])+?)(?=\[\^/\]\*)")
_STARS = re.compile(r"(?:\[\^/\]\*){2,}")
_NOT_IN_CLASS = re.compile(r"(\\.)|\[\^(?!/\])")  # pathspec lets `[!a]` be a slash, git does not
_FOLDERS = re.compile(r"(\(\?:\.\+/\)\?|\(\?:/\.\+\)\?)")
_AS_FEW = {"(?:.+/)?": "(?:.+?/)??", "(?:/.+)?": "(?:/.+?)??"}


def spec_of(lines: Iterable[str]) -> Any:
    """What judges paths by git ignore patterns: pathspec's, whose stars cannot backtrack.

    `*a*a*a*a*b` took half a minute for one file name of 120 letters, `**/a/**/a/**/a/**/b` more for a deep path. A star that is not the
    last one need never be tried for longer than at first, so it is no loss that it cannot; `fnmatch` does the same.
    """
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    class Pattern(GitIgnoreSpecPattern):
        __slots__ = ()

        @classmethod
        def pattern_to_regex(cls, pattern: Any) -> Any:
            try:
                regex, include = super().pattern_to_regex(pattern)
                return (regex and re.compile(_atomic(regex)).pattern), include
            except (re.error, ValueError):  # such as `[z-a]` or `!`, which match nothing in git
                return None, None

    # pathspec would take RE2 by itself when that is installed, which has no atomic groups and takes no names that are not UTF-8.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of `[[`, which may come to mean something to `re`
        return GitIgnoreSpec.from_lines(lines, Pattern, backend="simple")


def _atomic(regex: str) -> str:
    regex = _NOT_IN_CLASS.sub(lambda match: match[1] or "[^/", _STARS.sub("[^/]*", regex))
    before, *rest = _FOLDERS.split(_STAR.sub(r"(?>[^/]*?\1)", regex))
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    for star, names in pairs[:-1]:
        before += f"(?>{_AS_FEW[star]}{names}(?=/))"
    return before + "".join(pairs[-1] if pairs else ())


class Rules:
    """The ignore rules that hold in a folder: those of the folders above it, the nearest last, each with the folder it stands in.

    Paths are relative to the root of the walk; `above` is what the folder's own paths begin with there.
    """

    def __init__(self, levels: tuple[tuple[str, str, Patterns], ...] = ()) -> None:
        self._levels = levels

    def ignores(self, path: str, *, folder: bool = False) -> bool:
        """Whether git leaves out this file or folder, given that the folder it stands in is not left out."""
        for below, prefix, patterns in reversed(self._levels):
            verdict = patterns.verdict(prefix + path[len(below) :], folder=folder)
            if verdict is not None:
                return verdict
        return False

    def among(self, names: Collection[str]) -> set[str] | None:
        """The files' names that are left out wherever they stand; None where paths must be asked for by `ignores`."""
        found: set[str] = set()
        for _, _, patterns in self._levels:
            left_out = patterns.among(names)
            if left_out is None:
                return None
            found.update(left_out)
        return found

    def within(self, folder: str, place: str) -> Rules:
        """The rules below a folder that has a `.gitignore`; `folder` is its path with a slash behind it, or empty."""
        lines = _lines(os.path.join(place, ".gitignore"))
        return Rules((*self._levels, (folder, "", Patterns(lines)))) if lines else self


def git_rules(root: str) -> Rules:
    """What git leaves out below `root` by its user's and the repository's files, and by the `.gitignore` files above `root`."""
    home = git_home(root)
    levels = [("", "", Patterns(lines)) for lines in (_lines(_user_file()),) if lines]
    if home is None:
        return Rules(tuple(levels))
    prefix = os.path.relpath(root, home).replace(os.sep, "/")
    prefix = "" if prefix == "." else prefix + "/"
    lines = _lines(os.path.join(_common_folder(home), "info", "exclude"))
    if lines:
        levels.append(("", prefix, Patterns(lines)))
    parts = prefix.split("/")[:-1]
    for number in range(len(parts)):
        lines = _lines(os.path.join(home, *parts[:number], ".gitignore"))
        if lines:
            levels.append(("", "/".join((*parts[number:], "")), Patterns(lines)))
    return Rules(tuple(levels))


def git_home(root: str) -> str | None:
    """The top of the work tree that `root` belongs to."""
    tree = work_tree(Path(os.path.abspath(root)))
    return None if tree is None else str(tree.top)


def _common_folder(home: str) -> str:
    """The `.git` folder; of a linked work tree that of the main one."""
    place = os.path.join(home, ".git")
    if os.path.isdir(place):
        return place
    for line in _lines(place):
        if line.startswith("gitdir:"):
            folder = os.path.join(home, line[7:].strip())
            for common in _lines(os.path.join(folder, "commondir")):
                return os.path.normpath(os.path.join(folder, common))
            return folder
    return place


def _user_file() -> str:
    """`core.excludesFile`, when the user's own config file says it plainly; else git's default place."""
    config_home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    for name in (os.path.expanduser("~/.gitconfig"), os.path.join(config_home, "git", "config")):
        for line in _lines(name):
            key, equals, value = line.partition("=")
            if equals and key.strip().lower() == "excludesfile":
                return os.path.expanduser(value.strip().strip('"'))
    return os.path.join(config_home, "git", "ignore")


def _lines(path: str) -> Sequence[str]:
    try:
        return reading.read(path).decode("utf-8", "replace").splitlines()
    except OSError:
        return ()


def walk(
    root: str, rules: Rules | None, skipped: frozenset[str], refused: dict[str, str] | None = None
) -> Iterator[tuple[str, list[os.DirEntry[str]], Rules | None]]:
    """Each folder's path (with a slash behind it), the entries in it that are no folders, sorted, and the rules that hold there.

    Folders that git leaves out, or of a name in `skipped`, are not entered; symbolic links to folders are not followed. Those that cannot
    be read get into `refused`, with the reason.
    """
    pending: list[tuple[str, str, Rules | None]] = [("", root, rules)]
    while pending:
        above, place, holding = pending.pop()
        try:
            folders, files = _entries(place)
        except FileNotFoundError:  # gone since the folder above was read
            continue
        except OSError as error:
            if refused is not None:
                refused[above] = error.strerror or str(error)
            folders, files = [], []
        if holding is not None and any(file.name == ".gitignore" for file in files):
            holding = holding.within(above, place)
        yield above, files, holding
        for folder in reversed(folders):
            path = above + folder.name
            if folder.name not in skipped and not (holding is not None and holding.ignores(path, folder=True)):
                pending.append((path + "/", folder.path, holding))


_name_of = attrgetter("name")


def _entries(place: str) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
    with os.scandir(place) as entries:
        found = sorted(entries, key=_name_of)
    folders = [entry for entry in found if entry.is_dir(follow_symlinks=False)]
    return folders, [entry for entry in found if not entry.is_dir(follow_symlinks=False)] if folders else found
