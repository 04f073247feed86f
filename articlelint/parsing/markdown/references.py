"""References and inlines of a whole Markdown article, found in one pass when either is first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from articlelint.model.article import Article, Block, Inline, Reference
from articlelint.parsing.crossref import crossrefs
from articlelint.parsing.markdown.inlines import scan
from articlelint.parsing.markdown.links import Context, linking_attributes
from articlelint.parsing.markdown.positions import Paper
from articlelint.parsing.markdown.state import TRIGGER, Definitions, Scanner
from articlelint.text.appendices import canonical
from articlelint.text.source import make_span

_TEXT_KINDS = frozenset({"paragraph", "cell"})
_QUOTED = frozenset({"quote", "callout"})
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass
class Scan:
    """What the block reader knows that the inline scanner needs, and what the scanner found."""

    paper: Paper
    scanner: Scanner | None = field(default=None)

    def references(self, article: Article) -> tuple[Reference, ...]:
        """Every reference, markup or words, each with the appendix section it stands in."""
        return tuple(sorted((*self._scanned(article).references, *crossrefs(article)), key=_place))

    def inlines(self, article: Article) -> tuple[Inline, ...]:
        """What is not plain prose inside the blocks and headings."""
        return tuple(Inline(kind, make_span((start, end))) for start, end, kind in sorted(self._scanned(article).holes))  # type: ignore[arg-type]

    def _scanned(self, article: Article) -> Scanner:
        if self.scanner is None:
            definitions = Definitions(article.text, self.paper.definitions, self.paper.footnotes)
            self.scanner = Scanner(definitions)
            _scan(article, self.scanner)
        return self.scanner


def _place(reference: Reference) -> tuple[int, int]:
    return reference.whole


def _scan(article: Article, scanner: Scanner) -> None:
    text = article.text
    find = TRIGGER.search
    section_at = _appendices(article)
    for block in article.blocks:
        start, end = block.span
        kind = block.kind
        if kind in _TEXT_KINDS:
            match = find(text, start, end)
            if match:
                context = Context(start, section_at(start), kind == "cell")
                scan(scanner, view_of(text, block), context, match.start() - start)
        elif kind == "html" and "=" in (html := text[start:end]):
            html = _COMMENT.sub(lambda match: " " * len(match[0]), html)
            scanner.references += linking_attributes(html, Context(start, section_at(start)))
    for heading in article.all_headings:
        start, end = heading.span
        if find(text, start, end):
            scan(scanner, text[start:end], Context(start, section_at(start)))


def view_of(text: str, block: Block) -> str:
    """A block's text, with what belongs to the quotes around it blanked."""
    start, end = block.span
    lines = block.lines
    if len(lines) == 1 or _QUOTED.isdisjoint(block.inside):
        return text[start:end]
    pieces = [text[slice(*lines[0])]]
    for before, line in pairwise(lines):
        pieces.append(text[before.end : line.start].replace(">", " "))
        pieces.append(text[slice(*line)])
    return "".join(pieces)


def _appendices(article: Article) -> Callable[[int], str]:
    """Tells of an offset which appendix section it stands in; what is below an appendix section is part of it."""
    starts: list[int] = []
    names: list[str] = []
    name, depth = "", 0
    for heading in article.headings:
        own = canonical(heading.text, article.language)
        if own or heading.level <= depth or not name:
            name, depth = own, heading.level
        starts.append(heading.whole.start)
        names.append(name)
    if not any(names):
        return lambda _offset: ""
    return lambda offset: names[at - 1] if (at := bisect_right(starts, offset)) else ""
