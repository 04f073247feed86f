"""One JSON object per diagnostic and line: what `json` has in its list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articlelint.model.diagnostics import Report
from articlelint.report import Readers
from articlelint.report.json import as_data
from articlelint.text.escapes import json_text

READERS: Readers = "programs"


def render(report: Report, **_: Any) -> Iterator[str]:
    """The diagnostics, no summary."""
    return (f"{json_text(as_data(each))}\n" for each in report.diagnostics)
