"""GitLab's own view of a repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.plain import Plain
from articlelint.publishers.publisher import Role
from articlelint.publishers.slugs import GITLAB, Anchoring


@dataclass(frozen=True, slots=True)
class GitLab(Plain):
    """Files as GitLab shows them."""

    name: ClassVar[str] = "gitlab"
    role: ClassVar[Role] = "host"
    marks: ClassVar[tuple[str, ...]] = (".gitlab-ci.yml",)
    own_anchors: ClassVar[bool] = True

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """As GitHub, but runs of hyphens become one."""
        return (GITLAB,)
