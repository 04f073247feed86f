"""Wikitext: the titles, namespaces, subpages and redirects of MediaWiki; and how GitHub shows the same files.

GitHub reads `[[spec-0001.mediawiki#rules]]` as a path, and makes its own anchors. A mirror may keep the page `A/B/C` in `A/B/C.mediawiki`.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.parsing.wikitext import page_name
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Publisher, Role
from articlelint.publishers.slugs import GITHUB, MEDIAWIKI, Anchoring, github_slug
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import Answer, Corpus, Target, WikiLink
from articlelint.text.names import VariantKind, unescape
from articlelint.text.namespaces import split

# A wiki has many articles that differ in a disambiguator, a subtitle, an article or the number: there, those are other names.
_SLIPS: frozenset[VariantKind | None] = frozenset({"dash", "apostrophe", "case", "diacritics", "space"})


_SUFFIXES = (".mediawiki", ".wiki", ".wikitext")
_LINK = re.compile(r"\[\[:?([^\[\]|#<>{}\n]+)(?:#([^\[\]|\n]*))?")
_LEAST = 3  # links by path that are no accident


@dataclass(frozen=True, slots=True)
class MediaWiki(Publisher):
    """Pages of a MediaWiki, mirrored or dumped.

    `on_github`: the files are read on GitHub too. `pages` is the folder in which the path of a file is the title of its page; None where
    the file's name alone is.
    """

    name: ClassVar[str] = "mediawiki"
    role: ClassVar[Role] = "wiki"

    on_github: bool = False
    pages: str | None = None

    def configure(self, sources: Sources) -> Self:
        """As the links in some of the pages are written."""
        texts = sources.sample(*_SUFFIXES)
        links = [match for text in texts for match in _LINK.finditer(text)]
        by_path = sum(match[1].rstrip().endswith(_SUFFIXES) for match in links)
        on_github = by_path >= _LEAST or (bool(texts) and ".github/" in sources.marks)
        targets = {page for match in links if "/" in (page := match[1].strip()).strip("/") and not page.startswith(".")}
        return replace(self, on_github=on_github, pages=_pages_folder(targets, sources.files))

    def refine(self, facts: Facts, article: Article) -> Facts:
        """The title of a page is its path where folders are parts of titles."""
        if self.pages is None or facts.format != "wikitext" or not facts.path.startswith(self.pages):
            return facts
        folder, _, _ = facts.path.removeprefix(self.pages).rpartition("/")
        if not folder or facts.title != page_name(facts.path):
            return facts
        return replace(facts, title="/".join([*map(page_name, folder.split("/")), facts.title]))

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """MediaWiki's html5 ids, and the legacy ones beside them; GitHub's where it may be the one that shows the page.

        Nobody comes by `#signing-rules` for "Signing rules" by accident.
        """
        if sure:
            return (MEDIAWIKI,)
        return (MEDIAWIKI, GITHUB) if self.on_github else (MEDIAWIKI, _GITHUB_WORDS)

    def read_wikilink(self, reference: Reference) -> WikiLink | None:
        """The page stands first; in fragments, too, entities are decoded."""
        return wikilinks.in_wikitext(reference)

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """By title, with subpages, namespaces and redirects."""
        page = _page(link.page, facts, corpus)
        if not page:
            return None
        answer = corpus.lookup(page)
        path = None if answer.status == "exact" else _by_path(page, facts, corpus)
        if path:
            return wikilinks.file(path)
        if answer.status != "exact" and split(page, corpus.settings.namespaces, corpus.settings.interwiki).kind:
            return Target("outside")
        if answer.alias and answer.status == "exact" and not corpus.is_redirect(answer.paths[0]):
            return Target("variant", answer.paths[:1], corpus.title_of(answer.paths[0]), "alias")
        near: tuple[str, ...] = ()
        if answer.status in ("variant", "ambiguous") and not _is_slip(page, answer, corpus):
            near = tuple(dict.fromkeys(corpus.title_of(path) for path in answer.paths))
            answer = Answer("missing")
        if answer.status == "missing" and reference.kind == "redirect":
            return Target("broken-redirect", near=near or (lambda: corpus.suggest(page)))
        return Target("missing", near=near) if near else wikilinks.by_title(answer, corpus)

    def write_wikilink(self, before: str, page: str) -> str:
        """Underscores where the link had some."""
        return page.replace(" ", "_") if "_" in before and " " not in before else page


def _words_of_github(fragment: str) -> tuple[str, ...]:
    return (fragment,) if "-" in fragment else ()


_GITHUB_WORDS = Anchoring("github-words", github_slug, forms=_words_of_github)


def _pages_folder(targets: Iterable[str], files: Collection[str]) -> str | None:
    """The folder under which most of these titles are paths of files; None when none are."""
    wanted = {target.replace("_", " ") for target in targets}
    if not wanted:
        return None
    found: Counter[str] = Counter()
    for path in files:
        stem, dot, suffix = path.rpartition(".")
        if f"{dot}{suffix}" in _SUFFIXES:
            parts = stem.replace("_", " ").split("/")
            for at in range(len(parts) - 1):
                if "/".join(parts[at:]) in wanted:
                    found["".join(f"{part}/" for part in path.split("/")[:at])] += 1
    return min(found, key=lambda folder: (-found[folder], folder)) if found else None


def _by_path(page: str, facts: Facts, corpus: Corpus) -> str | None:
    """The file that a link names by its path, from the article's folder or from the root."""
    if "." not in page:
        return None
    for folder in (posixpath.dirname(facts.path), ""):
        path = posixpath.normpath(posixpath.join(folder, page.lstrip("/")))
        if corpus.filemap.has(path):
            return path
    return None


def _page(page: str, facts: Facts, corpus: Corpus) -> str:
    """The page's full name: entities and percent signs decoded, subpages (`[[/x]]`, `[[../x]]`) counted from the article's title."""
    if "&" in page:
        page = unescape(page)
    if "%" in page:
        page = unquote(page)
    page = page.removeprefix(":").strip()
    if page.startswith("/"):
        return corpus.title_of(facts.path) + page.rstrip("/")
    if page.startswith("../"):
        return posixpath.normpath(posixpath.join(corpus.title_of(facts.path), page))
    return page


def _is_slip(page: str, answer: Answer, corpus: Corpus) -> bool:
    """Whether a near name is the article that was meant: not `A` for `Å`, and not an old redirect to the very name that is missing."""
    if answer.kind not in _SLIPS or (answer.kind == "diacritics" and len(page) < 4):
        return False
    if corpus.settings.wiki_case == "case-sensitive" and page[1:] == answer.title[1:]:
        return False  # `polish` and `Polish` are two words
    return not all(corpus.is_redirect(path) for path in answer.paths)
