"""`--baseline`, `--write-baseline`, `--prune-baseline`."""

from __future__ import annotations

from articlelint.cli.job import Job
from articlelint.errors import UsageError
from articlelint.model.diagnostics import Report, counted
from articlelint.run import baseline
from articlelint.text.escapes import visible


def without_known(report: Report, job: Job, *, prune: bool = False) -> Report:
    """The report without the findings of the baseline, if there is one; `prune` takes vanished ones out of the file."""
    return baseline.without_known(report, job.found, job.paths, job.texts, prune=prune)


def write(report: Report, job: Job) -> str:
    """Writes the findings of a run as the new baseline; returns what was done."""
    root = job.found.root
    named = baseline.file_of(job.found)
    place = named or root / baseline.FILE_NAME
    if not named and root not in place.resolve().parents:
        raise UsageError(
            f"{place}: is a symbolic link that leads out of the corpus; name the file itself by --baseline"
        )
    baseline.write(place, baseline.with_new(place, report, job.found, job.paths, job.texts), root)
    hint = "" if named else f'; put `baseline = "{baseline.FILE_NAME}"` into the config to use it'
    return f"Wrote {counted(len(report.diagnostics), 'finding')} to {visible(str(place))}{hint}.\n"
