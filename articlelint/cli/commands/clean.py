"""`articlelint clean`: remove what earlier runs kept."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from articlelint.cli import console, flags
from articlelint.cli.parser import Commands
from articlelint.text.escapes import visible

_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint clean  the cache of the corpus one stands in
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser(
        "clean", help="remove the cache", description="Remove the cache of a corpus.", epilog=_EPILOG
    )
    parser.set_defaults(run=_run)
    parser.add_argument(
        "path", nargs="?", type=Path, default=Path(), metavar="PATH", help="a path in the corpus (default: here)"
    )
    parser.add_argument(
        "--cache-dir",
        type=Path,
        metavar="FOLDER",
        help="the cache to remove (default: the one in your own cache folder)",
    )
    flags.add_config(parser)


def _run(options: argparse.Namespace) -> int:
    from articlelint.cache import database
    from articlelint.cli import job
    from articlelint.disk import user_folders
    from articlelint.errors import UsageError

    if not options.path.exists():
        raise UsageError(f"{options.path}: no such file or folder")
    root = flags.found(options, options.path).root
    named = options.cache_dir or job.cache_folder_from_environment()
    folder = named or user_folders.cache_folder(root)
    if folder is None or not os.path.lexists(folder):
        console.say(f"{visible(str(folder or root))}: nothing to remove\n")
        return 0
    reason = job.why_no_cache(folder, root)
    if reason:
        raise UsageError(f"{reason}; it is left alone")
    if not (folder / database.TAG_NAME).exists():
        console.say(f"{visible(str(folder))}: nothing to remove\n")
        return 0
    gone = database.remove(folder)
    console.say(
        f"{visible(str(folder))}: {'removed' if gone else 'emptied of what articlelint kept; other files stay'}\n"
    )
    return 0
