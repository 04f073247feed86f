"""Where a report goes: standard output or a file, with colours or without; and what people alone read, to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import TextIO

from articlelint import report as formats
from articlelint.cli import console
from articlelint.config import toml
from articlelint.config.loading import Found
from articlelint.disk import gitignore, reading, writing
from articlelint.engine import catalogue
from articlelint.engine.rule import Rule
from articlelint.errors import UsageError
from articlelint.files import discovery
from articlelint.model.diagnostics import Report
from articlelint.run import pipeline
from articlelint.text.escapes import visible
from articlelint.text.source import Source, decode
from articlelint.version import HOME, __version__

TEXT_FORMATS = ("full", "concise", "grouped")


def show(report: Report, found: Found, options: argparse.Namespace, texts: Mapping[str, bytes], head: str = "") -> None:
    """Writes the report in the format and to the place that were asked for; before a text format `head`. Failures are always told."""

    def read(path: str) -> Source:
        if path in texts:
            return decode(texts[path], path)
        return decode(reading.read(found.root / path, found.settings.max_file_size), path)

    output_format = found.settings.output_format
    file = options.output_file or _path(os.environ.get("ARTICLELINT_OUTPUT_FILE"))
    text: Iterable[str]
    if options.statistics:
        from articlelint.report.statistics import statistics

        text = (statistics(report, output_format),)
    else:
        text = formats.pieces(
            report,
            output_format,
            colour=file is None and colours(sys.stdout),
            quiet=options.quiet,
            read=read,
            rules=_rules(found) if output_format == "sarif" else None,
            links=_links() if output_format == "sarif" else {},
            prefix=_prefix(found.root),
        )
    text = chain((head,), text) if output_format in TEXT_FORMATS else text
    if file is None:
        for piece in text:
            console.say_data(piece)
    else:
        _write(file, text, found.root)
    if output_format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        from articlelint.report.github import step_summary

        _append(Path(os.environ["GITHUB_STEP_SUMMARY"]), step_summary(report, _prefix(found.root)))
    if options.ci and file is not None and output_format not in TEXT_FORMATS:  # the job's log is read by people
        console.say_data(formats.render(report, "concise", colour=colours(sys.stdout), quiet=options.quiet))
    _tell_rest(report, output_format, quiet=options.quiet)


def _prefix(root: Path) -> str:
    """The way from the repository's root to the corpus: CI systems know paths from there."""
    home = gitignore.git_home(str(root))
    below = os.path.relpath(root, home).replace(os.sep, "/") if home else "."
    return "" if below == "." else below + "/"


def _rules(found: Found) -> Mapping[str, Rule]:
    return catalogue.load(found.root / each for each in found.settings.rule_folders)


def _links() -> Mapping[str, str]:
    """Where the pages of our own rules are read."""
    return {name: f"{HOME}/blob/v{__version__}/rules/{name}.md" for name in catalogue.load()}


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


def _write(file: Path, text: Iterable[str], root: Path) -> None:
    try:
        writing.write_output(file, text, root)
    except writing.NotWrittenError as error:
        raise UsageError(f"--output-file: {error}") from error


def _append(summary: Path, text: str) -> None:
    try:
        with summary.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"GITHUB_STEP_SUMMARY: {summary}: cannot be written: {error.strerror}") from error


def _tell_rest(report: Report, output_format: str, *, quiet: bool) -> None:
    """Machine formats carry no notes; a failure changes the exit status, so it is told whatever else is not."""
    show_failures(report, crashes=False)
    if output_format not in TEXT_FORMATS and not quiet:
        for note in report.notes:
            console.warn(f"note: {note}")


def show_failures(report: Report, *, crashes: bool = True) -> None:
    """Why the exit status is 2, to standard error; rules that failed are in a report already, where one is shown."""
    for failure in report.failures:
        console.warn(failure)
    for each in report.diagnostics if crashes else ():
        if "crash" in each.data:
            console.warn(f"{each.path}: {each.rule}: {each.message}; {each.help}")


def colours(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour what goes to a stream: on terminals, unless NO_COLOR or FORCE_COLOR say otherwise."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    return stream.isatty() and environ.get("TERM") != "dumb"


def settings(found: Found) -> str:
    """Every setting as TOML, with where it came from in a comment; then what was told from the files, and why."""
    lines = [f"# root: {visible(str(found.root))}", f"# config: {visible(str(found.config or 'none'))}"]
    for name in (each.name for each in fields(found.settings)):
        value = getattr(found.settings, name)
        key = name.replace("_", "-")
        lines.append(f"{key} = {toml.value(value)}  # {visible(found.origins.get(name, 'default'))}")
    files = discovery.walk(found.root, found.settings).files
    lines += (f"# {visible(reason)}" for reason in pipeline.publishers_of(found, files).reasons)
    return "\n".join(lines) + "\n"
