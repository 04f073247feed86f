"""The JSON format: stable, one object, no summary lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.text.escapes import json_text

READERS: Readers = "programs"


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain data."""
    fix = diagnostic.fix
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": diagnostic.path,
        "span": {
            "start": {**diagnostic.start._asdict(), "offset": diagnostic.span.start},
            "end": {**diagnostic.end._asdict(), "offset": diagnostic.span.end},
        },
        "data": dict(diagnostic.data),
        "fix": fix and {"applicability": fix.applicability, "edits": [asdict(edit) for edit in fix.edits]},
        "fingerprint": diagnostic.fingerprint,
    }


def render(report: Report, **_: Any) -> Iterator[str]:
    """The whole report, a diagnostic at a time: a dump has more of them than memory should hold twice."""
    summary = {
        "files": report.files,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "fixable": report.fixable,
        "root": report.root,
    }
    head = json_text({"version": 1, "summary": summary, "diagnostics": []}, indent=2)
    yield head.removesuffix("]\n}")
    between = "\n    "
    for each in report.diagnostics:
        yield between + json_text(as_data(each), indent=2).replace("\n", "\n    ")
        between = ",\n    "
    yield "\n  ]\n}\n" if report.diagnostics else "]\n}\n"
