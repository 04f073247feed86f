"""Jekyll, as it is and as GitHub Pages runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Jekyll(Publisher):
    """A site of Jekyll."""

    name: ClassVar[str] = "jekyll"
    marks: ClassVar[tuple[str, ...]] = ("_config.yml", "_config.yaml", "_config.toml")
    pages_are_folders: ClassVar[bool] = True
    html_names: ClassVar[bool] = True
