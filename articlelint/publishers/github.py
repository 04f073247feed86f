"""GitHub's own view of a repository: what is read where no site is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.plain import Plain
from articlelint.publishers.publisher import Role


@dataclass(frozen=True, slots=True)
class GitHub(Plain):
    """Files as GitHub shows them."""

    name: ClassVar[str] = "github"
    role: ClassVar[Role] = "host"
    weak_marks: ClassVar[tuple[str, ...]] = (".github/",)
