"""What the inline scanner knows while it reads a block: the text, the brackets that are open, what was found so far."""

from __future__ import annotations

import re

from articlelint.model.nodes import Reference, ReferenceKind
from articlelint.parsing.markdown.emphasis import Hole, Run
from articlelint.parsing.markdown.links import Context
from articlelint.text.source import Span

# All alternatives begin with a literal: the regex engine then looks at their first characters only.
# The commonest constructs are taken whole: `code`, [words](target), **words**, </tag>.
TRIGGER = re.compile(
    r"`([^`\r\n]+)`(?!`)|\[([^\[\]\\`<!*_&~$%{}:\r\n]+)\]\(([^\s()<>{}\\]+)\)"
    r"|\*(\*?[^\W_](?:[^*_`\[\]<>\\~$%{}:\r\n]*[^\W_])?\*)\*?(?!\*)|<(/)[A-Za-z][A-Za-z0-9-]*>"
    r"|\\|`|\[|\]|<|://|www\.|\{\{|\{%|\{#|\{/\*|\{:|\{\.|%%|\$|\*|_|~~"
)

# A label with a template's mark in it, or a file of links that is put in: `{% include links.md %}`, `--8<-- "links.md"`.
_GENERATED = re.compile(
    r"""\[(?=[^\[\]\r\n]*?(?:\{\{|\{%|<%))[^\[\]\r\n]*+\]:|\{%-?\s*include\b|\{\{[<%]\s*include\b|^[ \t]*-+8<-+[ \t]""",
    re.MULTILINE,
)


class Definitions:
    """The labels that an article defines: of links, with the place and the text of the target, and of footnotes."""

    __slots__ = ("_generated", "footnotes", "links", "text")

    def __init__(self, text: str, links: dict[str, Span], footnotes: set[str]) -> None:
        self.text = text
        self.links = links
        self.footnotes = footnotes
        self._generated: bool | None = None

    @property
    def are_generated(self) -> bool:
        """Whether a template makes definitions, such as Liquid's `[map-{{ m }}]: /maps/{{ m }}`: then any label may be defined."""
        if self._generated is None:
            self._generated = _GENERATED.search(self.text) is not None
        return self._generated


class Bracket:
    """An opening bracket: the offset of its construct and of its text, and how many delimiter runs came before it."""

    __slots__ = ("image", "kind", "nested", "start", "text")

    def __init__(self, start: int, text: int) -> None:
        self.start = start
        self.text = text
        self.image = text - start > 1
        self.kind: ReferenceKind = "image" if self.image else "link"
        self.nested = False


class Scanner:
    """Scans one block after another; `holes` and `references` hold what was found, in the article's offsets."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.holes: list[Hole] = []
        self.references: list[Reference] = []
        self.view = ""
        self.context = Context(0, "")
        self.defined: set[tuple[str, str]] = set()  # labels that were used, and the appendix section that they stood in
        self.brackets: list[Bracket] = []
        self.dead = 0  # so many of the lowest brackets can open no link: one stands inside them already
        self.runs: list[Run] = []
        self.ticks: dict[int, list[int]] = {}
        self.unclosed: set[str] = set()

    def closing(self, mark: str, pos: int) -> int:
        """The offset of the next `mark`, or -1; a mark that is once not found is not looked for again in this view."""
        if mark in self.unclosed:
            return -1
        at = self.view.find(mark, pos)
        if at < 0:
            self.unclosed.add(mark)
        return at
