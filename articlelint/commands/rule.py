"""`articlelint rule`: show a rule's page."""

from __future__ import annotations

import argparse
import sys

from articlelint.arguments import Subparsers


def add(subparsers: Subparsers) -> None:
    """Declares the command's options."""
    parser = subparsers.add_parser("rule", help="explain a rule", description="Show the page of a rule.")
    parser.set_defaults(run=_run)
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("--all", action="store_true", help="show every rule")


def _run(options: argparse.Namespace) -> int:
    from articlelint import catalogue

    rules = catalogue.load()
    for rule in rules.values() if options.all else [rules[options.name]]:
        sys.stdout.write(rule.page + "\n")
    return 0
