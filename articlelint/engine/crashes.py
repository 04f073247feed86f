"""A rule that fails on many files is told once: with the first of them, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from articlelint.engine.checker import CRASH_RULE
from articlelint.model.diagnostics import Diagnostic


def told_once(ordered: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in order, with one for each rule that failed. A parser fails on the file, not the rule: each such file is told."""
    files: dict[str, set[str]] = {}
    for each in ordered:
        if _is_of_a_rule(each):
            files.setdefault(each.rule, set()).add(each.path)
    if not files:
        return tuple(ordered)
    told: list[Diagnostic] = []
    for each in ordered:
        if not _is_of_a_rule(each):
            told.append(each)
        elif paths := files.pop(each.rule, None):
            told.append(_counted(each, len(paths)))
    return tuple(told)


def _is_of_a_rule(each: Diagnostic) -> bool:
    return "crash" in each.data and each.rule != CRASH_RULE


def _counted(each: Diagnostic, files: int) -> Diagnostic:
    others = "1 other file" if files == 2 else f"{files - 1} other files"
    message = each.message if files == 1 else each.message.replace("on this file", f"on this file and {others}", 1)
    return replace(each, message=message, data={**each.data, "files": files})


def tracebacks(diagnostics: Iterable[Diagnostic]) -> str:
    """What `--verbose` shows of the rules and parsers that failed."""
    return "".join(
        f"{each.rule} on {each.path}{_whence(each)}:\n{each.data['traceback']}"
        for each in diagnostics
        if "crash" in each.data
    )


def _whence(each: Diagnostic) -> str:
    return f" (of the plug-in {each.data['plugin']})" if "plugin" in each.data else ""
