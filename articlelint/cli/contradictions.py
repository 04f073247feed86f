"""Flags of `articlelint check` that make no sense together."""

from __future__ import annotations

import argparse
from pathlib import Path

from articlelint.errors import UsageError
from articlelint.files.discovery import is_dump


def refuse(options: argparse.Namespace) -> None:
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
    if (options.fix or options.diff) and any(map(is_dump, options.paths)):
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
