"""argparse as our commands use it: no abbreviated options, and "did you mean" for mistyped ones."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from shutil import get_terminal_size
from textwrap import fill
from typing import Any, NoReturn

from articlelint.cli import console
from articlelint.text.closest import did_you_mean
from articlelint.text.escapes import visible


class Parser(argparse.ArgumentParser):
    """A parser whose errors name the nearest known word. Abbreviations are off: a new option must not break a script.

    `declared` are its arguments; `optional_values` are those options of it whose value may be left out.
    """

    def __init__(self, prog: str | None = None, **given: Any) -> None:
        self.declared: list[argparse.Action] = []
        self.optional_values: set[str] = set()
        super().__init__(
            prog, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False, **given
        )
        self.add_argument("--help", "-h", action="help", help="show this help message and exit")

    def add_argument(self, *names: str, **given: Any) -> argparse.Action:
        """Declares an argument."""
        action = super().add_argument(*names, **given)
        self.declared.append(action)
        return action

    def group(self, title: str) -> Callable[..., None]:
        """What declares arguments below a heading of their own, as `add_argument` does."""
        group = self.add_argument_group(title)
        return lambda *names, **given: self.declared.append(group.add_argument(*names, **given))

    def unknown_argument(self, word: str) -> NoReturn:
        """Ends with an error for an argument that nothing takes."""
        known = (option for action in self.declared for option in action.option_strings)
        kind = "option" if word.startswith("-") else "argument"
        self.error(f"unknown {kind} {word!r}{did_you_mean(word.partition('=')[0], known)}")

    def error(self, message: str) -> NoReturn:
        """One sentence and where to read more; the exit status is 2."""
        self.exit(2, f"articlelint: {visible(message)}\nTry `{self.prog} --help`.\n")

    def print_help(self, file: Any = None) -> None:  # noqa: ARG002 - argparse asks for it
        """The help on standard output. argparse would not say when that cannot be written."""
        console.say_data(self.format_help())

    def format_help(self) -> str:
        """The help, its texts filled to the width of the terminal."""
        width = get_terminal_size().columns - 2
        self.description, self.epilog = _filled(self.description, width), _filled(self.epilog, width)
        return super().format_help()


class Version(argparse.Action):
    """`--version`: what it is given as `const`, and the end."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Says it."""
        console.say_data(f"{self.const}\n")
        parser.exit()


class Commands:
    """The commands of the top parser."""

    def __init__(self, top: Parser) -> None:
        self._subparsers = top.add_subparsers(
            required=True, dest="command", metavar="COMMAND", title="commands", parser_class=Parser, prog=top.prog
        )
        self.parsers: dict[str, Parser] = {}
        self.help: dict[str, str] = {}

    def add_parser(self, name: str, **given: Any) -> Parser:
        """Declares a command."""
        parser = self.parsers[name] = self._subparsers.add_parser(name, **given)
        self.help[name] = given.get("help", "")
        return parser


def _filled(text: str | None, width: int) -> str | None:
    """Paragraphs are filled; indented lines stay lines, and what does not fit hangs below its beginning."""
    if text is None:
        return None
    paragraphs = text.strip("\n").split("\n\n")
    return "\n\n".join(
        "\n".join(_row(line, width) for line in each.splitlines()) if "\n  " in f"\n{each}" else fill(each, width)
        for each in paragraphs
    )


def _row(line: str, width: int) -> str:
    """A line of two columns, the second of which is filled beside the first, or below it when there is no room."""
    if len(line) <= width:
        return line
    first, gap, second = line.rpartition("  ")
    if len(first) < width // 2:
        hanging = " " * len(first + gap)
        return fill(line, width, subsequent_indent=hanging, replace_whitespace=False)
    hanging = " " * 6
    return f"{first.rstrip()}\n{fill(second, width, initial_indent=hanging, subsequent_indent=hanging)}"


def one_of(known: Collection[str]) -> Callable[[str], str]:
    """The `type` of an argument with `choices`: its error names the nearest of them."""

    def checked(word: str) -> str:
        if word not in known:
            hint = did_you_mean(word, known) or f"; known are {', '.join(known)}"
            raise argparse.ArgumentTypeError(f"unknown value {word!r}{hint}")
        return word

    return checked


def words(argument: str) -> list[str]:
    """The words of a comma-separated list."""
    return [word.strip() for word in argument.split(",") if word.strip()]
