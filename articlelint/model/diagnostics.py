"""What is found and what is reported: Finding (a check's words) and Diagnostic (stamped by the engine)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from articlelint.model.edits import Applicability, Edit, Fix, apply_edits
from articlelint.text.source import Position, Span
from articlelint.text.values import Dumped, Wire

if TYPE_CHECKING:
    from articlelint.model import schema

Severity = Literal["error", "warning", "info"]
__all__ = [
    "SEVERITIES", "Applicability", "Diagnostic", "Edit", "FailOn", "Finding", "Fix", "Report", "Severity", "at_least", "in_order",
]  # fmt: skip
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
FailOn = Literal["error", "warning", "info", "never"]


def at_least(severity: Severity, least: Severity) -> bool:
    """Whether `severity` is as grave as `least` or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(least)


@dataclass(frozen=True, slots=True)
class Finding(Dumped):
    """What a check yields. It does not know its rule.

    `message` says what is wrong in one sentence without a full stop, `help` what to do about it. `data` holds what
    machines may want (`target`, `suggestions`, `first`). `severity` is set only where one rule speaks in two
    severities; it replaces the rule's own.

    >>> Finding(Span(0, 4), "the name is not capitalised", "write `Lyon`", Fix((Edit(0, 1, "L"),))).fix.applicability
    'safe'
    """

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic(Dumped):
    r"""A finding that the engine has stamped with its rule, severity, path, place and fingerprint.

    `excerpt` is the source line that the span starts on, `excerpt_column` the column of its first character
    (greater than 1 where a very long line was cut). `fingerprint` stays the same when lines move.

    >>> from articlelint import lint
    >>> found = lint("# Lyon\n\nLyon is a a city.\n", path="lyon.md").diagnostics[0]
    >>> found.rule, found.severity, found.start, found.span, found.fix.applicability
    ('text/repeated-word', 'warning', Position(line=3, column=9), Span(start=16, end=19), 'safe')
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
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    fingerprint: str = ""
    excerpt: str = ""
    excerpt_column: int = 1

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, offset, rule: the order in which diagnostics are reported."""
        return (self.path, self.span.start, self.span.end, self.rule, self.message)

    @classmethod
    def _wire(cls) -> Wire:
        from articlelint.model import schema

        return Wire(schema.DiagnosticData, _diagnostic_data, _diagnostic)


@dataclass(frozen=True, slots=True)
class Report(Dumped):
    r"""What a run found: diagnostics in order, how many files were looked at, and remarks that are no findings.

    `model_dump` gives what `--output-format json` prints, and what a report knows besides; `model_validate` reads both.

    `notes` are sentences such as "skipped big.bin: binary"; `crashes` counts rules that failed, which makes the exit status 2;
    `failures` are sentences about files that could not be read, which does too. `lone` tells that references were not resolved;
    `fail_on` is the least severity that makes `exit_status` 1. `root` leads from where the paths start to the root of the corpus.

    >>> from articlelint import lint
    >>> report = lint("# Lyon\n\nLyon is a a city.\n", path="lyon.md")
    >>> report.count("warning"), report.worst(), report.fixable, report.exit_status
    (1, 'warning', 1, 1)
    >>> Report.model_validate_json(report.model_dump_json()) == report
    True
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    notes: tuple[str, ...] = ()
    crashes: int = 0
    lone: bool = False
    failures: tuple[str, ...] = ()
    fail_on: FailOn = "warning"
    root: str = "."

    @property
    def exit_status(self) -> int:
        """What the command would end with: 0, 1 for findings at or above `fail_on`, 2 for rules that failed and files that could not be read."""
        if self.crashes or self.failures:
            return 2
        if self.fail_on == "never":
            return 0
        return int(any(at_least(each.severity, self.fail_on) for each in self.diagnostics))

    def fix(self, text: str, path: str | None = None, *, unsafe: bool = False) -> str:
        r"""The text with the safe fixes of its diagnostics applied, with `unsafe` all; of two that overlap, the earlier one.

        Of a report about several files, `path` names the one that holds the text. One round: `articlelint.fix_text` does as many as it takes.

        >>> from articlelint import lint
        >>> text = "# Lyon\n\nLyon is a a city.\n"
        >>> lint(text, path="lyon.md").fix(text)
        '# Lyon\n\nLyon is a city.\n'
        """
        if path is None and len({each.path for each in self.diagnostics}) > 1:
            raise ValueError("this report is about several files: name the one that holds the text, by `path`")
        fixes = [each.fix for each in self.diagnostics if each.fix and path in (None, each.path)]
        return apply_edits(text, [fix for fix in fixes if unsafe or fix.applicability == "safe"])

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

    @classmethod
    def _wire(cls) -> Wire:
        from articlelint.model import schema

        return Wire(schema.ReportData, _to_data, _from_data)


def _to_data(report: Report) -> schema.ReportData:
    from articlelint.model import schema

    errors, warnings, infos = (report.count(severity) for severity in SEVERITIES)
    summary = schema.Summary(report.files, errors, warnings, infos, report.fixable, report.root)
    diagnostics = tuple(_diagnostic_data(each) for each in report.diagnostics)
    return schema.ReportData(
        1, summary, diagnostics, report.notes, report.crashes, report.lone, report.failures, report.fail_on
    )


def _diagnostic_data(each: Diagnostic) -> schema.DiagnosticData:
    from articlelint.model import schema

    def place(position: Position, offset: int) -> schema.Place:
        return schema.Place(position.line, position.column, offset)

    def fix_data(fix: Fix) -> schema.FixData:
        edits = tuple(schema.EditData(edit.start, edit.end, edit.replacement) for edit in fix.edits)
        return schema.FixData(fix.applicability, edits)

    return schema.DiagnosticData(
        each.rule,
        each.severity,
        each.message,
        each.path,
        schema.Range(place(each.start, each.span.start), place(each.end, each.span.end)),
        each.help,
        each.data,
        fix_data(each.fix) if each.fix else None,
        each.fingerprint,
        each.excerpt,
        each.excerpt_column,
    )


def _from_data(data: schema.ReportData) -> Report:
    return Report(
        diagnostics=tuple(_diagnostic(each) for each in data.diagnostics),
        files=data.summary.files,
        notes=data.notes,
        crashes=data.crashes,
        lone=data.lone,
        failures=data.failures,
        fail_on=data.fail_on,
        root=data.summary.root,
    )


def _fix(data: schema.FixData) -> Fix:
    return Fix(tuple(Edit(edit.start, edit.end, edit.replacement) for edit in data.edits), data.applicability)


def _diagnostic(data: schema.DiagnosticData) -> Diagnostic:
    start, end = data.span.start, data.span.end
    return Diagnostic(
        data.path,
        data.rule,
        data.severity,
        data.message,
        Span(start.offset, end.offset),
        Position(start.line, start.column),
        Position(end.line, end.column),
        data.help,
        _fix(data.fix) if data.fix else None,
        data.data,
        data.fingerprint,
        data.excerpt,
        data.excerpt_column,
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics sorted by path, offset and rule."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key))


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
