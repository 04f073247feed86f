"""What Markdown's links are made of: the tail of an inline link, wiki links, and targets with their fragments."""

from __future__ import annotations

import re
from typing import NamedTuple

from mistune.helpers import parse_link_href, parse_link_title

from articlelint.model.nodes import Reference, ReferenceKind
from articlelint.text.source import Span, make_span

# `(target "title")`; a target with parentheses in parentheses, or with angle brackets and escapes, goes the long way.
_TAIL = re.compile(
    r"\([ \t\r\n]*+(?:<([^<>\\\r\n]*+)>|((?:[^\s\\()<\x00-\x1f]|\([^\s\\()\x00-\x1f]*+\))(?:[^\s\\()\x00-\x1f]|\([^\s\\()\x00-\x1f]*+\))*+)|())"
    r"(?:[ \t\r\n]++(?:\"[^\"\\]*+\"|'[^'\\]*+'|\([^()\\]*+\)))?+[ \t\r\n]*+\)"
)
_BLANKS = re.compile(r"[ \t\r\n]*")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
WIKILINK = re.compile(r"\[\[([^\[\]|\r\n]*+)(\|(?:[^\[\]]|\[[^\[\]]*+\])*+)?\]\]")
FOOTNOTE = re.compile(r"\[\^((?:[^\[\]\s\\]|\\.)++)\]")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_LINKING = re.compile(
    r"[ \t\r\n](?:(href)|src|poster|data)[ \t\r\n]*=[ \t\r\n]*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"<%|\{\{|\{%|\$\{|^_TOC_$|^TOC$", re.IGNORECASE)


def is_placeholder(target: str) -> bool:
    """Whether a template will put the target in."""
    return ("{" in target or "<" in target) and _PLACEHOLDER.search(target) is not None


class Tail(NamedTuple):
    """The `(target "title")` of an inline link: where the target stands, and where it ends."""

    start: int
    stop: int
    end: int


def tail_at(view: str, pos: int) -> Tail | None:
    """The tail of an inline link whose `(` is at `pos`."""
    match = _TAIL.match(view, pos)
    if match:
        number = match.lastindex or 3
        return Tail(match.start(number), match.end(number), match.end())
    after = parse_link_href(view, pos + 1)[1]
    if after is None:
        return None
    blanks = _BLANKS.match(view, pos + 1)
    start = blanks.end() if blanks else pos + 1
    angled = view.startswith("<", start)
    blanks = _BLANKS.match(view, parse_link_title(view, after, len(view))[1] or after)
    end = blanks.end() if blanks else after
    if not view.startswith(")", end):
        return None
    return Tail(start + 1, after - 1, end + 1) if angled else Tail(start, after, end + 1)


class Context(NamedTuple):
    """Where a view begins in the article, the appendix section that it stands in, and whether it is a table's cell."""

    base: int
    section: str
    in_cell: bool = False

    def within(self, offset: int) -> Context:
        """The same, for what begins at an offset of the view."""
        return self._replace(base=self.base + offset)

    def span(self, start: int, end: int) -> Span:
        """The article's span of a piece of the view."""
        return make_span((start + self.base, end + self.base))


_UNESCAPED = frozenset({"link", "image"})
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(rf"\\(?P<sign>[!-/:-@\[-`{{-~])|{_ENTITY.pattern}")


def unescaped(words: str, *, in_tag: bool = False) -> str:
    r"""What backslashes and entities stand for (CommonMark 2.4, 2.5): `a\(b\).md` is `a(b).md`, `caf&eacute;.md` is `café.md`.

    In the value of an HTML attribute, a backslash is a backslash.
    """
    from html import unescape  # its table of entities is large

    pattern = _ENTITY if in_tag else _ESCAPE
    return pattern.sub(lambda match: match.groupdict().get("sign") or unescape(match[0]), words)


_WIKI = frozenset({"wikilink", "embed"})
# A colon makes no URL of `[[Topic: Birds of prey]]`, which is a note of Obsidian's and a page in a namespace elsewhere.
_URL_IN_WIKI_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//|(?:mailto|tel|data|javascript|urn|doi|news|xmpp):\S", re.IGNORECASE
)


def reference(
    kind: ReferenceKind,
    target: str,
    span: Span,
    whole: Span,
    label: str | None,
    section: str,
    *,
    in_cell: bool = False,
    in_tag: bool = False,
) -> Reference:
    """A reference to a target as it is written at `span`; of a Markdown link, what its escapes and entities stand for."""
    if kind in _UNESCAPED and ("\\" in target or "&" in target):
        target = unescaped(target, in_tag=in_tag)
    if ABSOLUTE.match(target) and (kind not in _WIKI or _URL_IN_WIKI_LINK.match(target)):
        return Reference("url", span, whole, target, None, label, section)
    page, mark, fragment = target.partition("#")
    return Reference(kind, span, whole, page, fragment if mark else None, label, section, escapes_bar=in_cell)


def wikilink(match: re.Match[str], context: Context, *, embed: bool) -> Reference | None:
    """The reference of `[[Page#Heading|label]]`, or nothing where a template's placeholder stands in its place."""
    words = match[1]
    stop = match.end(1)
    if match[2] is not None and words.endswith("\\"):  # in a table, the bar is escaped
        words = words[:-1]
        stop -= 1
    target = words.strip()
    if not target or _PLACEHOLDER.search(target) or (target.isdecimal() and len(target) < 3):
        return None
    start = match.start(1) + len(words) - len(words.lstrip())
    whole = context.span(match.start() - embed, match.end())
    label = match[2][1:] if match[2] is not None else None
    kind: ReferenceKind = "embed" if embed else "wikilink"
    span = context.span(start, start + len(target))
    return reference(kind, target, span, whole, label, context.section, in_cell=context.in_cell)


def linking_attributes(tag: str, context: Context) -> list[Reference]:
    """The `href` and `src` of an HTML tag, or of all tags of a block of HTML."""
    found = []
    for match in _LINKING.finditer(tag):
        number = match.lastindex or 0
        target = match[number].strip()
        if (
            target
            and number > 1
            and target[0] != "{"
            and not _PLACEHOLDER.search(target)
            and not target.startswith("#!")
        ):
            start = match.start(number) + len(match[number]) - len(match[number].lstrip())
            kind: ReferenceKind = "link" if match[1] else "image"
            span = context.span(start, start + len(target))
            whole = context.span(0, len(tag))
            found.append(reference(kind, target, span, whole, None, context.section, in_tag=True))
    return found
