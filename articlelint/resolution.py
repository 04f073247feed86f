"""Resolution: what the index answers for one target of a reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from articlelint.model import Certainty
from articlelint.names import VariantKind
from articlelint.text import Span

Status = Literal["found", "redirect", "broken-redirect", "variant", "ambiguous", "missing", "missing-anchor", "outside"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one target of a reference.

    `span` and `target` are the target as written; `paths` the articles or files it leads to; `title` what to write
    instead (for a variant or redirect), `kind` in what a variant departs from it; `suggestions` near names, files or
    anchors when it leads nowhere. `certainty` is weak where the words may not be a reference at all.
    """

    status: Status
    span: Span
    target: str
    paths: tuple[str, ...] = ()
    title: str = ""
    suggestions: tuple[str, ...] = ()
    certainty: Certainty = "strong"
    kind: VariantKind | None = None
