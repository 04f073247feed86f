"""What the inline scanner knows while it reads a block: the text, the brackets that are open, the runs of emphasis, what was found so far."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlelint.model.nodes import Reference, ReferenceKind
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
    r"""\[[^\[\]\r\n]*(?:\{\{|\{%|<%)[^\[\]\r\n]*\]:|\{%-?\s*include\b|\{\{[<%]\s*include\b|^[ \t]*-+8<-+[ \t]""",
    re.MULTILINE,
)


Hole = tuple[int, int, str]  # from, to, kind of Inline


class Run(NamedTuple):
    """A run of `*`, `_` or `~` and whether it may open or close."""

    start: int
    length: int
    char: str
    opens: bool
    closes: bool


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


def delimiter_run(view: str, start: int, end: int) -> Run:
    """Judges the run from `start` to `end` by what stands around it."""
    char = view[start]
    before = view[start - 1] if start else " "
    after = view[end] if end < len(view) else " "
    before_blank, after_blank = before.isspace(), after.isspace()
    before_mark = not before_blank and not before.isalnum()
    after_mark = not after_blank and not after.isalnum()
    left = not after_blank and (not after_mark or before_blank or before_mark)
    right = not before_blank and (not before_mark or after_blank or after_mark)
    if char == "_":
        return Run(start, end - start, char, left and (not right or before_mark), right and (not left or after_mark))
    return Run(start, end - start, char, left, right)


class _Opener:
    """A run that may open, and how much of it is left."""

    __slots__ = ("end", "left", "run")

    def __init__(self, run: Run, left: int) -> None:
        self.run = run
        self.left = left
        self.end = run.start + left


def pair(runs: list[Run], holes: list[Hole]) -> None:
    """Takes down, for every pair of delimiters, the marks and the emphasised words between them."""
    openers: list[_Opener] = []
    floors: dict[tuple[str, bool, int], int] = {}  # below this offset no opener fits a closer of this sort
    for run in runs:
        left, start = run.length, run.start
        while run.closes and left:
            key = (run.char, run.opens, run.length % 3)
            at = _opener_for(openers, run, floors.get(key, -1))
            if at < 0:
                floors[key] = run.start - 1
                break
            opener = openers[at]
            del openers[at + 1 :]
            size = 2 if left > 1 and opener.left > 1 else 1
            _take(holes, opener, start, size)
            start += size
            left -= size
            if not opener.left:
                openers.pop()
        if left and run.opens:
            openers.append(_Opener(run._replace(start=start), left))


def _take(holes: list[Hole], opener: _Opener, close: int, size: int) -> None:
    inner = opener.end
    opener.end -= size
    opener.left -= size
    holes.append((inner - size, inner, "mark"))
    if opener.run.char != "~":
        holes.append((inner, close, "strong" if size == 2 else "emphasis"))
    holes.append((close, close + size, "mark"))


def _opener_for(openers: list[_Opener], closer: Run, floor: int) -> int:
    for at in range(len(openers) - 1, -1, -1):
        opener = openers[at].run
        if opener.start <= floor:
            return -1
        if opener.char != closer.char:
            continue
        if closer.char == "~":
            if openers[at].left == closer.length:
                return at
            continue
        odd = (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0
        if not odd or (opener.length % 3 == 0 and closer.length % 3 == 0):
            return at
    return -1
