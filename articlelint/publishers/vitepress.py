"""VitePress and VuePress: Markdown links become addresses with the base; VitePress' config is read for plain literals only."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article
from articlelint.model.facts import Facts
from articlelint.publishers import paths, site
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import ANYTHING, GITHUB, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Files, Front, Place

_CONFIGS = (
    *tuple(f".vitepress/config.{suffix}" for suffix in ("js", "ts", "mjs", "mts")),
    ".vitepress/config/index.ts",
)
_COMMENT = re.compile(r"^[ \t]*//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL | re.MULTILINE)
_COMPUTED = re.compile(
    r"(?<![\w.])(?:rewrites|srcExclude|srcDir|slugify|anchor|createContentLoader|transformPageData)[ \t]*[:(]"
)
_BASE = re.compile(r"(?<![\w.])base[ \t]*:[ \t]*(?:([\"'])([^\"'\n]*)\1|)")
_CLEAN = re.compile(r"(?<![\w.])cleanUrls[ \t]*:[ \t]*true")
_MARKS = re.compile(r"[\u0300-\u036f]")
_SIGNS = re.compile("[\\s~`!@#$%^&*()\\-_+=\\[\\]{}|\\\\;:\"'\u201c\u201d\u2018\u2019<>,.?/]+")
_INCLUDE = re.compile(r"<!--[ \t]*@include:")


def vitepress_slug(heading: str) -> str:
    """Accents off, runs of signs and blanks one hyphen, a digit at the beginning behind `_`."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", heading))
    slug = _SIGNS.sub("-", plain).strip("-").lower()
    return f"_{slug}" if slug[:1].isdigit() else slug


VITEPRESS = Anchoring("vitepress", vitepress_slug, ids="replace")


@dataclass(frozen=True, slots=True)
class VitePress(Site):
    """A site of VitePress or VuePress."""

    name: ClassVar[str] = "vitepress"
    marks: ClassVar[tuple[str, ...]] = (".vitepress/", ".vuepress/")
    rank: ClassVar[int] = 1
    html_names: ClassVar[bool] = True

    clean: bool = False

    def configure(self, sources: Sources) -> Self:
        """As the literals of .vitepress/config.* say."""
        found = [said for name in _CONFIGS if (said := sources.read(posixpath.join(self.folder, name)))]
        text = _COMMENT.sub("", found[0]) if found else ""
        base = _BASE.search(text)
        if not found or _COMPUTED.search(text) or (base and base[1] is None):
            return self
        return replace(
            self, known=True, base=base[2].rstrip("/") if base else "", clean=_CLEAN.search(text) is not None
        )

    def covers(self, path: str) -> bool:
        """What stands beside the folder of the config."""
        inside = self._inside(path)
        return inside is not None and not inside.startswith((".", "node_modules/", "public/"))

    def _inside(self, path: str) -> str | None:
        if not self.folder:
            return path
        return path[len(self.folder) + 1 :] if path.startswith(self.folder + "/") else None

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """By path; a template of routes has none of its own."""
        stem = posixpath.splitext(self._inside(path) or "")[0]
        if "[" in stem:
            return None
        folder, name = posixpath.split(stem)
        if name == "index":
            return (f"/{folder}/" if folder else "/",)
        return (f"/{stem}.html",)

    def asset(self, path: str, files: Files) -> str | None:
        """Files of public/ at the root."""
        inside = self._inside(path) or ""
        return inside[len("public") :] if inside.startswith("public/") else None

    def made(self, files: Files) -> Iterable[str]:
        """What is shown for nothing."""
        return ("/404.html",)

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """`x.md`, `x.html`, `x` are one page, from the file; `/x` gets the base."""
        path = unquote(href.partition("?")[0])
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        suffix = posixpath.splitext(path)[1]
        if not path.startswith("/") and suffix and suffix not in (".md", ".html") and files.has(beside):
            return Place("file", beside) if not beside.endswith(MARKDOWN) else UNKNOWN
        address = site.joined(self.pages(files).of[here], path)
        address = address.removesuffix(".md")
        address = re.sub(r"/index\Z", "/", address)
        if address.endswith("/"):
            found = self._file(address + "index.html", files)
        else:
            found = self._file(address, files) or self._file(address + ".html", files)
        if found is None and not self.pages(files).whole:
            return UNKNOWN
        return found or self.dead(href, here, files)

    def _file(self, name: str, files: Files) -> Place | None:
        source = self.pages(files).files.get(name)
        return Place("file", source) if source else None

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """`<a href>` is left as it is written, `<img src>` is not."""
        if name == "src" and self.known and not site.is_outside(target) and here in self.pages(files).of:
            return self.resolve_markdown(target, here, files)
        return Site.locate_shortcode(self, name, target, here, files)

    def write_link(self, href: str, path: str, here: str) -> str:
        """By path, as every link may be; from the site's folder where it begins with a slash."""
        new = paths.rewritten(href, path, here, self.layout)
        return new.removeprefix(f"/{self.folder}") if self.known and self.folder and href.startswith("/") else new

    def refine(self, facts: Facts, article: Article) -> Facts:
        """A page that includes a part has that part's headings."""
        facts = Site.refine(self, facts, article)
        if self.known and self.covers(facts.path) and _INCLUDE.search(article.text):
            return replace(facts, anchors=(*facts.anchors, ANYTHING))
        return facts

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """VitePress' own slugs."""
        return (VITEPRESS,) if self.known and self.covers(path) else (GITHUB,)
