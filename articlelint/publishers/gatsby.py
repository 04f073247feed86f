"""Gatsby."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Gatsby(Publisher):
    """A site of Gatsby."""

    name: ClassVar[str] = "gatsby"
    marks: ClassVar[tuple[str, ...]] = ("gatsby-config.js", "gatsby-config.ts")
    pages_are_folders: ClassVar[bool] = True
