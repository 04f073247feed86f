"""mdBook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher


@dataclass(frozen=True, slots=True)
class MdBook(Publisher):
    """A book of mdBook."""

    name: ClassVar[str] = "mdbook"
    marks: ClassVar[tuple[str, ...]] = ("book.toml",)
    html_names: ClassVar[bool] = True
