"""`articlelint check`: lint articles."""

from __future__ import annotations

import argparse
from pathlib import Path

from articlelint.cli import flags
from articlelint.cli.parser import Commands, Parser, one_of, words
from articlelint.config.settings import OUTPUT_FORMATS
from articlelint.model.diagnostics import SEVERITIES

COLORS = ("auto", "always", "never")
_DESCRIPTION = """\
Lint articles and check their references against the whole corpus that they belong to.

The corpus is everything below the nearest articlelint.toml (or pyproject.toml with a [tool.articlelint] table), else below the git
root, else the path itself; the findings are those of the files under PATH. `-` reads one article from standard input.
"""
_EPILOG = """\
exit status:
  0  clean, or everything was fixed
  1  findings at or above --fail-on
  2  bad usage, bad config, an unreadable path, an internal error

environment:
  ARTICLELINT_FAIL_ON=error  is `fail-on = "error"` of a config, and so for every setting; it wins over config files, and flags win over it
  ARTICLELINT_CONFIG, _OUTPUT_FILE, _CACHE_DIR, _JOBS, _NO_CACHE, _URLS_ALLOW_PRIVATE  are the flags of these names
  NO_COLOR, FORCE_COLOR      switch colours off and on

examples:
  articlelint check                                the corpus one stands in
  articlelint check articles/rivers.md             one article, against its corpus
  articlelint check --select references --fix      mend references
  articlelint check --diff-base origin/main        what this branch brought, and what it broke anywhere
  articlelint check --ci                           annotations, or a report, for the CI system one runs in
  articlelint check --write-baseline               keep what is found now, and fail only on what is new
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser("check", help="lint articles", description=_DESCRIPTION, epilog=_EPILOG)
    parser.set_defaults(run=_run)
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files and folders; the current folder if none"
    )
    flags.add_selection(parser)
    _add_threshold(parser)
    _add_fixes(parser)
    _add_baseline(parser)
    _add_suppressions(parser)
    _add_output(parser)
    _add_files(parser)
    flags.add_config(parser)
    _add_speed(parser)


def _add_threshold(parser: Parser) -> None:
    group = parser.group("severity")
    group("--severity", type=one_of(SEVERITIES), choices=SEVERITIES, help="the least severity shown (default: warning)")
    group(
        "--fail-on",
        type=one_of((*SEVERITIES, "never")),
        choices=(*SEVERITIES, "never"),
        help="the least severity that makes the exit status 1 (default: warning)",
    )
    group("--exit-zero", action="store_true", help="exit with 0 though there are findings; still 2 for errors")


def _add_fixes(parser: Parser) -> None:
    group = parser.group("fixes")
    group("--fix", action="store_true", help="mend what can be mended safely, and show what is left")
    group("--unsafe-fixes", action="store_true", help="with --fix or --diff: mend too what may change the meaning")
    group("--diff", action="store_true", help="show what --fix would change, and change nothing")
    group("--exit-non-zero-on-fix", action="store_true", help="with --fix: exit with 1 when anything was mended")


def _add_baseline(parser: Parser) -> None:
    group = parser.group("baseline")
    group("--baseline", metavar="FILE", help="do not tell the findings that this file holds")
    group(
        "--write-baseline",
        action="store_true",
        help="write all findings to the baseline (articlelint-baseline.json), and stop",
    )
    group("--prune-baseline", action="store_true", help="take findings that have vanished out of the baseline")


def _add_suppressions(parser: Parser) -> None:
    group = parser.group("suppressions")
    group(
        "--add-suppressions",
        metavar="[=REASON]",
        help="write comments that silence all findings, and stop",
    )
    parser.optional_values.add("--add-suppressions")


def _add_output(parser: Parser) -> None:
    group = parser.group("output")
    group("--ci", action="store_true", help="take the format that the CI system reads: github, gitlab, else concise")
    group("--watch", "-w", action="store_true", help="check again whenever a file changes, until interrupted")
    group(
        "--output-format",
        type=one_of(OUTPUT_FORMATS),
        choices=OUTPUT_FORMATS,
        help="how findings are shown (default: full)",
    )
    group("--output-file", type=Path, metavar="FILE", help="write them to a file instead of standard output")
    group(
        "--color",
        type=one_of(COLORS),
        choices=COLORS,
        default="auto",
        help="whether there are colours (default: auto, on terminals; NO_COLOR and FORCE_COLOR are heard)",
    )
    group("--statistics", action="store_true", help="count the findings of each rule instead of showing them")
    group("--quiet", "-q", action="store_true", help="show findings, but no summary, notes or progress")
    group(
        "--verbose",
        "-v",
        action="store_true",
        help="show to standard error root, config and cache of the run, and where in its code a rule failed, if one did",
    )
    group("--show-files", action="store_true", help="list the files that would be checked, and stop")
    group("--show-settings", action="store_true", help="show each setting and where it came from, and stop")


def _add_files(parser: Parser) -> None:
    group = parser.group("files")
    group("--extend-exclude", action="extend", type=words, metavar="PATTERNS", help="leave these files out too")
    group("--force-exclude", action="store_const", const=True, help="leave out excluded files even when they are named")
    group(
        "--no-respect-gitignore",
        dest="respect_gitignore",
        action="store_const",
        const=False,
        help="lint files that git ignores too",
    )
    group(
        "--diff-base",
        metavar="REV",
        help="show only what changed since this git revision: findings on changed lines, and whatever the change broke elsewhere",
    )
    group(
        "--pre-commit",
        action="store_true",
        help="run as a hook: check the named files, even if there are none, and tell which references the commit breaks in others",
    )
    group(
        "--urls", action="store_true", help="ask the network whether external URLs answer (references/unreachable-url)"
    )
    group(
        "--urls-allow-private",
        action="store_true",
        help="with --urls: ask for URLs of this machine and of its intranet too, not only of the public Internet",
    )
    group("--stdin-filename", type=Path, metavar="NAME", help="the path of the article that `-` reads")


def _add_speed(parser: Parser) -> None:
    group = parser.group("speed")
    group("--jobs", "-j", type=_count, metavar="N", help="use N processes (default: one per processor)")
    group("--no-cache", action="store_true", help="neither read nor write what earlier runs found out")
    group("--cache-dir", type=Path, metavar="FOLDER", help="keep that here (default: your own cache folder)")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"should be a number of processes, or 0 for one per processor (got {text!r})")
    return int(text)


def _run(options: argparse.Namespace) -> int:
    if options.watch:
        from articlelint.cli.check import watch

        return watch(options)
    from articlelint.cli.check import carry_out
    from articlelint.cli.job import prepared

    return carry_out(prepared(options), options)
