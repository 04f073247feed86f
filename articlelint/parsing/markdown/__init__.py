"""Markdown with exact source spans: mistune reads the blocks, a scanner of our own what stands inside of them (docs/design/markdown.md)."""

from __future__ import annotations

from articlelint.model.article import Article, Heading, Reading, Title
from articlelint.model.nodes import FrontMatter
from articlelint.parsing.anchors import scan_anchors
from articlelint.parsing.front_matter import read_front_matter
from articlelint.parsing.markdown.blocks import BlockReader
from articlelint.parsing.markdown.positions import Paper, Place
from articlelint.parsing.markdown.references import Scan
from articlelint.text.source import Source, Span

_READER = BlockReader()
_MDX_READER = BlockReader(mdx=True)


def parse_markdown(source: Source, language: str = "en") -> Article:
    """A Markdown article."""
    return Article(source, "markdown", language)


def read_markdown(source: Source, _language: str) -> Reading:
    """What a Markdown article is made of."""
    front, start = read_front_matter(source.text)
    paper = read_blocks(source.text, start, mdx=source.path.endswith(".mdx"))
    scan = Scan(paper)
    return Reading(
        _title(front, paper.headings),
        tuple(paper.headings),
        tuple(paper.blocks),
        front,
        tuple(paper.inner_headings),
        references=scan.references,
        inlines=scan.inlines,
        anchors=scan_anchors,
    )


def read_blocks(text: str, start: int = 0, *, mdx: bool = False) -> Paper:
    """The blocks and headings of a text from an offset on."""
    paper = Paper(mdx=mdx)
    place = Place(paper=paper)
    # Every line end becomes one LF without moving a character: CR LF is a blank and a line end.
    text = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    place.process(text if text.endswith("\n") else text + "\n")
    place.cursor = start
    (_MDX_READER if mdx else _READER).parse(place)
    return paper


def _title(front: FrontMatter | None, headings: list[Heading]) -> Title | None:
    if front and front.title:
        return Title(front.title, front.title_span or Span(front.span.start, front.span.start), "front-matter")
    if headings and headings[0].level == 1:
        return Title(headings[0].text, headings[0].span, "heading")
    return None
