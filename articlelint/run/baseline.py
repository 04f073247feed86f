"""Known findings, kept in a file: only new ones are reported. They are known by their fingerprints, which no moved line changes.

Findings that have vanished are counted, and the file never grows by itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from articlelint.config.loading import Found
from articlelint.disk import journal, reading, writing
from articlelint.engine import plans
from articlelint.engine.checker import Plan
from articlelint.engine.stamping import path_mark
from articlelint.errors import ConfigError, UsageError
from articlelint.files import git
from articlelint.model.diagnostics import Diagnostic, Report, counted
from articlelint.run import pipeline
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
    """Findings and entries, sorted: `new` findings, `known` entries with the paths they have now, and entries `not_found`."""

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


def file_of(found: Found) -> Path | None:
    """The baseline that the settings name."""
    name = found.settings.baseline
    return found.root / name if name else None


def without_known(
    report: Report,
    found: Found,
    paths: Sequence[Path],
    texts: Mapping[str, bytes] = MappingProxyType({}),
    *,
    prune: bool = False,
) -> Report:
    """The report of a run over `paths`, or `texts`, without the findings of the baseline, if there is one.

    `prune` takes vanished ones out of the file.
    """
    place = file_of(found)
    if place is None:
        if prune:
            raise UsageError("--prune-baseline needs a baseline: name it by --baseline or in the config")
        return report
    entries = load(place)
    parted = sort(report.diagnostics, entries, _renamed(entries, found.root, place))
    vanished = _vanished(parted, found, paths, texts)
    notes = [
        f"{counted(len(parted.known), 'finding')} of the baseline {'is' if len(parted.known) == 1 else 'are'} not told"
    ]
    if prune:
        write(place, (*parted.known, *(each for each in parted.not_found if each not in vanished)), found.root)
        notes += [f"{counted(len(vanished), 'vanished finding')} taken out of {place.name}"] if vanished else []
    elif vanished:
        notes.append(
            f"{counted(len(vanished), 'finding')} of the baseline no longer found; --prune-baseline takes them out"
        )
    return replace(report, diagnostics=parted.new, notes=(*report.notes, *notes))


def with_new(
    place: Path, report: Report, found: Found, paths: Sequence[Path], texts: Mapping[str, bytes]
) -> tuple[Entry, ...]:
    """The entries of a baseline that holds all findings of a run. What the run did not look at stays in it."""
    kept: tuple[Entry, ...] = ()
    if place.exists():
        entries = load(place)
        parted = sort(report.diagnostics, entries, _renamed(entries, found.root, place))
        vanished = _vanished(parted, found, paths, texts)
        kept = tuple(each for each in parted.not_found if each not in vanished)
    return (*kept, *(entry(each) for each in report.diagnostics if "crash" not in each.data))


def write(place: Path, entries: Collection[Entry], root: Path) -> None:
    """Writes a baseline of the corpus under `root`."""
    data = dumped(entries).encode("utf-8", "surrogatepass")
    with journal.noting(root, (place,)) as names:
        writing.write(place, data, root, name=names.get(place, ""))


def _renamed(entries: Collection[Entry], root: Path, place: Path) -> dict[str, str]:
    """Git is asked only when a file of the baseline is not there any more."""
    if all((root / path).exists() for path in {each.path for each in entries}):
        return {}
    return git.renamed_since(root, place)


def _vanished(parted: Sorted, found: Found, paths: Sequence[Path], texts: Mapping[str, bytes]) -> frozenset[Entry]:
    """The entries that this run would have found: it looked at their file, which may be gone, with their rule."""
    if not parted.not_found:
        return frozenset()
    looked_at = set(pipeline.files(paths, found)) if paths else set(texts)
    root = found.root
    ran = plans.Plans(found.settings, root, found.origins)
    return frozenset(
        each
        for each in parted.not_found
        if (each.path in looked_at or not (root / each.path).exists()) and _has_run(each.rule, ran.of(each.path))
    )


def _has_run(name: str, plan: Plan) -> bool:
    return any(rule.name == name and not rule.quiet and plan.runs_whole(rule) for rule in plan.rules)
