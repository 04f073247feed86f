"""An unchanged run is answered from its last answer.

What a run printed is kept beside the status (size, times, inode) of every file and folder that it depended on. When the same words are
said again and nothing of that has changed, the answer is the same, and nothing else needs to be imported. A folder's time
tells of files that came or went; files are not read.
"""

from __future__ import annotations

import os
import sys
import time
from binascii import crc32
from collections.abc import Iterable, Mapping, Sequence

from articlelint import states

ANSWERS = "answers"
CACHE = ".articlelint_cache"
_KEPT = 16
_SPLIT = "\x1e"
_NEVER = frozenset(
    {"--no-cache", "--cache-dir", "--watch", "-w", "--ci", "--fix", "--unsafe-fixes", "--diff", "--diff-base", "--urls"}
    | {"--pre-commit", "--output-file", "--write-baseline", "--prune-baseline", "--add-suppressions", "-"}
)
# What may change a run's words without changing a file that it reads.
_ENVIRONMENT = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "CI", "GITLAB_CI", "HOME", "XDG_CONFIG_HOME"})
_ENVIRONMENT_PREFIXES = ("ARTICLELINT_", "GITHUB_", "LC_", "LANG", "PYTHONIOENCODING", "PYTHONUTF8")
_UNREPEATABLE = ("ARTICLELINT_CACHE_DIR", "GITHUB_STEP_SUMMARY")


class Trail:
    """What a run depended on, and the cache folder that its answer may be kept in."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.groups: list[states.Group] = []
        self.folder = ""


_trail: Trail | None = None
_package = ""


def depends_on(*paths: str | os.PathLike[str]) -> None:
    """Notes that the run's answer depends on these files or folders, or on their not being there."""
    if _trail is not None:
        _trail.paths.update(os.path.abspath(path) for path in paths)


def depends_on_groups(groups: Iterable[states.Group]) -> None:
    """Notes that the run's answer depends on these files, whose states are known."""
    if _trail is not None:
        _trail.groups.extend(groups)


def depends_on_existence(path: str | os.PathLike[str]) -> None:
    """Notes that the answer depends on whether this exists, and not on what is in it."""
    if _trail is not None:
        _trail.paths.add(f"?{os.path.abspath(path)}")


def noted() -> list[str]:
    """What was noted so far of files and folders: for `note_again` in another process."""
    return sorted(_trail.paths) if _trail is not None else []


def note_again(paths: Iterable[str]) -> None:
    """Takes over what another process noted."""
    if _trail is not None:
        _trail.paths.update(paths)


def keep_in(folder: str | os.PathLike[str]) -> None:
    """Allows the answer to be kept in this cache folder."""
    if _trail is not None:
        _trail.folder = os.path.abspath(folder)


def begin() -> Trail:
    """Starts noting what the run depends on."""
    global _trail  # noqa: PLW0603 - noted from many places of one process, which runs one command
    _trail = Trail()
    return _trail


def key(argv: Sequence[str], environ: Mapping[str, str], folder: str, *, terminal: bool) -> str:
    """All that a run's answer depends on, other than files."""
    variables = sorted(
        f"{name}={value}"
        for name, value in environ.items()
        if name in _ENVIRONMENT or name.startswith(_ENVIRONMENT_PREFIXES)
    )
    return "\0".join((sys.version, package_state(), folder, str(terminal), *argv, "", *variables))


def may_repeat(argv: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Whether a run with these words only reads and prints."""
    return (
        argv[:1] == ["check"]
        and not any(word.partition("=")[0] in _NEVER for word in argv)
        and not any(name in environ for name in _UNREPEATABLE)
    )


def answer(wanted: str, folder: str) -> tuple[int, str] | None:
    """The last answer to this key, looked for in the cache of `folder` and of those above it: exit status and output.

    None when there is none, or when anything that it depended on has changed.
    """
    name = os.path.join(CACHE, ANSWERS, file_name(wanted))
    kept = None
    while (kept := _read(os.path.join(folder, name))) is None:
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    parts = kept.split(_SPLIT, 5)
    if len(parts) != 6 or parts[0] != wanted or parts[2] != state(parts[1].split("\0")):
        return None
    if parts[3] and not all(map(states.holds, parts[3].split("\0"))):
        return None
    return int(parts[4]), parts[5]


def file_name(wanted: str) -> str:
    """What the answer to a key is called on disk. Keys are compared whole, so two of one name do no harm."""
    return f"{crc32(wanted.encode('utf-8', 'surrogatepass')):08x}"


def remember(trail: Trail, wanted: str, status: int, output: str, *, began: float) -> None:
    """Keeps an answer, unless a file changed so shortly before the run began that its time cannot tell a further change."""
    names = sorted(trail.paths)
    groups = [states.told(group) for group in trail.groups]
    if not trail.folder or any(_SPLIT in text for text in (wanted, *names, *groups)):
        return
    if any(_is_recent(group.newest, began) for group in trail.groups):
        return
    try:
        names = [_sure(name, began) for name in names]
    except ValueError:
        return
    text = _SPLIT.join((wanted, "\0".join(names), state(names), "\0".join(groups), str(status), output))
    folder = os.path.join(trail.folder, ANSWERS)
    try:
        os.makedirs(folder, exist_ok=True)
        final = os.path.join(folder, file_name(wanted))
        unfinished = f"{final}.{os.getpid()}"
        with open(unfinished, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(text)
        os.replace(unfinished, final)
        _forget_old(folder)
    except OSError:
        return  # a cache is never a reason to fail


def state(paths: Iterable[str]) -> str:
    """The status of files and folders: `-` for what is not there, `?` asks for no more, `*` for the names in a folder."""
    words: list[str] = []
    stat = os.stat
    for path in paths:
        mark = path[:1]
        try:
            if mark == "*":
                words.append("/".join(sorted(name for name in os.listdir(path[1:]) if name != CACHE)))
                continue
            found = stat(path[1:] if mark == "?" else path)
        except OSError:
            words.append("-")
        else:
            words.append(
                "+" if mark == "?" else f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
            )
    return "\0".join(words)


def _sure(path: str, began: float) -> str:
    """The path, marked so that its state is sure. File systems count time in steps; two changes within one cannot be told apart.

    A folder that changed just now (our own cache folder was made in it) is told by its names. Raises ValueError for a file.
    """
    if path[:1] == "?":
        return path
    try:
        found = os.stat(path)
    except OSError:
        return path
    if not _is_recent(max(found.st_mtime_ns, found.st_ctime_ns), began):
        return path
    if os.path.isdir(path):
        return f"*{path}"
    raise ValueError(path)


def _is_recent(newest: int, began: float) -> bool:
    step = 2.0 if newest % 1_000_000_000 == 0 else 0.05
    return newest / 1e9 > began - step


def package_state() -> str:
    """Changes when the tool itself, or one of its rule pages, is changed or upgraded. A process runs what it found when it began."""
    global _package  # noqa: PLW0603 - that of the one tool that a process is
    _package = _package or _package_now()
    return _package


def _package_now() -> str:
    here = os.path.dirname(os.path.abspath(__file__))
    newest = count = 0
    pending = [here]
    beside = os.path.join(os.path.dirname(here), "rules")
    if not os.path.isdir(os.path.join(here, "rules")) and os.path.isdir(beside):
        pending.append(beside)
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                    continue
                count += 1
                newest = max(newest, entry.stat().st_mtime_ns)
    return f"{here} {count} {newest}"


def now() -> float:
    """The time by which changes are judged."""
    return time.time()


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="surrogatepass", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None


def _forget_old(folder: str) -> None:
    with os.scandir(folder) as entries:
        files = sorted(entries, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in files[_KEPT:]:
        os.unlink(entry.path)
