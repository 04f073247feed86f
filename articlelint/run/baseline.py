"""Known findings, kept in a file: only new ones are told. They are known by their fingerprints, which no moved line changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from articlelint.disk import reading
from articlelint.engine.stamping import path_mark
from articlelint.errors import ConfigError
from articlelint.model.diagnostics import Diagnostic
from articlelint.text.complaints import Unparsed, complaint

FILE_NAME = "articlelint-baseline.json"
_VERSION = 1


class Entry(NamedTuple):
    """A known finding. The message is for people who read the file."""

    path: str
    rule: str
    fingerprint: str
    message: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings and entries, told apart: `new` findings, `known` entries with the paths they have now, and entries `not_found`."""

    new: tuple[Diagnostic, ...]
    known: tuple[Entry, ...]
    not_found: tuple[Entry, ...]


def load(place: Path) -> tuple[Entry, ...]:
    """The entries of a baseline file. Raises ConfigError that says how to come by one."""
    try:
        data = json.loads(reading.read(place))
        if data["version"] != _VERSION:
            raise ConfigError(f"{place}: is a baseline of version {data['version']}, this articlelint reads {_VERSION}")
        entries = (Entry(each["path"], each["rule"], each["fingerprint"], each["message"]) for each in data["findings"])
        return tuple(map(_of_texts, entries))
    except FileNotFoundError as error:
        raise ConfigError(f"{place}: no such baseline; `articlelint check --write-baseline` writes one") from error
    except OSError as error:
        raise ConfigError(f"{place}: cannot be read: {error.strerror}") from error
    except (*Unparsed, KeyError, TypeError) as error:
        raise ConfigError(f"{place}: is no baseline of articlelint: {complaint(error)}") from error


def _of_texts(entry: Entry) -> Entry:
    if not all(isinstance(each, str) for each in entry):
        raise ValueError(f"its entry {tuple(entry)!r} holds what is no text")
    return entry


def dumped(entries: Iterable[Entry]) -> str:
    """The text of a baseline file: a finding on a line, sorted, so that a change of it is read and merged easily."""
    lines = ",\n".join(f"  {json.dumps(each._asdict(), ensure_ascii=False)}" for each in sorted(set(entries)))
    body = f"\n{lines}\n" if lines else ""
    return f'{{"version": {_VERSION}, "findings": [{body}]}}\n'


def entry(diagnostic: Diagnostic) -> Entry:
    """What the file keeps of a finding."""
    return Entry(diagnostic.path, diagnostic.rule, diagnostic.fingerprint, diagnostic.message)


def sort(diagnostics: Iterable[Diagnostic], entries: Collection[Entry], renamed: Mapping[str, str]) -> Sorted:
    """Tells new findings from known ones. `renamed` gives a file's former path by its present one."""
    open_entries = {each.fingerprint: each for each in entries}
    new: list[Diagnostic] = []
    known: list[Entry] = []
    for each in diagnostics:
        marks = [each.fingerprint]
        if each.path in renamed:
            marks.append(path_mark(renamed[each.path]) + each.fingerprint[len(path_mark("")) :])
        found = next((mark for mark in marks if mark in open_entries), None)
        if found is None or "crash" in each.data:
            new.append(each)
        else:
            del open_entries[found]
            known.append(entry(each))
    return Sorted(tuple(new), tuple(known), tuple(open_entries.values()))
