"""What begins with an angle bracket inside a block of Markdown, and bare URLs."""

from __future__ import annotations

import re

from articlelint.model.nodes import Reference
from articlelint.parsing.markdown import links
from articlelint.parsing.markdown.patterns import ATTRIBUTES, TAG_NAME
from articlelint.parsing.markdown.state import Scanner

_SCHEME = re.compile(r"(?:https?|ftps?)$", re.IGNORECASE)
_URL_REST = re.compile(r"[^\s<>\"`\[\]{}|\\^“”‘’«»„、。，；：（）「」【】]+")
_URL_END = "?!.,:;*_~')"
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,32}$")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_EMAIL = re.compile(r"<[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*>")
_TAG = re.compile(rf"<({TAG_NAME}){ATTRIBUTES}\s*/?>|</{TAG_NAME}\s*>")
_CODE_TAGS = frozenset({"code", "pre", "tt", "samp", "script", "style", "svg", "math"})


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
