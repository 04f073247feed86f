"""Markdown's leaf blocks that are no text: code, thematic breaks, HTML, math, hidden text, the fences of directives."""

from __future__ import annotations

import re
from functools import cache

from articlelint.parsing.markdown import html, tags
from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.positions import Place

NOTHING = -1  # what a reader answers when its construct does not stand here
_INDENTED = re.compile(r"(?:(?: {4}| {0,3}\t)[^\n]*\n|[ \t\v\f]*\n)+")


def read_indented(state: Place, pos: int) -> int:
    """Reads indented code."""
    match = _INDENTED.match(state.src, pos)
    end = match.end() if match else state.find_line_end_at(pos)
    state.add_leaf("code", pos, end)
    return end


def read_fence(_reader: object, state: Place, pos: int) -> int:
    """Reads fenced code, to its closing fence or the end of its container."""
    match = grammar.FENCE.match(state.src, pos)
    if not match:
        return NOTHING
    state.close(pos)
    closing = _fence_end(match[1]).search(state.src, match.end() + 1)
    end = closing.end() if closing else state.cursor_max
    state.add_leaf("code", pos, end)
    return end + 1


@cache
def _fence_end(fence: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)


def read_break(_reader: object, state: Place, pos: int) -> int:
    """Reads a thematic break."""
    match = grammar.BREAK.match(state.src, pos)
    if not match:
        return NOTHING
    state.close(pos)
    state.add_leaf("break", pos, match.end())
    return match.end() + 1


def read_html(_reader: object, state: Place, pos: int) -> int:
    """Reads a block of HTML."""
    return html.read_html(state, pos)


def read_math(_reader: object, state: Place, pos: int) -> int:
    """Reads `$$ ... $$` on lines of its own."""
    return _read_between(state, pos, "$$", "math")


def read_comment(_reader: object, state: Place, pos: int) -> int:
    """Reads `%% ... %%` on lines of its own."""
    return _read_between(state, pos, "%%", "comment")


def _read_between(state: Place, pos: int, mark: str, kind: str) -> int:
    """Reads `$$ ... $$` or `%% ... %%` that fills its lines."""
    src = state.src
    start = src.find(mark, pos)
    if src[pos:start].strip(" "):
        return NOTHING
    stop = src.find(mark, start + 2)
    if stop < 0:
        return NOTHING
    end = state.find_line_end_at(stop)
    if src[stop + 2 : end].strip():
        return NOTHING
    state.close(pos)
    state.add_leaf("math" if kind == "math" else "comment", start, stop + 2)
    return end


def read_paired(state: Place, pos: int) -> int:
    """Reads `{% comment %}` or `{{< highlight >}}` at the beginning of a line, up to the line of its closing tag."""
    src = state.src
    start = pos + len(src[pos : pos + 4]) - len(src[pos : pos + 4].lstrip(" "))
    opening = tags.opening_at(src, start)
    if opening is None:
        return NOTHING
    closing = tags.closing_of(src, start)
    if closing.pattern in state.unclosed:
        return NOTHING
    match = closing.search(src, opening[1])
    if match is None:
        state.unclosed.add(closing.pattern)
        return NOTHING
    end = state.find_line_end_at(match.end() - 1)
    if src[match.end() : end].strip():
        return NOTHING  # it stands among words: an inline
    state.close(pos)
    state.add_leaf("comment" if opening[0] == "comment" else "code", start, match.end())
    return end


_GENERATED = re.compile(r" {0,3}:::[ \t]+[A-Za-z_]\w*(?P<dotted>(?:\.\w+)*)[ \t]*$", re.MULTILINE)
_DIRECTIVE_END = re.compile(r"^ {0,3}:{3,}[ \t]*$", re.MULTILINE)


def _is_generated(state: Place, pos: int, end: int) -> bool:
    """`::: mills.Wheel`: mkdocstrings writes the documentation of an object there; a name without a dot may open a directive."""
    match = _GENERATED.match(state.src, pos)
    if match is None or match["dotted"]:
        return match is not None
    if ":::" not in state.unclosed and not _DIRECTIVE_END.search(state.src, end):
        state.unclosed.add(":::")  # nor will another one be closed: that keeps the time linear
    return ":::" in state.unclosed


def read_directive(_reader: object, state: Place, pos: int) -> int:
    """`:::note` and the `:::` that closes it say nothing themselves; what stands between them is read as usual."""
    match = grammar.DIRECTIVE.match(state.src, pos)
    if not match:
        return NOTHING
    state.close(pos)
    if _is_generated(state, pos, match.end()):
        state.add_leaf("template", pos, match.end())
    return match.end() + 1
