"""A heading with nothing under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from articlelint.engine.rule import check
from articlelint.model.article import Article, Block, Section
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.parsing.visible_tags import shows_something
from articlelint.text.appendices import canonical

_TAGS = re.compile(r"<[^<>]*>|<!--.*?(?:-->|\Z)", re.DOTALL)
# The metadata of a page whose fence is broken reads as a heading; metadata/invalid-front-matter tells it.
_LOST_FRONT_MATTER = re.compile(r"title ?: ", re.IGNORECASE)
_TABLE_HEAD = re.compile(r"\s*[^\r\n]*\|[^\r\n]*\r?\n[ \t]*(?=[^\r\n]*-)[ \t:|-]+\s*")
_INCLUDED = re.compile(r"<!--\s*@include:")
_LONGEST_PLACEHOLDER = 200
_LONGEST_HEAD = 2_000  # of a table
_NEVER = frozenset({"comment", "item", "break"})
_EMPTY_TEMPLATE = re.compile(r"\{\{\s*empty[ _-]?section\b", re.IGNORECASE)
_TRIM = " \t\r\n*_'\".:!()[]<>-–—"
_LINKED = frozenset({"references", "notes", "external-links", "further-reading", "bibliography"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`placeholders` are texts, in any case, that do not count as content when they stand alone."""

    placeholders: tuple[str, ...] = ()


@check()
def empty_section(article: Article, options: Options) -> Iterator[Finding]:
    """Judges leaf sections only: a parent lives from its children."""
    placeholders = _folded(options.placeholders)
    linked: frozenset[str] | None = None
    for section in article.walk():
        if section.children or (
            any(_is_content(article, section, block, placeholders) for block in section.blocks)
            and not _is_bare_table(article, section)
        ):
            continue
        heading = section.heading
        if heading is None or _may_be_parent(article, section) or _LOST_FRONT_MATTER.match(heading.text):
            continue
        named = f"section `{heading.text}`" if heading.text else "a section without a name"
        linked = _linked(article) if linked is None else linked
        fix = _removal(article, section) if _letters(heading.text) not in linked else None
        yield Finding(heading.span, f"{named} is empty", "write it, or remove its heading", fix)


def _is_bare_table(article: Article, section: Section) -> bool:
    """Whether a Markdown section holds the head of a table and no row."""
    if article.format != "markdown" or section.heading is None or any(b.kind != "cell" for b in section.blocks):
        return False
    if section.span.end - section.heading.whole.end > _LONGEST_HEAD:
        return False
    return _TABLE_HEAD.fullmatch(article.text, section.heading.whole.end, section.span.end) is not None


@cache
def _folded(placeholders: tuple[str, ...]) -> frozenset[str]:
    return frozenset(text.casefold().strip(_TRIM) for text in placeholders) | {""}


def _is_content(article: Article, section: Section, block: Block, placeholders: frozenset[str]) -> bool:
    if block.kind in _NEVER:
        # VitePress puts a file there: `<!--@include: ./parts/basics.md-->`.
        return block.kind == "comment" and _INCLUDED.match(article.text, block.span.start) is not None
    if block.kind == "definition":  # shown to nobody, but what a list of references is made of
        return section.heading is not None and canonical(section.heading.text, article.language) in _LINKED
    length = block.span.end - block.span.start
    if block.kind == "template":
        return not _EMPTY_TEMPLATE.match(article.text, block.span.start)
    if block.kind == "html" or (length < 400 and article.text.startswith("<", block.span.start)):
        words = article.source.slice(block.span)
        return shows_something(article, words) or _TAGS.sub("", words).casefold().strip(_TRIM) not in placeholders
    if length > _LONGEST_PLACEHOLDER or block.kind in ("code", "math", "media"):
        return True
    return article.source.slice(block.span).casefold().strip(_TRIM) not in placeholders


def _may_be_parent(article: Article, section: Section) -> bool:
    """Levels in plain text are guesses: a heading right before another may hold it, unless it is a known appendix section."""
    heading = section.heading
    if heading is None or not heading.inferred or section.blocks:
        return False
    return section.span.end < len(article.text.rstrip()) and not canonical(heading.text, article.language)


def _removal(article: Article, section: Section) -> Fix | None:
    """Takes the section out, and the blank lines before it when it is the last; keeps what others may refer to."""
    if any(block.kind in ("definition", "html", "template") for block in section.blocks):
        return None
    text = article.text
    start, end = section.span
    if not text[end:].strip():
        kept = len(text[:start].rstrip())
        line_end = re.compile(r"\r\n?|\n").match(text, kept)
        start, end = (line_end.end() if line_end else kept), len(text)
    return Fix((Edit(start, end, ""),), "unsafe")


def _linked(article: Article) -> frozenset[str]:
    """The sections that a table of contents, or any link in the article, leads to."""
    own = (each.fragment for each in article.references if each.fragment and not each.target)
    return frozenset(_letters(unquote(fragment)) for fragment in own)


def _letters(text: str) -> str:
    """What is left of a heading in the anchors of all publishers."""
    return "".join(c for c in text.casefold() if c.isalnum())
