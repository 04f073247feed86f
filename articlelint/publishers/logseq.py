"""Logseq: a graph of pages and journals. Pages need no file, so no wiki link is ever dead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from urllib.parse import unquote

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Evidence, Publisher, Role
from articlelint.publishers.slugs import BY_WORDS, GITHUB, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Corpus, Files, Place, Target, WikiLink
from articlelint.text.source import Span

# `title:: Mast` and `alias:: Ship, Boat` in the first block of a page.
_PROPERTY = re.compile(r"^(?:- )?[ \t]*(title|alias)::[ \t]*(\S[^\r\n]*)$", re.MULTILINE | re.IGNORECASE)
_FIRST_BLOCK = re.compile(r"(?:(?:- )?[ \t]*[\w-]+::[^\r\n]*(?:\r?\n|\Z)|[ \t]*\r?\n)*")
_DAY = re.compile(r"(\d{4})[_-](\d{2})[_-](\d{2})\Z")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BRACKETS = re.compile(r"\[\[|\]\]|#")
_TARGET_SYNTAX = ("[[", "((", "#[[")


@dataclass(frozen=True, slots=True)
class Logseq(Publisher):
    """A graph. Its pages stand in `pages/`, where `___` is the slash of a namespace, and its journals in `journals/`."""

    name: ClassVar[str] = "logseq"
    role: ClassVar[Role] = "wiki"
    rank: ClassVar[int] = 0
    marks: ClassVar[tuple[str, ...]] = ("logseq/",)
    own_anchors: ClassVar[bool] = True
    own_links: ClassVar[bool] = True
    # A page has no heading, and ends in an empty bullet.
    unreported: ClassVar[frozenset[str]] = frozenset({"structure/missing-title", "sections/empty-list-item"})

    @classmethod
    def evidence(cls, sources: Sources) -> Evidence | None:
        """A folder `logseq` with the graph's config, or `pages` and `journals` side by side whose files begin with bullets."""
        for folder in sources.marks.get("logseq/", ()):
            if any(f"{folder}/{name}" in sources.files for name in ("config.edn", "custom.css")):
                return Evidence(0, folder.count("/"), cls.rank, folder)
        days = [path for path in sources.files if "journals/" in path and _DAY.search(posixpath.splitext(path)[0])]
        if not days:
            return None
        folder = posixpath.dirname(posixpath.dirname(min(days)))
        pages = posixpath.join(folder, "pages/")
        if not any(path.startswith(pages) for path in sources.files) or not (sources.read(min(days)) or "").startswith(
            "-"
        ):
            return None
        return Evidence(
            1, folder.count("/"), cls.rank, posixpath.join(folder, "pages"), f"`{pages}` beside journals in bullets"
        )

    def refine(self, facts: Facts, article: Article) -> Facts:
        """A page is called by its file or its `title::`, a journal by its day; `alias::` names it too."""
        if facts.format != "markdown":
            return facts
        lines = _properties(article.text)
        said = next((line for line in lines if line[1].lower() == "title"), None)
        title = said[2].strip() if said else _page_name(facts.path)
        span = Span(said.start(2), said.start(2) + len(title)) if said else facts.title_span
        headed = (facts.title,) if facts.title and facts.title != title else ()
        aliases = (
            _BRACKETS.sub("", name).strip()
            for line in lines
            if line[1].lower() == "alias"
            for name in line[2].split(",")
        )
        return replace(
            facts,
            title=title,
            title_span=span,
            names=(*_days(facts.path), *headed),
            aliases=tuple(filter(None, dict.fromkeys((*facts.aliases, *aliases)))),
            references=tuple(each for each in facts.references if not _stands_in(each, lines)),
        )

    def title_of_file(self, path: str) -> str | None:
        """Pages are called by their files."""
        return _page_name(path)

    def file_of_title(self, title: str) -> str | None:
        """A slash is written `___`."""
        return title.replace("/", "___")

    def locate(self, href: str, here: str, files: Files) -> Place:
        """`[mast]([[Mast]])` and `[block](((uuid)))` lead to pages and blocks."""
        if href.startswith(_TARGET_SYNTAX):
            return UNKNOWN
        return Publisher.locate(self, href, here, files)

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """The words of headings; GitHub's where the files are read there."""
        return (BY_WORDS, GITHUB)

    def read_wikilink(self, reference: Reference) -> WikiLink | None:
        """The page may hold any sign, `#` too."""
        link = wikilinks.in_markdown(reference)
        return link and link._replace(page=_BRACKETS.sub("", link.page))

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """By name or alias; what nobody has written yet is a page without a file, open by design."""
        answer = corpus.lookup(link.page)
        if answer.status == "exact":
            return wikilinks.file(answer.paths[0])
        same_case = answer.status == "variant" and answer.kind == "case"
        return wikilinks.file(answer.paths[0]) if same_case and len(answer.paths) == 1 else None

    def write_wikilink(self, before: str, page: str) -> str:
        """A page's name has slashes where its file has `___`."""
        return _decoded(page)


def _decoded(name: str) -> str:
    """The name that a file stands for: `term___hull` and `term%2Fhull` are `term/hull`."""
    return unquote(name.replace("___", "/"))


def _page_name(path: str) -> str:
    return _decoded(posixpath.splitext(posixpath.basename(path))[0])


def _properties(text: str) -> list[re.Match[str]]:
    """The lines of a page's first block that say what it is called."""
    match = _FIRST_BLOCK.match(text)
    return list(_PROPERTY.finditer(text, 0, match.end())) if match else []


def _stands_in(reference: Reference, lines: Iterable[re.Match[str]]) -> bool:
    """Whether a reference is a name that the page gives itself."""
    return any(line.start() <= reference.span.start < line.end() for line in lines)


def _days(path: str) -> tuple[str, ...]:
    """How the links of a graph write a journal's day: `Jan 2nd, 2024` unless its config says otherwise."""
    match = _DAY.match(posixpath.splitext(posixpath.basename(path))[0])
    if not match:
        return ()
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return ()
    ending = "th" if 10 < day.day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return (f"{_MONTHS[day.month - 1]} {day.day}{ending}, {day.year}", f"{day:%Y-%m-%d}")
