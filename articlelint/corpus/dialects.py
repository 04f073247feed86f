"""Which link and anchor dialects a corpus is written in: as configured, else told from the files that stand in it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from typing import NamedTuple

from articlelint.config.settings import Settings

_WIKI_MARKS = (
    ("obsidian", "folder", ".obsidian"),
    ("foam", "folder", ".foam"),
    ("gollum", "file", "_sidebar.md"),
    ("gollum", "file", "_footer.md"),
    ("gollum", "file", "_header.md"),
    ("gollum", "file", ".redirects.gollum"),
)
_SITE_MARKS = {
    "mkdocs.yml": "mkdocs", "mkdocs.yaml": "mkdocs", "zensical.toml": "mkdocs",
    "docusaurus.config.js": "docusaurus", "docusaurus.config.ts": "docusaurus", "docusaurus.config.mjs": "docusaurus",
    "hugo.toml": "hugo", "hugo.yaml": "hugo", "hugo.yml": "hugo", "hugo.json": "hugo", "_index.md": "hugo",
    "_config.yml": "jekyll", "_config.yaml": "jekyll", "_config.toml": "jekyll",
    "book.toml": "mdbook", "gatsby-config.js": "gatsby", "gatsby-config.ts": "gatsby",
    "astro.config.mjs": "astro", "astro.config.ts": "astro", "astro.config.js": "astro",
    ".eleventy.js": "eleventy", "eleventy.config.js": "eleventy", "eleventy.config.mjs": "eleventy",
}  # fmt: skip
_SITE_FOLDERS = {".vitepress": "vitepress", ".vuepress": "vitepress"}
_ANCHORS_OF_SITE = {"mkdocs": "mkdocs", "docusaurus": "docusaurus"}


class Dialects(NamedTuple):
    """How links and anchors are read, the site generator if one is seen, and why.

    `site_folder` is where the generator's own files stand. `sure` tells that the anchor dialect was configured.
    """

    links: str = "markdown"
    anchors: str = "github"
    site: str = ""
    site_folder: str = ""
    sure: bool = False
    reasons: tuple[str, ...] = ()

    def anchors_for(self, path: str, format: str) -> tuple[str, ...]:
        """The dialects in which an anchor of this article may be written; the first is the one to suggest in.

        A repository that builds a site has files beside the site's, which are read on the forge.
        """
        if format == "wikitext" and not self.sure:
            return ("mediawiki",)
        if self.anchors == "mkdocs":
            own = ("mkdocs", "mkdocs-unicode")
            inside = path.startswith(posixpath.join(self.site_folder, "docs/"))
            return own if self.sure or inside else (*own, "github")
        if self.anchors == "obsidian":
            return ("obsidian", "github")
        if self.links == "gollum" and not self.sure:
            return ("gollum", "github")
        return (self.anchors,)


def detect(files: Collection[str], settings: Settings) -> Dialects:
    """The dialects of a corpus. The files' names tell; where they say nothing, plain Markdown as GitHub shows it."""
    marks = (
        _marks(files) if "auto" in (settings.link_dialect, settings.anchor_dialect) or not settings.site_root else {}
    )
    reasons: list[str] = []
    site, site_mark = marks.get("site", ("", ""))
    if site:
        reasons.append(f"site generator {site}: `{site_mark}`")
    links: str = settings.link_dialect
    if links == "auto":
        links, mark = marks.get("links", ("markdown", ""))
        reasons.append(f"link dialect {links}: " + (f"`{mark}`" if mark else "no file tells of another"))
    else:
        reasons.append(f"link dialect {links}: configured")
    anchors: str = settings.anchor_dialect
    if anchors == "auto":
        anchors, why = _anchors(links, site, marks)
        reasons.append(f"anchor dialect {anchors}: {why}")
    else:
        reasons.append(f"anchor dialect {anchors}: configured")
    return Dialects(
        links, anchors, site, posixpath.dirname(site_mark), settings.anchor_dialect != "auto", tuple(reasons)
    )


def _anchors(links: str, site: str, marks: dict[str, tuple[str, str]]) -> tuple[str, str]:
    if links in ("obsidian", "mediawiki"):
        return links, "as the links"
    if site in _ANCHORS_OF_SITE:
        return _ANCHORS_OF_SITE[site], f"as {site} makes them"
    if "gitlab" in marks:
        return "gitlab", f"`{marks['gitlab'][1]}`"
    return "github", "no file tells of another"


_NAMES = frozenset([*_SITE_MARKS, ".gitlab-ci.yml", *(mark for _, what, mark in _WIKI_MARKS if what == "file")])
_FOLDERS = frozenset([*_SITE_FOLDERS, *(mark for _, what, mark in _WIKI_MARKS if what == "folder")])
_MARKS = [mark.lower() for mark in sorted(_NAMES | _FOLDERS)]


def _hints(mark: str) -> tuple[str, ...]:
    """What stands in a list of paths that holds this name: the same for many names."""
    if mark[0] in "._":
        return (f"/{mark[0]}", f"\n{mark[0]}")
    return ("config." if "config." in mark else f"{mark.rpartition('.')[0]}.",)


_HINTS = sorted({hint for mark in _MARKS for hint in _hints(mark)})


def _telling(files: Collection[str]) -> Iterator[str]:
    """The files whose names, or a folder's that they stand in, are marks: nearly none of them."""
    text = "\n".join(("", *files)).lower()
    for pieces in (_HINTS, _MARKS):  # quicker than to look at each file
        if not any(piece in text for piece in pieces):
            return
    folders: dict[str, bool] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        telling = folders.get(folder)
        if telling is None:
            telling = folders[folder] = not _FOLDERS.isdisjoint(folder.split("/"))
        if telling or name.lower() in _NAMES:
            yield path


def _marks(files: Collection[str]) -> dict[str, tuple[str, str]]:
    """What the files' names give away: by topic, the answer and the file that told it, the one nearest the root."""
    found: dict[str, tuple[int, int, str, str]] = {}

    def note(topic: str, rank: int, answer: str, path: str) -> None:
        said = (path.count("/"), rank, path, answer)
        if topic not in found or said < found[topic]:
            found[topic] = said

    for path in _telling(files):
        folder, _, name = path.rpartition("/")
        low = name.lower()
        if low in _SITE_MARKS:
            # `_index.md` is a page, not a configuration: any other mark is a better witness.
            note("site" if low != "_index.md" else "hugo", 0, _SITE_MARKS[low], path)
        elif low == ".gitlab-ci.yml":
            note("gitlab", 0, "gitlab", path)
        for rank, (dialect, what, mark) in enumerate(_WIKI_MARKS):
            if (what == "file" and low == mark) or (what == "folder" and mark in path and mark in folder.split("/")):
                note("links", rank, dialect, path if what == "file" else path[: path.index(mark) + len(mark)])
        for mark, site in _SITE_FOLDERS.items():
            if mark in folder and mark in folder.split("/"):
                note("site", 1, site, path[: path.index(mark) + len(mark)])
    if "site" not in found and "hugo" in found:
        found["site"] = found["hugo"]
    return {topic: (answer, path) for topic, (_, _, path, answer) in found.items()}
