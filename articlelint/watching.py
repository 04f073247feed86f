"""`articlelint check --watch`: check, wait for a change, check again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from articlelint import flags
from articlelint.cache import FOLDER
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
    for _changed in changes(root, watch_filter=lambda _kind, path: _counts(path), raise_interrupt=False):
        if sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
        status = _check(options, once)
    return status


def _counts(path: str) -> bool:
    """Changes of the cache and of git's own files are no changes of the corpus."""
    return not {FOLDER, ".git"}.intersection(Path(path).parts)


def _check(options: argparse.Namespace, once: Callable[[argparse.Namespace], int]) -> int:
    try:
        status = once(argparse.Namespace(**vars(options)))
    except ArticlelintError as error:
        sys.stderr.write(f"articlelint: {error}\n")
        status = 2
    if sys.stdout.isatty():
        sys.stdout.write("Watching for changes; press Ctrl-C to stop.\n")
    sys.stdout.flush()
    return status
