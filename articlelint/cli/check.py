"""What `articlelint check` does: one run or several, shown as asked for, and the exit status."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext, redirect_stdout
from dataclasses import replace

from articlelint.cli import console, output
from articlelint.cli.job import Job, prepared
from articlelint.config.settings import Settings
from articlelint.model.diagnostics import Report
from articlelint.report.paths import joined, way_to
from articlelint.run import pipeline, progress
from articlelint.text.escapes import visible


def watch(options: argparse.Namespace) -> int:
    """The command, carried out whenever something changes."""
    from articlelint.cli import flags
    from articlelint.cli import watch as watching

    flags.refuse_contradictions(options)
    return watching.watch(options, lambda each: carry_out(prepared(each), each))


def carry_out(job: Job, options: argparse.Namespace) -> int:
    """The command, once."""
    if options.verbose:
        found = job.found
        console.remark(f"root: {found.root}\nconfig: {found.config or 'none'}\ncache: {job.cache_folder or 'none'}\n")
    _tell_of_interrupted_renaming(job)
    readable = output.for_people(job.found.settings.output_format)
    with progress.shown(wanted=readable and not options.quiet, environ=os.environ):
        return _done(job, options)


def _tell_of_interrupted_renaming(job: Job) -> None:
    """Half of the references lead to the old name and half to the new one: whoever reads the findings should know why."""
    from articlelint.disk import journal

    found = journal.interrupted(job.found.root)
    if found is not None:
        console.warn(
            f"warning: a renaming was interrupted half way; finish it by `articlelint mv {found.old!r} {found.new!r}`"
        )


def _done(job: Job, options: argparse.Namespace) -> int:
    if options.show_settings:
        console.say(output.settings(job.found))
        return 0
    if options.show_files:
        console.say("".join(f"{visible(path)}\n" for path in _files(job)))
        for sentence in pipeline.left_out(job.paths, job.found):
            console.warn(visible(sentence))
        return 0
    if options.diff:
        return _diff(job, options)
    if options.add_suppressions is not None:
        from articlelint.cli import suppressions

        console.say(suppressions.add(job, options.add_suppressions))
        return 0
    if options.fix:
        return _fix(job, options)
    report = job.check()
    if options.write_baseline:
        from articlelint.cli import baseline

        console.say(baseline.write(report, job))
        output.show_failures(report)
        return exit_status(replace(report, diagnostics=()), job.found.settings)
    return _show(report, job, options)


def _files(job: Job) -> list[str]:
    way = way_to(job.found.root)
    return sorted(joined(way, path) for path in pipeline.files(job.paths, job.found))


def _show(report: Report, job: Job, options: argparse.Namespace, head: str = "") -> int:
    if job.found.settings.baseline or options.prune_baseline:
        from articlelint.cli import baseline

        report = baseline.without_known(report, job, prune=options.prune_baseline)
    output.show(report, job.found, options, job.texts, head)
    if options.verbose and report.crashes:
        from articlelint.engine.crashes import tracebacks

        console.remark(tracebacks(report.diagnostics))
    return exit_status(report, job.found.settings, exit_zero=options.exit_zero)


def _fix(job: Job, options: argparse.Namespace) -> int:
    from articlelint.cli import fix

    done = fix.mended(job, unsafe=options.unsafe_fixes)
    done, problems = fix.write(done, job)
    report = replace(done.report, failures=(*done.report.failures, *problems))
    head = "" if options.quiet else fix.summary(done, job.found.root)
    with redirect_stdout(sys.stderr) if job.texts else nullcontext():  # the article itself took standard output
        status = _show(report, job, options, head)
    return max(status, int(options.exit_non_zero_on_fix and done.count > 0))


def _diff(job: Job, options: argparse.Namespace) -> int:
    from articlelint.cli import fix, patch

    before = job.check()
    done = fix.mended(job, unsafe=options.unsafe_fixes)
    in_log = options.ci or job.found.settings.output_format == "github"
    patch.show(fix.diff(done, job), for_people=in_log or console.is_read_by_people())
    if not options.quiet:
        console.remark(fix.would_fix(done, before, unsafe=options.unsafe_fixes))
    for problem in (*before.failures, *done.problems):
        console.warn(problem)
    report = replace(before, failures=(*before.failures, *done.problems))
    return exit_status(report, job.found.settings, exit_zero=options.exit_zero)


def exit_status(report: Report, settings: Settings, *, exit_zero: bool = False) -> int:
    """0, 1 or 2, from what was found and what was asked for; never from how it is shown."""
    return replace(report, fail_on="never" if exit_zero else settings.fail_on).exit_status
