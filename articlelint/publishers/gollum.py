"""Gollum and the wikis of GitHub: file names, hyphens for blanks, the label before the page."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import quote, unquote

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Evidence, Publisher, Role
from articlelint.publishers.slugs import GITHUB, GOLLUM, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import Corpus, Files, Place, Target, WikiLink
from articlelint.text.names import file_names

_BLANK_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?((?=[^\[\]|#\n ]*+ )[^\[\]|#\n]*+)(?:#[^\[\]\n]*)?\]\]")


@dataclass(frozen=True, slots=True)
class Gollum(Publisher):
    """A wiki of GitHub, or one that Gollum shows."""

    name: ClassVar[str] = "gollum"
    unreported: ClassVar[frozenset[str]] = frozenset({"structure/missing-title"})  # the file's name is the page's
    role: ClassVar[Role] = "wiki"
    rank: ClassVar[int] = 2
    marks: ClassVar[tuple[str, ...]] = ("_sidebar.md", "_footer.md", "_header.md", ".redirects.gollum")
    own_anchors: ClassVar[bool] = True
    links_by_file: ClassVar[bool] = True
    own_links: ClassVar[bool] = True

    @classmethod
    def evidence(cls, sources: Sources) -> Evidence | None:
        """A sidebar and its like; or `Home.md` beside files with hyphens that links name with blanks."""
        sure = cls.marked(sources)
        homes = [path for path in sources.files if path.rpartition("/")[2].lower() == "home.md"]
        if sure or not homes:
            return sure
        home = min(homes, key=lambda path: (path.count("/"), path))
        folder = home[: -len("home.md")]
        hyphened = {path[len(folder) :].rpartition("/")[2].lower() for path in sources.files if "-" in path}
        links = (match[1] for text in sources.sample(".md") for match in _BLANK_LINK.finditer(text))
        found = next((name for name in links if f"{name.strip().replace(' ', '-').lower()}.md" in hyphened), None)
        if found is None:
            return None
        return Evidence(
            2, home.count("/"), cls.rank, home, f"`{home}`, and links such as `[[{found}]]` to a file with hyphens"
        )

    def adapt(self, article: Article) -> Article:
        """A URL in double brackets is an image or a link outside, as the manual has it."""
        if "[[" not in article.text or not any(each.kind == "url" for each in article.references):
            return article
        found = (replace(each, whole=each.span) if _is_bracketed(each) else each for each in article.references)
        return article.with_references(tuple(found))

    def refine(self, facts: Facts, article: Article) -> Facts:
        """A page is called by its file, whatever its heading says; hyphens are blanks."""
        names = (name for name in file_names(facts.path) if name != facts.title and name not in facts.names)
        return replace(facts, names=(*facts.names, *names)) if facts.title else facts

    def locate(self, href: str, here: str, files: Files) -> Place:
        """By file; else by the name of a page, whatever the folder and case: all pages have flat addresses on GitHub."""
        place = Publisher.locate(self, href, here, files)
        if place.kind in ("missing", "variant"):
            found = _page_named(unquote(href.partition("?")[0]), files)
            return Place("file", found) if found else place
        return place

    def write_moved(self, href: str, path: str, here: str) -> str:
        """A link by name stays one."""
        name = posixpath.basename(path)
        if "/" in href.removeprefix("./") or href.endswith(posixpath.splitext(path)[1]):
            return Publisher.write_moved(self, href, path, here)
        return quote(posixpath.splitext(name)[0].replace(" ", "-"), safe="~!$&'*+,;=:@-._()")

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


def _is_bracketed(reference: Reference) -> bool:
    return reference.kind == "url" and reference.span.start - reference.whole.start >= 2


def _page_named(name: str, files: Files) -> str | None:
    """The page of this name, in any folder: case does not count, a blank is a hyphen."""
    bare = name.removeprefix("./").strip("/")
    if not bare or "/" in bare:
        return None
    found = [
        path
        for form in dict.fromkeys((bare, bare.replace(" ", "-"), bare.replace("-", " ")))
        for path in files.named(form)
    ]
    return min(found, key=lambda path: (path.count("/"), path), default=None)
