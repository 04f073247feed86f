"""An article, typed: title, lead, sections, blocks, references.

An article is a value: its text, where that came from, and how it is to be read. All else is worked out from these, by the
reader of its format, so that equality, hash, copies and pickles are those of four fields. pydantic stands at the doors:
`Article.model_dump`, `model_validate` and `model_json_schema` behave as its users expect and import it when they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from articlelint.model.nodes import (  # fmt: skip
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
    Placed,
    Reference,
    ReferenceKind,
    Section,
    Title,
    TitleOrigin,
    placed,
)
from articlelint.model.views import blank, prose_view, written_view
from articlelint.text.source import Source, Span
from articlelint.text.values import Dumped, Lazy, Wire

if TYPE_CHECKING:
    from articlelint.model import schema

__all__ = [
    "Article", "Block", "BlockKind", "Certainty", "Container", "CueSettings", "Format", "FrontMatter", "Heading", "Inline",
    "InlineKind", "Reading", "Reference", "ReferenceKind", "Section", "Title", "TitleOrigin", "blank", "outline", "prose_view",
    "reader", "written_view",
]  # fmt: skip


_ASCII = bytes(range(128))


NO_CUES = CueSettings()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a text: what most rules need at once, the rest as what finds it when it is first asked for."""

    title: Title | None
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    front_matter: FrontMatter | None = None
    inner_headings: tuple[Heading, ...] = ()
    references: Callable[[Article], tuple[Reference, ...]] = lambda _article: ()
    inlines: Callable[[Article], tuple[Inline, ...]] = lambda _article: ()
    anchors: Callable[[Article], tuple[str, ...]] = lambda _article: ()


Reader = Callable[[Source, str], Reading]
# By name, as codecs and plug-ins are: an article that comes out of a pickle finds its reader, and none is imported for nothing.
READERS: Mapping[Format, tuple[str, str]] = MappingProxyType(
    {
        "markdown": ("articlelint.parsing.markdown", "read_markdown"),
        "plain": ("articlelint.parsing.plaintext", "read_plaintext"),
        "wikitext": ("articlelint.parsing.wikitext", "read_wikitext"),
    }
)


@cache
def reader(format: Format) -> Reader:
    """What reads a source, in a language, in this format."""
    module, name = READERS[format]
    found: Reader = getattr(import_module(module), name)
    return found


@dataclass(frozen=True)
class Article(Lazy, Dumped):
    r"""One document: title, lead, sections, references.

    `source`, `format`, `language` (an ISO 639 code) and `cues` are what it is made of, and what equality looks at.
    Everything else is read from the text when it is first asked for, and kept. `articlelint.parse` makes one.

    >>> from articlelint import parse
    >>> article = parse("# Lyon\n\nA city.\n\n## Name\n\nOf old, *Lugdunum*.\n", path="lyon.md")
    >>> article == parse(article.text, article.path), len({article, parse(article.text, article.path)})
    (True, 1)
    >>> [section.heading.text for section in article.walk() if section.heading]
    ['Name']
    >>> [block.text for block in article.paragraphs()]
    ['A city.', 'Of old, *Lugdunum*.']
    """

    source: Source
    format: Format
    language: str = "en"
    cues: CueSettings = NO_CUES

    @cached_property
    def _reading(self) -> Reading:
        return reader(self.format)(self.source, self.language)

    @cached_property
    def title(self) -> Title | None:
        """What the article calls itself; None when nothing in it does."""
        return self._reading.title

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that open sections, and that of the title, in the order of the text."""
        return self._reading.headings

    @cached_property
    def inner_headings(self) -> tuple[Heading, ...]:
        """Those inside list items and quotes: they open no section, but have anchors."""
        return self._reading.inner_headings

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The leaf blocks, in the order of the text."""
        return placed(self._reading.blocks, self.source)

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        """The metadata block before the text, if there is one."""
        front = self._reading.front_matter
        return front and placed((front,), self.source)[0]

    def paragraphs(self, *, inside: bool = False) -> tuple[Block, ...]:
        """The paragraphs of running text, in order; with `inside`, also those in list items, quotes and callouts."""
        return tuple([each for each in self.blocks if each.kind == "paragraph" and (inside or not each.inside)])

    def text_of(self, node: Placed | Title | Heading | Reference | Span) -> str:
        """What the text has at the span of a node, marks included."""
        return self.source.slice(node if isinstance(node, Span) else node.span)

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
        return self._reading.references(self)

    def with_references(self, references: tuple[Reference, ...]) -> Article:
        """The same article, read by somebody who finds these references in it."""
        other = replace(self)
        vars(other).update(vars(self), references=references)
        return other

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """What is not plain prose inside the blocks, in the order of the text."""
        return placed(self._reading.inlines(self), self.source)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The explicit ids that one can point to beside the headings, block ids with their `^`."""
        return self._reading.anchors(self)

    @property
    def all_headings(self) -> tuple[Heading, ...]:
        """The headings and those inside list items and quotes, in the order of the text."""
        if not self.inner_headings:
            return self.headings
        return tuple(sorted((*self.headings, *self.inner_headings), key=lambda heading: heading.whole.start))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The lead (always first, maybe without blocks) and the top sections, each with its children."""
        sections = outline(self)
        placed(tuple([each for section in sections for each in section.walk()]), self.source)
        return sections

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
    def _wire(cls) -> Wire:
        from articlelint.model import schema

        return Wire(schema.ArticleData, _to_data, _from_data)


def _to_data(article: Article) -> schema.ArticleData:
    from articlelint.model import schema

    source = article.source
    return schema.ArticleData(
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
        article.cues,
        source.encoding,
        source.bom,
        source.undecodable,
        source.title,
        source.lossy,
    )


def _from_data(data: schema.ArticleData) -> Article:
    """What follows from the text is made from it again: data that contradicts its own text makes no article that does."""
    source = Source(
        data.text,
        data.path,
        encoding=data.encoding,
        bom=data.bom,
        undecodable=data.undecodable,
        lossy=data.lossy,
        title=data.page_name,
    )
    return Article(source, data.format, data.language, data.cues)


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
