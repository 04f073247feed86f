"""SARIF 2.1.0, as GitHub's code scanning and editors read it: rules with their help, fixes, fingerprints, UTF-16 columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from articlelint.engine.rule import Rule
from articlelint.model.diagnostics import Diagnostic, Fix, Report
from articlelint.report import Read, Readers
from articlelint.text.escapes import json_text
from articlelint.text.source import Source
from articlelint.version import __version__

READERS: Readers = "forge"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(
    report: Report,
    *,
    read: Read | None = None,
    rules: Mapping[str, Rule] | None = None,
    links: Mapping[str, str] = MappingProxyType({}),
    prefix: str = "",
    **_: Any,
) -> str:
    """One run. Columns are counted as SARIF wants them when `read` gets at the texts; `links` are the addresses of rules' pages."""
    names = sorted({each.rule for each in report.diagnostics})
    numbers = {name: number for number, name in enumerate(names)}
    places = _Places(read, prefix)
    run = {
        "tool": {
            "driver": {
                "name": "articlelint",
                "version": __version__,
                "informationUri": "https://pypi.org/project/articlelint/",
                "rules": [_rule(name, (rules or {}).get(name), links.get(name)) for name in names],
            }
        },
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(report)],
        "results": [_result(each, numbers[each.rule], places) for each in report.diagnostics],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(name: str, rule: Rule | None, link: str | None) -> dict[str, Any]:
    described: dict[str, Any] = {"id": name, "name": _pascal(name), "properties": {"tags": [name.partition("/")[0]]}}
    if rule is not None:
        described["shortDescription"] = {"text": rule.summary}
        described["help"] = {"text": rule.page, "markdown": rule.page}
        if link:
            described["helpUri"] = link
        described["defaultConfiguration"] = {"level": _LEVELS[rule.severity]}
    return described


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace("/", "-").split("-"))


def _invocation(report: Report) -> dict[str, Any]:
    told = [{"level": "error", "message": {"text": text}} for text in report.failures]
    told += [{"level": "note", "message": {"text": text}} for text in report.notes]
    return {"executionSuccessful": not (report.crashes or report.failures), "toolExecutionNotifications": told}


def _result(each: Diagnostic, number: int, places: _Places) -> dict[str, Any]:
    text = f"{each.message}. {each.help[:1].upper()}{each.help[1:]}" if each.help else each.message
    result: dict[str, Any] = {
        "ruleId": each.rule,
        "ruleIndex": number,
        "level": _LEVELS[each.severity],
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": places.artifact(each.path),
                    "region": places.region(each.path, each.span.start, each.span.end, each),
                }
            }
        ],
        "partialFingerprints": {"articlelint/v1": each.fingerprint},
    }
    if each.fix and places.source(each.path):
        result["fixes"] = [_fix(each, each.fix, places)]
    return result


def _fix(each: Diagnostic, fix: Fix, places: _Places) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": places.region(each.path, edit.start, edit.end, each),
            "insertedContent": {"text": edit.replacement},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": places.artifact(each.path), "replacements": replacements}
    description = each.help or each.message
    if fix.applicability == "unsafe":
        description += " (unsafe: it may change what the article says)"
    return {"description": {"text": description}, "artifactChanges": [change]}


class _Places:
    """Paths and offsets as SARIF writes them."""

    def __init__(self, read: Read | None, prefix: str) -> None:
        self._prefix = prefix
        self._read = read
        self.source = cache(self._source)

    def _source(self, path: str) -> Source | None:
        try:
            return self._read(path) if self._read else None
        except OSError:
            return None

    def artifact(self, path: str) -> dict[str, str]:
        """A file, by its address relative to the repository."""
        return {"uri": quote(self._prefix + path, errors="surrogateescape")}

    def region(self, path: str, start: int, end: int, each: Diagnostic) -> dict[str, int]:
        """A stretch of a file."""
        source = self.source(path)
        if source is None:
            first, last = each.start, each.end
            columns = (first.column, last.column)
        else:
            first, last = source.position(start), source.position(end)
            columns = (_utf16_column(source, start), _utf16_column(source, end))
        return {"startLine": first.line, "startColumn": columns[0], "endLine": last.line, "endColumn": columns[1]}


def _utf16_column(source: Source, offset: int) -> int:
    line_start = source.line_starts[source.position(offset).line - 1]
    return len(source.text[line_start:offset].encode("utf-16-le", "surrogatepass")) // 2 + 1
