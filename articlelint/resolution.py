"""Resolution: what the index answers for one target of a reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from articlelint.model import Certainty, Reference
from articlelint.names import VariantKind
from articlelint.text import Span

Status = Literal["found", "redirect", "broken-redirect", "variant", "ambiguous", "missing", "missing-anchor", "outside"]


@dataclass(frozen=True)
class Resolution:
    """The answer for one target of a reference.

    `span` and `target` are the target as written; `paths` the articles or files it leads to; `title` what to write
    instead (for a variant or redirect), `kind` in what a variant departs from it; `suggestions` near names, files or
    anchors when it leads nowhere: they take time, so `near` may be how to find them. `certainty` is weak where the
    words may not be a reference at all.
    """

    status: Status
    span: Span
    target: str
    paths: tuple[str, ...] = ()
    title: str = ""
    near: tuple[str, ...] | Callable[[], tuple[str, ...]] = ()
    certainty: Certainty = "strong"
    kind: VariantKind | None = None

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """What may be meant, the nearest first."""
        return self.near() if callable(self.near) else self.near

    def written(self, reference: Reference, *, keep_words: bool = True) -> str:
        """What to write at `span`: the title, in a wiki link before the words that stand there, when they are to be read on."""
        if keep_words and reference.kind == "wikilink" and reference.label is None and reference.fragment is None:
            bar = "\\|" if reference.escapes_bar else "|"
            return f"{self.title}{bar}{self.target}"
        return self.title

    def did_you_mean(self, otherwise: str) -> str:
        """The help of a finding: the nearest suggestion, else another word of advice."""
        suggestions = self.suggestions
        return f"did you mean `{suggestions[0]}`?" if suggestions else otherwise
