"""argparse as our commands use it: no abbreviated options, and "did you mean" for mistyped ones."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - argparse gives this type no public name
else:
    Subparsers = object


class Help(argparse.HelpFormatter):
    """Paragraphs are filled to the width of the terminal; indented lines stay lines, and what does not fit hangs below its beginning."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = (self._filled(each, width, indent) for each in text.strip("\n").split("\n\n"))
        return "\n\n".join(paragraphs)

    def _filled(self, paragraph: str, width: int, indent: str) -> str:
        lines = paragraph.splitlines()
        if not any(line.startswith(" ") for line in lines):
            return super()._fill_text(paragraph, width, indent)
        return "\n".join(_row(indent + line, width) for line in lines)


def _row(line: str, width: int) -> str:
    """A line of two columns, the second of which is filled beside the first, or below it when there is no room."""
    from textwrap import fill

    if len(line) <= width:
        return line
    first, gap, second = line.rpartition("  ")
    if len(first) < width // 2:
        hanging = " " * len(first + gap)
        return fill(line, width, subsequent_indent=hanging, replace_whitespace=False)
    hanging = " " * 6
    return f"{first.rstrip()}\n{fill(second, width, initial_indent=hanging, subsequent_indent=hanging)}"


class _Unseen:
    """Stands for a formatter while an argument is declared, whatever that asks of it."""

    def __getattr__(self, _name: str) -> Callable[..., str]:
        return lambda *_: ""


class Parser(argparse.ArgumentParser):
    """A parser whose errors name the nearest known word. Abbreviations are off: a new option must not break a script."""

    def __init__(self, prog: str | None = None, **given: object) -> None:
        given.setdefault("formatter_class", Help)
        super().__init__(prog, allow_abbrev=False, **given)  # type: ignore[arg-type]
        self._commands: Subparsers | None = None
        self.optional_values: set[str] = set()

    # argparse lays out texts that nobody may ever see: for each argument that is declared, for the names of commands, for the usage in
    # messages, which ours do not show. It asks the terminal for its width to do so, by way of half a dozen modules.
    def add_argument(self, *names: Any, **given: Any) -> argparse.Action:
        """Declares an argument."""
        self._get_formatter = _Unseen  # type: ignore[method-assign, assignment]
        try:
            return super().add_argument(*names, **given)
        finally:
            del self._get_formatter

    def parse_known_intermixed_args(  # type: ignore[override]
        self, args: Any = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """What argparse does. The usage is needed only where help may be asked for."""
        if any(word == "--help" or (word[:1] == "-" != word[1:2] and "h" in word) for word in args or ()):
            return super().parse_known_intermixed_args(args, namespace)
        self.usage, usage = self.prog, self.usage
        try:
            return super().parse_known_intermixed_args(args, namespace)
        finally:
            self.usage = usage

    def add_commands(self) -> Subparsers:
        """Where commands are added; called once, on the top parser."""
        self._commands = self.add_subparsers(
            required=True, dest="command", metavar="COMMAND", title="commands", parser_class=Parser, prog=self.prog
        )
        return self._commands

    def command(self, name: str) -> Parser:
        """The parser of a command that has been added."""
        if self._commands is None:
            raise LookupError(name)
        return self._commands.choices[name]

    def unknown_argument(self, word: str) -> NoReturn:
        """Ends with an error for an argument that nothing takes."""
        known = (option for action in self._actions for option in action.option_strings)
        kind = "option" if word.startswith("-") else "argument"
        self.error(f"unknown {kind} {word!r}{did_you_mean(word.partition('=')[0], known)}")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices]
            hint = did_you_mean(str(value), known) or f"; known are {', '.join(known)}"
            raise argparse.ArgumentError(action, f"unknown value {value!r}{hint}")

    def error(self, message: str) -> NoReturn:
        """One sentence and where to read more; the exit status is 2."""
        self.exit(2, f"articlelint: {message}\nTry `{self.prog} --help`.\n")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing when no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def words(argument: str) -> list[str]:
    """The words of a comma-separated list."""
    return [word.strip() for word in argument.split(",") if word.strip()]
