"""The command's door: words to a command, an outcome to an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

from articlelint import commands, console
from articlelint.arguments import Commands, Parser, did_you_mean
from articlelint.errors import ArticlelintError, UsageError
from articlelint.version import __version__

_NAME = "articlelint"
_OWN = ("-h", "--help", "-V", "--version")
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
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. 0: clean; 1: findings at or above `--fail-on`; 2: bad usage, bad config, unreadable path, internal error."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        _never_fails(stream)
    try:
        options = _parse(words)
        status: int = options.run(options)
        sys.stdout.flush()
    except ArticlelintError as error:
        console.warn(str(error))
        return 2
    except SystemExit as stop:  # argparse ends --help, --version and its own errors this way
        return stop.code if isinstance(stop.code, int) else 0
    except BrokenPipeError:  # `articlelint check | head`: the reader has seen enough
        sys.stderr.close()
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception:
        return _bug()
    return status


def _never_fails(stream: TextIO) -> None:
    """A file name or an article may hold what the terminal's encoding lacks: it is shown escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")


def _bug() -> int:
    import traceback

    console.remark(traceback.format_exc())
    console.warn("this is a bug in articlelint; please report it with the lines above")
    return 2


def _parse(words: Sequence[str]) -> argparse.Namespace:
    """Only the command that is called is imported; options may stand before, between and after its paths."""
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
    options.whole_parser = parser  # for the command that describes all of them to a shell
    if unknown:
        chosen.unknown_argument(unknown[0])
    return options


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser(_NAME, description=_DESCRIPTION, epilog=_EPILOG)
    top.add_argument("--version", "-V", action="version", version=f"{_NAME} {__version__}")
    _declared(top, commands.NAMES)
    return top


def command_parser(name: str) -> Parser:
    """The parser of one command; no other command is imported for it."""
    return _declared(Parser(_NAME), [name]).parsers[name]


def _declared(top: Parser, names: Sequence[str]) -> Commands:
    added = Commands(top)
    for name in names:
        import_module(f"articlelint.commands.{name.replace('-', '_')}").add(added)
    return added
