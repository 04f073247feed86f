"""GitLab's code quality report."""

from __future__ import annotations

from typing import Any

from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.report import Readers
from articlelint.text.escapes import json_text

READERS: Readers = "forge"

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def _issue(diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    return {
        "description": diagnostic.message,
        "check_name": diagnostic.rule,
        "fingerprint": diagnostic.fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": prefix + diagnostic.path,
            "positions": {"begin": diagnostic.start._asdict(), "end": diagnostic.end._asdict()},
        },
    }


def render(report: Report, *, prefix: str = "", **_: Any) -> str:
    """A list of issues; fingerprints stay the same when lines move, so GitLab tells new findings from old ones."""
    issues = [_issue(each, prefix) for each in report.diagnostics]
    return json_text(issues, indent=2) + "\n"
