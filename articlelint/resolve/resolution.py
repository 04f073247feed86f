"""Resolution: what the index answers for one target of a reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from articlelint.model.article import Certainty, Reference
from articlelint.text.names import VariantKind
from articlelint.text.source import Span
from articlelint.text.values import Dumped, Lazy, Wire

if TYPE_CHECKING:
    from articlelint.model import schema

Status = Literal["found", "redirect", "broken-redirect", "variant", "ambiguous", "missing", "missing-anchor", "outside"]


@dataclass(frozen=True)
class Resolution(Lazy, Dumped):  # noqa: PLW1641 -- dataclass makes the hash
    r"""The answer for one target of a reference.

    `span` and `target` are the target as written; `paths` the articles or files it leads to; `title` what to write
    instead (for a variant or redirect), `kind` in what a variant departs from it; `suggestions` near names, files or
    anchors when it leads nowhere: they take time, so `near` may be how to find them. `certainty` is weak where the
    words may not be a reference at all. `note` tells why a target is missing though there is a file.

    >>> from articlelint import Corpus
    >>> corpus = Corpus.from_texts({"lyon.md": "# Lyon\n\nA city.\n", "rome.md": "# Rome\n\nA city.\n"})
    >>> answer = corpus.resolve("Lyonn")
    >>> answer.status, answer.paths, answer.suggestions
    ('missing', (), ('Lyon',))
    """

    status: Status
    span: Span
    target: str
    paths: tuple[str, ...] = ()
    title: str = ""
    near: tuple[str, ...] | Callable[[], tuple[str, ...]] = field(default=(), repr=False, compare=False)
    certainty: Certainty = "strong"
    kind: VariantKind | None = None
    note: str = ""

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """What may be meant, the nearest first."""
        return self.near() if callable(self.near) else self.near

    def __getstate__(self) -> dict[str, Any]:
        return {**super().__getstate__(), "near": self.suggestions}  # how they were found stays here

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

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Resolution):
            return NotImplemented
        return _values(self) == _values(other) and self.suggestions == other.suggestions

    @classmethod
    def _wire(cls) -> Wire:
        from articlelint.model import schema

        return Wire(schema.ResolutionData, _to_data, _from_data)


@dataclass(frozen=True, slots=True)
class Link(Dumped):
    r"""A reference in the article at `path`, and where one of its targets leads.

    >>> from articlelint import Corpus
    >>> corpus = Corpus.from_texts({"a.md": "# A\n\nSee [[B]] for more.\n", "b.md": "# B\n\nText.\n"})
    >>> for link in corpus.references("a.md"):
    ...     print(link.path, link.reference.kind, link.target, link.resolution.status, link.paths)
    a.md wikilink B found ('b.md',)
    """

    path: str
    reference: Reference
    resolution: Resolution

    @property
    def target(self) -> str:
        """The target as written."""
        return self.resolution.target

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles or files that it leads to."""
        return self.resolution.paths


_values = attrgetter("status", "span", "target", "paths", "title", "certainty", "kind")


def _to_data(found: Resolution) -> schema.ResolutionData:
    from articlelint.model import schema

    return schema.ResolutionData(
        found.status,
        found.span,
        found.target,
        found.paths,
        found.title,
        found.suggestions,
        found.certainty,
        found.kind,
        found.note,
    )


def _from_data(data: schema.ResolutionData) -> Resolution:
    return Resolution(
        data.status, data.span, data.target, data.paths, data.title, data.suggestions, data.certainty, data.kind
    )
