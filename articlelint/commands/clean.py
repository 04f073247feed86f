"""`articlelint clean`: remove what earlier runs kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from articlelint import console, flags
from articlelint.arguments import Commands
from articlelint.escapes import visible

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
        "--cache-dir", type=Path, metavar="FOLDER", help="the cache to remove (default: .articlelint_cache in the root)"
    )
    flags.add_config(parser)


def _run(options: argparse.Namespace) -> int:
    import shutil

    from articlelint import job, run
    from articlelint.errors import UsageError

    if not options.path.exists():
        raise UsageError(f"{options.path}: no such file or folder")
    found = flags.found(options, options.path)
    folder = options.cache_dir or job.cache_folder_from_environment() or run.default_cache_folder(found.root)
    if not folder.exists():
        console.say(f"{visible(str(folder))}: nothing to remove\n")
        return 0
    if folder.is_symlink():
        raise UsageError(f"{folder}: is a symbolic link, and what it leads to is left alone; remove the link by hand")
    if not (folder / "CACHEDIR.TAG").is_file():
        raise UsageError(f"{folder}: is no cache of articlelint (it has no CACHEDIR.TAG); it is left alone")
    shutil.rmtree(folder)
    console.say(f"{visible(str(folder))}: removed\n")
    return 0
