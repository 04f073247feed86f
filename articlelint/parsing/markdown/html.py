"""HTML that stands as a block of its own, and comments among it."""

from __future__ import annotations

import re

from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.positions import Place

_RAW_END = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_BLANK_LINE = re.compile(r"^[ \t\v\f]*\n", re.MULTILINE)


def read_html(state: Place, pos: int) -> int | None:
    """Reads the HTML block at `pos`. Answers where it ends, or None when none stands here."""
    src = state.src
    match = grammar.HTML.match(src, pos)
    if not match:
        return None
    opening = match[0].lstrip(" ")
    if match[2] is None:
        ending = grammar.HTML_ENDS.get(opening, ">")
        stop = src.find(ending, match.end() - (2 if opening == "<!--" else 0))
        stop = stop + len(ending) if stop >= 0 else -1
    elif match[1] == "" and match[2].lower() in grammar.RAW_TAGS:
        closing = _RAW_END.search(src, match.end())
        stop = closing.end() if closing else -1
    elif _is_container(match) or (state.open < 0 and _fills_line(match)):
        blank = _BLANK_LINE.search(src, pos)
        return _take(state, pos, blank.start() if blank else state.cursor_max)
    else:
        return None
    end = state.find_line_end_at(stop) if stop >= 0 else state.cursor_max
    if opening == "<!--" and stop >= 0:
        _take_comment(state, pos, stop, end)
        return end
    return _take(state, pos, end)


def may_interrupt(src: str, pos: int) -> bool:
    """Whether the line at `pos` begins an HTML block that may follow a paragraph without a blank line."""
    match = grammar.HTML.match(src, pos)
    if not match:
        return False
    return match[2] is None or match[2].lower() in grammar.RAW_TAGS or _is_container(match)


def _is_container(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 1]
    return match[2].lower() in grammar.CONTAINER_TAGS and after in ("", " ", "\t", "\n", ">", "/")


def _fills_line(match: re.Match[str]) -> bool:
    src = match.string
    stop = src.find("\n", match.end())
    pattern = grammar.CLOSE_TAG_END if match[1] else grammar.OPEN_TAG_END
    return pattern.match(src, match.end(), stop if stop >= 0 else len(src)) is not None


def _take(state: Place, pos: int, end: int) -> int:
    state.close(pos)
    state.add_leaf("html", pos, end)
    return end


def _take_comment(state: Place, pos: int, stop: int, end: int) -> None:
    """A comment is a block of its own; what follows it on its last line is HTML."""
    state.close(pos)
    state.add_leaf("comment", pos, stop)
    if state.src[stop:end].strip():
        state.add_leaf("html", stop, end)
