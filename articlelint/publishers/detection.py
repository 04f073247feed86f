"""Which publishers show the articles of a corpus: as configured, else told from the files that stand in it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from articlelint.config.settings import Settings
from articlelint.model.article import Article
from articlelint.model.facts import Facts
from articlelint.publishers import github, mediawiki, no_wiki, plain
from articlelint.publishers.publisher import Evidence, Publisher, Role
from articlelint.publishers.slugs import BY_WORDS, MEDIAWIKI, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import Look


class View(NamedTuple):
    """The publishers of one article: whose addresses and Markdown links it has, whose wiki links, whose anchors.

    `sure` tells that the settings name the anchors' publisher.
    """

    links: Publisher
    wiki: Publisher
    anchors: Publisher
    sure: bool = False

    @property
    def unreported(self) -> frozenset[str]:
        """The rules that do not hold for the article."""
        return self.links.unreported | self.wiki.unreported

    def adapt(self, article: Article) -> Article:
        """The article as its publishers read it."""
        article = self.links.adapt(article)
        return article if self.wiki is self.links else self.wiki.adapt(article)

    def refine(self, facts: Facts, article: Article) -> Facts:
        """The facts of an article as its publishers see them."""
        facts = self.links.refine(facts, article)
        if self.wiki.name == plain.Plain.name and not self.links.reads_wikilinks(facts.path):
            facts = replace(
                facts, references=tuple([r for r in facts.references if r.kind not in ("wikilink", "embed")])
            )
        return facts if self.wiki is self.links else self.wiki.refine(facts, article)

    def anchorings(self, path: str, kind: str, format: str) -> tuple[Anchoring, ...]:
        """The ways in which a reference of this kind may name a place of the article; the first is the one to suggest in."""
        ways = self.anchors.anchorings(path, sure=self.sure)
        if kind in ("wikilink", "embed") and format != "wikitext" and not self.sure:
            # Whoever writes [[Page#Heading]] writes the heading's words.
            return tuple(dict.fromkeys((BY_WORDS, *ways, MEDIAWIKI)))
        return ways


class Publishers(NamedTuple):
    """The publishers of a corpus, and why. `site` is None where no site is built."""

    site: Publisher | None
    wiki: Publisher
    anchors: Publisher
    wikitext: Publisher
    sure: bool = False
    root: str | None = None
    reasons: tuple[str, ...] = ()

    def at(self, path: str, format: str = "") -> View:
        """The publishers of the article or file at this path."""
        links = self.site or (
            self.wiki if self.wiki.own_links and format != "wikitext" else github.GitHub(root=self.root)
        )
        if format == "wikitext":
            anchors = self.anchors if self.sure else self.wikitext
            return View(links, self.wikitext, anchors, self.sure)
        if self.anchors.name == "mediawiki" and not self.sure:  # Markdown has them only if the settings say so
            return View(links, self.wiki, github.GitHub())
        return View(links, self.wiki, self.anchors, self.sure)

    def is_article(self, path: str) -> bool:
        """Whether the file at this path is an article to its publishers."""
        view = self.at(path)
        return view.links.is_article(path) and view.wiki.is_article(path)


def detect(files: Collection[str], settings: Settings, look: Look = lambda _path: None) -> Publishers:
    """The publishers of a corpus. The files' names tell; where they say nothing, plain Markdown as GitHub shows it.

    `look` reads a file; without it, publishers are not configured by files of their own.
    """
    root = posixpath.normpath(settings.site_root).strip("./") if settings.site_root else None
    sources = Sources(files, look, _names())
    found = _evidence(sources)
    reasons: list[str] = []
    site = _configured(found, "site", root, sources)
    if site:
        reasons.append(f"site generator {site.name}: {_why(found, 'site')}")
    wiki, why = _wiki(settings, found, root, sources)
    reasons.append(f"link dialect {wiki.name}: {why}")
    anchors, why = _anchors(settings, site, wiki, found)
    reasons.append(f"anchor dialect {anchors.name}: {why}")
    wikitext = mediawiki.MediaWiki(root=root).configure(sources)
    return Publishers(site, wiki, anchors, wikitext, settings.anchor_dialect != "auto", root, tuple(reasons))


Found = Mapping[Role, tuple[Evidence, type[Publisher]]]


def _configured(found: Found, role: Role, root: str | None, sources: Sources) -> Publisher | None:
    """The publisher that has this role, set up by its own files."""
    if role not in found:
        return None
    evidence, kind = found[role]
    return kind(posixpath.dirname(evidence.mark), root).configure(sources)


def _why(found: Found, role: Role) -> str:
    evidence = found[role][0]
    return evidence.why or f"`{evidence.mark}`"


def _wiki(settings: Settings, found: Found, root: str | None, sources: Sources) -> tuple[Publisher, str]:
    if settings.link_dialect != "auto":
        return by_name(settings.link_dialect)(root=root), "configured"
    told = _configured(found, "wiki", root, sources)
    if told:
        return told, _why(found, "wiki")
    evidence, site = found.get("site", (None, None))
    if site and evidence and no_wiki.is_without(site, evidence, sources):
        return no_wiki.NoWiki(root=root), f"{site.name} has no wiki links"
    return plain.Plain(root=root), "no file tells of another"


def _anchors(settings: Settings, site: Publisher | None, wiki: Publisher, found: Found) -> tuple[Publisher, str]:
    if settings.anchor_dialect != "auto":
        kind = by_name(settings.anchor_dialect)
        return (site if site and site.name == kind.name else kind()), "configured"
    if wiki.own_anchors:
        return wiki, "as the links"
    if site and site.own_anchors:
        return site, f"as {site.name} makes them"
    if "host" in found:
        return found["host"][1](), _why(found, "host")
    return github.GitHub(), "no file tells of another"


def configs_among(files: Iterable[str]) -> Iterator[str]:
    """The files that publishers may look into, among some: those that bear their marks, and what stands in their folders."""
    names = frozenset((*_names(), *(name for kind in every() for name in kind.configs)))
    for path in files:
        *folders, name = path.split("/")
        if name.lower() in names or any(f"{folder}/" in names for folder in folders):
            yield path


@cache
def every() -> tuple[type[Publisher], ...]:
    """All publishers, by name: each module beside this one that defines one."""
    package = __name__.rpartition(".")[0]
    modules = [import_module(f"{package}.{each.name}") for each in iter_modules(import_module(package).__path__)]
    kinds = {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Publisher) and kind.name
    }
    return tuple(sorted(kinds, key=lambda kind: kind.name))


def by_name(name: str) -> type[Publisher]:
    """The publisher of this name."""
    return next(kind for kind in every() if kind.name == name)


def _evidence(sources: Sources) -> Found:
    """For each role the publisher with the best evidence."""
    found: dict[Role, tuple[Evidence, type[Publisher]]] = {}
    for kind in every():
        evidence = kind.evidence(sources)
        if evidence and (kind.role not in found or evidence < found[kind.role][0]):
            found[kind.role] = evidence, kind
    return found


@cache
def _names() -> frozenset[str]:
    """The names of files and folders (these with a slash) that give some publisher away."""
    return frozenset(mark.lower() for kind in every() for mark in (*kind.marks, *kind.weak_marks))
