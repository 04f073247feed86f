"""The command's door: words to a command, an outcome to an exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from articlelint.cli import commands, console
from articlelint.cli.parser import Commands, Parser, Version
from articlelint.errors import ArticlelintError, UsageError
from articlelint.text.closest import did_you_mean
from articlelint.version import __version__

_NAME = "articlelint"
_OWN = ("-h", "--help", "-V", "--version")
_LONGEST_PLACE = 400
_DESCRIPTION = "Lint and link-check repositories of encyclopedia-style articles."
_EPILOG = """\
exit status:
  0  clean, or everything was fixed
  1  findings at or above --fail-on
  2  bad usage, bad config, an unreadable path, an internal error

Start with `articlelint check`; `articlelint COMMAND --help` tells more.
"""


def entry() -> None:
    """The console script."""
    console.occupy_descriptors()
    status = main()
    console.leave()
    sys.exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. 0: clean; 1: findings at or above `--fail-on`; 2: bad usage, bad config, unreadable path, internal error."""
    words = list(sys.argv[1:] if argv is None else argv)
    with console.streams() as lost:
        status = _outcome(words)
        if lost is not None and lost.getvalue():
            console.warn("standard output is closed: what was to be written there is lost")
            return 2
    return status


def _outcome(words: Sequence[str]) -> int:
    try:
        status = _run(words)
        console.flush()
    except ArticlelintError as error:
        console.warn(str(error))
        return 2
    except BrokenPipeError:  # `articlelint check | head`: the reader has seen enough
        return 2
    except OSError as error:
        console.warn(_environment(error))
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception:
        return _bug()
    return status


def _run(words: Sequence[str]) -> int:
    try:
        options = _parse(words)
        status: int = options.run(options)
    except SystemExit as stop:  # argparse ends --help, --version and its own errors this way
        return stop.code if isinstance(stop.code, int) else 0
    return status


def _environment(error: OSError) -> str:
    """A sentence for what the machine refuses, wherever that comes up: a file that cannot be read, a name that is too long, a full disk."""
    try:
        os.getcwd()
    except OSError:
        return "the current folder is gone, or cannot be read; go to another one"
    place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    place = f"{place[:_LONGEST_PLACE]}..." if len(place) > _LONGEST_PLACE else place or "reading or writing failed"
    return f"{place}: {error.strerror or error}"


def _bug() -> int:
    import traceback

    console.remark(traceback.format_exc())
    console.warn("this is a bug in articlelint; please report it with the lines above")
    return 2


def _parse(words: Sequence[str]) -> argparse.Namespace:
    """Only the command that is called is imported; options may stand before, between and after its paths."""
    if words[:1] == ["help"]:  # as git has it
        words = [*words[1:2], "--help"]
    if words and words[0].startswith("-") and words[0] not in _OWN:
        raise UsageError(f"{words[0]}: options stand behind the command, as in `articlelint check {words[0]} ...`")
    if words and words[0] not in (*_OWN, *commands.NAMES):
        hint = did_you_mean(words[0], commands.NAMES) or f"; known are {', '.join(commands.NAMES)}"
        raise UsageError(f"unknown command {words[0]!r}{hint}")
    if not words or words[0] in _OWN:
        return parser().parse_args(words or ["--help"])
    chosen = command_parser(words[0])
    # argparse would take the path behind a bare `--flag` for the flag's optional value
    given = [f"{word}=" if word in chosen.optional_values else word for word in words[1:]]
    options, unknown = chosen.parse_known_intermixed_args(given)
    options.all_commands = lambda: _declared(Parser(_NAME), commands.NAMES)  # for what describes them to a shell
    if unknown:
        chosen.unknown_argument(unknown[0])
    return options


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser(_NAME, description=_DESCRIPTION, epilog=_EPILOG)
    version = f"{_NAME} {__version__}"
    top.add_argument(
        "--version", "-V", action=Version, nargs=0, const=version, help="show program's version number and exit"
    )
    _declared(top, commands.NAMES)
    return top


def command_parser(name: str) -> Parser:
    """The parser of one command; no other command is imported for it."""
    return _declared(Parser(_NAME), [name]).parsers[name]


def _declared(top: Parser, names: Sequence[str]) -> Commands:
    added = Commands(top)
    for name in names:
        import_module(f"articlelint.cli.commands.{name.replace('-', '_')}").add(added)
    return added
