"""`articlelint check --fix` and `--diff`: what is written, what is shown."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from articlelint.cli import console, patch
from articlelint.cli.job import Job
from articlelint.disk import journal, writing
from articlelint.errors import UsageError
from articlelint.files.discovery import is_dump
from articlelint.fix import rounds
from articlelint.fix.rounds import Mended
from articlelint.model.diagnostics import Report, counted
from articlelint.report.paths import joined, way_of_patch, way_to
from articlelint.text.escapes import visible


def mended(job: Job, *, unsafe: bool) -> Mended:
    """All rounds of fixing, in memory."""
    if any(is_dump(path) for path in job.paths):
        raise UsageError("--fix and --diff mend files; a dump of a wiki is not one to mend")
    return rounds.mend(job.check, job.bytes_of, unsafe=unsafe)


def write(done: Mended, job: Job) -> tuple[Mended, list[str]]:
    """Writes every changed file; standard input goes to standard output. What was truly done, and the problems met, one sentence each."""
    problems = list(done.problems)
    unwritten: set[str] = set()
    if job.texts:
        name = next(iter(job.texts))
        console.say_bytes(done.texts.get(name, job.texts[name]))
        return done, problems
    refused = links_out(job)
    root = job.found.root
    with journal.noting(root, [root / path for path in sorted(done.texts)]) as names:
        for path in sorted(done.texts):
            through = [refused[place] for place in refused if place in (".", path) or path.startswith(f"{place}/")]
            if through:
                problems += through
                unwritten.add(path)
                continue
            place, before = root / path, job.bytes_of(path)
            try:
                lost = writing.write(place, done.texts[path], root, before, name=names.get(place, ""))
            except writing.NotWrittenError as error:
                problems.append(str(error))
                unwritten.add(path)
            else:
                for each in lost:
                    console.warn(f"note: {each}")
    return (_without(done, unwritten, job.check()) if unwritten else done), problems


def _without(done: Mended, unwritten: Collection[str], report: Report) -> Mended:
    """What was done when some files could not be written; `report` is of the files as they are now."""
    texts = {path: text for path, text in done.texts.items() if path not in unwritten}
    fixed = {path: counts for path, counts in done.fixed.items() if path not in unwritten}
    return Mended(texts, fixed, report, done.problems)


def links_out(job: Job) -> dict[str, str]:
    """Articles and folders that were named by way of a symbolic link that leads out of the repository, or of the folder that one stands in; each with a sentence.

    Their corpus is the one that the link leads to, so that nothing else would tell: `check --fix *.md` names whatever a stranger has committed.
    """
    found: dict[str, str] = {}
    for named in job.paths:
        try:
            writing.target_of(named)
        except writing.NotWrittenError as error:
            found[os.path.relpath(os.path.realpath(named), job.found.root).replace(os.sep, "/")] = str(error)
    return found


def summary(done: Mended, root: Path) -> str:
    """`Fixed 3 findings in 2 files:` and which, as a person wants to read it; empty when nothing was fixed."""
    if not done.count:
        return ""
    lines = [f"Fixed {counted(done.count, 'finding')} in {counted(len(done.fixed), 'file')}:"]
    way = way_to(root)
    for path in sorted(done.fixed):
        lines.append(f"  {visible(joined(way, path))}:")
        lines += [f"    {count} x {visible(rule)}" for rule, count in sorted(done.fixed[path].items())]
    return "\n".join(lines) + "\n\n"


def would_fix(done: Mended, before: Report, *, unsafe: bool) -> str:
    """The last line of `--diff`."""
    more = sum(each.fix is not None and each.fix.applicability == "unsafe" for each in before.diagnostics)
    hint = f" ({more} more with `--unsafe-fixes`)" if more and not unsafe else ""
    if not done.count:
        return f"Would fix nothing{hint}.\n"
    return f"Would fix {counted(done.count, 'finding')} in {counted(len(done.fixed), 'file')}{hint}.\n"


def diff(done: Mended, job: Job) -> bytes:
    """A patch of all changes."""
    way = way_of_patch(job.found.root, done.texts)
    pieces = (patch.changed(joined(way, path), job.bytes_of(path), done.texts[path]) for path in sorted(done.texts))
    return b"".join(pieces)
