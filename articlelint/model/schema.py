"""The shapes that `model_dump` gives and the JSON output has, as pydantic is told them; imported only when asked for.

They are a promise: keys may be added, none is taken away. `excerpt`, `excerpt_column`, `notes`, `crashes`, `lone`, `failures` and `fail_on` are
what `Report.model_dump` adds to what the command prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from articlelint.model.nodes import (
    Block,
    Certainty,
    CueSettings,
    Format,
    FrontMatter,
    Heading,
    Inline,
    Reference,
    Section,
    Title,
)
from articlelint.text.names import VariantKind
from articlelint.text.source import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, counted from 1, and offset, counted from 0; all in code points."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class Range:
    """From `start` up to, not including, `end`."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class EditData:
    """Replace the code points from offset `start` up to offset `end` by `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class FixData:
    """Edits that belong together."""

    applicability: Literal["safe", "unsafe"]
    edits: tuple[EditData, ...]


@dataclass(frozen=True, slots=True)
class DiagnosticData:
    """One finding. The path is relative to the root of the corpus, with `/`."""

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    path: str
    span: Range
    help: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    fix: FixData | None = None
    fingerprint: str = ""
    excerpt: str = ""
    excerpt_column: int = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of what. `root` leads from where the paths start to the root of the corpus."""

    files: int
    errors: int
    warnings: int
    infos: int
    fixable: int
    root: str = "."


@dataclass(frozen=True, slots=True)
class ReportData:
    """A whole run."""

    version: Literal[1]
    summary: Summary
    diagnostics: tuple[DiagnosticData, ...]
    notes: tuple[str, ...] = ()
    crashes: int = 0
    lone: bool = False
    failures: tuple[str, ...] = ()
    fail_on: Literal["error", "warning", "info", "never"] = "warning"


@dataclass(frozen=True, slots=True)
class ArticleData:
    """An article and its text. Spans are `[start, end]` in code points.

    It is read back from path, text, format, language, `cues` and what its bytes were (`encoding`, `bom`, `undecodable`, `lossy`, `page_name`);
    the rest follows from these.
    """

    path: str
    format: Format
    text: str
    language: str = "en"
    title: Title | None = None
    front_matter: FrontMatter | None = None
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    references: tuple[Reference, ...] = ()
    anchors: tuple[str, ...] = ()
    inner_headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    cues: CueSettings = CueSettings()
    encoding: str = "utf-8"
    bom: bool = False
    undecodable: int | None = None
    page_name: str = ""
    lossy: bool = False


@dataclass(frozen=True, slots=True)
class ResolutionData:
    """What the corpus answers to a target, with its suggestions."""

    status: Literal[
        "found", "redirect", "broken-redirect", "variant", "ambiguous", "missing", "missing-anchor", "outside"
    ]
    span: Span
    target: str
    paths: tuple[str, ...] = ()
    title: str = ""
    suggestions: tuple[str, ...] = ()
    certainty: Certainty = "strong"
    kind: VariantKind | None = None
    note: str = ""
