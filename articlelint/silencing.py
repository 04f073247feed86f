"""`articlelint check --add-suppressions`: what is written, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from articlelint import config, desk, plans, rewrite, silence, toml
from articlelint.diagnostic import Diagnostic
from articlelint.dumpname import is_dump
from articlelint.errors import ArticlelintError, UsageError
from articlelint.escapes import visible
from articlelint.job import Job
from articlelint.report.summary import counted
from articlelint.text import decode


def add(job: Job, reason: str) -> str:
    """Silences all findings of a run, by comments or in the config. Says what was done."""
    if job.texts or any(is_dump(path) for path in job.paths):
        raise UsageError("--add-suppressions writes into files; standard input and dumps are none")
    if "-->" in reason or "\n" in reason:
        raise UsageError("--add-suppressions: a reason is one line and holds no `-->`")
    done = silence.silence(job.check, job.bytes_of, _Plain(job), reason)
    for path in sorted(done.texts):
        rewrite.write(job.found.root / path, done.texts[path], job.bytes_of(path))
    told = [f"Silenced {counted(done.count, 'finding')} by comments in {counted(len(done.texts), 'file')}.\n"]
    if done.in_config:
        place = _into_config(job, done.in_config, reason)
        told.append(f"Silenced {counted(len(done.in_config), 'finding')} of plain text in {visible(str(place))}.\n")
    return "".join(told)


class _Plain(dict[str, bool]):
    """Whether an article is plain text, which holds no comments; found out when it is asked for."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._desk = desk.Desk(
            plans.Plans(job.found.settings, job.found.root), lambda path: decode(job.bytes_of(path), path)
        )

    def __missing__(self, path: str) -> bool:
        self[path] = self._desk.parse(decode(self._job.bytes_of(path), path)).format == "plain"
        return self[path]


def _into_config(job: Job, diagnostics: Iterable[Diagnostic], reason: str) -> Path:
    place = job.found.config or job.found.root / "articlelint.toml"
    before = place.read_bytes() if place.exists() else b""
    table = "tool.articlelint.suppressions" if place.name == "pyproject.toml" else "suppressions"
    added = "".join(f"\n[[{table}]]\n{lines}" for lines in _entries(diagnostics, reason))
    try:
        place.write_bytes(before + added.encode("utf-8", "surrogateescape"))
        config.load(place)
    except OSError as error:
        raise UsageError(f"{place}: cannot be written: {error.strerror}") from error
    except ArticlelintError as error:
        place.write_bytes(before)
        raise UsageError(
            f"{place}: write its suppressions as `[[{table}]]` tables, so that more can be added"
        ) from error
    return place


def _entries(diagnostics: Iterable[Diagnostic], reason: str) -> Iterator[str]:
    lines: dict[tuple[str, str], set[str]] = {}
    for each in diagnostics:
        lines.setdefault((each.path, each.excerpt.strip()), set()).add(each.rule)
    for (path, text), rules in lines.items():
        given = {"paths": [_pattern(path)], "rules": sorted(rules), "text": text, "reason": reason}
        yield "".join(f"{key} = {toml.value(value)}\n" for key, value in given.items() if value)


def _pattern(path: str) -> str:
    """A git ignore pattern that matches this file and no other."""
    return "/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", path)
