"""Runs git, so that no repository makes it run anything else, and only the repository that the user means is asked.

A stranger's folder may look like a git repository whose config names programs: `core.fsmonitor`, hooks, diff and filter drivers, remotes
that are commands. A bare repository can even be committed inside another one.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from subprocess import CompletedProcess

from articlelint.disk.work_tree import WorkTree
from articlelint.errors import UsageError

_GUARDS = (
    "--no-pager", "--literal-pathspecs",
    "-c", "safe.bareRepository=explicit",  # a folder that has HEAD, objects and refs among its files is no repository of ours
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never",  # a remote of a partial clone may be a command (`ext::`)
    "-c", "log.showSignature=false",
)  # fmt: skip
# Said by the environment, which no config overrides. Names that older versions do not know do no harm.
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
# Which repository git works on; a hook has them from git itself, and they are true of its repository only.
_OF_A_REPOSITORY = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
)  # fmt: skip
_EMPTY = {
    "filter": (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")),
    "hook": (("enabled", "false"),),
}
_DRIVERS = r"^(filter|hook)\..*\."
_OWN_SCOPES = ("local", "worktree")
_NO_OBJECTS = re.compile(rb"lazy fetching|transport '.*' not allowed|promisor")
_UNKNOWN_OPTION = 129


class Git:
    """git at the top of one work tree."""

    def __init__(self, tree: WorkTree) -> None:
        self.top = tree.top
        kept = os.environ if tree.started else _without_repository(os.environ)
        self._environment = {**kept, **_ENVIRONMENT}
        self._environment.update(_switched_off(self._drivers(), self._environment))

    def run(self, *words: str, environment: Mapping[str, str] | None = None, given: bytes = b"") -> bytes:
        """What git says. Raises UsageError with its complaint when it fails."""
        done = self._done(words, environment or {}, given)
        if done.returncode:
            raise UsageError(_complaint(done.stderr) or f"git {words[0]} failed")
        return done.stdout

    def _done(
        self, words: Sequence[str], environment: Mapping[str, str], given: bytes = b""
    ) -> CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - git's own words, never through a shell
                ("git", *_GUARDS, *words),  # noqa: S607 - whichever git the user has
                cwd=self.top,
                env={**self._environment, **environment},
                input=given,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise UsageError(f"git cannot be run: {error.strerror}") from error

    def _drivers(self) -> list[str]:
        """The keys of the repository's own config that name programs to be run on files or events; those of its user are trusted."""
        question = ("--name-only", "-z", "--get-regexp", _DRIVERS)
        done = self._done(("config", "--show-scope", *question), {})
        if done.returncode == _UNKNOWN_OPTION:  # a git before 2.26, which cannot tell whose they are
            return [key for key in _words(self._done(("config", *question), {}).stdout) if key]
        words = _words(done.stdout)
        return [key for scope, key in zip(words[::2], words[1::2], strict=False) if scope in _OWN_SCOPES]


def _words(listed: bytes) -> list[str]:
    return listed.decode("utf-8", "surrogateescape").split("\0")


def _without_repository(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in _OF_A_REPOSITORY}


def _switched_off(keys: Iterable[str], environment: Mapping[str, str]) -> dict[str, str]:
    """Variables that empty drivers of these keys. As words of `-c`, a name with `=` in it would be cut in two."""
    drivers = sorted({key.rpartition(".")[0] for key in keys})
    pairs = [(f"{driver}.{key}", value) for driver in drivers for key, value in _EMPTY[driver.partition(".")[0]]]
    count = environment.get("GIT_CONFIG_COUNT", "")
    first = int(count) if count.isdecimal() else 0
    found = {"GIT_CONFIG_COUNT": str(first + len(pairs))} if pairs else {}
    for number, (key, value) in enumerate(pairs, first):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def _complaint(said: bytes) -> str:
    lines = [line for line in said.decode("utf-8", "replace").strip().split("\n") if not line.startswith("warning: ")]
    first = lines[0].removeprefix("fatal: ") if lines else ""
    if _NO_OBJECTS.search(said):
        return f"{first}; nothing is fetched here, and this is a partial clone: fetch the whole of it first (`git fetch --refetch --no-filter`)"
    return first
