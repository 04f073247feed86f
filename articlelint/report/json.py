"""The JSON format: stable, one object, no summary lines."""

from __future__ import annotations

import json
from typing import Any

from articlelint.diagnostic import Diagnostic, Report


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
        "fix": fix and {"applicability": fix.applicability, "edits": [edit._asdict() for edit in fix.edits]},
        "fingerprint": diagnostic.fingerprint,
    }


def render(report: Report, **_: Any) -> str:
    """The whole report."""
    summary = {
        "files": report.files,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "fixable": report.fixable,
    }
    data = {"version": 1, "summary": summary, "diagnostics": [as_data(each) for each in report.diagnostics]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
