"""What must hold of any parsed article, whatever its text: every node is where it says, in order, inside its parent.

    python -m tests.invariants FOLDER ...

parses every article under the folders and tells what does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from articlelint.model.article import Article, Block
from articlelint.parsing import format_of, parse_source
from articlelint.text.source import Span, decode

_SAME_LINE = frozenset("\r\n")
_BLANKS = " \t\r\n\f\v"


def broken(article: Article) -> Iterator[str]:
    """The invariants that do not hold of an article, each with the place where."""
    yield from _blocks(article)
    yield from _headings(article)
    yield from _references(article)
    yield from _inlines(article)
    yield from _prose(article)
    yield from _sections(article)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


def _blocks(article: Article) -> Iterator[str]:
    whole = Span(0, len(article.text))
    for block in article.blocks:
        if not _inside(block.span, whole):
            yield f"block {block} is not inside the text"
        yield from _lines(article, block)
        if block.marker and not (_inside(block.marker, whole) and article.source.slice(block.marker).strip()):
            yield f"the marker of {block} is no marker"
        if block.marker and block.kind != "item" and block.marker.end > block.span.start:
            yield f"the marker of {block} stands behind it"
    for before, after in pairwise(article.blocks):
        if before.span.end > after.span.start:
            yield f"{before} overlaps {after}"


def _lines(article: Article, block: Block) -> Iterator[str]:
    for line in block.lines:
        words = article.source.slice(line)
        if not _SAME_LINE.isdisjoint(words):
            yield f"a line of {block} breaks"
        if article.format == "markdown" and words != words.strip(_BLANKS):
            yield f"a line of {block} has blanks around it: {words!r}"
    for before, after in pairwise(block.lines):
        if before.end >= after.start:
            yield f"lines of {block} are not in order"
        if article.format == "markdown" and article.text.count("\n", before.end, after.start) > 1:
            yield f"lines of {block} do not follow each other"
    if block.lines and (block.lines[0].start, block.lines[-1].end) != tuple(block.span):
        yield f"{block} is not where its lines are"


def _headings(article: Article) -> Iterator[str]:
    for heading in article.all_headings:
        if not _inside(heading.span, heading.whole) or not _inside(heading.whole, Span(0, len(article.text))):
            yield f"{heading} is not inside its whole"
        words = article.source.slice(heading.span)
        if words != words.strip(_BLANKS):
            yield f"{heading} has blanks around its words"
        if words.isalnum() and heading.text != words:
            yield f"{heading} does not say {words!r}"
    for before, after in pairwise(article.headings):
        if before.whole.end > after.whole.start:
            yield f"{before} overlaps {after}"
    taken = [heading.whole for heading in article.headings]
    for block in article.blocks:
        if any(start < block.span.end and block.span.start < end for start, end in taken):
            yield f"{block} overlaps a heading"


def _references(article: Article) -> Iterator[str]:
    for each in article.references:
        written = article.source.slice(each.span)
        target = each.target if each.fragment is None else f"{each.target}#{each.fragment}"
        if article.format == "markdown" and each.kind not in ("see", "see-also-item", "hatnote") and written != target:
            yield f"{each} stands at {written!r}"
        labelled = article.format == "markdown" and article.source.slice(each.whole).endswith("]")
        if not _inside(each.span, each.whole) and not labelled:
            yield f"{each} is not inside its whole"
    for before, after in pairwise(article.references):
        if before.whole.start > after.whole.start:
            yield f"{before} comes before {after}"


def _inlines(article: Article) -> Iterator[str]:
    homes = sorted([block.span for block in article.blocks] + [heading.span for heading in article.headings])
    number = 0
    for inline in article.inlines:
        while number + 1 < len(homes) and homes[number + 1].start <= inline.span.start:
            number += 1
        if inline.span.start >= inline.span.end or not homes or not _inside(inline.span, homes[number]):
            yield f"{inline} is in no block"
    opened: list[Span] = []
    for inline in sorted(article.inlines, key=lambda each: (each.span.start, -each.span.end)):
        while opened and opened[-1].end <= inline.span.start:
            opened.pop()
        if opened and inline.span.end > opened[-1].end:
            yield f"{inline} is half inside {opened[-1]}"
        opened.append(inline.span)


def _prose(article: Article) -> Iterator[str]:
    if len(article.prose) != len(article.text):
        yield "prose is not as long as the text"
        return
    for offset, (shown, real) in enumerate(zip(article.prose, article.text, strict=True)):
        if shown != real and (shown != " " or real in "\r\n"):
            yield f"prose says {shown!r} for {real!r} at {offset}"


def _sections(article: Article) -> Iterator[str]:
    found = [block for section in article.walk() for block in section.blocks]
    if found != list(article.blocks):
        yield "the sections do not hold every block once, in order"
    for section in article.walk():
        for child in section.children:
            if not _inside(child.span, section.span):
                yield f"section {child.heading} is not inside {section.heading}"


def articles(folders: Sequence[str]) -> Iterator[Article]:
    """Every article under the folders, parsed."""
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if format_of(path.name) and path.is_file():
                yield parse_source(decode(path.read_bytes(), str(path)))


def main(folders: Sequence[str]) -> int:
    """Tells every broken invariant of every article under the folders."""
    count = faults = 0
    for article in articles(folders):
        count += 1
        for fault in broken(article):
            faults += 1
            print(f"{article.path}: {fault}")
    print(f"{count} articles, {faults} broken invariants")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
