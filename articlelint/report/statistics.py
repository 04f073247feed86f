"""How many findings each rule has, most first."""

from __future__ import annotations

from collections import Counter

from articlelint.model.diagnostics import Report
from articlelint.text.escapes import json_text, visible


def statistics(report: Report, output_format: str = "full") -> str:
    """One line per rule: the count, the rule, and `[*]` when some of its findings can be fixed; plain data for JSON formats."""
    counts = Counter(each.rule for each in report.diagnostics)
    fixable = {each.rule for each in report.diagnostics if each.fix and each.fix.applicability == "safe"}
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if output_format in ("json", "jsonl"):
        data = [{"rule": rule, "count": count, "fixable": rule in fixable} for rule, count in rows]
        if output_format == "json":
            return json_text(data, indent=2) + "\n"
        return "".join(json_text(each) + "\n" for each in data)
    width = len(str(rows[0][1])) if rows else 0
    return "".join(f"{count:>{width}}  {visible(rule)}{' [*]' if rule in fixable else ''}\n" for rule, count in rows)
