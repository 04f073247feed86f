"""Where a report goes: standard output or a file, with colours or without; and what people alone read, to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import chain
from pathlib import Path
from shutil import get_terminal_size
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
from articlelint.files.discovery import is_dump
from articlelint.model.diagnostics import Report
from articlelint.report.paths import from_here
from articlelint.run import pipeline
from articlelint.text.escapes import Kind, visible
from articlelint.text.source import Source, decode
from articlelint.version import HOME, __version__

_KINDS: Mapping[str, Kind] = {"json": "json", "jsonl": "json", "sarif": "json", "gitlab": "json", "junit": "xml"}


def show(report: Report, found: Found, options: argparse.Namespace, texts: Mapping[str, bytes], head: str = "") -> None:
    """Writes the report in the format and to the place that were asked for; before a text format `head`. Failures are always told."""
    output_format = found.settings.output_format
    file = _file(options)
    text = _pieces(report, found, options, texts, to_terminal=file is None)
    text = chain((head,), text) if for_people(output_format) else text
    if file is None:
        for piece in text:
            console.say_data(piece, _KINDS.get(output_format, "text"))
    else:
        _write(file, text, found.root)
    _show_beside(report, found, options)
    _tell_rest(report, output_format, quiet=options.quiet)


def _pieces(
    report: Report, found: Found, options: argparse.Namespace, texts: Mapping[str, bytes], *, to_terminal: bool
) -> Iterable[str]:
    """The report in its format, piece by piece."""

    def read(path: str) -> Source:
        if path in texts:
            return decode(texts[path], path)
        return decode(reading.read(found.root / path, found.settings.max_file_size), path)

    output_format = found.settings.output_format
    if options.statistics:
        from articlelint.report.statistics import statistics

        return (statistics(report, output_format),)
    return formats.pieces(
        report if formats.readers(output_format) == "forge" else _from_here(report, found, options),
        output_format,
        colour=to_terminal and colours(sys.stdout, choice=options.color),
        quiet=options.quiet,
        read=read,
        rules=_rules(found) if output_format == "sarif" else None,
        links=_links() if output_format == "sarif" else _pages(report, found, options) if to_terminal else {},
        prefix=_prefix(found.root),
        columns=get_terminal_size().columns if to_terminal and sys.stdout.isatty() else 0,
    )


def _from_here(report: Report, found: Found, options: argparse.Namespace) -> Report:
    """The report with paths from the current folder. The articles of a dump are pages, whose names are no paths."""
    return report if any(map(is_dump, options.paths)) else from_here(report, found.root)


def for_people(output_format: str) -> bool:
    """Whether a format is read by people alone: it carries a summary and notes."""
    return formats.readers(output_format) == "people"


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


def _show_beside(report: Report, found: Found, options: argparse.Namespace) -> None:
    """What a CI system shows besides the report: a table of the job, a log that people read."""
    output_format = found.settings.output_format
    if output_format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
        from articlelint.report.github import step_summary

        _append(Path(os.environ["GITHUB_STEP_SUMMARY"]), step_summary(report, _prefix(found.root)))
    if options.ci and _file(options) is not None and not for_people(output_format):  # the job's log is read by people
        here = _from_here(report, found, options)
        console.say_data(
            formats.render(here, "concise", colour=colours(sys.stdout, choice=options.color), quiet=options.quiet)
        )


def _pages(report: Report, found: Found, options: argparse.Namespace) -> dict[str, str]:
    """The files of the rules' pages, for terminals that open what is clicked on: there they are, whatever site may have them one day."""
    if not (sys.stdout.isatty() and colours(sys.stdout, choice=options.color)):
        return {}
    host = (
        os.uname().nodename if hasattr(os, "uname") else ""
    )  # lest a terminal takes a file for one of its own machine
    folders = [*(found.root / each for each in reversed(found.settings.rule_folders)), catalogue.shipped_folder()]
    pages: dict[str, str] = {}
    for name in {each.rule for each in report.diagnostics}:
        page = next((place for folder in folders if (place := folder / f"{name}.md").is_file()), None)
        if page is not None:
            pages[name] = f"file://{host}{page.resolve().as_uri().removeprefix('file://')}"
    return pages


def _file(options: argparse.Namespace) -> Path | None:
    named = options.output_file or os.environ.get("ARTICLELINT_OUTPUT_FILE")
    return Path(named) if named else None


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
    """Machine formats carry no notes; a failure changes the exit status, so it is shown whatever else is not."""
    show_failures(report, crashes=False)
    if not quiet and not for_people(output_format):
        for note in report.notes:
            console.warn(f"note: {note}")


def show_failures(report: Report, *, crashes: bool = True) -> None:
    """Why the exit status is 2, to standard error; rules that failed are in a report already, where one is shown."""
    for failure in report.failures:
        console.warn(failure)
    for each in report.diagnostics if crashes else ():
        if "crash" in each.data:
            console.warn(f"{each.path}: {each.rule}: {each.message}; {each.help}")


def colours(stream: TextIO, environ: Mapping[str, str] = os.environ, choice: str = "auto") -> bool:
    """Whether to colour what goes to a stream: what `--color` says, else on terminals, unless NO_COLOR or FORCE_COLOR say otherwise."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    return stream.isatty() and environ.get("TERM") != "dumb"


def settings(found: Found) -> str:
    """Every setting as TOML, with where it came from in a comment; then what was derived from the files, and why."""
    lines = [f"# root: {visible(str(found.root))}", f"# config: {visible(str(found.config or 'none'))}"]
    for name in (each.name for each in fields(found.settings)):
        value = getattr(found.settings, name)
        key = name.replace("_", "-")
        lines.append(f"{key} = {toml.value(value)}  # {visible(found.origins.get(name, 'default'))}")
    files = discovery.walk(found.root, found.settings).files
    lines += (f"# {visible(reason)}" for reason in pipeline.publishers_of(found, files).reasons)
    return "\n".join(lines) + "\n"
