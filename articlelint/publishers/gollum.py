"""Gollum and the wikis of GitHub: file names, hyphens for blanks, the label before the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Publisher, Role
from articlelint.publishers.slugs import GITHUB, GOLLUM, Anchoring
from articlelint.publishers.values import Corpus, Target, WikiLink


@dataclass(frozen=True, slots=True)
class Gollum(Publisher):
    """A wiki of GitHub, or one that Gollum shows."""

    name: ClassVar[str] = "gollum"
    role: ClassVar[Role] = "wiki"
    rank: ClassVar[int] = 2
    marks: ClassVar[tuple[str, ...]] = ("_sidebar.md", "_footer.md", "_header.md", ".redirects.gollum")
    own_anchors: ClassVar[bool] = True
    links_by_file: ClassVar[bool] = True

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """Gollum's own and GitHub's: which of the two shows the wiki cannot be seen."""
        return (GOLLUM, GITHUB)

    def read_wikilink(self, reference: Reference) -> WikiLink | None:
        """The label stands first, but for the options of an image. `[[_TOC_]]` and `[[include:x]]` are no links."""
        if reference.label is not None and not wikilinks.has_image_options(reference.label):
            return wikilinks.label_first(reference)
        page = reference.target.strip()
        if page.startswith(("_", "include:")) or not page:
            return None
        return wikilinks.in_markdown(reference)

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """File names from the page's folder or the root, any folder, any case."""
        for page in dict.fromkeys((link.page, link.page.replace(" ", "-"), link.page.replace("-", " "))):
            path = wikilinks.nearest(page.lstrip("/"), facts, corpus)
            if path:
                return wikilinks.file(path)
        answer = corpus.lookup(link.page)
        if answer.status in ("exact", "variant") and len(answer.paths) == 1:
            return Target("variant", answer.paths, corpus.note_name(answer.paths[0]), answer.kind or "path")
        return wikilinks.missing_note(link.page, corpus) if corpus.has_files else None

    def write_wikilink(self, before: str, page: str) -> str:
        """Blanks where the link had some."""
        return page.replace("-", " ") if " " in before else page
