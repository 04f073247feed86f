"""`articlelint check --watch`: check, wait for a change, check again."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from articlelint.cli import console, flags
from articlelint.errors import ArticlelintError, UsageError

_CLEAR = "\x1b[2J\x1b[H"


def watch(options: argparse.Namespace, once: Callable[[argparse.Namespace], int]) -> int:
    """Runs until interrupted. The exit status is that of the last check; a mistake in the config does not end the watch."""
    try:
        from watchfiles import watch as changes
    except ModuleNotFoundError as error:
        raise UsageError("--watch needs watchfiles: pip install 'articlelint[watch]'") from error
    root = flags.found(options, (options.paths or [Path()])[0]).root
    status = _check(options, once)
    ours = _written(options)
    for _changed in changes(root, watch_filter=lambda _kind, path: _counts(path, ours), raise_interrupt=False):
        if sys.stdout.isatty():
            console.say_data(_CLEAR)
        status = _check(options, once)
    return status


def _written(options: argparse.Namespace) -> list[os.stat_result | Path]:
    """Where our own output goes: a file that we write is no reason to look again."""
    files: list[os.stat_result | Path] = [
        named.resolve() for named in (options.output_file, options.cache_dir) if named
    ]
    with suppress(OSError, ValueError):  # not every standard output is a file
        files.append(os.fstat(sys.stdout.fileno()))
    return files


def _counts(path: str, ours: Iterable[os.stat_result | Path]) -> bool:
    """Changes of the cache, of git's own files and of our output are no changes of the corpus."""
    if ".git" in Path(path).parts:
        return False
    with suppress(OSError):  # what is gone has changed
        status = os.stat(path)
        return not any(
            Path(path).is_relative_to(each) if isinstance(each, Path) else os.path.samestat(status, each)
            for each in ours
        )
    return True


def _check(options: argparse.Namespace, once: Callable[[argparse.Namespace], int]) -> int:
    try:
        status = once(argparse.Namespace(**vars(options)))
    except ArticlelintError as error:
        console.warn(str(error))
        status = 2
    if sys.stdout.isatty():
        console.say("Watching for changes; press Ctrl-C to stop.\n")
    sys.stdout.flush()
    return status
