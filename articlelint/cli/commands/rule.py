"""`articlelint rule`: what a rule is about."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articlelint.cli import console, flags
from articlelint.cli.parser import Commands, one_of
from articlelint.text.escapes import json_text, visible

if TYPE_CHECKING:
    from articlelint.engine.rule import Rule

_DESCRIPTION = """\
Show the page of a rule: why it is, what it catches and what it leaves alone, its options and examples. Without a name, list all rules.
"""
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint rule                             all rules, one a line
  articlelint rule empty-section               the page of one
  articlelint rule --all --output-format json  everything, for programs
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser("rule", help="explain a rule, or list all", description=_DESCRIPTION, epilog=_EPILOG)
    parser.set_defaults(run=_run)
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a rule, such as sections/empty-section, or the end of its name"
    )
    parser.add_argument("--all", action="store_true", help="show the pages of all rules")
    parser.add_argument(
        "--output-format",
        type=one_of(("text", "json")),
        choices=("text", "json"),
        default="text",
        help="how they are shown (default: text)",
    )
    flags.add_config(parser)


def _run(options: argparse.Namespace) -> int:
    from articlelint.engine import catalogue

    found = flags.found(options, Path())
    rules = catalogue.load(found.root / folder for folder in found.settings.rule_folders)
    chosen = list(rules.values()) if options.name is None else [_named(options.name, rules)]
    if options.output_format == "json":
        data: Any = [_data(rule) for rule in chosen]
        console.say_data(json_text(data if options.name is None else data[0], indent=2) + "\n", "json")
    elif options.name is None and not options.all:
        console.say(_list(chosen))
    else:
        console.say("\n".join(rule.page for rule in chosen))
    return 0


def _named(name: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule of that name, or the only one whose name ends so."""
    from articlelint.engine import selection
    from articlelint.errors import UsageError

    ends = [rule for rule in rules.values() if name in (rule.name, rule.name.partition("/")[2])]
    if len(ends) == 1:
        return ends[0]
    hint = selection.hint(name, rules) or "`articlelint rule` lists them"
    raise UsageError(f"no rule is called {name!r}; {hint}")


def _list(rules: list[Rule]) -> str:
    wide = max((len(rule.name) for rule in rules), default=0)
    return "".join(
        f"{visible(rule.name):<{wide}}  {rule.severity if rule.on else 'off':<7}  {'[*]' if rule.fixable else '   '}  {visible(rule.summary)}\n"
        for rule in rules
    )


def _data(rule: Rule) -> dict[str, Any]:
    given = asdict(rule.options) if rule.options is not None else {}
    return {
        "name": rule.name,
        "family": rule.family,
        "summary": rule.summary,
        "severity": rule.severity,
        "severities": list(rule.severities),
        "on": rule.on,
        "fixable": rule.fixable,
        "formats": list(rule.formats),
        "options": {
            name.replace("_", "-"): json.loads(json.dumps(value, default=list)) for name, value in given.items()
        },
        "page": rule.page,
    }
