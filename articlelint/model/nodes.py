"""The nodes of an article: title, headings, blocks, inlines, references, sections; every node knows its span.

Frozen dataclasses with slots: docs/design/model.md has the figures that chose them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, Self, TypeVar

from articlelint.text.source import Source, Span
from articlelint.text.values import Dumped

Format = Literal["markdown", "plain", "wikitext"]
TitleOrigin = Literal["front-matter", "heading", "first-line", "file-name", "page-name"]
Container = Literal["list", "quote", "callout", "table", "footnote"]
BlockKind = Literal[
    "paragraph",  # running text; also the text of a list item (inside has "list") or of a quote (inside has "quote")
    "cell",  # one cell of a table
    "item",  # a list item with nothing behind its marker
    "heading",  # a heading inside a list item or quote: it opens no section of the article
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
    "see",  # prose: "See X and Y for more", "Main article: X", "X (q.v.)"; the target is the tail, which resolution splits
    "see-also-item",  # an item of a See also section, without markup
    "hatnote",  # {{main|X}}, {{see also|X|Y}}
    "wikilink",
    "embed",
    "link",
    "image",
    "link-label",  # [text][label] or [label]: a reference-style link whose definition is missing
    "footnote",  # [^1] whose definition is missing
    "shortcode",  # a template's tag, a role or a directive that names a file or place, as the publisher has them; its name is the label
    "url",  # an absolute URL in any link form, or bare
    "redirect",  # the target of a redirect page
]
Certainty = Literal[
    "strong",
    "weak",
    "faint",  # counts only where a title answers to it
]


class Placed(Dumped):
    """A node that knows where it stands, and in an article also the words there.

    The text behind a node is no part of its value: nodes are equal that are the same kind of thing in the same place.
    """

    __slots__ = ("_source",)
    _source: Source
    span: Span

    @property
    def text(self) -> str:
        """What the source has at its span, marks included. Raises ValueError for a node that was never part of an article."""
        try:
            source = self._source
        except AttributeError:
            kind = type(self).__name__.lower()
            raise ValueError(f"this {kind} is part of no article; ask `article.text_of` of one") from None
        return source.text[self.span.start : self.span.end]

    def __copy__(self) -> Self:
        return self  # nothing about it can change

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        values = tuple([getattr(self, each.name) for each in fields(self)])  # type: ignore[arg-type] # every node is a dataclass
        return _restored, (type(self), values, getattr(self, "_source", None))


P = TypeVar("P", bound=Placed)


def placed(nodes: tuple[P, ...], source: Source) -> tuple[P, ...]:
    """The nodes, told which text they stand in: one pointer each, and a tenth of what building them cost."""
    tell = object.__setattr__  # they are frozen for everybody else
    for node in nodes:
        tell(node, "_source", source)
    return nodes


def _restored(kind: type[P], values: tuple[Any, ...], source: Source | None) -> P:
    node = kind(*values)
    return node if source is None else placed((node,), source)[0]


@dataclass(frozen=True, slots=True)
class Title(Dumped):
    r"""What the article calls itself. `span` covers the words, without marks or residue such as a glued "Edit".

    >>> from articlelint import parse
    >>> parse("# Lyon\n\nA city.\n", path="lyon.md").title
    Title(text='Lyon', span=Span(start=2, end=6), origin='heading')
    """

    text: str
    span: Span
    origin: TitleOrigin


@dataclass(frozen=True, slots=True)
class FrontMatter(Placed):
    r"""The metadata block before a Markdown article. `span` covers its text between the fences.

    `title` and `aliases` are what it says of names, `fields` what it says of its publication, each value with its key in lower case (a list
    is several of one key); `problem` is the parser's complaint and its offset, when it does not parse.

    >>> from articlelint import parse
    >>> front = parse("---\naliases: [Lugdunum]\n---\n\n# Lyon\n", path="lyon.md").front_matter
    >>> front.language, front.aliases, front.text
    ('yaml', ('Lugdunum',), 'aliases: [Lugdunum]\n')
    """

    span: Span
    language: Literal["yaml", "toml", "json"]
    title: str | None = None
    title_span: Span | None = None
    aliases: tuple[str, ...] = ()
    problem: tuple[int, str] | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading(Dumped):
    r"""A heading. `span` covers its words without marks; `whole` the construct, with underline or `##` marks, without the line end.

    `level` is 1 for the title; `inferred` tells that the level is a guess (plain text). `text` is the words with inline
    markup removed, as a reader sees them. `anchor` is an explicit id (`{#id}`), if any.

    >>> from articlelint import parse
    >>> heading = parse("# Lyon\n\n## The *old* town {#old}\n", path="lyon.md").headings[1]
    >>> heading.level, heading.text, heading.anchor
    (2, 'The old town', 'old')
    """

    span: Span
    whole: Span
    level: int
    text: str
    anchor: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Block(Placed):
    r"""A leaf block: a paragraph, a cell, code. `span` runs from the first to the last code point of its content.

    `lines` are the pieces of it that are content, line by line, without what belongs to containers (`> `, list markers,
    indentation), which stand in `inside`, the outermost first. `marker` is the list marker when this is the first block of an
    item. `text` is all that its span covers.

    >>> from articlelint import parse
    >>> block = parse("# Lyon\n\n> A city\n> on a river.\n", path="lyon.md").blocks[0]
    >>> block.kind, block.inside, block.text
    ('paragraph', ('quote',), 'A city\n> on a river.')
    """

    kind: BlockKind
    span: Span
    lines: tuple[Span, ...]
    inside: tuple[Container, ...] = ()
    marker: Span | None = None


@dataclass(frozen=True, slots=True)
class Inline(Placed):
    r"""A piece inside a block that is not plain prose, or is marked up: code, a URL, a link's target, emphasis.

    >>> from articlelint import parse
    >>> [(each.kind, each.text) for each in parse("# Lyon\n\nRun `ls`.\n", path="lyon.md").inlines]
    [('code', '`ls`')]
    """

    kind: InlineKind
    span: Span


@dataclass(frozen=True, slots=True)
class Reference(Dumped):
    r"""Any pointer out of an article.

    `span` covers the target as written (`Atlantis`; in `[[X#S|label]]` the `X#S`; in `[t](a.md#b)` the `a.md#b`; for
    "see" the whole tail "Russia and United States for broader context"). `target` is the page part, `fragment` what
    follows `#` (without it), both as written but for the escapes and entities of a Markdown link, which are what they stand
    for. `whole` is the construct with its brackets. `section` is the canonical name
    of the appendix section that it stands in (`see-also`), or empty. `escapes_bar` tells that a bar which stands in it ends
    the cell of a Markdown table unless it is written `\|`.

    >>> from articlelint import parse
    >>> reference = parse("# Lyon\n\nOn the [[Rhône#Course|river]].\n", path="lyon.md").references[0]
    >>> reference.kind, reference.target, reference.fragment, reference.label
    ('wikilink', 'Rhône', 'Course', 'river')
    """

    kind: ReferenceKind
    span: Span
    whole: Span
    target: str
    fragment: str | None = None
    label: str | None = None
    section: str = ""
    certainty: Certainty = "strong"
    escapes_bar: bool = False


@dataclass(frozen=True, slots=True)
class CueSettings(Dumped):
    """What announces a reference in prose beside the cue words of the article's language.

    `languages` whose cue words count too, `words` of the user's own (`Consult`), `marks` such as `{X}` or `→ X`.
    """

    languages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Placed):
    r"""A heading and what stands under it. The lead is the section without a heading.

    `span` runs from the heading to the end of the last descendant; `blocks` are its own leaf blocks, before its first
    subsection.

    >>> from articlelint import parse
    >>> article = parse("# Lyon\n\nA city.\n\n## Name\n\nOld.\n", path="lyon.md")
    >>> [(section.level, section.text) for section in article.sections]
    [(1, '# Lyon\n\nA city.\n\n'), (2, '## Name\n\nOld.\n')]
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
