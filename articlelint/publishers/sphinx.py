"""Sphinx with MyST: documents and labels, which Markdown links, roles and directives name; conf.py is read for plain literals only."""

from __future__ import annotations

import fnmatch
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import myst, site
from articlelint.publishers.publisher import Evidence
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import ANYTHING, Anchoring, github_slug
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import OUTSIDE, UNKNOWN, Files, Front, Place

_GENERATORS = (
    "autosummary",
    "autoapi",
    "sphinx_gallery",
    "apidoc",
    "autodoc2",
    "breathe",
    "exhale",
    "sphinx_multiversion",
)
_RST_LABEL = re.compile(
    r"^[ \t]*\.\. _`?([^`\n]+?)`?:[ \t]*$|^[ \t]+:name:[ \t]*+(\S++(?:[ \t]++\S++)*+)[ \t]*+$", re.MULTILINE
)
_MOST_READ = 500  # files of reStructuredText that are looked into for labels
LABEL = "label"  # what `refine` notes of the labels that an article sets, for all others to know
_DOCUMENTS = (".md", ".rst", ".ipynb", ".myst", ".txt")
_NOT_ID = re.compile(r"[^a-z0-9]+")


def docutils_id(heading: str) -> str:
    """Docutils' ids: ASCII letters and digits, everything else one hyphen, none at the ends, no digits first."""
    plain = unicodedata.normalize("NFKD", heading.lower()).encode("ascii", "ignore").decode()
    return _NOT_ID.sub("-", " ".join(plain.split())).lstrip("-0123456789").rstrip("-")


def _numbered(slugs: Iterable[str]) -> Iterator[str]:
    """Docutils' duplicates, and what has no letters: `id1`, `id2`."""
    taken: set[str] = set()
    count = 0
    for slug in slugs:
        unique = slug
        while not unique or unique in taken:
            count += 1
            unique = f"id{count}"
        taken.add(unique)
        yield unique


DOCUTILS = Anchoring("docutils", docutils_id, _numbered)
SLUGS = Anchoring("myst", github_slug)


@dataclass(frozen=True, slots=True)
class Sphinx(Site):
    """A project of Sphinx that reads Markdown. `labels` are those of documents that are no Markdown."""

    name: ClassVar[str] = "sphinx"
    rank: ClassVar[int] = -1
    weak_marks: ClassVar[tuple[str, ...]] = ("conf.py",)  # of many tools: only with MyST in it

    excluded: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    levels: int = 0  # of headings that have slugs
    open_labels: bool = False  # other projects, notebooks or extensions set labels too
    open_documents: bool = False  # extensions make documents

    @classmethod
    def evidence(cls, sources: Sources) -> Evidence | None:
        """A conf.py that names MyST."""
        found = [path for path in sources.marks.get("conf.py", ()) if "myst" in (sources.read(path) or "")]
        return min((Evidence(0, path.count("/"), cls.rank, path) for path in found), default=None)

    def configure(self, sources: Sources) -> Self:
        """As conf.py says in plain literals."""
        data = _literals(sources.read(posixpath.join(self.folder, "conf.py")) or "")
        if (
            data is None
            or data.get("exclude_patterns", ()) is None
            or data.get("extensions") is None
            or "source_suffix" in data
        ):
            return self
        extensions = [str(each) for each in data["extensions"]]
        others = [path for path in sources.files if path.endswith((".rst", ".ipynb")) and path.startswith(self.folder)]
        texts = (sources.read(path) or "" for path in others[:_MOST_READ] if path.endswith(".rst"))
        levels = data.get("myst_heading_anchors", 0)
        return replace(
            self,
            known=True,
            excluded=(*map(str, data.get("exclude_patterns", ())), "_build"),
            labels=tuple(sorted({_label(one or two) for text in texts for one, two in _RST_LABEL.findall(text)})),
            levels=levels if isinstance(levels, int) else 7,
            open_labels=bool(data.get("intersphinx_mapping", {}) is None or data.get("intersphinx_mapping"))
            or any(each in name for name in extensions for each in ("autosectionlabel", "autodoc", *_GENERATORS))
            or len(others) > _MOST_READ
            or any(path.endswith(".ipynb") for path in others),
            open_documents=any(each in name for name in extensions for each in _GENERATORS) or "setup" in data,
            has_wikilinks=False,
        )

    # Documents.

    def covers(self, path: str) -> bool:
        """What stands in the folder of conf.py."""
        return self._inside(path) is not None

    def _inside(self, path: str) -> str | None:
        if not self.folder:
            return path
        return path[len(self.folder) + 1 :] if path.startswith(self.folder + "/") else None

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """By path, if no pattern excludes it."""
        inside = self._inside(path) or ""
        return () if self._is_excluded(inside) else (f"/{posixpath.splitext(inside)[0]}.html",)

    def _is_excluded(self, inside: str) -> bool:
        """Sphinx matches whole paths, and folders with all that they hold; `*` ends at a slash."""
        steps = inside.split("/")
        heads = ["/".join(steps[: at + 1]) for at in range(len(steps))]
        return any(_matches(head, pattern) for pattern in self.excluded for head in heads)

    def _document(self, target: str, here: str, files: Files) -> str | None:
        """The document of this name, without suffix: from the folder of the article, or with a slash from that of conf.py."""
        base = self.folder if target.startswith("/") else posixpath.dirname(here)
        wanted = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
        for suffix in _DOCUMENTS:
            if files.has(wanted + suffix) and not self._is_excluded(self._inside(wanted + suffix) or ""):
                return wanted + suffix
        return None

    def _all_labels(self, files: Files) -> frozenset[str]:
        return files.table(
            "sphinx-labels",
            lambda: frozenset(
                (*self.labels, *(said for front in files.fronts.values() for key, said in front if key == LABEL))
            ),
        )

    # Links.

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """A file, a document without its suffix, or a label; nothing else."""
        path = unquote(href)
        base = self.folder if path.startswith("/") else posixpath.dirname(here)
        source = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        if files.has(source):
            if source.endswith(_DOCUMENTS[:4]) and self._is_excluded(self._inside(source) or ""):
                return Place("missing", note=f"{site.DEAD}: exclude_patterns has it")
            return Place("file", source)
        if document := self._document(path, here, files):
            return Place("file", document)
        if _label(path) in self._all_labels(files):
            return OUTSIDE
        unsure = self.open_documents or (self.open_labels and not path.endswith(MARKDOWN))
        return UNKNOWN if unsure else self.dead(href, here, files)

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """`{ref}` finds labels, `{doc}` and toctrees documents, others files."""
        if not self.known or not self.covers(here) or site.is_outside(target):
            return UNKNOWN
        if name == "ref":
            if _label(target) in self._all_labels(files) or target in ("genindex", "modindex", "search"):
                return OUTSIDE
            return UNKNOWN if self.open_labels else Place("missing")
        if name == "doc":
            document = self._document(target, here, files)
            if document or target in ("self", "genindex", "modindex", "search"):
                return Place("file", document) if document else OUTSIDE
            return UNKNOWN if self.open_documents else Place("missing")
        if name == "file":
            base = self.folder if target.startswith("/") else posixpath.dirname(here)
            source = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            return Place("file", source) if files.has(source) else Place("missing")
        return UNKNOWN if self.open_documents else Site.locate_shortcode(self, name, target, here, files)

    def write_shortcode(self, name: str, target: str, path: str, here: str) -> str:
        """A document is named without its suffix."""
        inside = self._inside(path) or path
        new = f"/{inside}" if target.startswith("/") else posixpath.relpath(path, posixpath.dirname(here) or ".")
        return posixpath.splitext(new)[0] if name == "doc" else new

    def write_link(self, href: str, path: str, here: str) -> str:
        """By path; from the folder of conf.py where it begins with a slash."""
        inside = self._inside(path)
        return (
            f"/{inside}"
            if self.known and href.startswith("/") and inside
            else super(Site, self).write_link(href, path, here)
        )

    def refine(self, facts: Facts, article: Article) -> Facts:
        """Labels, roles, directives, and the links of prose that directives hold."""
        facts = Site.refine(self, facts, article)
        if not self.known or not self.covers(facts.path) or facts.format != "markdown":
            return facts
        page = myst.read(article)
        ids = {each for way in (SLUGS, DOCUTILS) for each in way.anchors(facts.headings)}
        labels = frozenset((*page.labels, *facts.anchors))
        found = [each for each in facts.references if not myst.is_comment(article.text, each.whole.start)]
        references = [_by_label(each, ids, labels) for each in (*found, *page.references)]
        anchors = (
            *facts.anchors,
            *page.labels,
            *map(docutils_id, page.labels),
            *((ANYTHING,) if page.includes else ()),
        )
        return replace(
            facts,
            front=(*facts.front, *((LABEL, _label(each)) for each in dict.fromkeys((*page.labels, *facts.anchors)))),
            anchors=anchors,
            references=tuple(sorted(references, key=lambda each: each.whole)),
        )

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """Docutils' ids, and GitHub's slugs where MyST makes them."""
        if not self.known or not self.covers(path):
            return Site.anchorings(self, path, sure=sure)
        return (SLUGS, DOCUTILS) if self.levels else (DOCUTILS,)


def _by_label(reference: Reference, ids: set[str], labels: frozenset[str]) -> Reference:
    """`[x](#label)` finds what other documents set, unless the page itself has a place of this name."""
    fragment = reference.fragment
    if reference.kind != "link" or reference.target or not fragment or unquote(fragment) in ids or fragment in labels:
        return reference
    return replace(reference, kind="shortcode", target=fragment, fragment=None, label="ref")


def _label(name: str) -> str:
    """A label as docutils compares it."""
    return " ".join(name.lower().split())


def _matches(path: str, pattern: str) -> bool:
    pattern = pattern.rstrip("/")
    if "**" not in pattern and pattern.count("/") != path.count("/"):
        return False
    return path == pattern or fnmatch.fnmatchcase(path, pattern.removeprefix("**/") if "/" not in path else pattern)


def _literals(text: str) -> Mapping[str, Any] | None:
    """What a Python file assigns to names at its top level, where that is a plain literal; None for what is computed."""
    import ast  # only where there is a conf.py

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except (ValueError, TypeError, RecursionError):
                found[node.targets[0].id] = None
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = None
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = node.name
    return found
