"""Docusaurus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher
from articlelint.publishers.slugs import DOCUSAURUS, Anchoring


@dataclass(frozen=True, slots=True)
class Docusaurus(Publisher):
    """A site of Docusaurus."""

    name: ClassVar[str] = "docusaurus"
    marks: ClassVar[tuple[str, ...]] = ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs")
    own_anchors: ClassVar[bool] = True

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """GitHub's slugs."""
        return (DOCUSAURUS,)
