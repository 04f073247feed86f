"""An article, typed: title, lead, sections, blocks, references.

Nodes are dataclasses with slots: on 10,000 articles of 100 nodes they cost a fraction of pydantic models to
build (docs/design/model.md has the figures) and import nothing heavy. pydantic stands at the doors: `Article.model_dump`, `model_validate`
and `model_json_schema` behave as its users expect and import it when they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from articlelint.dump import Dumped, schema_by
from articlelint.node import (
    Block,
    BlockKind,
    Certainty,
    Container,
    CueSettings,
    Format,
    FrontMatter,
    Heading,
    Inline,
    InlineKind,
    Reference,
    ReferenceKind,
    Section,
    Title,
    TitleOrigin,
)  # fmt: skip
from articlelint.text import Source, Span
from articlelint.views import blank, prose_view, written_view

if TYPE_CHECKING:
    from articlelint import wire

__all__ = [
    "Article", "Block", "BlockKind", "Certainty", "Container", "CueSettings", "Format", "FrontMatter", "Heading", "Inline",
    "InlineKind", "Reference", "ReferenceKind", "Section", "Title", "TitleOrigin", "blank", "outline", "prose_view",
    "written_view",
]  # fmt: skip


_ASCII = bytes(range(128))


@dataclass(frozen=True)
class Article(Dumped):
    """One document: title, lead, sections, references.

    What most rules need is built by the parser (title, headings, blocks); the rest is built when first asked for.
    """

    source: Source
    format: Format
    title: Title | None
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    front_matter: FrontMatter | None = None
    language: str = "en"
    scan_references: Callable[[Article], tuple[Reference, ...]] = lambda _article: ()
    scan_inlines: Callable[[Article], tuple[Inline, ...]] = lambda _article: ()
    scan_anchors: Callable[[Article], tuple[str, ...]] = lambda _article: ()
    inner_headings: tuple[Heading, ...] = ()  # inside list items and quotes: they open no section, but have anchors
    cues: CueSettings = CueSettings()

    @property
    def path(self) -> str:
        """Where the article stands, relative to the corpus root, with `/`."""
        return self.source.path

    @property
    def text(self) -> str:
        """The whole decoded text."""
        return self.source.text

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, in which words are looked for that may be written in any; not always as long as the text."""
        return self.text.lower()

    @cached_property
    def beyond_ascii(self) -> str:
        """The characters that are not ASCII, in no order that means anything: which are there is asked far oftener than where.

        Each once where they are few; where most are, the whole text.
        """
        text = self.text
        if text.isascii():
            return ""
        data = text.encode("utf-8", "surrogatepass")
        if len(data) > len(text) + len(text) // 8:
            return text
        return "".join(sorted(set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference of the article, in the order of the text."""
        return self.scan_references(self)

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """What is not plain prose inside the blocks, in the order of the text."""
        return self.scan_inlines(self)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The explicit ids that one can point to beside the headings, block ids with their `^`."""
        return self.scan_anchors(self)

    @property
    def all_headings(self) -> tuple[Heading, ...]:
        """The headings and those inside list items and quotes, in the order of the text."""
        if not self.inner_headings:
            return self.headings
        return tuple(sorted((*self.headings, *self.inner_headings), key=lambda heading: heading.whole.start))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The lead (always first, maybe without blocks) and the top sections, each with its children."""
        return outline(self)

    @property
    def lead(self) -> Section:
        """What stands before the first section heading."""
        return self.sections[0]

    def walk(self) -> Iterator[Section]:
        """Every section, the lead first, in the order of the text."""
        return iter(self._walked)

    @cached_property
    def _walked(self) -> tuple[Section, ...]:
        return tuple([each for section in self.sections for each in section.walk()])

    @cached_property
    def prose(self) -> str:
        """The text with everything that is not prose blanked out at equal length: an offset in it is an offset in the source.

        Prose is the text of paragraphs, list items and table cells, quotations included; code, comments, URLs, link
        targets, tags, templates, headings and front matter are blanks.
        """
        return prose_view(self)

    @cached_property
    def written(self) -> str:
        """The text with code, math, comments and front matter blanked out at equal length: what is left is meant to be read.

        Wider than `prose`: headings, URLs, tags and templates are there.
        """
        return written_view(self)

    @cached_property
    def title_heading(self) -> Heading | None:
        """The heading that is the title, or that repeats the title of the front matter or file name: it opens no section."""
        title, first = self.title, next(iter(self.headings), None)
        if title is None or first is None:
            return None
        if title.origin in ("front-matter", "file-name") and first.level == 1:
            return first
        return next((heading for heading in self.headings if heading.span == title.span), None)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: Any) -> Any:
        """Lets an article stand in anybody's pydantic model."""
        from articlelint import wire

        return schema_by(wire.ArticleData, cls, handler, to=_to_data, back=_from_data)


def _to_data(article: Article) -> wire.ArticleData:
    from articlelint import wire

    return wire.ArticleData(
        article.path,
        article.format,
        article.text,
        article.language,
        article.title,
        article.front_matter,
        article.headings,
        article.blocks,
        article.inlines,
        article.references,
        article.anchors,
        article.inner_headings,
        article.sections,
    )


def _from_data(data: wire.ArticleData) -> Article:
    return Article(
        Source(data.text, data.path),
        data.format,
        data.title,
        data.headings,
        data.blocks,
        data.front_matter,
        data.language,
        lambda _article: data.references,
        lambda _article: data.inlines,
        lambda _article: data.anchors,
        data.inner_headings,
    )


def outline(article: Article) -> tuple[Section, ...]:
    """Nests headings and blocks into sections. The title's heading opens no section: what follows it is the lead."""
    headings = [heading for heading in article.headings if heading is not article.title_heading]
    bounds = [h.whole.start for h in headings] + [len(article.text)]
    own: list[list[Block]] = [[] for _ in bounds]
    place = 0
    for block in article.blocks:
        while place < len(headings) and block.span.start >= bounds[place]:
            place += 1
        own[place].append(block)
    lead = Section(None, 1, Span(0, bounds[0]), tuple(own[0]))
    return (lead, *_nest(headings, own, bounds))


def _nest(headings: list[Heading], own: list[list[Block]], bounds: list[int]) -> list[Section]:
    """Built from the last heading backwards, so that each section's children are known when it is made."""
    pending: list[Section] = []  # sections whose parent is not known yet, the earliest last
    for number in range(len(headings) - 1, -1, -1):
        heading = headings[number]
        children: list[Section] = []
        while pending and pending[-1].level > heading.level:
            children.append(pending.pop())
        end = children[-1].span.end if children else bounds[number + 1]
        span = Span(heading.whole.start, end)
        pending.append(Section(heading, heading.level, span, tuple(own[number + 1]), tuple(children)))
    return pending[::-1]
