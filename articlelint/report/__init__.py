"""One file per output format: Report -> text. The machine formats are stable; the text formats are for people.

A format is a module of its name with a function `render`, and `READERS` for whom it is; `OutputFormat` in config/settings.py lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal

from articlelint.config.settings import OUTPUT_FORMATS
from articlelint.engine.rule import Rule
from articlelint.errors import UsageError
from articlelint.model.diagnostics import Report
from articlelint.text.source import Source

FORMATS = OUTPUT_FORMATS
Read = Callable[[str], Source]
Readers = Literal["people", "programs", "forge"]


def render(report: Report, output_format: str, **how: Any) -> str:
    """The report in a format's text, whole; for `how`, see `pieces`."""
    return "".join(pieces(report, output_format, **how))


def readers(output_format: str) -> Readers:
    """Who reads a format: people get a summary; a forge knows paths from the root of the repository, all others from the current folder."""
    found: Readers = import_module(f"articlelint.report.{output_format}").READERS
    return found


def pieces(
    report: Report,
    output_format: str,
    *,
    colour: bool = False,
    quiet: bool = False,
    read: Read | None = None,
    rules: Mapping[str, Rule] | None = None,
    links: Mapping[str, str] = MappingProxyType({}),
    prefix: str = "",
    columns: int = 0,
) -> Iterable[str]:
    """The report in a format's text, piece by piece. `quiet` leaves the summary out.

    For the formats that show more: `read` gets an article's text by its path, `rules` are those that may speak, `links` the addresses of their pages, `prefix` leads from
    the repository's root to that of the corpus, and `columns` is the width of the terminal, 0 where there is none. Raises UsageError for a format that does not exist.
    """
    if output_format not in FORMATS:
        raise UsageError(f"unknown output format {output_format!r}; known are {', '.join(FORMATS)}")
    module = import_module(f"articlelint.report.{output_format}")
    given = {
        "colour": colour,
        "quiet": quiet,
        "read": read,
        "rules": rules,
        "links": links,
        "prefix": prefix,
        "columns": columns,
    }
    text: str | Iterable[str] = module.render(report, **given)
    return (text,) if isinstance(text, str) else text
