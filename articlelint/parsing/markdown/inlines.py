"""What stands inside a block of Markdown: links, code, tags, comments, URLs, math, footnote marks, emphasis.

One pass over a block's text, at the pace of the marks in it; brackets pair as CommonMark says. A view is a block's text
in which what belongs to containers is blanked at equal length, so that an offset in it is one in the article less `base`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from articlelint.parsing.markdown import tags
from articlelint.parsing.markdown.brackets import close_bracket, open_bracket, simple_link
from articlelint.parsing.markdown.emphasis import delimiter_run, pair
from articlelint.parsing.markdown.links import Context
from articlelint.parsing.markdown.math import dollars_end, is_formula, opening_at
from articlelint.parsing.markdown.state import TRIGGER, Scanner
from articlelint.parsing.markdown.urls import read_angle, read_url, read_www

_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*+(?:[#.][\w:.-]|[\w-]++=[^\s{}])[^{}\n]*+\}")
_LONGEST_FORMULA = 2_000


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
    opening = tags.opening_at(scanner.view, pos)
    if opening is not None:
        closing = tags.closing_of(scanner.view, pos)
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
    end = dollars_end(scanner.view, pos)
    if end < 0:
        return pos + 1
    scanner.holes.append((pos, end, "math"))
    return end


def _formula(scanner: Scanner, pos: int) -> int:
    r"""Reads `\(x\)` or `\[x\]` and answers where it ends; -1 for escaped brackets around words."""
    marks = opening_at(scanner.view, pos)
    if not marks:
        return -1
    start = pos + len(marks[0])
    close = scanner.view.find(marks[1], start, start + _LONGEST_FORMULA)
    words = scanner.view[start:close] if close >= 0 else marks[0]
    if marks[0] in words or not is_formula(words):
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
