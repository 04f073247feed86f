"""JUnit XML: a suite per file, a failed case per finding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.report.xml import attribute, content

READERS: Readers = "programs"


def _case(each: Diagnostic) -> Iterator[str]:
    start = each.start
    kind = "error" if "crash" in each.data else "failure"
    name = attribute(f"{each.rule} at {start.line}:{start.column}")
    described = f"{each.path}:{start.line}:{start.column}: {each.message}" + (
        f"\nhelp: {each.help}" if each.help else ""
    )
    yield f'    <testcase name={name} classname={attribute(each.path)} file={attribute(each.path)} line="{start.line}">'
    yield f"      <{kind} type={attribute(each.severity)} message={attribute(each.message)}>{content(described)}</{kind}>"
    yield "    </testcase>"


def _suite(path: str, group: list[Diagnostic]) -> Iterator[str]:
    errors = sum("crash" in each.data for each in group)
    counts = f'tests="{len(group)}" failures="{len(group) - errors}" errors="{errors}"'
    yield f"  <testsuite name={attribute(path)} {counts}>"
    for each in group:
        yield from _case(each)
    yield "  </testsuite>"


def render(report: Report, **_: Any) -> str:
    """All suites; a run without findings is one case that passed."""
    errors = sum("crash" in each.data for each in report.diagnostics)
    total = len(report.diagnostics)
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines.append(
        f'<testsuites name="articlelint" tests="{max(total, 1)}" failures="{total - errors}" errors="{errors}">'
    )
    for path, group in groupby(report.diagnostics, key=lambda each: each.path):
        lines += _suite(path, list(group))
    if not total:
        case = f'<testcase name="no findings in {report.files} files" classname="articlelint"/>'
        lines += [f'  <testsuite name="articlelint" tests="1" failures="0" errors="0">{case}</testsuite>']
    return "\n".join((*lines, "</testsuites>")) + "\n"
