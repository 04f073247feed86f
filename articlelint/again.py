"""An unchanged run is answered from its last answer.

What a run printed is kept beside the status (size, times, inode) of every file and folder that it depended on. When the same words are
said again and nothing of that has changed, the answer is the same, and nothing else needs to be imported. A folder's time
tells of files that came or went; files are not read.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32
from collections.abc import Iterable, Mapping, Sequence

_FOLDER = os.path.join(".articlelint_cache", "answers")
_KEPT = 16
_SPLIT = "\x1e"
_NEVER = frozenset({"--no-cache", "--watch", "--fix", "--unsafe-fixes", "--diff", "-"})
# What may change a run's words without changing a file that it reads.
_ENVIRONMENT = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "TERM",
    "CI",
    "GITLAB_CI",
    "HOME",
    "XDG_CONFIG_HOME",
    "LC_ALL",
    "LANG",
)
_ENVIRONMENT_PREFIXES = ("ARTICLELINT_", "GITHUB_", "GIT_")


def key(argv: Sequence[str], environ: Mapping[str, str], folder: str, *, terminal: bool) -> str:
    """All that a run's answer depends on, other than files."""
    variables = sorted(
        f"{k}={v}" for k, v in environ.items() if k in _ENVIRONMENT or k.startswith(_ENVIRONMENT_PREFIXES)
    )
    return "\0".join((sys.version, package_state(), folder, str(terminal), *argv, "", *variables))


def may_repeat(argv: Sequence[str]) -> bool:
    """Whether a run with these words only reads and prints."""
    return argv[:1] == ["check"] and not any(word.split("=")[0] in _NEVER for word in argv)


def answer(argv: Sequence[str]) -> int | None:
    """Prints the last answer to these words and returns its exit status; None when it may have changed, or there is none."""
    if not may_repeat(argv):
        return None
    here = os.getcwd()
    wanted = key(argv, os.environ, here, terminal=sys.stdout.isatty())
    name = os.path.join(_FOLDER, f"{crc32(wanted.encode('utf-8', 'surrogatepass')):08x}")
    while True:
        kept = _read(os.path.join(here, name))
        if kept is not None:
            break
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above
    parts = kept.split(_SPLIT, 4)
    if len(parts) != 5 or parts[0] != wanted:
        return None
    paths = parts[1].split("\0")
    if parts[2] != state(here, paths):
        return None
    sys.stdout.write(parts[4])
    return int(parts[3])


def remember(root: str, wanted: str, paths: Iterable[str], status: int, output: str, *, began: float) -> None:
    """Keeps an answer. Nothing is kept when something changed so shortly before the run began that its time cannot tell."""
    names = sorted(set(paths))
    if _SPLIT in wanted or any("\0" in name for name in names) or any(_too_fresh(root, name, began) for name in names):
        return
    text = _SPLIT.join((wanted, "\0".join(names), state(root, names), str(status), output))
    folder = os.path.join(root, _FOLDER)
    try:
        os.makedirs(folder, exist_ok=True)
        final = os.path.join(folder, f"{crc32(wanted.encode('utf-8', 'surrogatepass')):08x}")
        unfinished = f"{final}.{os.getpid()}"
        with open(unfinished, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(text)
        os.replace(unfinished, final)
        _forget_old(folder)
    except OSError:
        return  # a cache is never a reason to fail


def state(root: str, paths: Iterable[str]) -> str:
    """The status of files and folders, `-` for what is not there. A folder's size and inode say nothing more than its time."""
    words: list[str] = []
    stat = os.stat
    prefix = root.rstrip("/") + "/"
    for path in paths:
        try:
            found = stat(path if path[:1] == "/" else prefix + path)
        except OSError:
            words.append("-")
        else:
            words.append(f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}")
    return "\0".join(words)


def _too_fresh(root: str, path: str, began: float) -> bool:
    """File systems count time in steps; two changes within a step cannot be told apart."""
    try:
        found = os.stat(path if os.path.isabs(path) else os.path.join(root, path))
    except OSError:
        return False
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    step = 2.0 if newest % 1_000_000_000 == 0 else 0.05
    return newest / 1e9 > began - step


def package_state() -> str:
    """Changes when the tool itself, or one of its rule pages, is changed or upgraded."""
    here = os.path.dirname(os.path.abspath(__file__))
    newest = count = 0
    for name in ("", "checks", "parse", "report", "rules", os.path.join("..", "rules")):
        for folder, _, files in (
            os.walk(os.path.join(here, name)) if "rules" in name else [(os.path.join(here, name), [], None)]
        ):
            for file in files if files is not None else os.listdir(folder):
                count += 1
                newest = max(newest, os.stat(os.path.join(folder, file)).st_mtime_ns)
    return f"{here} {count} {newest}"


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
