"""An article, typed: title, lead, sections, blocks, references; every node knows its span.

Nodes are frozen dataclasses with slots: on 10,000 articles of 100 nodes they cost a fraction of pydantic models to
build (docs/design/model.md has the figures) and import nothing heavy. pydantic stands at the doors: `Article.model_dump`, `model_validate`
and `model_json_schema` behave as its users expect and import it when they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from articlelint.text import Source, Span

Format = Literal["markdown", "plain", "wikitext"]
TitleOrigin = Literal["front-matter", "heading", "first-line", "file-name", "page-name"]
Container = Literal["list", "quote", "callout", "table", "footnote"]
BlockKind = Literal[
    "paragraph",  # running text; also the text of a list item (inside has "list") or of a quote (inside has "quote")
    "cell",  # one cell of a table
    "item",  # a list item with nothing behind its marker
    "code",
    "math",
    "html",
    "comment",
    "break",  # a thematic break, `---`
    "definition",  # a link reference definition
    "template",  # a wikitext template or table markup that stands as a block of its own
    "media",  # an image or file that stands alone
]
InlineKind = Literal[
    "code",
    "html",
    "comment",
    "url",
    "target",
    "template",
    "math",
    "note",
    "mark",
    "emphasis",
    "strong",
    "escape",
    "attribute",
]
ReferenceKind = Literal[
    "see",  # prose: "See X and Y for more"; the target is the whole tail, which resolution splits
    "see-also-item",  # an item of a See also section, without markup
    "hatnote",  # {{main|X}}, "Main article: X", "For other uses, see X"
    "wikilink",
    "embed",
    "link",
    "image",
    "link-label",  # [text][label] or [label]: a reference-style link whose definition is missing
    "footnote",  # [^1] whose definition is missing
    "url",  # an absolute URL in any link form, or bare
    "redirect",  # the target of a redirect page
]
Certainty = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Title:
    """What the article calls itself. `span` covers the words, without marks or residue such as a glued "Edit"."""

    text: str
    span: Span
    origin: TitleOrigin


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata block before a Markdown article. `span` covers its text between the fences.

    `titles` and `aliases` are what it says of names; `problem` is the parser's complaint and its offset, when it does not parse.
    """

    span: Span
    language: Literal["yaml", "toml", "json"]
    title: str | None = None
    title_span: Span | None = None
    aliases: tuple[str, ...] = ()
    problem: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `span` covers its words without marks; `whole` the construct, with underline or `##` marks, without the line end.

    `level` is 1 for the title; `inferred` tells that the level is a guess (plain text). `text` is the words with inline
    markup removed, as a reader sees them. `anchor` is an explicit id (`{#id}`), if any.
    """

    span: Span
    whole: Span
    level: int
    text: str
    anchor: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block. `span` runs from the first to the last code point of its content; `lines` are the pieces of it that are

    content, line by line, without what belongs to containers (`> `, list markers, indentation). `marker` is the list
    marker when this is the first block of an item.
    """

    kind: BlockKind
    span: Span
    lines: tuple[Span, ...]
    inside: tuple[Container, ...] = ()
    marker: Span | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece inside a block that is not plain prose, or is marked up: code, a URL, a link's target, emphasis."""

    kind: InlineKind
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """Any pointer out of an article.

    `span` covers the target as written (`Atlantis`; in `[[X#S|label]]` the `X#S`; in `[t](a.md#b)` the `a.md#b`; for
    "see" the whole tail "Russia and United States for broader context"). `target` is the page part, `fragment` what
    follows `#` (without it), both as written. `whole` is the construct with its brackets. `section` is the canonical name
    of the appendix section that it stands in (`see-also`), or empty.
    """

    kind: ReferenceKind
    span: Span
    whole: Span
    target: str
    fragment: str | None = None
    label: str | None = None
    section: str = ""
    certainty: Certainty = "strong"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. The lead is the section without a heading.

    `span` runs from the heading to the end of the last descendant; `blocks` are its own leaf blocks, before its first
    subsection.
    """

    heading: Heading | None
    level: int
    span: Span
    blocks: tuple[Block, ...]
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all its descendants, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Article:
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

    @property
    def path(self) -> str:
        """Where the article stands, relative to the corpus root, with `/`."""
        return self.source.path

    @property
    def text(self) -> str:
        """The whole decoded text."""
        return self.source.text

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference of the article, in the order of the text."""
        return self.scan_references(self)

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """What is not plain prose inside the blocks, in the order of the text."""
        return self.scan_inlines(self)

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
        for section in self.sections:
            yield from section.walk()

    @cached_property
    def prose(self) -> str:
        """The text with everything that is not prose blanked out at equal length: an offset in it is an offset in the source.

        Prose is the text of paragraphs, list items and table cells, quotations included; code, comments, URLs, link
        targets, tags, templates, headings and front matter are blanks.
        """
        return prose_view(self)


def outline(article: Article) -> tuple[Section, ...]:
    """Nests headings and blocks into sections. The title's heading opens no section: what follows it is the lead."""
    title = article.title
    headings = [h for h in article.headings if not (title and h.span == title.span)]
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


_PROSE_KINDS = frozenset({"paragraph", "cell"})
_OPAQUE_INLINES = frozenset(
    {"code", "html", "comment", "url", "target", "template", "math", "note", "mark", "attribute"}
)


def prose_view(article: Article) -> str:
    """See `Article.prose`."""
    text = article.text
    pieces: list[str] = []
    done = 0
    for start, end in _prose_spans(article):
        pieces.append(blank(text[done:start]))
        pieces.append(text[start:end])
        done = end
    pieces.append(blank(text[done:]))
    return "".join(pieces)


def _prose_spans(article: Article) -> Iterator[tuple[int, int]]:
    holes = [inline.span for inline in article.inlines if inline.kind in _OPAQUE_INLINES]
    holes.sort()
    number = 0
    for block in article.blocks:
        if block.kind not in _PROSE_KINDS:
            continue
        for start, end in block.lines:
            while number < len(holes) and holes[number].end <= start:
                number += 1
            at = number
            while at < len(holes) and holes[at].start < end:
                if holes[at].start > start:
                    yield start, holes[at].start
                start = max(start, holes[at].end)
                at += 1
            if start < end:
                yield start, end


def blank(text: str) -> str:
    """Blanks of the same length; line ends stay."""
    if "\n" not in text and "\r" not in text:
        return " " * len(text)
    return "".join(c if c in "\r\n" else " " for c in text)
