"""`--baseline`, `--write-baseline`, `--prune-baseline`: known findings are left out, vanished ones told, and never does the file grow by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from articlelint.cli.job import Job
from articlelint.disk import journal, writing
from articlelint.engine import plans
from articlelint.engine.checker import Plan
from articlelint.errors import UsageError
from articlelint.files import renames
from articlelint.model.diagnostics import Report
from articlelint.report.summary import counted
from articlelint.run import baseline, pipeline
from articlelint.run.baseline import Entry, Sorted
from articlelint.text.escapes import visible


def file_of(job: Job) -> Path | None:
    """The baseline that the settings name."""
    name = job.found.settings.baseline
    return job.found.root / name if name else None


def without_known(report: Report, job: Job, *, prune: bool = False) -> Report:
    """The report without the findings of the baseline, if there is one; `prune` takes vanished ones out of the file."""
    place = file_of(job)
    if place is None:
        if prune:
            raise UsageError("--prune-baseline needs a baseline: name it by --baseline or in the config")
        return report
    entries = baseline.load(place)
    found = baseline.sort(report.diagnostics, entries, _renamed(entries, job, place))
    vanished = _vanished(found, job)
    notes = [
        f"{counted(len(found.known), 'finding')} of the baseline {'is' if len(found.known) == 1 else 'are'} not told"
    ]
    if prune:
        kept = (*found.known, *(each for each in found.not_found if each not in vanished))
        _write(place, kept, job)
        notes += [f"{counted(len(vanished), 'vanished finding')} taken out of {place.name}"] if vanished else []
    elif vanished:
        notes.append(
            f"{counted(len(vanished), 'finding')} of the baseline no longer found; --prune-baseline takes them out"
        )
    return replace(report, diagnostics=found.new, notes=(*report.notes, *notes))


def write(report: Report, job: Job) -> str:
    """Writes the findings of a run as the new baseline. What the run did not look at stays in it. Says what was done."""
    place = file_of(job) or job.found.root / baseline.FILE_NAME
    if not file_of(job) and job.found.root not in place.resolve().parents:
        raise UsageError(
            f"{place}: is a symbolic link that leads out of the corpus; name the file itself by --baseline"
        )
    kept: tuple[Entry, ...] = ()
    if place.exists():
        entries = baseline.load(place)
        found = baseline.sort(report.diagnostics, entries, _renamed(entries, job, place))
        vanished = _vanished(found, job)
        kept = tuple(each for each in found.not_found if each not in vanished)
    _write(place, (*kept, *(baseline.entry(each) for each in report.diagnostics if "crash" not in each.data)), job)
    hint = "" if file_of(job) else f'; put `baseline = "{baseline.FILE_NAME}"` into the config to use it'
    return f"Wrote {counted(len(report.diagnostics), 'finding')} to {visible(str(place))}{hint}.\n"


def _write(place: Path, entries: Collection[Entry], job: Job) -> None:
    root = job.found.root
    data = baseline.dumped(entries).encode("utf-8", "surrogatepass")
    with journal.noting(root, (place,)) as names:
        writing.write(place, data, root, name=names.get(place, ""))


def _renamed(entries: Collection[Entry], job: Job, place: Path) -> dict[str, str]:
    """Git is asked only when a file of the baseline is not there any more."""
    root = job.found.root
    if all((root / path).exists() for path in {each.path for each in entries}):
        return {}
    return renames.since(root, place)


def _vanished(found: Sorted, job: Job) -> frozenset[Entry]:
    """The entries that this run would have found: it looked at their file, which may be gone, with their rule."""
    if not found.not_found:
        return frozenset()
    looked_at = set(pipeline.files(job.paths, job.found)) if job.paths else set(job.texts)
    root = job.found.root
    ran = plans.Plans(job.found.settings, root, job.found.origins)
    return frozenset(
        each
        for each in found.not_found
        if (each.path in looked_at or not (root / each.path).exists()) and _has_run(each.rule, ran.of(each.path))
    )


def _has_run(name: str, plan: Plan) -> bool:
    return any(rule.name == name and not rule.quiet and plan.runs_whole(rule) for rule in plan.rules)
