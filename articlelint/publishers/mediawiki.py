"""MediaWiki: titles, namespaces, subpages, redirects."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Publisher, Role
from articlelint.publishers.slugs import MEDIAWIKI, Anchoring
from articlelint.publishers.values import Answer, Corpus, Target, WikiLink
from articlelint.text.names import VariantKind, unescape
from articlelint.text.namespaces import split

# A wiki has many articles that differ in a disambiguator, a subtitle, an article or the number: there, those are other names.
_SLIPS: frozenset[VariantKind | None] = frozenset({"dash", "apostrophe", "case", "diacritics", "space"})


@dataclass(frozen=True, slots=True)
class MediaWiki(Publisher):
    """Pages of a MediaWiki, mirrored or dumped."""

    name: ClassVar[str] = "mediawiki"
    role: ClassVar[Role] = "wiki"
    own_anchors: ClassVar[bool] = True

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """MediaWiki's html5 ids, and the legacy ones beside them."""
        return (MEDIAWIKI,)

    def read_wikilink(self, reference: Reference) -> WikiLink | None:
        """The page stands first; in fragments, too, entities are decoded."""
        return wikilinks.in_wikitext(reference)

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """By title, with subpages, namespaces and redirects."""
        page = _page(link.page, facts, corpus)
        if not page:
            return None
        answer = corpus.lookup(page)
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
