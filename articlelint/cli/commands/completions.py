"""`articlelint completions`: what a shell completes."""

from __future__ import annotations

import argparse

from articlelint.cli import console
from articlelint.cli.parser import Commands, one_of

_SHELLS = ("bash", "zsh", "tcsh")
_DESCRIPTION = "Print the completions of a shell: commands, options and their values. Needs `pip install 'articlelint[completions]'`."
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint completions bash > ~/.local/share/bash-completion/completions/articlelint  bash
  articlelint completions zsh > ~/.zfunc/_articlelint                                    zsh, with ~/.zfunc in $fpath
  articlelint completions tcsh > ~/.articlelint.tcsh                                     tcsh, with `source ~/.articlelint.tcsh` in ~/.tcshrc
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser(
        "completions", help="print shell completions", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.set_defaults(run=_run)
    parser.add_argument("shell", type=one_of(_SHELLS), choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))


def _run(options: argparse.Namespace) -> int:
    from articlelint.errors import UsageError

    try:
        import shtab
    except ModuleNotFoundError as error:
        raise UsageError("completions needs shtab: pip install 'articlelint[completions]'") from error
    console.say_data(shtab.complete(options.whole_parser(), options.shell) + "\n")
    return 0
