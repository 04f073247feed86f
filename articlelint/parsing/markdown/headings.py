"""Headings: their words, explicit ids, and the text that a reader sees."""

from __future__ import annotations

import re

from articlelint.parsing.markdown.inlines import scan
from articlelint.parsing.markdown.links import Context
from articlelint.parsing.markdown.positions import WHITE, Place
from articlelint.parsing.markdown.state import TRIGGER, Definitions, Scanner
from articlelint.text.source import Span

_MARKS = re.compile(r"[ \t]*#{1,6}[ \t]*")
# `{#id}`, and in MDX, where a brace begins an expression, `{/* #id */}`.
_ANCHOR = re.compile(r"[ \t]*\{(?::?[ \t]*(?:#|id=[\"']?)([^\s{}\"']+)[^{}\n]*|/\*[ \t]*#([^\s{}*]+)[ \t]*\*/)\}$")


def read_atx(state: Place, pos: int, end: int, level: int) -> None:
    """Takes down the heading `## Words ##` that fills the line from `pos` to `end`."""
    src = state.src
    marks = _MARKS.match(src, pos, end)
    start = marks.end() if marks else pos
    words = src[start:end].rstrip(WHITE)
    if words.endswith(
        "#"
    ):  # by no pattern: one that looks for the blanks before the marks takes the square of a line of blanks
        before = words.rstrip("#")
        words = before.rstrip(" \t") if not before or before[-1] in " \t" else words
    whole = src[pos:end]
    first = state.at(pos + len(whole) - len(whole.lstrip(WHITE)))
    shift = first - (pos + len(whole) - len(whole.lstrip(WHITE)))
    last = pos + len(whole.rstrip(WHITE)) + shift
    _take(state, level, Span(first, last), min(start + shift, last), words)


def read_setext(state: Place, pos: int, end: int, level: int) -> None:
    """Takes down the open paragraph as a heading; `pos` to `end` is its underline."""
    lines = state.lines(state.open, pos)
    opened, state.open = state.open, -1
    underline = state.lines(pos, end)[0]
    whole = Span(lines[0].start, underline.end)
    if len(lines) == 1:
        _take(state, level, whole, lines[0].start, state.src[opened:pos].strip(WHITE))
        return
    text = " ".join(line.strip(WHITE) for line in state.src[opened:pos].strip(WHITE).split("\n"))
    state.add_heading(level, whole, Span(lines[0].start, lines[-1].end), plain(text), None)


def _take(state: Place, level: int, whole: Span, start: int, words: str) -> None:
    anchor = None
    if words.endswith("}"):
        match = _ANCHOR.search(words)
        if match:
            anchor = match[1] or match[2]
            words = words[: match.start()]
    state.add_heading(level, whole, Span(start, start + len(words)), plain(words), anchor)


_NOTHING = Definitions("", {}, set())
_UNSEEN = frozenset({"mark", "target", "html", "comment", "note", "attribute"})


def plain(words: str) -> str:
    """`words` without inline markup: links by their texts, code without ticks, entities and escapes as what they stand for."""
    if TRIGGER.search(words):
        words = _without_marks(words)
    if "&" not in words:
        return words
    from html import unescape  # its table of entities is large

    return unescape(words)


def _without_marks(words: str) -> str:
    scanner = Scanner(_NOTHING)
    scan(scanner, words, Context(0, ""))
    pieces: list[str] = []
    done = 0
    for start, end, kind in sorted(scanner.holes):
        if end <= done or (kind not in _UNSEEN and kind != "code"):
            continue
        pieces.append(words[done:start])
        if kind == "code":
            pieces.append(_code(words[start:end]))
        done = end
    pieces.append(words[done:])
    return "".join(pieces).strip()


def _code(span: str) -> str:
    """What stands between backticks, or between an opening and a closing tag."""
    if span.startswith("<"):
        return span[span.index(">") + 1 : span.rindex("<")]
    code = span.strip("`")
    return code.strip() or code
