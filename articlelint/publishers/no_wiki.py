"""Where a site generator without wiki links is the publisher, `[[x]]` is text."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import ClassVar

from articlelint.model.article import Reference
from articlelint.publishers.publisher import Evidence, Publisher, Role
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import WikiLink

# Plug-ins that bring wiki links to a generator: roamlinks and ezlinks (MkDocs), remark-wiki-link (Docusaurus, Astro), foam and garden templates.
_PLUGIN = re.compile(r"wiki-?links?|roamlinks|ezlinks|obsidian|digital-?garden|\bfoam\b", re.IGNORECASE)
_CONFIGS = ("package.json", "Gemfile", "requirements.txt", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class NoWiki(Publisher):
    """Markdown without wiki links. Its name in reports of settings is `none`."""

    name: ClassVar[str] = "none"
    role: ClassVar[Role] = "wiki"

    def read_wikilink(self, reference: Reference) -> WikiLink | None:
        """None is one."""
        return None


def is_without(site: type[Publisher], evidence: Evidence, sources: Sources) -> bool:
    """Whether a site surely has no wiki links: neither its generator, nor anything that its config or its packages name, brings them."""
    if site.wikilinks or evidence.doubt:
        return False
    folder = posixpath.dirname(evidence.mark)
    paths = dict.fromkeys((evidence.mark, *(posixpath.join(folder, name) for name in _CONFIGS), *_CONFIGS))
    return not any(_PLUGIN.search(sources.read(path) or "") for path in paths)
