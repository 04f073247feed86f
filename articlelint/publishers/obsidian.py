"""Obsidian: a vault opens notes by the names of their files, from any folder."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Evidence, Publisher, Role
from articlelint.publishers.slugs import BY_WORDS, GITHUB, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import Corpus, Files, Place, Target, WikiLink

_IGNORED = re.compile(r"^/?(?:\*\*/)?\.obsidian\b", re.MULTILINE)
# What no other publisher reads: embeds of notes or images, callouts, comments, block ids, links to blocks.
_SIGNS = (
    re.compile(r"!\[\[[^\[\]\n]+\]\]"),
    re.compile(r"^> ?\[!\w+\][+-]?", re.MULTILINE),
    re.compile(r"%%[^%\n]+%%"),
    re.compile(r"(?<=\S) \^[\w-]+$", re.MULTILINE),
    re.compile(r"\[\[[^\[\]\n]*#\^[\w-]+(?:\|[^\[\]\n]*)?\]\]"),
)
_LEAST_SIGNS = 3
_NOTE_LINK = re.compile(r"(?<!!)\]\((?!\w+:)[^()\s]+\.md(?:#[^()\s]*)?\)")
_TEMPLATE_SETTINGS = (("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder"))


@dataclass(frozen=True, slots=True)
class Obsidian(Publisher):
    """A vault. Aliases and titles are no targets of its links, but tell what was meant."""

    name: ClassVar[str] = "obsidian"
    role: ClassVar[Role] = "wiki"
    rank: ClassVar[int] = 0
    marks: ClassVar[tuple[str, ...]] = (".obsidian/",)
    own_anchors: ClassVar[bool] = True
    links_by_file: ClassVar[bool] = True
    own_links: ClassVar[bool] = True
    # Notes are known by their files' names: two people may be called Anna.
    titles_are_names: ClassVar[bool] = False

    templates: tuple[str, ...] = ()

    @classmethod
    def evidence(cls, sources: Sources) -> Evidence | None:
        """`.obsidian/`; or that git ignores it, as in most shared vaults; or the texts: embeds, callouts, block ids, and links by file name."""
        marked = cls.marked(sources)
        if marked:
            return marked
        ignored = next((path for path in _ignore_files(sources) if _IGNORED.search(sources.read(path) or "")), None)
        if ignored:
            return Evidence(1, ignored.count("/"), cls.rank, ignored, f"`{ignored}` names `.obsidian`")
        texts = sources.sample(".md")
        signs = sum(any(sign.search(text) for text in texts) for sign in _SIGNS)
        if signs < _LEAST_SIGNS or any(_NOTE_LINK.search(text) for text in texts):
            return None
        return Evidence(
            2,
            0,
            cls.rank,
            "",
            "embeds, callouts and links in the manner of Obsidian, and no Markdown links between notes",
        )

    def configure(self, sources: Sources) -> Self:
        """The folders of templates, as the core plug-in and Templater have them."""
        above = self.folder and f"{self.folder}/"
        found = []
        for path, key in _TEMPLATE_SETTINGS:
            try:
                settings = json.loads(sources.read(f"{above}.obsidian/{path}") or "{}")
            except ValueError:
                continue  # a broken setting names no folder
            folder = settings.get(key) if isinstance(settings, dict) else None
            if isinstance(folder, str) and folder.strip("/ "):
                found.append(above + folder.strip("/ ") + "/")
        return replace(self, templates=tuple(dict.fromkeys(found)))

    def is_article(self, path: str) -> bool:
        """Templates are none: they are bound to have placeholders."""
        return not path.startswith(self.templates) if self.templates else True

    def locate(self, href: str, here: str, files: Files) -> Place:
        """By file; else by name from any folder, as wiki links: `[x](Mouse)`, `![x](owl.png#class)`."""
        place = Publisher.locate(self, href, here, files)
        if place.kind != "missing" or self.root is not None:
            return place
        page = unquote(href.partition("?")[0])
        if page.startswith(("./", "../", "/")):
            return place
        found = files.ending(page)
        folder = posixpath.dirname(here)
        nearest = min(found, key=lambda path: (posixpath.dirname(path) != folder, path.count("/"), path), default=None)
        return Place("file", nearest) if nearest else place

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


def _ignore_files(sources: Sources) -> Iterator[str]:
    """The git ignore files of the corpus, from the root down."""
    found = [path for path in sources.files if path.endswith(".gitignore") and path.rpartition("/")[2] == ".gitignore"]
    yield from sorted(found, key=lambda path: (path.count("/"), path))[:3]
