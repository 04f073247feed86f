"""`articlelint check`: lint articles."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from articlelint.arguments import Subparsers, words
from articlelint.diagnostic import SEVERITIES, Report, at_least
from articlelint.settings import Settings


def add(subparsers: Subparsers) -> None:
    """Declares the command's options."""
    parser = subparsers.add_parser("check", help="lint articles", description="Lint articles against their corpus.")
    parser.set_defaults(run=_run)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--output-format", default="full")
    parser.add_argument("--select", action="append", type=words)
    parser.add_argument("--ignore", action="append", type=words)
    parser.add_argument("--severity", choices=SEVERITIES)
    parser.add_argument("--fail-on", choices=(*SEVERITIES, "never"))
    parser.add_argument("--config", type=Path)
    parser.add_argument("--isolated", action="store_true")
    parser.add_argument("--no-cache", action="store_true")
    parser.add_argument("--cache-dir", type=Path)
    parser.add_argument("--jobs", type=int, default=0)


def _run(options: argparse.Namespace) -> int:
    from articlelint import config, report, run

    paths = options.paths or [Path()]
    found = config.find(paths[0], options.config, isolated=options.isolated)
    settings = _with_flags(found.settings, options)
    folder = None if options.no_cache else options.cache_dir or run.default_cache_folder(found.root)
    result = run.check_paths(paths, found._replace(settings=settings), jobs=options.jobs, cache_folder=folder)
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
    if report.crashes or report.failures:
        return 2
    if settings.fail_on == "never":
        return 0
    return int(any(at_least(each.severity, settings.fail_on) for each in report.diagnostics))
