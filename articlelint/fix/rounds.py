"""Fixes, round by round: apply what does not overlap, check again, until nothing is left to fix.

All rounds happen on texts in memory; files are written once, at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from articlelint.model.diagnostics import Diagnostic, Fix, Report
from articlelint.model.edits import apply_edits, compatible, in_newlines
from articlelint.text.source import decode, encode

MOST_ROUNDS = 10
Check = Callable[[Mapping[str, bytes]], Report]
Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Mended:
    """The new contents by path, how many findings of each rule were fixed in each file, and what is still found.

    `problems` name files that were left alone, and why.
    """

    texts: dict[str, bytes]
    fixed: dict[str, Counter[str]]
    report: Report
    problems: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many findings were fixed."""
        return sum(sum(counts.values()) for counts in self.fixed.values())


def mend(check: Check, read: Read, *, unsafe: bool) -> Mended:
    """Fixes what can be fixed. `check` lints with some files' contents replaced, `read` gets a file's bytes."""
    texts: dict[str, bytes] = {}
    fixed: dict[str, Counter[str]] = {}
    problems: dict[str, str] = {}
    report = check(texts)
    for _round in range(MOST_ROUNDS):
        if not _one_round(report, texts, fixed, problems, read, unsafe=unsafe):
            break
        report = check(texts)
    else:
        for path, rules in _fixable(report, problems, unsafe=unsafe).items():
            names = ", ".join(sorted({each.rule for each in rules}))
            problems[path] = (
                f"{path}: the fixes of {names} do not come to an end; the file is left alone. "
                "This is a bug in articlelint; please report it with the file"
            )
            texts.pop(path, None)
            fixed.pop(path, None)
        report = check(texts)
    return Mended(texts, fixed, report, tuple(problems[path] for path in sorted(problems)))


def _fixable(report: Report, problems: Mapping[str, str], *, unsafe: bool) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for each in report.diagnostics:
        if each.fix and (unsafe or each.fix.applicability == "safe") and each.path not in problems:
            found.setdefault(each.path, []).append(each)
    return found


def _one_round(
    report: Report,
    texts: dict[str, bytes],
    fixed: dict[str, Counter[str]],
    problems: dict[str, str],
    read: Read,
    *,
    unsafe: bool,
) -> bool:
    """Whether any text was changed."""
    changed = False
    for path, diagnostics in _fixable(report, problems, unsafe=unsafe).items():
        before = texts[path] if path in texts else read(path)
        fixes = [each.fix for each in diagnostics if each.fix]
        try:
            after = _applied(path, before, fixes)
        except UnicodeError as error:
            problems[path] = f"{path}: {error}; the file is left alone"
            continue
        if after != before:
            texts[path] = after
            fixed.setdefault(path, Counter()).update(diagnostics[number].rule for number in compatible(fixes))
            changed = True
    return changed


def _applied(path: str, before: bytes, fixes: list[Fix]) -> bytes:
    """Raises UnicodeError when the outcome cannot be written without a guess or a loss."""
    source = decode(before, path)
    return encode(source, apply_edits(source.text, [in_newlines(source.text, fix) for fix in fixes]))
