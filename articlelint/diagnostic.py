"""What is found and what is told: Finding (a check's words) and Diagnostic (stamped by the engine)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from articlelint.text import Position, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Applicability = Literal["safe", "unsafe"]


def at_least(severity: Severity, least: Severity) -> bool:
    """Whether `severity` is as grave as `least` or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(least)


class Edit(NamedTuple):
    """Replace the code points from `start` up to `end` by `replacement`."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """Edits that mend a finding. `safe` keeps the article's meaning whatever the author meant; `unsafe` may not."""

    edits: tuple[Edit, ...]
    applicability: Applicability = "safe"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields. It does not know its rule.

    `message` says what is wrong in one sentence without a full stop, `help` what to do about it. `data` holds what
    machines may want (`target`, `suggestions`, `first`). `severity` is set only where one rule speaks in two
    severities; it replaces the rule's own.
    """

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding that the engine has stamped with its rule, severity, path, place and fingerprint.

    `excerpt` is the source line that the span starts on, `excerpt_column` the column of its first character
    (greater than 1 where a very long line was cut). `fingerprint` stays the same when lines move.
    """

    path: str
    rule: str
    severity: Severity
    message: str
    span: Span
    start: Position
    end: Position
    help: str = ""
    fix: Fix | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    excerpt: str = ""
    excerpt_column: int = 1

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, offset, rule: the order in which diagnostics are told."""
        return (self.path, self.span.start, self.span.end, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found: diagnostics in order, how many files were looked at, and remarks that are no findings.

    `notes` are sentences such as "skipped big.bin: binary"; `crashes` counts rules that failed, which makes the exit status 2;
    `failures` are sentences about files that could not be read, which does too. `lone` tells that references were not resolved.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    notes: tuple[str, ...] = ()
    crashes: int = 0
    lone: bool = False
    failures: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many diagnostics have this severity."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)

    @property
    def fixable(self) -> int:
        """How many diagnostics carry a fix, safe or unsafe."""
        return sum(diagnostic.fix is not None for diagnostic in self.diagnostics)

    def worst(self) -> Severity | None:
        """The gravest severity among the diagnostics, or None when there are none."""
        present = {diagnostic.severity for diagnostic in self.diagnostics}
        return next((severity for severity in SEVERITIES if severity in present), None)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics sorted by path, offset and rule."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key))
