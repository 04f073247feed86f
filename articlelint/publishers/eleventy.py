"""Eleventy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Eleventy(Publisher):
    """A site of Eleventy."""

    name: ClassVar[str] = "eleventy"
    marks: ClassVar[tuple[str, ...]] = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs")
    pages_are_folders: ClassVar[bool] = True
    html_names: ClassVar[bool] = True
