"""Hugo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Hugo(Publisher):
    """A site of Hugo."""

    name: ClassVar[str] = "hugo"
    marks: ClassVar[tuple[str, ...]] = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
    # `_index.md` is a page, not a configuration: any other mark is a better witness.
    weak_marks: ClassVar[tuple[str, ...]] = ("_index.md",)
    pages_are_folders: ClassVar[bool] = True
    html_names: ClassVar[bool] = True
    content: ClassVar[tuple[str, ...]] = ("content/en",)  # the pages of the first language
