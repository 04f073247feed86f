"""Every flag that a `--help` names is used by some test at the door. The flags are read off argparse, the tests off their sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from articlelint.cli import commands
from articlelint.cli.main import command_parser

HERE = Path(__file__)


def flags() -> Iterator[tuple[str, str]]:
    """Each command with each of its options, by its first long name."""
    for name in commands.NAMES:
        for action in command_parser(name).declared:
            long = [word for word in action.option_strings if word.startswith("--")]
            if long and long[0] != "--help":
                yield name, long[0]


def _words(node: ast.AST) -> frozenset[str]:
    """The strings in an expression; of `--flag=value` the flag."""
    constants = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return frozenset(word.partition("=")[0] for word in constants if isinstance(word, str))


def _used() -> Iterator[frozenset[str]]:
    """The words of each call, list and tuple of the tests; a list may be a command line."""
    for path in HERE.parent.rglob("test_*.py"):
        if path == HERE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call | ast.List | ast.Tuple):
                yield _words(node)


USED = frozenset(_used())
ANYWHERE = frozenset().union(*USED)


@pytest.mark.parametrize(("command", "flag"), list(flags()))
def test_a_flag_has_a_test_at_the_door(command: str, flag: str) -> None:
    if command == "check":  # its tests say the word by their fixtures
        assert flag in ANYWHERE
    else:
        assert any({command, flag} <= words for words in USED), f"no test calls `articlelint {command} {flag}`"


@pytest.mark.parametrize("command", commands.NAMES)
def test_every_flag_says_what_it_does(command: str) -> None:
    for action in command_parser(command).declared:
        assert action.help, f"articlelint {command}: {action.option_strings or action.dest} has no help"
