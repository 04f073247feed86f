"""What git knows of a folder: an older state of it, and what has changed since."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from articlelint.disk import reading
from articlelint.errors import UsageError
from articlelint.files import git_call

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_MOST_BYTES = 1 << 31
_ALL_LINES = (range(1, 1 << 62),)


@dataclass(frozen=True)
class Changes:
    """Which lines are new or other since a revision, by path, and where a renamed file stood. New files have changed as a whole."""

    lines: Mapping[str, Sequence[range]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def touches(self, path: str, first: int, last: int) -> bool:
        """Whether any of these lines of a file has changed."""
        return any(lines.start <= last and first < lines.stop for lines in self.lines.get(path, ()))


@dataclass(frozen=True)
class Touched:
    """The files that differ between a commit and now: those that are there `now`, and those that were there `before`."""

    now: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.now or self.before)


class Repository:
    """A folder inside a git work tree. Paths are relative to the folder, with `/`.

    Git is run at the top of the work tree that `gitcall.work_tree` trusts, never in the folder: what looks like a repository there may be
    a stranger's.
    """

    def __init__(self, folder: Path, flag: str) -> None:
        """`flag` is what needs the repository, for messages."""
        self._flag = flag
        folder = folder.resolve()
        try:
            tree = git_call.work_tree(folder)
            below = folder.relative_to(tree.top).as_posix()
            self.prefix = "" if below == "." else f"{below}/"
            self._git = git_call.Git(tree)
        except UsageError as error:
            raise UsageError(f"{flag} needs a git repository, and {folder} is in none: {error}") from error
        if tree.passed_over and not self._has_files():
            raise UsageError(
                f"{flag}: {tree.passed_over} is a repository of its own inside of {tree.top}; run the command in it"
            )

    def _has_files(self) -> bool:
        return any(path.startswith(self.prefix) for path in _split(self._said("ls-files", "-z", "--", self._here)))

    @property
    def _here(self) -> str:
        return self.prefix or "."

    def base(self, revision: str) -> str:
        """The commit in which this branch and the revision were last the same."""
        if revision.startswith("-"):
            raise UsageError(f"{self._flag}: {revision!r} is no revision")
        try:
            commit = self._said("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
        except UsageError:
            raise UsageError(f"{self._flag}: git knows no revision {revision!r}{self._shallow_hint()}") from None
        try:
            return self._said("merge-base", commit, "HEAD").decode().strip()
        except UsageError:
            hint = self._shallow_hint()
            if hint:
                raise UsageError(f"{self._flag}: git cannot tell where this branch left {revision!r}{hint}") from None
            return commit  # histories without a common commit are compared as they are

    def _shallow_hint(self) -> str:
        if self._said("rev-parse", "--is-shallow-repository").strip() != b"true":
            return ""
        return (
            "; this is a shallow clone: fetch its history (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)"
        )

    def changes(self, base: str) -> Changes:
        """What has changed since the commit: committed, staged, in the work tree, and in files that git does not know yet."""
        options = ("--unified=0", "--find-renames", "--no-color", "--no-prefix")
        lines, renamed = read_diff(self._diff(*options, base))
        for path in self.unknown():
            lines[path] = _ALL_LINES
        return Changes(lines, renamed)

    def commit(self, revision: str) -> str:
        """The commit that a revision names; empty for HEAD while there is no commit yet."""
        try:
            return self._said("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
        except UsageError:
            if revision == "HEAD":
                return ""
            raise UsageError(f"{self._flag}: git knows no revision {revision!r}{self._shallow_hint()}") from None

    def touched(self, commit: str) -> Touched:
        """The files that differ from the commit's: staged, or changed in the work tree. What git does not know yet is not among them."""
        words = _split(self._diff("--name-status", "--no-renames", "-z", commit))
        states = dict(zip(words[1::2], words[::2], strict=True))
        return Touched(
            frozenset(path for path, state in states.items() if state != "D"),
            frozenset(path for path, state in states.items() if state != "A"),
        )

    def unknown(self) -> list[str]:
        """The files that git neither has nor ignores."""
        listed = _split(self._said("ls-files", "-z", "--others", "--exclude-standard", "--", self._here))
        return [path.removeprefix(self.prefix) for path in listed]

    def contents(self, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
        """What files held in a commit."""
        names = list(paths)
        if not names:
            return {}
        with tempfile.TemporaryDirectory(prefix="articlelint-") as folder:
            top = Path(folder).resolve()
            self.check_out(commit, names, top)
            places = {path: top / self.prefix / path for path in names}
            # A link of a commit may lead anywhere, and is no article.
            kept = {path: place for path, place in places.items() if place.is_file() and place.resolve() == place}
            return {path: reading.read(place, _MOST_BYTES) for path, place in kept.items()}

    def renamed_since(self, file: Path) -> dict[str, str]:
        """Former paths by present ones, since a file was last committed, or since HEAD when it never was."""
        place = os.path.relpath(file.resolve(), self._git.top)
        commit = self._said("rev-list", "-1", "HEAD", "--", place).decode().strip() or "HEAD"
        words = _split(self._diff("-M", "--diff-filter=R", "--name-status", "-z", commit))
        return {words[number + 2]: words[number + 1] for number in range(0, len(words) - 2, 3)}

    def files(self, commit: str) -> tuple[str, ...]:
        """The files of the folder in a commit."""
        listed = _split(self._said("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit))
        return tuple(path.removeprefix(self.prefix) for path in listed if path.startswith(self.prefix))

    def check_out(self, commit: str, paths: Iterable[str], into: Path) -> None:
        """Writes files of a commit below another folder, as git would in a work tree. The repository's own index is left alone."""
        own_index = {"GIT_INDEX_FILE": str(into / ".index"), "GIT_LFS_SKIP_SMUDGE": "1"}
        self._said("read-tree", commit, environment=own_index)
        names = "\0".join(self.prefix + path for path in paths)
        command = ("checkout-index", "-q", "-z", "--stdin", f"--prefix={into}{os.sep}")
        self._said(*command, environment=own_index, given=names.encode("utf-8", "surrogateescape"))
        (into / ".index").unlink(missing_ok=True)

    def _diff(self, *words: str) -> bytes:
        """What differs below the folder, by git's own means. Submodules are not asked: each is a repository of its own."""
        options = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", f"--relative={self.prefix}")
        return self._said("-c", "core.quotePath=false", "diff", *options, *words, "--", self._here)

    def _said(self, *words: str, environment: Mapping[str, str] | None = None, given: bytes = b"") -> bytes:
        return self._git.run(*words, environment=environment, given=given)


def _split(listed: bytes) -> list[str]:
    return [path.decode("utf-8", "surrogateescape") for path in listed.split(b"\0") if path]


def read_diff(diff: bytes) -> tuple[dict[str, Sequence[range]], dict[str, str]]:
    """The changed lines by path, and where renamed files stood, from a diff without context and prefixes."""
    lines: dict[str, Sequence[range]] = {}
    renamed: dict[str, str] = {}
    old = new = ""
    body = 0  # lines of a hunk, which may look like anything
    for line in diff.split(b"\n"):
        if body and line[:1] in (b"+", b"-"):
            body -= 1
        elif line.startswith(b"rename from "):
            old = _unquoted(line[12:])
        elif line.startswith(b"rename to "):
            renamed[_unquoted(line[10:])] = old
        elif line.startswith(b"+++ "):
            new = _unquoted(line[4:].removesuffix(b"\t"))
        elif hunk := _HUNK.match(line):
            gone, first, count = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            body = gone + count
            # Where lines were only taken away, those on both sides have come together.
            lines[new] = (*lines.get(new, ()), range(first, first + (count or 2)))
    return lines, renamed


def _unquoted(name: bytes) -> str:
    """A path as a diff writes it: in quotation marks with backslashes where it holds either, or a control character."""
    if name.startswith(b'"') and name.endswith(b'"'):
        name = name[1:-1].decode("latin-1").encode("latin-1").decode("unicode_escape").encode("latin-1")
    return name.decode("utf-8", "surrogateescape")


def renamed_since(root: Path, file: Path) -> dict[str, str]:
    """Former paths by present ones, relative to `root`, since `file` was last committed (or since HEAD when it never was).

    Renames are seen once they are staged. Without git, or outside a repository, nothing is known.
    """
    try:
        return Repository(root, "--baseline").renamed_since(file)
    except UsageError:
        return {}
