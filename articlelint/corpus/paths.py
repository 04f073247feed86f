"""Where a Markdown link leads: relative and root-absolute paths, folders, percent-encoding, routes of site generators."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from articlelint.corpus.files import ARTICLE_SUFFIXES, FileMap

_SCHEME = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]+:")
# Folders whose contents sites serve from their root.
_SERVED = ("static", "public", "assets", "docs", "src", "source", "content", "docs/.vuepress/public", "docs/public")
_STATIC = ("static", "public", "assets")
# Generators that give each page a route of its own.
_ROUTED = frozenset({"hugo", "gatsby", "jekyll", "astro", "eleventy", "mkdocs"})
_ASSET_LIKE = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


class Site(NamedTuple):
    """What is known of the site that the articles are published as: its generator and the folder that `/` means, if configured."""

    generator: str = ""
    root: str | None = None


class Place(NamedTuple):
    """Where a link leads. `outside` is no file of the corpus: a URL, or a path that leaves the root.

    `written` is the path to write instead when the place exists under another case only.
    """

    kind: Literal["file", "folder", "variant", "outside", "missing"]
    path: str = ""
    written: str = ""


MISSING = Place("missing")
OUTSIDE = Place("outside")


def locate(href: str, here: str, files: FileMap, site: Site) -> Place:
    """The place that a link's path, as written and without fragment, leads to from the article `here`."""
    if _SCHEME.match(href) or href.startswith(("//", "#", "data:")):
        return OUTSIDE
    seen_outside = False
    for path in _readings(href):
        for target in _targets(path, here, site):
            if target is None:
                seen_outside = True
                continue
            place = _at(target, path, files, site)
            if place:
                return place
    if seen_outside or _served_from_elsewhere(href, files, site):
        return OUTSIDE
    return _other_case(href, here, files, site)


def vantage(href: str, here: str, site: Site) -> str:
    """As much of `here` as matters for where a link leads: the folder, but for relative links of pages that are folders to their readers."""
    return here if site.generator in _ROUTED and not href.startswith("/") else posixpath.dirname(here)


def _served_from_elsewhere(href: str, files: FileMap, site: Site) -> bool:
    """An image or download under the root of a site whose folder of such files is not in the corpus: a theme has them, or a build."""
    if (site.root is None and not site.generator) or not href.startswith("/") or not is_asset(href):
        return False
    root = site.root or ""
    roots = ("", posixpath.dirname(root))
    known = any(posixpath.join(root, served) in files.folders for root in roots for served in _STATIC)
    return not known and posixpath.join(root, href.strip("/").partition("/")[0]) not in files.folders


def is_asset(href: str) -> bool:
    """Whether a path names a file that is no article: an image, a download."""
    suffix = posixpath.splitext(href.partition("?")[0])[1].lower()
    return bool(_ASSET_LIKE.search(suffix)) and suffix not in (*ARTICLE_SUFFIXES, ".html", ".htm")


def _readings(href: str) -> Iterator[str]:
    """The path without its query and decoded; then, for names that hold such characters, as written."""
    decoded = unquote(href.partition("?")[0])
    yield decoded
    if decoded != href:
        yield href


def _targets(path: str, here: str, site: Site) -> Iterator[str | None]:
    """The paths under the root that a link may mean; None is one that leaves the root."""
    if not path.startswith("/"):
        yield _joined(posixpath.dirname(here), path)
        # A page with a route of its own is a folder to its readers: `../other` of `a.md` served as `a/` is `other`.
        if site.generator in _ROUTED:
            yield _joined(posixpath.splitext(here)[0], path)
        return
    yield _joined(site.root or "", path.lstrip("/"))
    if site.root is None:
        folder = posixpath.dirname(here)
        while folder:
            yield _joined(folder, path.lstrip("/"))
            folder = posixpath.dirname(folder)
        if site.generator == "hugo":
            # The pages of the first language stand at the root of the site.
            yield _joined("content/en", path.lstrip("/"))
    for served in _SERVED:
        yield _joined(posixpath.join(posixpath.dirname(site.root or ""), served), path.lstrip("/"))
        yield _joined(served, path.lstrip("/"))


def _joined(folder: str, path: str) -> str | None:
    joined = posixpath.normpath(posixpath.join(folder, path)) if path else folder
    if joined == ".." or joined.startswith("../"):
        return None
    return "" if joined == "." else joined.lstrip("/")


def _at(target: str, written: str, files: FileMap, site: Site) -> Place | None:
    if files.has(target):
        return Place("file", target)
    if target in files.folders:
        page = files.page_of(target)
        return Place("file", page) if page else Place("folder", target)
    for name in _served_names(target, site):
        if files.has(name):
            return Place("file", name)
    if site.generator or site.root is not None or written.startswith("/"):
        # Declared routes are written from the site's root, wherever its files stand.
        article = files.routed(target) or (files.routed(written) if written.startswith("/") else None)
        if article:
            return Place("file", article)
    return None


def _served_names(target: str, site: Site) -> Iterator[str]:
    """File names that a publisher serves under this one."""
    stem, suffix = posixpath.splitext(target)
    if suffix in (".html", ".htm") and site.generator in ("jekyll", "mdbook", "hugo", "vitepress", "eleventy"):
        yield stem + ".md"
        yield stem + ".markdown"
    if not _ASSET_LIKE.search(target) or site.generator:
        yield target + ".md"
        yield target + ".mdx"
        yield target + ".markdown"


def _other_case(href: str, here: str, files: FileMap, site: Site) -> Place:
    path = unquote(href.partition("?")[0])
    for target in _targets(path, here, site):
        if not target:
            continue
        known = files.alike(target)
        if known and known != target:
            return Place("variant", known, rewritten(href, known, here, site))
    return MISSING


def rewritten(href: str, path: str, here: str, site: Site) -> str:
    """The link to `path` in the manner of `href`: relative or from the root, encoded or not, with its query."""
    if href.startswith("/"):
        inside = path.removeprefix(site.root.rstrip("/") + "/") if site.root else path
        new = "/" + inside
    else:
        new = posixpath.relpath(path, posixpath.dirname(here) or ".")
        if href.startswith("./"):
            new = "./" + new
    if href.partition("?")[0].endswith("/") and not new.endswith("/"):
        new += "/"
    if " " not in href:
        new = quote(new, safe="/~!$&'*+,;=:@-._" + "".join(c for c in new if not c.isascii()))
    return new + "".join(href.partition("?")[1:])
