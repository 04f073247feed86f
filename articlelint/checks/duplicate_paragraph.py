"""The same paragraph twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article, Block, Section
from articlelint.model.diagnostics import Edit, Finding, Fix, Severity
from articlelint.text.source import Span

# Fields of a data sheet, broken fences of code, and what goes on after a formula: "where ...".
_FIELD = re.compile(
    r"\*\*|__|'''|<|``|[*_]{1,3}[^*_\r\n]{1,60}[*_]{1,3}[.:]|(?:[^\W\d_][\w-]*[ \t]){0,2}[\w-]+:[ \t]|(?=[a-z])[^\W_]"
)
# The terms of a definition list and lines of shortcodes are not prose that was pasted twice.
_DEFINES = re.compile(r"[\r\n][ \t]{0,3}:[ \t]|\A\{\{[<%]|\A\{%")
_OPENS = (":", ":**", ":*", ":__", ":_", ":</p>")  # "The output is:" before each sample
_HEAD = 30
_ENTRIES = 12  # sections side by side; more of them than an article about one subject has
_AFTER = re.compile(r"[ \t]*(?:\r\n?|\n)?(?:[ \t]*(?:\r\n?|\n))*")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`min_words`: shorter paragraphs may be repeated."""

    min_words: int = 12


@check()
def duplicate_paragraph(article: Article, options: Options) -> Iterator[Finding]:
    """Compares words: line breaks and blanks do not matter. Fields of a data sheet (`**Armour** leather`) repeat by nature."""
    repeated = list(_repeated(article, options))
    kept = _whole_sections(article, {block.span for block, _ in repeated})
    formulas = _formulas(article, repeated)
    for block, first in repeated:
        place = article.source.place(first.start)
        message = f"this paragraph stands in line {place['line']} already"
        formula = first in formulas
        fix = None if formula or block.inside or block.span in kept else _removal(article, block)
        severity: Severity | None = "info" if formula else None
        yield Finding(
            block.span, message, "keep it where it belongs, once", fix, {"first": place}, severity,
        )  # fmt: skip


def _repeated(article: Article, options: Options) -> Iterator[tuple[Block, Span]]:
    """The paragraphs that stand in the article already, and where."""
    shortest = options.min_words * 2
    text = article.text
    alike: dict[tuple[str, str], list[Block]] = {}  # equal paragraphs begin and end alike
    for block in article.blocks:
        start, end = block.span
        if block.kind == "paragraph" and end - start >= shortest and "list" not in block.inside:
            alike.setdefault((text[start : start + _HEAD].split(None, 1)[0], text[end - 1]), []).append(block)
    seen: dict[str, Span] = {}
    candidates = [block for blocks in alike.values() if len(blocks) > 1 for block in blocks]
    for block in sorted(candidates, key=lambda each: each.span):
        start, end = block.span
        words = text[start:end].split()
        if (
            _DEFINES.search(text, start, end)
            or len(words) < options.min_words
            or words[-1].endswith(_OPENS)
            or _FIELD.match(text, start)
        ):
            continue
        first = seen.setdefault(" ".join(words), block.span)
        if first is not block.span and sum(any(map(str.isalpha, word)) for word in words) >= options.min_words:
            yield block, first


def _formulas(article: Article, repeated: Sequence[tuple[Block, Span]]) -> set[Span]:
    """First places of what is said of several entries alike, each time in a section of its own."""
    if not repeated:
        return set()
    sections = [section for section in article.walk() if section.heading]
    starts = [section.span.start for section in sections]
    crowded = {section.span for siblings in _rows(article.sections) for section in siblings}
    places: dict[Span, list[Section]] = {}
    for block, first in repeated:
        for span in (first, block.span) if first not in places else (block.span,):
            place = bisect_right(starts, span.start) - 1
            places.setdefault(first, []).extend(sections[place : place + 1] if place >= 0 else ())
    return {first for first, homes in places.items() if _are_entries(homes, crowded)}


def _rows(sections: Sequence[Section]) -> Iterator[Sequence[Section]]:
    """Sections side by side, where they are so many that they are entries of a collection."""
    for section in sections:
        yield from _rows(section.children)
    if len(sections) >= _ENTRIES:
        yield sections


def _are_entries(homes: Sequence[Section], crowded: Collection[Span]) -> bool:
    """Whether three sections hold the paragraph, or two with one heading, or two of a long row."""
    if len({home.span for home in homes}) < max(2, len(homes)):
        return False
    names = {home.heading.text.casefold() for home in homes if home.heading}
    return len(homes) > 2 or len(names) == 1 or all(home.span in crowded for home in homes)


def _whole_sections(article: Article, repeated: set[Span]) -> set[Span]:
    """The paragraphs that cannot go, because nothing would be left of their section."""
    if not repeated:
        return set()
    return {
        block.span
        for section in article.walk()
        if all(block.span in repeated or block.kind in ("comment", "break") for block in section.blocks)
        for block in section.blocks
    }


def _removal(article: Article, block: Block) -> Fix:
    start, end = block.span
    after = _AFTER.match(article.text, end)
    end = after.end() if after else end
    if end == len(article.text):  # the blank lines before the last paragraph would end the file
        kept = len(article.text[:start].rstrip())
        line_end = _LINE_END.match(article.text, kept)
        start = line_end.end() if line_end else kept
    return Fix((Edit(start, end, ""),), "unsafe")
