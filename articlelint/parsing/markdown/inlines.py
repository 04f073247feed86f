"""What stands inside a block of Markdown: links, code, tags, comments, URLs, math, footnote marks, emphasis.

One pass over a block's text, at the pace of the marks in it; brackets pair as CommonMark says. It is our own because mistune's inline tokens
have no places (docs/design/markdown.md); how a target and a tag are written is still mistune's. A view is a block's text
in which what belongs to containers is blanked at equal length, so that an offset in it is one in the article less `base`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME

from articlelint.model.nodes import Reference
from articlelint.parsing.markdown import extensions, links
from articlelint.parsing.markdown.brackets import close_bracket, open_bracket, simple_link
from articlelint.parsing.markdown.links import Context
from articlelint.parsing.markdown.state import TRIGGER, Scanner, delimiter_run, pair

_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.][\w:.-]+|[\w-]+=[^\s{}]+)[^{}\n]*\}")
_LONGEST_FORMULA = 2_000
_SCHEME = re.compile(r"(?:https?|ftps?)$", re.IGNORECASE)
_URL_REST = re.compile(r"[^\s<>\"`\[\]{}|\\^“”‘’«»„、。，；：（）「」【】]+")
_URL_END = "?!.,:;*_~')"
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,32}$")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_EMAIL = re.compile(r"<[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*>")
_TAG = re.compile(rf"<({HTML_TAGNAME}){HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>")
_CODE_TAGS = frozenset({"code", "pre", "tt", "samp", "script", "style", "svg", "math"})


def scan(scanner: Scanner, view: str, context: Context, pos: int = 0) -> None:
    """Scans a view whose first trigger is at or behind `pos`."""
    scanner.view = view
    scanner.context = context
    holes = scanner.holes
    first = len(holes)
    find = TRIGGER.search
    match = find(view, pos)
    while match:
        whole = match.lastindex
        if whole is None:
            pos = READERS[match[0]](scanner, match.start())
        elif whole == 3:
            pos = simple_link(scanner, match)
        elif whole == 4:
            pos = _simple_emphasis(scanner, match)
        else:
            start, pos = match.span()
            holes.append((start, pos, "code" if whole == 1 else "html"))
        match = find(view, pos)
    if scanner.runs:
        pair(scanner.runs, holes)
        scanner.runs = []
    if scanner.ticks:
        scanner.ticks = {}
    if scanner.unclosed:
        scanner.unclosed = set()
    if scanner.brackets:
        scanner.brackets = []
    scanner.dead = 0
    base = context.base
    if base and first < len(holes):
        holes[first:] = [(start + base, end + base, kind) for start, end, kind in holes[first:]]


def _simple_emphasis(scanner: Scanner, match: re.Match[str]) -> int:
    """Takes down `*words*` or `**words**` that begin and end with a letter and hold no mark, where no run is open before."""
    start, end = match.span()
    size = 2 if match[4][0] == "*" else 1
    if scanner.runs or match.end(4) + size - 1 != end or "www." in match[4]:
        return _delimiters(scanner, start)
    holes = scanner.holes
    holes.append((start, start + size, "mark"))
    holes.append((start + size, end - size, "strong" if size == 2 else "emphasis"))
    holes.append((end - size, end, "mark"))
    return end


def _escape(scanner: Scanner, pos: int) -> int:
    formula = _formula(scanner, pos)
    if formula >= 0:
        return formula
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


def _template(scanner: Scanner, pos: int) -> int:
    opening = extensions.paired_tag_at(scanner.view, pos)
    if opening is not None:
        closing = extensions.closing_of(scanner.view, pos)
        match = None if closing.pattern in scanner.unclosed else closing.search(scanner.view, opening[1])
        if match:
            scanner.holes.append((pos, match.end(), opening[0]))
            return match.end()
        scanner.unclosed.add(closing.pattern)
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


def _mdx_comment(scanner: Scanner, pos: int) -> int:
    at = scanner.closing("*/}", pos + 3)
    if at < 0:
        return pos + 3
    scanner.holes.append((pos, at + 3, "comment"))
    return at + 3


def _math(scanner: Scanner, pos: int) -> int:
    end = extensions.dollars_end(scanner.view, pos)
    if end < 0:
        return pos + 1
    scanner.holes.append((pos, end, "math"))
    return end


def _formula(scanner: Scanner, pos: int) -> int:
    r"""Reads `\(x\)` or `\[x\]` and answers where it ends; -1 for escaped brackets around words."""
    marks = extensions.formula_at(scanner.view, pos)
    if not marks:
        return -1
    start = pos + len(marks[0])
    close = scanner.view.find(marks[1], start, start + _LONGEST_FORMULA)
    words = scanner.view[start:close] if close >= 0 else marks[0]
    if marks[0] in words or not extensions.is_formula(words):
        return -1
    end = close + len(marks[1])
    scanner.holes.append((pos, end, "math"))
    return end


def _delimiters(scanner: Scanner, pos: int) -> int:
    match = _RUN.match(scanner.view, pos)
    end = match.end() if match else pos + 1
    if scanner.view[pos] != "~" or end - pos == 2:
        scanner.runs.append(delimiter_run(scanner.view, pos, end))
    return end


def read_angle(scanner: Scanner, pos: int) -> int:
    """Reads `<`: a tag, an autolink, a comment, an instruction or a template."""
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


def read_url(scanner: Scanner, pos: int) -> int:
    """Reads `://`, if a scheme that is shown as a link stands before it."""
    view = scanner.view
    scheme = _SCHEME.search(view, max(0, pos - 5), pos)
    if not scheme or (scheme.start() and view[scheme.start() - 1].isalnum()):
        return pos + 3
    return _bare(scanner, scheme.start(), pos + 3)


def read_www(scanner: Scanner, pos: int) -> int:
    """Reads `www.` at the beginning of a word."""
    view = scanner.view
    if pos and not (view[pos - 1].isspace() or view[pos - 1] in "*_~("):
        return pos + 4
    return _bare(scanner, pos, pos + 4)


def _bare(scanner: Scanner, start: int, pos: int) -> int:
    rest = _URL_REST.match(scanner.view, pos)
    if not rest:
        return pos
    words = rest[0]
    kept = len(words.rstrip(_URL_END))
    entity = _ENTITY.search(words, max(0, kept - 33), kept) if words.startswith(";", kept) else None
    if entity:
        kept = entity.start()
    closing = words.count("(", 0, kept) - words.count(")", 0, kept)
    while closing > 0 and words.startswith(")", kept):  # a bracket that closes one of the URL's own belongs to it
        kept += 1
        closing -= 1
    end = pos + kept
    if end > pos:
        span = scanner.context.span(start, end)
        scanner.references.append(
            Reference("url", span, span, scanner.view[start:end], section=scanner.context.section)
        )
        scanner.holes.append((start, end, "url"))
    return max(end, pos)


READERS: dict[str, Callable[[Scanner, int], int]] = {
    "\\": _escape,
    "`": _code,
    "[": open_bracket,
    "]": close_bracket,
    "<": read_angle,
    "://": read_url,
    "www.": read_www,
    "{{": _template,
    "{%": _template,
    "{#": _attributes,
    "{/*": _mdx_comment,
    "{:": _attributes,
    "{.": _attributes,
    "%%": _comment,
    "$": _math,
    "*": _delimiters,
    "_": _delimiters,
    "~~": _delimiters,
}
