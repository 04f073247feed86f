"""Where a Markdown link leads by the files that are there: relative and root-absolute paths, folders, percent-encoding, routes.

What most publishers have in common. One that knows more of its own addresses answers in its `locate`, and falls back on this.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from articlelint.publishers.values import MISSING, OUTSIDE, Files, Place
from articlelint.text.names import FOLDER_PAGES

ARTICLE_SUFFIXES = (
    ".md",
    ".markdown",
    ".mdx",
    ".mkd",
    ".mkdn",
    ".mdown",
    ".wiki",
    ".mediawiki",
    ".wikitext",
    ".txt",
    ".text",
)
_SCHEME = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]+:")
# Folders whose contents sites serve from their root.
_SERVED = ("static", "public", "assets", "docs", "src", "source", "content", "docs/.vuepress/public", "docs/public")
_STATIC = ("static", "public", "assets")
_ASSET_LIKE = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


class Layout(NamedTuple):
    """How a publisher lays out its pages.

    `is_site`: it gives pages addresses of their own. `root` is the folder that `/` means, if configured. `pages_are_folders`: `a.md` is
    served as `a/`. `html_names`: it is served as `a.html` too. `content` are folders whose pages stand at the root of the site.
    """

    is_site: bool = False
    root: str | None = None
    pages_are_folders: bool = False
    html_names: bool = False
    content: tuple[str, ...] = ()


def locate(href: str, here: str, files: Files, layout: Layout) -> Place:
    """The place that a link's path, as written and without fragment, leads to from the article `here`."""
    if _SCHEME.match(href) or href.startswith(("//", "#", "data:")):
        return OUTSIDE
    seen_outside = False
    for path in _readings(href):
        for target in _targets(path, here, layout):
            if target is None:
                seen_outside = True
                continue
            place = _at(target, path, files, layout)
            if place:
                return place
    if seen_outside or _served_from_elsewhere(href, files, layout):
        return OUTSIDE
    return _other_case(href, here, files, layout)


def vantage(href: str, here: str, layout: Layout) -> str:
    """As much of `here` as matters for where a link leads: the folder, but for relative links of pages that are folders to their readers."""
    return here if layout.pages_are_folders and not href.startswith("/") else posixpath.dirname(here)


def _served_from_elsewhere(href: str, files: Files, layout: Layout) -> bool:
    """An image or download under the root of a site whose folder of such files is not in the corpus: a theme has them, or a build."""
    if (layout.root is None and not layout.is_site) or not href.startswith("/") or not is_asset(href):
        return False
    root = layout.root or ""
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


def _targets(path: str, here: str, layout: Layout) -> Iterator[str | None]:
    """The paths under the root that a link may mean; None is one that leaves the root."""
    if not path.startswith("/"):
        yield _joined(posixpath.dirname(here), path)
        # A page with a route of its own is a folder to its readers: `../other` of `a.md` served as `a/` is `other`.
        if layout.pages_are_folders:
            yield _joined(posixpath.splitext(here)[0], path)
        return
    yield _joined(layout.root or "", path.lstrip("/"))
    if layout.root is None:
        folder = posixpath.dirname(here)
        while folder:
            yield _joined(folder, path.lstrip("/"))
            folder = posixpath.dirname(folder)
        for content in layout.content:
            yield _joined(content, path.lstrip("/"))
    for served in _SERVED:
        yield _joined(posixpath.join(posixpath.dirname(layout.root or ""), served), path.lstrip("/"))
        yield _joined(served, path.lstrip("/"))


def _joined(folder: str, path: str) -> str | None:
    joined = posixpath.normpath(posixpath.join(folder, path)) if path else folder
    if joined == ".." or joined.startswith("../"):
        return None
    return "" if joined == "." else joined.lstrip("/")


def _at(target: str, written: str, files: Files, layout: Layout) -> Place | None:
    if files.has(target):
        return Place("file", target)
    if target in files.folders:
        page = files.page_of(target)
        return Place("file", page) if page else Place("folder", target)
    for name in _served_names(target, layout):
        if files.has(name):
            return Place("file", name)
    if layout.is_site or layout.root is not None or written.startswith("/"):
        # Declared routes are written from the site's root, wherever its files stand.
        article = files.routed(target) or (files.routed(written) if written.startswith("/") else None)
        if article:
            return Place("file", article)
    return None


def _served_names(target: str, layout: Layout) -> Iterator[str]:
    """File names that a publisher serves under this one."""
    stem, suffix = posixpath.splitext(target)
    if suffix in (".html", ".htm") and layout.html_names:
        yield stem + ".md"
        yield stem + ".markdown"
    if not _ASSET_LIKE.search(target) or layout.is_site:
        yield target + ".md"
        yield target + ".mdx"
        yield target + ".markdown"


def _other_case(href: str, here: str, files: Files, layout: Layout) -> Place:
    path = unquote(href.partition("?")[0])
    for target in _targets(path, here, layout):
        if not target:
            continue
        known = files.alike(target)
        if known and known != target:
            return Place("variant", known, rewritten(href, known, here, layout))
    return MISSING


def rewritten(href: str, path: str, here: str, layout: Layout) -> str:
    """The link to `path` in the manner of `href`: relative or from the root, encoded or not, with its query."""
    if href.startswith("/"):
        inside = path.removeprefix(layout.root.rstrip("/") + "/") if layout.root else path
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


def without_suffix(before: str, href: str, path: str) -> str:
    """A new link in the manner of the one before: one without suffix, or to a folder, stays one."""
    suffix = posixpath.splitext(path)[1]
    written = unquote(before.partition("?")[0])
    if written.endswith(suffix) or not suffix or posixpath.splitext(written)[1]:
        return href
    head, query, tail = href.partition("?")
    bare = head.rstrip("/").removesuffix(suffix)
    folder, _, name = bare.rpartition("/")
    if name.lower() in FOLDER_PAGES:
        bare = folder or "."
    return bare + ("/" if written.endswith("/") else "") + query + tail
