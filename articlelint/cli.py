"""The command's door: words to a run, a run to an exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from articlelint.diagnostic import SEVERITIES, Report, at_least
from articlelint.errors import ArticlelintError
from articlelint.settings import Settings
from articlelint.version import __version__


def entry() -> None:
    """The console script."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. 0: clean; 1: findings at or above `--fail-on`; 2: bad usage, bad config, unreadable path, internal error."""
    options = _parser().parse_args(argv)
    try:
        status: int = options.run(options)
    except ArticlelintError as error:
        sys.stderr.write(f"articlelint: {error}\n")
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("articlelint", description="Lint and link-check encyclopedia-style articles.")
    parser.add_argument("--version", action="version", version=f"articlelint {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="lint articles")
    check.set_defaults(run=_check)
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    check.add_argument("--output-format", default="full")
    check.add_argument("--select", action="append", type=_words)
    check.add_argument("--ignore", action="append", type=_words)
    check.add_argument("--severity", choices=SEVERITIES)
    check.add_argument("--fail-on", choices=(*SEVERITIES, "never"))
    check.add_argument("--config", type=Path)
    check.add_argument("--isolated", action="store_true")
    check.add_argument("--no-cache", action="store_true")
    rule = commands.add_parser("rule", help="show a rule's page")
    rule.set_defaults(run=_rule)
    rule.add_argument("name", nargs="?")
    rule.add_argument("--all", action="store_true")
    return parser


def _words(argument: str) -> list[str]:
    return [word.strip() for word in argument.split(",") if word.strip()]


def _check(options: argparse.Namespace) -> int:
    from articlelint import config, report, run

    paths = options.paths or [Path()]
    found = config.find(paths[0], options.config, isolated=options.isolated)
    settings = _with_flags(found.settings, options)
    result = run.check_paths(paths, found._replace(settings=settings))
    sys.stdout.write(report.render(result, options.output_format, colour=sys.stdout.isatty()))
    return exit_status(result, settings)


def _with_flags(settings: Settings, options: argparse.Namespace) -> Settings:
    given = {name: getattr(options, name) for name in ("severity", "fail_on") if getattr(options, name) is not None}
    for name in ("select", "ignore"):
        if getattr(options, name) is not None:
            given[name] = tuple(word for words in getattr(options, name) for word in words)
    return replace(settings, **given)


def exit_status(report: Report, settings: Settings) -> int:
    """0, 1 or 2, from what was found and what was asked for; never from the output format."""
    if report.crashes:
        return 2
    if settings.fail_on == "never":
        return 0
    return int(any(at_least(each.severity, settings.fail_on) for each in report.diagnostics))


def _rule(options: argparse.Namespace) -> int:
    from articlelint import catalogue

    rules = catalogue.load()
    for rule in rules.values() if options.all else [rules[options.name]]:
        sys.stdout.write(rule.page + "\n")
    return 0
