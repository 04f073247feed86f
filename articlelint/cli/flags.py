"""Flags that several commands share, how they go on top of the config, and those of `check` that make no sense together."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articlelint.cli.parser import Parser, words
from articlelint.errors import UsageError

if TYPE_CHECKING:
    from articlelint.config.loading import Found
    from articlelint.config.settings import Settings


def add_config(parser: Parser) -> None:
    """`--config` and `--isolated`."""
    group = parser.group("config")
    group(
        "--config",
        action="append",
        default=[],
        metavar="FILE|'KEY = VALUE'",
        help="use this config file, or put a TOML snippet on top of it; may be repeated",
    )
    group("--isolated", action="store_true", help="read no config file")


def add_selection(parser: Parser) -> None:
    """`--select`, `--ignore`, `--extend-select`."""
    group = parser.group("rules")
    about = {
        "--select": "run only these rules: names, families or `all`, separated by commas",
        "--extend-select": "run these rules too, such as those that are off by default",
        "--ignore": "leave these rules out",
    }
    for flag, text in about.items():
        group(flag, action="extend", type=words, metavar="RULES", help=text)


def found(options: argparse.Namespace, start: Path) -> Found:
    """The corpus of a path and the settings that hold there, with all flags put in."""
    from articlelint.config import loading

    path, inline = loading.split(options.config)
    if path is None and os.environ.get("ARTICLELINT_CONFIG") and not options.isolated:
        path = Path(os.environ["ARTICLELINT_CONFIG"])
    below = loading.find(start, path, isolated=options.isolated, inline=inline)
    settings = _selected(below.settings, options)
    if getattr(options, "baseline", None):
        options.baseline = os.path.abspath(options.baseline)  # a link is judged where it is written
    given = _given(options, [each.name for each in fields(settings)])
    origins = {name: f"--{name.replace('_', '-')}" for name in given}
    for name in ("select", "extend_select", "ignore"):
        if getattr(settings, name) != getattr(below.settings, name):
            origins[name] = ", ".join(_selection_flags(options, name))
    return below._replace(settings=replace(settings, **given), origins={**below.origins, **origins})


def _given(options: argparse.Namespace, names: Iterable[str]) -> Mapping[str, Any]:
    """The flags that are settings of the same name, when they were given."""
    selection = ("select", "extend_select", "ignore")
    values = {name: getattr(options, name, None) for name in names if name not in selection}
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if value is not None
    }


def _selection_flags(options: argparse.Namespace, name: str) -> list[str]:
    flags = {"select": "--select", "extend_select": "--extend-select", "ignore": "--ignore"}
    own = [flags[name]] if getattr(options, name, None) else []
    return own or [flag for other, flag in flags.items() if getattr(options, other, None)]


def _selected(settings: Settings, options: argparse.Namespace) -> Settings:
    """What is said on the command line wins over what the config says of the same rules.

    `--select` replaces the config's selection, per path too; a rule that it names outright runs though the config ignores it.
    `--ignore` takes away, and reaches the rules of a family that the config selects one by one.
    """
    if getattr(options, "select", None):
        settings = replace(
            settings,
            select=tuple(options.select),
            extend_select=(),
            ignore=tuple(word for word in settings.ignore if word not in options.select),
            overrides=tuple(replace(each, select=()) for each in settings.overrides),
        )
    if getattr(options, "ignore", None):
        settings = replace(
            settings,
            select=tuple(options.select or _beyond(settings.select, options.ignore)),
            extend_select=_beyond(settings.extend_select, options.ignore),
            ignore=(*settings.ignore, *options.ignore),
        )
    if getattr(options, "extend_select", None):
        added = tuple(options.extend_select)
        ignore = tuple(word for word in settings.ignore if word not in added)
        settings = replace(settings, extend_select=(*settings.extend_select, *added), ignore=ignore)
    return settings


def _beyond(selected: Iterable[str], ignored: Iterable[str]) -> tuple[str, ...]:
    ignored = tuple(ignored)
    return tuple(word for word in selected if word not in ignored and word.partition("/")[0] not in ignored)


def refuse_contradictions(options: argparse.Namespace) -> None:
    """Raises UsageError for flags that make no sense together."""
    from_stdin = Path("-") in options.paths
    if from_stdin and len(options.paths) > 1:
        raise UsageError("`-` stands alone: standard input is one article")
    if from_stdin and options.diff_base is not None:
        raise UsageError("--diff-base compares files, and `-` reads standard input")
    if options.stdin_filename and not from_stdin:
        raise UsageError("--stdin-filename needs `-`, which reads the article from standard input")
    if options.fix and options.diff:
        raise UsageError("--fix writes and --diff only shows; use one of them")
    if (options.fix or options.diff) and _names_dump(options.paths):
        raise UsageError(
            "--fix and --diff change files; a dump is only read, so mend the pages in the wiki that it came from"
        )
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes needs --fix or --diff")
    if options.write_baseline and (options.fix or options.diff or options.prune_baseline):
        raise UsageError("--write-baseline stands alone: it keeps what is found now")
    if options.add_suppressions is not None and (options.fix or options.diff or options.write_baseline):
        raise UsageError("--add-suppressions stands alone: it silences what is found now")
    if options.watch and (from_stdin or _writes_lists(options)):
        raise UsageError("--watch checks files again and again; it neither reads standard input nor writes lists")
    if options.pre_commit and (from_stdin or options.watch or _writes_lists(options)):
        raise UsageError("--pre-commit checks the files of a commit; it goes with no `-`, --watch or list to write")
    if options.urls_allow_private and not options.urls:
        raise UsageError("--urls-allow-private needs --urls")
    if options.exit_non_zero_on_fix and not options.fix:
        raise UsageError("--exit-non-zero-on-fix needs --fix")


def _writes_lists(options: argparse.Namespace) -> bool:
    return options.write_baseline or options.add_suppressions is not None


def _names_dump(paths: Iterable[Path]) -> bool:
    from articlelint.files.discovery import is_dump

    return any(map(is_dump, paths))
