"""Markdown's leaf blocks that are no text: code, thematic breaks, HTML, math, hidden text, the fences of directives."""

from __future__ import annotations

import re

from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown import tags
from articlelint.parsing.markdown.positions import Place


def read_math(state: Place, pos: int) -> int | None:
    """Reads `$$ ... $$` on lines of its own."""
    return _read_between(state, pos, "$$", "math")


def read_comment(state: Place, pos: int) -> int | None:
    """Reads `%% ... %%` on lines of its own."""
    return _read_between(state, pos, "%%", "comment")


def _read_between(state: Place, pos: int, mark: str, kind: str) -> int | None:
    """Reads `$$ ... $$` or `%% ... %%` that fills its lines."""
    src = state.src
    start = src.find(mark, pos)
    if src[pos:start].strip(" "):
        return None
    stop = src.find(mark, start + 2)
    if stop < 0:
        return None
    end = state.find_line_end_at(stop)
    if src[stop + 2 : end].strip():
        return None
    state.close(pos)
    state.add_leaf("math" if kind == "math" else "comment", start, stop + 2)
    return end


def read_paired(state: Place, pos: int) -> int | None:
    """Reads `{% comment %}` or `{{< highlight >}}` at the beginning of a line, up to the line of its closing tag."""
    src = state.src
    start = pos + len(src[pos : pos + 4]) - len(src[pos : pos + 4].lstrip(" "))
    opening = tags.opening_at(src, start)
    if opening is None:
        return None
    closing = tags.closing_of(src, start)
    if closing.pattern in state.unclosed:
        return None
    match = closing.search(src, opening[1])
    if match is None:
        state.unclosed.add(closing.pattern)
        return None
    end = state.find_line_end_at(match.end() - 1)
    if src[match.end() : end].strip():
        return None  # it stands among words: an inline
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


def read_directive(state: Place, pos: int) -> int | None:
    """`:::note` and the `:::` that closes it say nothing themselves; what stands between them is read as usual."""
    match = grammar.DIRECTIVE.match(state.src, pos)
    if not match:
        return None
    state.close(pos)
    if _is_generated(state, pos, match.end()):
        state.add_leaf("template", pos, match.end())
    return match.end() + 1
