"""Comments and front matter that silence rules: what they name, and the stretch of text that they cover.

`<!-- articlelint-disable-next-line neutrality/puffery: quoted from the charter -->`, in MDX with `{/*` and `*/}`, likewise `-disable-line`, `-disable` up
to `-enable`, and `-disable-file`. In front matter: `articlelint-disable: [neutrality/puffery]`. Rules, families or `all`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.model.article import Article
from articlelint.text.source import Source, Span

PREFIX = "articlelint-"
DIRECTIVES = ("disable-next-line", "disable-line", "disable", "enable", "disable-file")
_OPEN = re.compile(r"(?:<!--|(?P<mdx>\{/\*))\s*articlelint-(?P<directive>[\w-]+)")
_WORD = re.compile(r"[^\s,:]+")
_FRONT_KEY = re.compile(r"^articlelint-disable[ \t]*[:=][ \t]*([^\r\n]*)$", re.MULTILINE)
_FRONT_ITEM = re.compile(r"(?:\r\n?|\n)[ \t]*-[ \t]+([^\r\n]*)")
_FRONT_WORD = re.compile(r"[\w*-]+(?:/[\w-]+)?")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One word of a comment: the rule, family or `all` that it names, where, and which offsets it covers.

    `directive` is the comment's verb; an unknown one covers nothing. `removal` is what to take out so that the word is gone,
    `reason` what follows the colon.
    """

    directive: str
    word: str
    span: Span
    covers: Span
    removal: Span
    reason: str = ""


def suppressions(article: Article) -> tuple[Suppression, ...]:
    """Every suppression that an article's own text holds, in the order of the text."""
    if PREFIX not in article.text or article.format == "plain":
        return ()
    return (*_in_front_matter(article), *_closed(list(_comments(article)), len(article.text)))


@dataclass(frozen=True, slots=True)
class _Comment:
    directive: str
    words: tuple[Span, ...]
    reason: str
    span: Span
    source: Source


def _comments(article: Article) -> Iterator[_Comment]:
    text = article.text
    code = _code(article)
    starts = [span.start for span in code]
    at = 0
    unclosed: set[str] = set()
    while opening := _OPEN.search(text, at):
        at = opening.end()
        ending = "*/}" if opening["mdx"] else "-->"
        close = -1 if ending in unclosed else text.find(ending, at)
        if close < 0:
            unclosed.add(ending)
            continue
        at = close + 3
        before = bisect_right(starts, opening.start()) - 1
        if before >= 0 and opening.start() < code[before].end:
            continue
        yield _comment(article.source, opening, close)


def _code(article: Article) -> list[Span]:
    spans = [block.span for block in article.blocks if block.kind == "code"]
    return sorted(spans + [inline.span for inline in article.inlines if inline.kind == "code"])


def _comment(source: Source, opening: re.Match[str], close: int) -> _Comment:
    colon = source.text.find(":", opening.end(), close)
    last = close if colon < 0 else colon
    words = tuple(Span(*word.span()) for word in _WORD.finditer(source.text, opening.end(), last))
    reason = " ".join(source.text[colon + 1 : close].split()) if colon >= 0 else ""
    return _Comment(opening["directive"], words, reason, Span(opening.start(), close + 3), source)


def _closed(comments: list[_Comment], end: int) -> Iterator[Suppression]:
    """A `disable` covers what stands up to the `enable` that names the same word, or any. An `enable` that ends nothing is left over."""
    next_enable: dict[str, int] = {}
    ended: set[int] = set()
    found: list[tuple[_Comment, Suppression]] = []
    for comment in reversed(comments):
        for word, span in reversed(_named(comment)):
            if comment.directive == "enable":
                next_enable[word] = comment.span.start
            close = min(next_enable.get(word, end), next_enable.get("all", end))
            if comment.directive == "disable":
                ended.add(close)
            found.append((comment, _suppression(comment, word, span, _covers(comment, close, end))))
    for comment, suppression in reversed(found):
        if comment.directive != "enable" or comment.span.start not in ended:
            yield suppression


def _named(comment: _Comment) -> list[tuple[str, Span]]:
    if not comment.words:
        return [("all", comment.span)]
    return [(comment.source.slice(span), span) for span in comment.words]


def _covers(comment: _Comment, close: int, end: int) -> Span:
    source = comment.source
    match comment.directive:
        case "disable-file":
            return Span(0, end + 1)
        case "disable":
            return Span(comment.span.end, close if close < end else end + 1)
        case "disable-line":
            return _line(source, source.position(comment.span.start).line)
        case "disable-next-line":
            return _line(source, _next_line(source, comment.span.end))
    return Span(0, 0)


def _line(source: Source, line: int) -> Span:
    if line > len(source.line_starts):
        return Span(0, 0)
    span = source.line_span(line)
    return Span(span.start, span.end + 1)


def _next_line(source: Source, offset: int) -> int:
    """The next line that holds anything."""
    line = source.position(offset).line + 1
    while line < len(source.line_starts) and not source.slice(source.line_span(line)).strip():
        line += 1
    return line


def _suppression(comment: _Comment, word: str, span: Span, covers: Span) -> Suppression:
    removal = _word_removal(comment, span) if len(comment.words) > 1 else whole_line(comment.source, comment.span)
    return Suppression(comment.directive, word, span, covers, removal, comment.reason)


def _word_removal(comment: _Comment, span: Span) -> Span:
    """A word and the comma and blanks that part it from its neighbour."""
    number = comment.words.index(span)
    if number + 1 < len(comment.words):
        return Span(span.start, comment.words[number + 1].start)
    return Span(comment.words[number - 1].end, span.end)


def whole_line(source: Source, span: Span) -> Span:
    """The span, and the rest of its lines with their end when nothing else stands on them."""
    first = source.line_span(source.position(span.start).line)
    last_line = source.position(span.end).line
    last = source.line_span(last_line)
    if source.text[first.start : span.start].strip() or source.text[span.end : last.end].strip():
        return span
    starts = source.line_starts
    return Span(first.start, starts[last_line] if last_line < len(starts) else last.end)


def _in_front_matter(article: Article) -> Iterator[Suppression]:
    if article.front_matter is None:
        return
    start, end = article.front_matter.span
    key = _FRONT_KEY.search(article.text, start, end)
    if key is None:
        return
    value, _, comment = key[1].partition(" #")
    spans = [Span(*word.span()) for word in _FRONT_WORD.finditer(article.text, key.start(1), key.start(1) + len(value))]
    at = key.end()
    while not key[1] and (item := _FRONT_ITEM.match(article.text, at, end)):
        spans += [Span(*word.span()) for word in _FRONT_WORD.finditer(article.text, item.start(1), item.end(1))][:1]
        at = item.end()
    whole = Span(key.start(), at)
    comment_like = _Comment("disable-file", tuple(spans), comment.strip(), whole, article.source)
    for span in spans:
        yield _suppression(comment_like, article.source.slice(span), span, Span(0, len(article.text) + 1))
