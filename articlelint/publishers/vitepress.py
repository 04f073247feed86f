"""VitePress and VuePress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class VitePress(Publisher):
    """A site of VitePress or VuePress."""

    name: ClassVar[str] = "vitepress"
    marks: ClassVar[tuple[str, ...]] = (".vitepress/", ".vuepress/")
    rank: ClassVar[int] = 1
    html_names: ClassVar[bool] = True
