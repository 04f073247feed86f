"""`articlelint check --add-suppressions`: what is written, and the summary of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from articlelint.cli import fix
from articlelint.cli.job import Job
from articlelint.config import loading, toml
from articlelint.disk import journal, writing
from articlelint.engine import plans
from articlelint.errors import ArticlelintError, UsageError
from articlelint.files.discovery import is_dump
from articlelint.fix import add_suppressions
from articlelint.model.diagnostics import Diagnostic, counted
from articlelint.run import article
from articlelint.text.escapes import visible
from articlelint.text.source import decode


def add(job: Job, reason: str) -> str:
    """Silences all findings of a run, by comments or in the config. Says what was done."""
    if job.texts or any(is_dump(path) for path in job.paths):
        raise UsageError("--add-suppressions writes into files; standard input and dumps are none")
    if "-->" in reason or "\n" in reason:
        raise UsageError("--add-suppressions: a reason is one line and holds no `-->`")
    done = add_suppressions.silence(job.check, job.bytes_of, _Plain(job), reason)
    for refused in fix.links_out(job).values():
        raise writing.NotWrittenError(refused)
    root = job.found.root
    with journal.noting(root, [root / path for path in sorted(done.texts)]) as names:
        for path in sorted(done.texts):
            place = root / path
            writing.write(place, done.texts[path], root, job.bytes_of(path), name=names.get(place, ""))
    lines = [f"Silenced {counted(done.count, 'finding')} by comments in {counted(len(done.texts), 'file')}.\n"]
    if done.in_config:
        place = _into_config(job, done.in_config, reason)
        lines.append(f"Silenced {counted(len(done.in_config), 'finding')} of plain text in {visible(str(place))}.\n")
    return "".join(lines)


class _Plain(dict[str, bool]):
    """Whether an article is plain text, which holds no comments; found out when it is asked for."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._plans = plans.Plans(job.found.settings, job.found.root)

    def __missing__(self, path: str) -> bool:
        self[path] = article.parse(decode(self._job.bytes_of(path), path), self._plans).format == "plain"
        return self[path]


def _into_config(job: Job, diagnostics: Iterable[Diagnostic], reason: str) -> Path:
    place = job.found.config or job.found.root / "articlelint.toml"
    before = place.read_bytes() if place.exists() else b""
    table = "tool.articlelint.suppressions" if place.name == "pyproject.toml" else "suppressions"
    added = "".join(f"\n[[{table}]]\n{lines}" for lines in _entries(diagnostics, reason))
    after = before + added.encode("utf-8", "surrogateescape")
    writing.write(place, after, job.found.root)
    try:
        loading.load(place)
    except ArticlelintError as error:
        writing.write(place, before, job.found.root, after)
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
