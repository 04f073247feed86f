"""Astro, and Starlight on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Astro(Publisher):
    """A site of Astro."""

    name: ClassVar[str] = "astro"
    marks: ClassVar[tuple[str, ...]] = ("astro.config.mjs", "astro.config.ts", "astro.config.js")
    pages_are_folders: ClassVar[bool] = True
