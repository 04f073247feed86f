"""`articlelint init`: look at the articles, and write a commented config that suits them."""

from __future__ import annotations

import argparse
from pathlib import Path

from articlelint.cli import console
from articlelint.cli.parser import Commands
from articlelint.text.escapes import visible

_DESCRIPTION = "Look at the articles and write a commented articlelint.toml: the profile that suits them, and why; every setting with its default."
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint init                    writes ./articlelint.toml
  articlelint init --stdout articles  only shows what it would write
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser("init", help="write a commented config", description=_DESCRIPTION, epilog=_EPILOG)
    parser.set_defaults(run=_run)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="FOLDER", help="the corpus's root (default: here)"
    )
    parser.add_argument("--force", action="store_true", help="replace a config that is there")
    parser.add_argument("--stdout", action="store_true", help="show it, and write nothing")


def _run(options: argparse.Namespace) -> int:
    from articlelint.disk import writing
    from articlelint.errors import UsageError
    from articlelint.starter import template
    from articlelint.starter.propose import propose

    if not options.folder.is_dir():
        raise UsageError(f"{options.folder}: no such folder")
    if not options.force and not options.stdout:
        _refuse_a_second(options.folder)
    proposal = propose(options.folder)
    text = template.config_text(proposal if proposal.looked_at else None)
    if options.stdout:
        console.say(text)
        return 0
    place = options.folder / "articlelint.toml"
    writing.write(place, text.encode(), options.folder)
    if proposal.looked_at:
        console.say(f"Looked at {proposal.looked_at:,} of {proposal.articles:,} articles.\n")
        console.say(f"profile: {proposal.profile}\n")
        console.say("".join(f"- {visible(reason)}\n" for reason in proposal.reasons))
    console.say(f"{visible(str(place))}: written. `articlelint check` is the next step.\n")
    return 0


def _refuse_a_second(folder: Path) -> None:
    from articlelint.config import loading
    from articlelint.errors import UsageError

    for place in (folder / name for name in loading.CONFIG_NAMES):
        if place.is_file() and place.name == "articlelint.toml":
            raise UsageError(f"{place}: is there already; --force replaces it")
        if place.is_file() and loading.read_table(place) is not None:
            raise UsageError(
                f"{place}: is a config already; --force writes articlelint.toml beside it, which wins over it"
            )
