"""Obsidian: a vault opens notes by the names of their files, from any folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Publisher, Role
from articlelint.publishers.slugs import BY_WORDS, GITHUB, Anchoring
from articlelint.publishers.values import Corpus, Target, WikiLink


@dataclass(frozen=True, slots=True)
class Obsidian(Publisher):
    """A vault. Aliases and titles are no targets of its links, but tell what was meant."""

    name: ClassVar[str] = "obsidian"
    role: ClassVar[Role] = "wiki"
    rank: ClassVar[int] = 0
    marks: ClassVar[tuple[str, ...]] = (".obsidian/",)
    own_anchors: ClassVar[bool] = True
    links_by_file: ClassVar[bool] = True
    # Notes are known by their files' names: two people may be called Anna.
    titles_are_names: ClassVar[bool] = False

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """The words of headings; those of GitHub too, where vaults are read as often."""
        return (BY_WORDS, GITHUB)

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """Any end of a path, any case, suffix of notes optional."""
        path = wikilinks.nearest(link.page, facts, corpus)
        if path:
            return wikilinks.file(path)
        if not corpus.has_files or (corpus.lone and not corpus.files):
            return None
        answer = corpus.lookup(link.page)
        if answer.status in ("exact", "variant") and answer.paths:
            kind = answer.kind or ("alias" if answer.alias else "path")
            return Target("variant", answer.paths, corpus.note_name(answer.paths[0]), kind)
        if answer.status == "ambiguous":
            return Target("ambiguous", answer.paths)
        return Target("outside") if answer.status == "outside" else wikilinks.missing_note(link.page, corpus)
