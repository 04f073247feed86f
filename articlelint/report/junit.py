"""JUnit XML: a suite per file, a failed case per finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.text.escapes import xml_escaped

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _attribute(text: str) -> str:
    return xml_escaped(quoteattr(_NOT_XML.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}))


def _case(each: Diagnostic) -> Iterator[str]:
    start = each.start
    kind = "error" if "crash" in each.data else "failure"
    name = _attribute(f"{each.rule} at {start.line}:{start.column}")
    told = f"{each.path}:{start.line}:{start.column}: {each.message}" + (f"\nhelp: {each.help}" if each.help else "")
    yield f'    <testcase name={name} classname={_attribute(each.path)} file={_attribute(each.path)} line="{start.line}">'
    yield f"      <{kind} type={_attribute(each.severity)} message={_attribute(each.message)}>{_text(told)}</{kind}>"
    yield "    </testcase>"


def _text(text: str) -> str:
    return xml_escaped(escape(_NOT_XML.sub("\ufffd", text)))


def _suite(path: str, group: list[Diagnostic]) -> Iterator[str]:
    errors = sum("crash" in each.data for each in group)
    counts = f'tests="{len(group)}" failures="{len(group) - errors}" errors="{errors}"'
    yield f"  <testsuite name={_attribute(path)} {counts}>"
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
