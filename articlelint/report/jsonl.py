"""One JSON object per diagnostic and line: what `json` has in its list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from articlelint.diagnostic import Report
from articlelint.report.json import as_data


def render(report: Report, **_: Any) -> Iterator[str]:
    """The diagnostics, no summary."""
    return (f"{json.dumps(as_data(each), ensure_ascii=False)}\n" for each in report.diagnostics)
