"""Docusaurus: routes of docs, blog and pages by id, slug and number prefix; its config is read for plain literals only."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article, Heading
from articlelint.model.facts import Facts
from articlelint.publishers import site
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import ANYTHING, DOCUSAURUS, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Files, Front, Place

_COMMENT = re.compile(r"^[ \t]*//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL | re.MULTILINE)
_BASE = re.compile(r"(?<![\w.])baseUrl[ \t]*:[ \t]*(?:([\"'])([^\"'\n]*)\1|)")
_ROUTE = re.compile(r"(?<![\w.])routeBasePath[ \t]*:[ \t]*(?:([\"'])([^\"'\n]*)\1|)")
_SLASH = re.compile(r"(?<![\w.])trailingSlash[ \t]*:[ \t]*true")
_SLUG = re.compile(r"(?<![\w.])slug[ \t]*:[ \t]*([\"'])(/?[^\"'\n]*)\1")
_PLUGIN = re.compile(r"[\"'](@?[\w./-]*plugin[\w./-]*|[\w./-]*(?:openapi|typedoc|redoc)[\w./-]*)[\"']")
_OWN_PLUGIN = re.compile(
    r"(?<![\w.])plugins[ \t]*:[ \t\r\n]*(?:\[[ \t\r\n]*(?!\])(?![\"'\[])|(?!\[))|(?<![\w.])(?:lastVersion|versions|docsPluginId|blogBasePath)[ \t]*:"
)
_HARMLESS = re.compile(r"plugin-(?:ideal-image|pwa|google|sitemap|svgr|debug|sass|css-cascade|vercel|image-zoom)|sass")
_NUMBER = re.compile(r"\d+\s*[-_.]+\s*([^-_.\s].*)\Z")
_DATED = re.compile(r"(?:\d{2}|\d{4})[-_.]\d{2}(?:[-_.](?:\d{2}|\d{4}))?|\d+[-_.]\d+")
_POST = re.compile(r"(?:.*/)?(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]((?s:.+))\Z")
_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)")
_IMPORT = re.compile(r"^import\s.*\.mdx?[\"']|^\{@include:", re.MULTILINE)
_SCRIPTS = (".js", ".jsx", ".ts", ".tsx")


@dataclass(frozen=True, slots=True)
class Docusaurus(Site):
    """A site of Docusaurus. `versions` are those of versions.json, the latest first; `made_routes` generated indexes with a slug."""

    name: ClassVar[str] = "docusaurus"
    marks: ClassVar[tuple[str, ...]] = ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs")
    configs: ClassVar[tuple[str, ...]] = (
        "versions.json",
        "sidebars.js",
        "sidebars.ts",
        "_category_.json",
        "_category_.yml",
    )

    route: str = "docs"
    blog: str = "blog"
    slash: bool = False
    versions: tuple[str, ...] = ()
    made_routes: tuple[str, ...] = ()
    open: bool = False

    def configure(self, sources: Sources) -> Self:
        """As the literals of docusaurus.config.* say."""
        text = next((said for name in self.marks if (said := sources.read(posixpath.join(self.folder, name)))), None)
        if text is None:
            return self
        text = _COMMENT.sub("", text)
        base, routes = _BASE.search(text), _ROUTE.findall(text)
        if (
            (base is None and "baseUrl" in text)
            or (base is not None and base[1] is None)
            or len(routes) > 1
            or any(not quote for quote, _ in routes)
            or "plugin-content-" in text
        ):
            return self
        if re.search(r"(?<![\w.])path[ \t]*:", text) or (routes and "docs" not in text):
            return self
        versions = sources.read(posixpath.join(self.folder, "versions.json"))
        plugins = [name for name in _PLUGIN.findall(text) if not _HARMLESS.search(name)]
        return replace(
            self,
            known=True,
            base=base[2].rstrip("/") if base else "",
            route=routes[0][1].strip("/") if routes else "docs",
            slash=_SLASH.search(text) is not None,
            versions=_versions(versions),
            made_routes=tuple(sorted(_generated(sources, self.folder))),
            open=bool(plugins) or _OWN_PLUGIN.search(text) is not None,
        )

    # Routes.

    def covers(self, path: str) -> bool:
        """Documents, posts, pages; files and folders that begin with `_` are parts of others."""
        return self._place(path) is not None

    def _place(self, path: str) -> tuple[str, str, str] | None:
        """Of what kind a source is, which version, and its path below its folder."""
        inside = path[len(self.folder) + 1 :] if self.folder and path.startswith(self.folder + "/") else path
        if (self.folder and inside == path) or any(part.startswith("_") for part in inside.split("/")):
            return None
        for kind, top in (("docs", "docs/"), ("blog", "blog/"), ("pages", "src/pages/")):
            if inside.startswith(top):
                return (kind, "", inside[len(top) :])
        match = re.match(r"versioned_docs/version-([^/]+)/(.+)", inside)
        return ("docs", match[1], match[2]) if match else None

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """By path, `id`, `slug`, date; drafts are not built."""
        place = self._place(path)
        if place is None or site.value(front, "draft").lower() == "true":
            return ()
        kind, version, inside = place
        stem = posixpath.splitext(inside)[0]
        if kind == "docs":
            return self._served(self._doc(stem, self._prefix(version), front))
        if kind == "blog":
            return self._served(self._post(stem, front))
        folder, name = posixpath.split(stem)
        return self._served(stem if name != "index" else f"{folder}/")

    def _served(self, route: str) -> tuple[str, ...]:
        """A route, which for an index ends in a slash, and the folder that its file stands in."""
        folder = f"/{route.strip('/')}/".replace("//", "/")
        return (folder,) if self.slash or route.endswith("/") or folder == "/" else (folder[:-1], folder)

    def _prefix(self, version: str) -> str:
        if not self.versions:
            return self.route
        folder = "" if version == self.versions[0] else version or "next"
        return posixpath.join(self.route, folder)

    def _doc(self, stem: str, prefix: str, front: Front) -> str:
        folder, name = posixpath.split(stem)
        folder = "/".join(map(_without_number, folder.split("/"))) if folder else ""
        slug, own = site.value(front, "slug"), site.value(front, "id")
        if slug:
            return (
                posixpath.join(prefix, slug.lstrip("/"))
                if slug.startswith("/")
                else posixpath.normpath(posixpath.join(prefix, folder, slug))
            )
        bare = _without_number(name)
        if not own and (bare.lower() in ("index", "readme") or bare == posixpath.basename(folder)):
            return posixpath.join(prefix, folder, "")
        return posixpath.join(prefix, folder, own or bare)

    def _post(self, stem: str, front: Front) -> str:
        stem = re.sub(r"/index\Z", "", stem)
        slug = site.value(front, "slug")
        if slug:
            return posixpath.join(self.blog, slug.lstrip("/"))
        match = _POST.match(stem)
        return posixpath.join(self.blog, f"{match[1]}/{match[2]}/{match[3]}/{match[4]}" if match else stem)

    def asset(self, path: str, files: Files) -> str | None:
        """Files of static/ at the root; pages that are programs by their path."""
        static, pages = posixpath.join(self.folder, "static/"), posixpath.join(self.folder, "src/pages/")
        if path.startswith(static):
            return path[len(static) - 1 :]
        if path.startswith(pages) and path.endswith(_SCRIPTS) and "/_" not in path and ".test." not in path:
            stem = posixpath.splitext(path[len(pages) :])[0]
            return "/index.html" if stem == "index" else f"/{stem.removesuffix('/index')}/index.html"
        return None

    def made(self, files: Files) -> Iterable[str]:
        """Lists of the blog, the archive, generated indexes with a slug of their own."""
        has_blog = any(path.startswith(posixpath.join(self.folder, "blog/")) for path in files.paths)
        lists = (
            (f"/{self.blog}", f"/{self.blog}/archive", f"/{self.blog}/tags", f"/{self.blog}/authors")
            if has_blog
            else ()
        )
        return (*lists, *(f"/{self.route}/{slug.strip('/')}" for slug in self.made_routes), "/sitemap.xml", "/404.html")

    def may_be_made(self, address: str) -> bool:
        """Generated indexes, lists of tags and posts, search, feeds, what plug-ins make."""
        inside = re.match(
            rf"/(?:{re.escape(self.route)}/(?:[^/]+/)?(?:category|tags)\b|{self.blog}/(?:tags|page|authors|\w+\.xml)\b|search\b|assets/)",
            address,
        )
        return self.open or inside is not None

    # Links.

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """A path to a source from the file, the folder of contents or the site's; else a route, with or without the base."""
        path = unquote(href.partition("?")[0])
        if path.startswith("@site/"):
            return self._source(posixpath.join(self.folder, path[6:]), files) or Place("missing")
        if path.endswith((".md", ".mdx")):
            return self._by_path(path, here, files) or (UNKNOWN if self.open else self.dead(href, here, files))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        if (
            not path.startswith("/")
            and posixpath.splitext(path)[1]
            and files.has(beside)
            and not beside.endswith(MARKDOWN)
        ):
            return Place("file", beside)
        own = self.pages(files).of[here]
        address = site.joined(own, path)
        inside = (
            address[len(self.base) :] or "/" if self.base and (address + "/").startswith(self.base + "/") else address
        )
        found = self.served(address, files) or self.served(inside, files)
        return found or self.dead(href, here, files)

    def _by_path(self, path: str, here: str, files: Files) -> Place | None:
        place = self._place(here)
        top = here[: len(here) - len(place[2])] if place else self.folder
        bases = (top, self.folder) if path.startswith("/") else (posixpath.dirname(here), top, self.folder)
        for base in bases:
            source = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
            found = self._source(source, files)
            if found and place and (there := self._place(source)) and there[0] == place[0]:
                return found
        return None

    def _source(self, path: str, files: Files) -> Place | None:
        built = path in self.pages(files).of or not path.endswith((".md", ".mdx"))
        return Place("file", path) if files.has(path) and built else None

    def write_link(self, href: str, path: str, here: str) -> str:
        """`@site/` is the folder of the site."""
        if self.known and href.startswith("@site/"):
            return "@site/" + (path[len(self.folder) + 1 :] if self.folder else path)
        return Site.write_link(self, href, path, here)

    # Anchors.

    def refine(self, facts: Facts, article: Article) -> Facts:
        """The first heading of level 1 has no id; an image's alternative text is part of a heading; an imported part brings its own headings."""
        facts = Site.refine(self, facts, article)
        if not self.known or not self.covers(facts.path) or facts.format != "markdown":
            return facts
        headings = [_with_images(each, article) for each in article.all_headings]
        first = article.headings[0] if article.headings else None
        if first and first.level == 1 and article.all_headings[0] is first and first.anchor is None:
            headings[0] = ""
        parts = (ANYTHING,) if _IMPORT.search(article.text) else ()
        return replace(facts, headings=tuple(headings), anchors=(*facts.anchors, *parts))

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """GitHub's slugs, for which an explicit id stands."""
        return (DOCUSAURUS,)


def _with_images(heading: Heading, article: Article) -> str:
    words = article.text_of(heading)
    if "![" not in words:
        return heading.text
    from articlelint.parsing.markdown.headings import plain

    return plain(_IMAGE.sub(r"\1", words))


def _without_number(name: str) -> str:
    """A name without its number, which only orders; dates and versions are no numbers."""
    match = None if _DATED.match(name) else _NUMBER.match(name)
    return match[1] if match else name


def _versions(text: str | None) -> tuple[str, ...]:
    try:
        said = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(map(str, said)) if isinstance(said, list) else ()


def _generated(sources: Sources, folder: str) -> Iterator[str]:
    """The slugs that sidebars and categories give to indexes which are made."""
    for path in sources.files:
        name = posixpath.basename(path)
        if name.startswith(("sidebars.", "_category_.")) and path.startswith(folder):
            text = sources.read(path) or ""
            yield from (slug for _, slug in _SLUG.findall(re.sub(r"[\"'](slug)[\"'][ \t]*:", r"\1:", text)))
