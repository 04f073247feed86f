"""MkDocs, also with Material, and Zensical."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import ClassVar

from articlelint.publishers.publisher import Publisher
from articlelint.publishers.slugs import GITHUB, MKDOCS, MKDOCS_UNICODE, Anchoring


@dataclass(frozen=True, slots=True)
class MkDocs(Publisher):
    """A site of MkDocs."""

    name: ClassVar[str] = "mkdocs"
    marks: ClassVar[tuple[str, ...]] = ("mkdocs.yml", "mkdocs.yaml", "zensical.toml")
    pages_are_folders: ClassVar[bool] = True
    own_anchors: ClassVar[bool] = True
    # autorefs may know a label: the name of an object, or of a heading on any page
    labels_from_elsewhere: ClassVar[bool] = True

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """Python-Markdown's. A repository that builds a site has files beside the site's, which are read on the forge."""
        own = (MKDOCS, MKDOCS_UNICODE)
        inside = path.startswith(posixpath.join(self.folder, "docs/"))
        return own if sure or inside else (*own, GITHUB)
