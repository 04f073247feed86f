"""What stands inside a block of Markdown: links, code, tags, comments, URLs, math, footnote marks, emphasis.

One pass over a block's text, at the pace of the marks in it; brackets pair as CommonMark says. A view is a block's text
in which what belongs to containers is blanked at equal length, so that an offset in it is one in the article less `base`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME
from mistune.util import unikey

from articlelint.node import Reference, ReferenceKind
from articlelint.parse import markdown_links as links
from articlelint.parse.markdown_emphasis import Hole, Run, delimiter_run, pair
from articlelint.text import Span

# All alternatives begin with a literal: the regex engine then looks at their first characters only.
# The commonest constructs are taken whole: `code`, [words](target), **words**, </tag>.
TRIGGER = re.compile(
    r"`([^`\r\n]+)`(?!`)|\[([^\[\]\\`<!*_&~$%{}:\r\n]+)\]\(([^\s()<>{}\\]+)\)"
    r"|\*(\*?[^\W_](?:[^*_`\[\]<>\\~$%{}:\r\n]*[^\W_])?\*)\*?(?!\*)|<(/)[A-Za-z][A-Za-z0-9-]*>"
    r"|\\|`|\[|\]|<|://|www\.|\{\{|\{%|\{#|\{:|\{\.|%%|\$|\*|_|~~"
)
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
_SCHEME = re.compile(r"(?:https?|ftps?)$", re.IGNORECASE)
_URL_REST = re.compile(r"[^\s<>\"`\[\]{}|\\^“”‘’«»„、。，；：（）「」【】]+")
_URL_END = re.compile(r"(?:[?!.,:;*_~')]|&[A-Za-z0-9]+;)+$")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_EMAIL = re.compile(r"<[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*>")
_TAG = re.compile(rf"<({HTML_TAGNAME}){HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.][\w:.-]+|[\w-]+=[^\s{}]+)[^{}\n]*\}")
_MATH = re.compile(r"\$\$[^$]++\$\$|\$(?![\s$])(?:[^$\\\r\n]|\\.)++(?<!\s)\$(?!\d)")
_CODE_TAGS = frozenset({"code", "pre", "tt", "samp", "script", "style", "svg", "math"})
_DOTTED_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+(?:\(\))?")  # [text][package.name] is for generated documentation
_LETTER = re.compile(r"[^\W\d_]")


class Definitions:
    """The labels that an article defines: of links, with the place and the text of the target, and of footnotes."""

    __slots__ = ("footnotes", "links", "text")

    def __init__(self, text: str, links: dict[str, Span], footnotes: set[str]) -> None:
        self.text = text
        self.links = links
        self.footnotes = footnotes


class _Bracket:
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
        self.context = links.Context(0, "")
        self.defined: set[tuple[str, str]] = set()  # labels that were used, and the appendix section that they stood in
        self.brackets: list[_Bracket] = []
        self.dead = 0  # so many of the lowest brackets can open no link: one stands inside them already
        self.runs: list[Run] = []
        self.ticks: dict[int, list[int]] = {}
        self.unclosed: set[str] = set()

    def scan(self, view: str, context: links.Context, pos: int = 0) -> None:
        """Scans a view whose first trigger is at or behind `pos`."""
        self.view = view
        self.context = context
        holes = self.holes
        first = len(holes)
        find = TRIGGER.search
        match = find(view, pos)
        while match:
            whole = match.lastindex
            if whole is None:
                pos = READERS[match[0]](self, match.start())
            elif whole == 3:
                pos = self._simple_link(match)
            elif whole == 4:
                pos = self._simple_emphasis(match)
            else:
                start, pos = match.span()
                holes.append((start, pos, "code" if whole == 1 else "html"))
            match = find(view, pos)
        if self.runs:
            pair(self.runs, holes)
            self.runs = []
        if self.ticks:
            self.ticks = {}
        if self.unclosed:
            self.unclosed = set()
        if self.brackets:
            self.brackets = []
        self.dead = 0
        base = context.base
        if base and first < len(holes):
            holes[first:] = [(start + base, end + base, kind) for start, end, kind in holes[first:]]

    def _simple_link(self, match: re.Match[str]) -> int:
        """Takes down `[words](target)` where the words hold no mark and the target no bracket."""
        start, end = match.span()
        view = self.view
        if start and view[start - 1] in "![":
            return _open(self, start)
        at = self.context
        words, target = match.end(2), match.start(3)
        found = links.reference("link", match[3], at.span(target, end - 1), at.span(start, end), match[2], at.section)
        self.references.append(found)
        holes = self.holes
        holes.append((start, start + 1, "mark"))
        holes.append((words, end, "target"))
        self.dead = len(self.brackets)
        return end

    def _simple_emphasis(self, match: re.Match[str]) -> int:
        """Takes down `*words*` or `**words**` that begin and end with a letter and hold no mark, where no run is open before."""
        start, end = match.span()
        size = 2 if match[4][0] == "*" else 1
        if self.runs or match.end(4) + size - 1 != end or "www." in match[4]:
            return _delimiters(self, start)
        holes = self.holes
        holes.append((start, start + size, "mark"))
        holes.append((start + size, end - size, "strong" if size == 2 else "emphasis"))
        holes.append((end - size, end, "mark"))
        return end

    def closing(self, mark: str, pos: int) -> int:
        """The offset of the next `mark`, or -1; a mark that is once not found is not looked for again in this view."""
        if mark in self.unclosed:
            return -1
        at = self.view.find(mark, pos)
        if at < 0:
            self.unclosed.add(mark)
        return at


def _escape(scanner: Scanner, pos: int) -> int:
    if scanner.view[pos + 1 : pos + 2] in _ESCAPED:
        scanner.holes.append((pos, pos + 1, "mark"))
        return pos + 2
    return pos + 1


def _code(scanner: Scanner, pos: int) -> int:
    view = scanner.view
    if not scanner.ticks:
        for match in _TICKS.finditer(view, pos):
            scanner.ticks.setdefault(match.end() - match.start(), []).append(match.start())
    run = _TICKS.match(view, pos)
    length = run.end() - pos if run else 1
    places = scanner.ticks.get(length, [])
    at = bisect_left(places, pos + length)
    if at == len(places):
        return pos + length
    scanner.holes.append((pos, places[at] + length, "code"))
    return places[at] + length


def _open(scanner: Scanner, pos: int) -> int:
    view = scanner.view
    following = view[pos + 1 : pos + 2]
    if following == "^":
        note = links.FOOTNOTE.match(view, pos)
        if note:
            return _footnote(scanner, note)
    start = pos - 1 if pos and view[pos - 1] == "!" and not _is_escaped(scanner, pos - 1) else pos
    if following == "[":
        match = links.WIKILINK.match(view, pos)
        if match and not (view.startswith("(", match.end()) and links.tail_at(view, match.end())):
            return _wikilink(scanner, match, embed=start < pos)
    if scanner.brackets:
        scanner.brackets[-1].nested = True
    scanner.brackets.append(_Bracket(start, pos + 1))
    return pos + 1


def _is_escaped(scanner: Scanner, pos: int) -> bool:
    holes = scanner.holes
    return bool(holes) and holes[-1] == (pos - 1, pos, "mark") and scanner.view[pos - 1] == "\\"


def _footnote(scanner: Scanner, match: re.Match[str]) -> int:
    label = match[1]
    known = scanner.definitions.footnotes
    scanner.holes.append((match.start(), match.end(), "note"))
    # `[^a-z]` may be a regular expression; where footnotes are in use, a word is a label.
    if unikey(label) not in known and (label.isdecimal() or (known and label.replace("-", "").isalnum())):
        at = scanner.context
        span = at.span(*match.span(1))
        scanner.references.append(Reference("footnote", span, at.span(*match.span()), label, section=at.section))
    return match.end()


def _wikilink(scanner: Scanner, match: re.Match[str], *, embed: bool) -> int:
    found = links.wikilink(match, scanner.context, embed=embed)
    start, end = match.span()
    if found is None:
        scanner.holes.append((start - embed, end, "template"))
        return end
    scanner.references.append(found)
    if embed:
        scanner.holes.append((start - 1, end, "target"))
        return end
    words = match.start(2) + 1 if match[2] is not None else start + 2
    scanner.holes.append((start, words, "target" if match[2] is not None else "mark"))
    scanner.holes.append((end - 2, end, "mark"))
    if match[2] is not None and TRIGGER.search(match[2]):
        return words
    return end


def _close(scanner: Scanner, pos: int) -> int:
    brackets = scanner.brackets
    if not brackets:
        return pos + 1
    bracket = brackets.pop()
    active = len(brackets) >= scanner.dead or bracket.image
    scanner.dead = min(scanner.dead, len(brackets))
    if not active:
        return pos + 1
    view = scanner.view
    if view.startswith("(", pos + 1):
        tail = links.tail_at(view, pos + 1)
        if tail:
            label = view[bracket.text : pos]
            at = scanner.context
            whole = at.span(bracket.start, tail.end)
            target = view[tail.start : tail.stop]
            if not links.is_placeholder(target):
                span = at.span(tail.start, tail.stop)
                scanner.references.append(links.reference(bracket.kind, target, span, whole, label, at.section))
            return _finish(scanner, bracket, pos, tail.end)
    return _close_labelled(scanner, bracket, pos)


def _close_labelled(scanner: Scanner, bracket: _Bracket, pos: int) -> int:
    """`[text][label]`, `[label][]`, `[label]`."""
    view = scanner.view
    label = links.LABEL.match(view, pos + 1) if view.startswith("[", pos + 1) else None
    text = view[bracket.text : pos]
    known = scanner.definitions.links
    full = label is not None and bool(label[1].strip())
    if label is not None and full:
        name, span, end = label[1], label.span(1), label.end()
    elif bracket.nested or len(text) > 999 or not (known or label):
        return pos + 1
    else:
        name, span, end = text, (bracket.text, pos), label.end() if label else pos + 1
    key = unikey(name)
    place = known.get(key)
    at = scanner.context
    whole = at.span(bracket.start, end)
    if place is None:
        if label is None or scanner.brackets or not _means_label(view, bracket, text, name):
            return pos + 1
        scanner.references.append(Reference("link-label", at.span(*span), whole, name, None, text, at.section))
    elif (key, at.section) not in scanner.defined:
        # The target stands in the definition, however often it is used: told once, and once more in a See also section.
        scanner.defined.add((key, at.section))
        target = scanner.definitions.text[place.start : place.end]
        scanner.references.append(links.reference(bracket.kind, target, place, whole, text, at.section))
    return _finish(scanner, bracket, pos, end)


def _means_label(view: str, bracket: _Bracket, text: str, name: str) -> bool:
    """Whether `[text][name]` can only be a link whose definition is missing: no indices, marks of sources, types or boxes."""
    before = view[bracket.start - 1] if bracket.start else " "
    return (
        not before.isalnum()
        and before not in "])_`"
        and len(name) < 100
        and "^" not in name + text
        and _LETTER.search(text) is not None
        and _LETTER.search(name) is not None
        and _DOTTED_NAME.fullmatch(name) is None
        and text.strip() not in {"x", "X", "i", "j"}
    )


def _finish(scanner: Scanner, bracket: _Bracket, pos: int, end: int) -> int:
    """Takes down a link whose text ends at `pos`: its marks, and the emphasis inside its text."""
    runs = scanner.runs
    first = len(runs)
    while first and runs[first - 1].start > bracket.start:
        first -= 1
    if first < len(runs):
        pair(runs[first:], scanner.holes)
        del runs[first:]
    if bracket.image:
        scanner.holes.append((bracket.start, end, "target"))
        return end
    scanner.holes.append((bracket.start, bracket.text, "mark"))
    scanner.holes.append((pos, end, "target"))
    scanner.dead = len(scanner.brackets)
    return end


def _angle(scanner: Scanner, pos: int) -> int:
    view, at = scanner.view, scanner.context
    tag = _TAG.match(view, pos)
    if tag:
        return _tag(scanner, tag)
    link = _AUTOLINK.match(view, pos)
    if link:
        span, whole = at.span(*link.span(1)), at.span(*link.span())
        scanner.references.append(Reference("url", span, whole, link[1], section=at.section))
        scanner.holes.append((pos, link.end(), "url"))
        return link.end()
    for mark, ending, kind in _ANGLED:
        if view.startswith(mark, pos):
            end = scanner.closing(ending, pos + 2)
            if end < 0:
                return pos + 1
            scanner.holes.append((pos, end + len(ending), kind))
            return end + len(ending)
    email = _EMAIL.match(view, pos)
    if email:
        scanner.holes.append((pos, email.end(), "url"))
        return email.end()
    return pos + 1


_ANGLED = (("<!--", "-->", "comment"), ("<%", "%>", "template"), ("<?", "?>", "html"), ("<![CDATA[", "]]>", "html"))


def _tag(scanner: Scanner, tag: re.Match[str]) -> int:
    if tag[1] and "=" in tag[0]:
        scanner.references += links.linking_attributes(tag[0], scanner.context.within(tag.start()))
    if tag[1] and tag[1].lower() in _CODE_TAGS and not tag[0].endswith("/>"):
        closing = f"</{tag[1]}>"
        at = scanner.closing(closing, tag.end())
        if at >= 0:
            scanner.holes.append((tag.start(), at + len(closing), "code"))
            return at + len(closing)
    scanner.holes.append((tag.start(), tag.end(), "html"))
    return tag.end()


def _url(scanner: Scanner, pos: int) -> int:
    view = scanner.view
    scheme = _SCHEME.search(view, max(0, pos - 5), pos)
    if not scheme or (scheme.start() and view[scheme.start() - 1].isalnum()):
        return pos + 3
    return _bare(scanner, scheme.start(), pos + 3)


def _www(scanner: Scanner, pos: int) -> int:
    view = scanner.view
    if pos and not (view[pos - 1].isspace() or view[pos - 1] in "*_~("):
        return pos + 4
    return _bare(scanner, pos, pos + 4)


def _bare(scanner: Scanner, start: int, pos: int) -> int:
    rest = _URL_REST.match(scanner.view, pos)
    if not rest:
        return pos
    words = rest[0]
    ending = _URL_END.search(words)
    if ending:
        kept = words[: ending.start()]
        for c in ending[0]:  # a bracket that closes one of the URL's own belongs to it
            if c != ")" or kept.count("(") <= kept.count(")"):
                break
            kept += c
        words = kept
    end = pos + len(words)
    if end > pos:
        span = scanner.context.span(start, end)
        scanner.references.append(
            Reference("url", span, span, scanner.view[start:end], section=scanner.context.section)
        )
        scanner.holes.append((start, end, "url"))
    return max(end, pos)


def _template(scanner: Scanner, pos: int) -> int:
    ending = "}}" if scanner.view[pos + 1] == "{" else "%}"
    at = scanner.closing(ending, pos + 2)
    if at < 0:
        return pos + 2
    scanner.holes.append((pos, at + 2, "template"))
    return at + 2


def _attributes(scanner: Scanner, pos: int) -> int:
    match = _ATTRIBUTES.match(scanner.view, pos)
    if not match:
        return pos + 1
    scanner.holes.append((pos, match.end(), "attribute"))
    return match.end()


def _comment(scanner: Scanner, pos: int) -> int:
    at = scanner.closing("%%", pos + 2)
    if at < 0:
        return pos + 2
    scanner.holes.append((pos, at + 2, "comment"))
    return at + 2


def _math(scanner: Scanner, pos: int) -> int:
    match = _MATH.match(scanner.view, pos)
    if not match:
        return pos + 1
    if "](" in match[0] or "[[" in match[0] or "`" in match[0]:
        return pos + 1
    scanner.holes.append((pos, match.end(), "math"))
    return match.end()


def _delimiters(scanner: Scanner, pos: int) -> int:
    match = _RUN.match(scanner.view, pos)
    end = match.end() if match else pos + 1
    if scanner.view[pos] != "~" or end - pos == 2:
        scanner.runs.append(delimiter_run(scanner.view, pos, end))
    return end


READERS: dict[str, Callable[[Scanner, int], int]] = {
    "\\": _escape,
    "`": _code,
    "[": _open,
    "]": _close,
    "<": _angle,
    "://": _url,
    "www.": _www,
    "{{": _template,
    "{%": _template,
    "{#": _attributes,
    "{:": _attributes,
    "{.": _attributes,
    "%%": _comment,
    "$": _math,
    "*": _delimiters,
    "_": _delimiters,
    "~~": _delimiters,
}
