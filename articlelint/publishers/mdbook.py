"""mdBook: a chapter is what SUMMARY.md names, and `.md` becomes `.html` in every link, whether that is there or not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article
from articlelint.model.facts import Facts
from articlelint.publishers import paths, site
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import ANYTHING, MDBOOK, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import OUTSIDE, UNKNOWN, Files, Front, Place

_CHAPTER = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+|\d+\.[ \t]+)?\[(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*+\]\([ \t]*+<?([^)>\s]++(?:[ \t]++[^)>\s]++)*+)>?[ \t]*+\)",
    re.MULTILINE,
)
_MADE = re.compile(r"/(?:css|fonts|theme|FontAwesome)/|/[\w.-]+\.(?:js|css|json)\Z|/(?:favicon\.\w+)\Z")
_README = re.compile(r"(?:^|/)readme\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MdBook(Site):
    """A book of mdBook. `chapters` are the paths that SUMMARY.md names, in its order."""

    name: ClassVar[str] = "mdbook"
    marks: ClassVar[tuple[str, ...]] = ("book.toml",)
    configs: ClassVar[tuple[str, ...]] = ("SUMMARY.md",)
    html_names: ClassVar[bool] = True

    source: str = "src"
    chapters: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    def configure(self, sources: Sources) -> Self:
        """As book.toml and SUMMARY.md say."""
        data = site.load(sources, posixpath.join(self.folder, "book.toml"))
        if data is None:
            return self
        source = posixpath.normpath(posixpath.join(self.folder, str(site.table(data, "book").get("src") or "src")))
        source = "" if source == "." else source
        summary = sources.read(posixpath.join(source, "SUMMARY.md"))
        if summary is None or site.table(data, "build").get("use-default-preprocessors") is False:
            return self
        html = site.table(data, "output", "html")
        return replace(
            self,
            known=True,
            source=source,
            base=site.path_of(html.get("site-url")),
            chapters=tuple(
                posixpath.normpath(posixpath.join(source, unquote(each))) for each in _CHAPTER.findall(summary)
            ),
            moved=tuple(sorted(site.table(html, "redirect"))),
        )

    def covers(self, path: str) -> bool:
        """What stands in the folder of sources, but for the table of contents itself."""
        return (not self.source or path.startswith(self.source + "/")) and path != self._summary

    @property
    def _summary(self) -> str:
        return posixpath.join(self.source, "SUMMARY.md")

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """Of a chapter, by path; a README is the index."""
        if path not in self.chapters and not isinstance(files, site.Nothing):
            return ()
        stem = posixpath.splitext(path[len(self.source) + 1 if self.source else 0 :])[0]
        own = f"/{_README.sub(lambda match: match[0][:-6] + 'index', stem)}.html"
        return (own, "/index.html") if self.chapters[:1] == (path,) and own != "/index.html" else (own,)

    def asset(self, path: str, files: Files) -> str | None:
        """Every other file of the sources."""
        if not self.covers(path):
            return None
        return "/" + path[len(self.source) + 1 if self.source else 0 :]

    def made(self, files: Files) -> Iterable[str]:
        """The whole book to print, what is not found, redirects."""
        return (
            "/print.html",
            "/404.html",
            "/toc.html",
            *(each if each.startswith("/") else f"/{each}" for each in self.moved),
        )

    def may_be_made(self, address: str) -> bool:
        """What the theme brings."""
        return _MADE.match(address) is not None

    def locate(self, href: str, here: str, files: Files) -> Place:
        """The table of contents names files; a draft chapter has none."""
        if self.known and here == self._summary:
            return paths.locate(href, here, files, paths.Layout())
        return Site.locate(self, href, here, files)

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """`x.md` is `x.html`, blindly."""
        path = href.partition("?")[0]
        found = self.follow(path.removesuffix(".md") + ".html" if path.endswith(".md") else href, here, files)
        if found.kind == "missing" and path.endswith(MARKDOWN):
            there = paths.locate(href, here, files, paths.Layout())
            if there.kind == "file":
                why = (
                    "SUMMARY.md does not name it"
                    if there.path not in self.chapters
                    else "a README is published as index.html"
                )
                return found._replace(note=f"{site.DEAD}: {why}")
        return found

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """In raw HTML `.md` is rewritten as well."""
        if site.is_outside(target):
            return OUTSIDE
        if name not in ("href", "src") or not self.known or here not in self.pages(files).of:
            return UNKNOWN
        return self.resolve_markdown(target, here, files) if name == "href" else self.follow(target, here, files)

    def refine(self, facts: Facts, article: Article) -> Facts:
        """`[Chapter]()` in the table of contents is a chapter to come; a page that includes a part has that part's anchors."""
        if self.known and facts.path == self._summary:
            return replace(facts, references=tuple([each for each in facts.references if each.target or each.fragment]))
        facts = Site.refine(self, facts, article)
        if self.known and "{{#" in article.text and self.covers(facts.path):
            return replace(facts, anchors=(*facts.anchors, ANYTHING))
        return facts

    def write_link(self, href: str, path: str, here: str) -> str:
        """By path, as every link in a book is."""
        return paths.rewritten(href, path, here, self.layout)

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """GitHub's slugs, for which an explicit id stands."""
        return (MDBOOK,) if self.known and self.covers(path) else Site.anchorings(self, path, sure=sure)
