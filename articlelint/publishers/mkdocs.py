"""MkDocs, also with Material, and Zensical: pages are what `docs_dir` holds; Markdown's paths are looked up, addresses left as they are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article
from articlelint.model.facts import Facts
from articlelint.publishers import site
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import ANYTHING, GITHUB, MKDOCS, MKDOCS_UNICODE, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Files, Front, Place

# Plug-ins that neither make pages nor move them; `blog` and `redirects` are known, any other may do what it likes.
_HARMLESS = frozenset(
    {
        "search", "tags", "social", "minify", "git-revision-date", "git-revision-date-localized", "git-authors", "git-committers",
        "git-committers-2", "awesome-pages", "awesome-nav", "literate-nav", "section-index", "glightbox", "offline", "privacy", "meta", "info",
        "typeset", "optimize", "rss", "mkdocstrings", "autorefs", "panzoom", "table-reader", "redirects", "blog", "group", "mike", "charts",
        "mermaid2", "drawio", "kroki", "include-markdown", "markdown-exec", "macros", "toggle-sidebar",
    }
)  # fmt: skip
_WIKI = frozenset(
    {"roamlinks", "ezlinks", "wikilinks", "obsidian-support", "obsidian-bridge", "mkdocs_wikilinks", "autolinks"}
)
_MADE = re.compile(
    r"/(?:assets|css|js|fonts|search|webfonts)/|/img/(?:favicon\.ico|grid\.png)\Z|/(?:404\.html|search\.html|sitemap\.xml(?:\.gz)?|objects\.inv)\Z"
)
_PARTS = re.compile(r"-8<-|\{%|\{\{|^ {0,3}:::", re.MULTILINE)
_TAG = re.compile(r"(?<=[\s:,\[])!{1,2}[A-Za-z][\w/:.\-]*")


@dataclass(frozen=True, slots=True)
class MkDocs(Site):
    """A site of MkDocs. `unbuilt` are patterns of `exclude_docs` and `draft_docs`, `moved` addresses that redirect."""

    name: ClassVar[str] = "mkdocs"
    marks: ClassVar[tuple[str, ...]] = ("mkdocs.yml", "mkdocs.yaml", "zensical.toml")
    pages_are_folders: ClassVar[bool] = True
    # autorefs may know a label: the name of an object, or of a heading on any page
    labels_from_elsewhere: ClassVar[bool] = True

    docs: str = "docs"
    directories: bool = True  # `a.md` is `a/`
    unbuilt: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    rooted: bool = False  # `/a.md` counts from `docs_dir`
    blog: str | None = None
    open: bool = False  # a plug-in or hook makes pages
    ids: bool = False  # `{ #id }` replaces a slug
    slugs: bool = True  # Python-Markdown's own

    def configure(self, sources: Sources) -> Self:
        """As mkdocs.yml says."""
        data = _read(sources, self.folder)
        docs = posixpath.normpath(posixpath.join(self.folder, str((data or {}).get("docs_dir") or "docs")))
        if data is None or "INHERIT" in data or docs.startswith(".."):
            return self
        plugins, extensions = _named(data.get("plugins", ["search"])), _named(data.get("markdown_extensions"))
        blog = plugins.get("blog", plugins.get("material/blog"))
        validation, links = site.table(data, "validation"), site.table(data, "validation", "links")
        names = {name.removeprefix("material/") for name in plugins}
        redirects = plugins.get("redirects", {}).get("redirect_maps")
        return replace(
            self,
            known=True,
            base=site.path_of(data.get("site_url")),
            has_wikilinks=bool(_WIKI & names) or any("wikilink" in name for name in extensions),
            docs="" if docs == "." else docs,
            directories=data.get("use_directory_urls") is not False,
            unbuilt=(".*", "/templates/", *_lines(data.get("exclude_docs")), *_lines(data.get("draft_docs"))),
            moved=tuple(sorted(map(str, redirects))) if isinstance(redirects, dict) else (),
            rooted="relative_to_docs" in (validation.get("absolute_links"), links.get("absolute_links")),
            blog=None if blog is None else str(blog.get("blog_dir", "blog")).strip("./"),
            open=bool(names - _HARMLESS) or bool(data.get("hooks")),
            ids="attr_list" in extensions or "extra" in {name.rpartition(".")[2] for name in extensions},
            slugs="slugify" not in extensions.get("toc", extensions.get("markdown.extensions.toc", {})),
        )

    # Addresses.

    def covers(self, path: str) -> bool:
        """What stands under `docs_dir`."""
        return not self.docs or path.startswith(self.docs + "/")

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """By path; posts of a blog are moved by date and title."""
        inside = self._inside(path)
        if self._is_unbuilt(inside, files):
            return ()
        if self.blog is not None and inside.startswith(posixpath.join(self.blog, "posts/")):
            return None
        folder, name = posixpath.split(posixpath.splitext(inside)[0])
        if name == "README" and any(
            files.has(posixpath.join(self.docs, folder, each)) for each in ("index.md", "index.markdown")
        ):
            return ()
        return (self._address(inside),)

    def _address(self, inside: str) -> str:
        stem = posixpath.splitext(inside)[0]
        folder, name = posixpath.split(stem)
        if name in ("index", "README"):
            return f"/{folder}/" if folder else "/"
        return f"/{stem}/" if self.directories else f"/{stem}.html"

    def _inside(self, path: str) -> str:
        return path[len(self.docs) + 1 :] if self.docs else path

    def _is_unbuilt(self, inside: str, files: Files) -> bool:
        import pathspec  # only where a site is MkDocs'

        spec = files.table("mkdocs-unbuilt", lambda: pathspec.GitIgnoreSpec.from_lines(self.unbuilt))
        return spec.match_file(inside)

    def asset(self, path: str, files: Files) -> str | None:
        """Every other file of `docs_dir` as it stands there."""
        if not self.covers(path):
            return None
        inside = self._inside(path)
        return None if self._is_unbuilt(inside, files) else "/" + inside

    def made(self, files: Files) -> Iterable[str]:
        """Redirects."""
        return map(self._address, self.moved)

    def may_be_made(self, address: str) -> bool:
        """What the theme brings, what the blog lists, what a plug-in makes."""
        blog = self.blog is not None and address.startswith(f"/{self.blog}/".replace("//", "/"))
        return self.open or blog or _MADE.match(address) is not None

    def is_bounded(self, path: str) -> bool:
        """Posts stand below the blog."""
        return self.blog is not None

    # Links.

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """A path that is a source is rewritten; any other is left, and followed as it is written."""
        path = unquote(href.partition("?")[0])
        if not path.startswith("/") or self.rooted:
            base = self.docs if path.startswith("/") else posixpath.dirname(here)
            source = posixpath.normpath(posixpath.join(base, path.lstrip("/"))) if path else here
            if files.has(source) and self.covers(source):
                if not source.endswith(MARKDOWN):
                    return (
                        Place("file", source)
                        if self.asset(source, files)
                        else Place("missing", note=f"{site.DEAD}: it is excluded")
                    )
                if self.outputs(source, files.fronts.get(source, ()), files) != ():
                    return Place("file", source)
                return Place("missing", note=f"{site.DEAD}: it is not built")
            if self.open and path.endswith(MARKDOWN):
                return UNKNOWN
        return self.follow(href, here, files)

    def refine(self, facts: Facts, article: Article) -> Facts:
        """A page with snippets, macros or generated documentation has anchors that do not stand in it."""
        facts = Site.refine(self, facts, article)
        if self.known and self.covers(facts.path) and _PARTS.search(article.text):
            return replace(facts, anchors=(*facts.anchors, ANYTHING))
        return facts

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """Python-Markdown's. A repository that builds a site has files beside the site's, which are read on the forge."""
        own = (MKDOCS, MKDOCS_UNICODE)
        if self.known and self.covers(path):
            way = replace(MKDOCS, ids="replace" if self.ids else "text")
            return (way,) if self.slugs else (way, replace(MKDOCS_UNICODE, ids=way.ids), replace(GITHUB, ids=way.ids))
        inside = path.startswith(posixpath.join(self.folder, "docs/"))
        return own if sure or inside else (*own, GITHUB)


def _read(sources: Sources, folder: str) -> Mapping[str, Any] | None:
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        text = sources.read(posixpath.join(folder, name))
        if text is not None:
            try:
                # `!!python/name:...` and `!ENV` are MkDocs' own: what they stand for is not looked at.
                data = site.parsed(_TAG.sub("", text), ".yml")
            except (ValueError, RecursionError):
                return None
            return data if isinstance(data, dict) else None
    return None


def _named(said: object) -> dict[str, dict[str, Any]]:
    """A list of names, some of them with options, or a table of such."""
    entries: list[tuple[Any, Any]] = []
    if isinstance(said, dict):
        entries = list(said.items())
    elif isinstance(said, list):
        entries = [pair for each in said for pair in (each.items() if isinstance(each, dict) else ((each, None),))]
    return {str(name): options if isinstance(options, dict) else {} for name, options in entries}


def _lines(said: object) -> list[str]:
    return said.splitlines() if isinstance(said, str) else []
