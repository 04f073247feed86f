"""Foam: identifiers are file names without regard to case; a title may stand for the file name made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.plain import Plain
from articlelint.publishers.values import Corpus, Target, WikiLink
from articlelint.text.names import slug_of


@dataclass(frozen=True, slots=True)
class Foam(Plain):
    """A workspace of Foam."""

    name: ClassVar[str] = "foam"
    rank: ClassVar[int] = 1
    marks: ClassVar[tuple[str, ...]] = (".foam/",)
    links_by_file: ClassVar[bool] = True

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """A file by its name or by the slug of a title; else as where nothing is known."""
        path = wikilinks.nearest(link.page, facts, corpus)
        if path:
            return wikilinks.file(path)
        slug = corpus.filemap.ending(slug_of(link.page)) if corpus.lookup(link.page).status == "missing" else ()
        if len(slug) == 1:
            return wikilinks.file(slug[0])
        return Plain.resolve_wikilink(self, link, reference, facts, corpus)
