"""What MDX adds to Markdown: `{/* comments */}`, imports, tags that need no blank line around them.

Comments and imports are read in every Markdown file: Docusaurus reads `.md` as MDX too, and nobody else writes such lines.
"""

from __future__ import annotations

import re

from articlelint.parsing.markdown.positions import Place

_COMMENT = re.compile(r"[ \t]*\{/\*")
_MODULE = re.compile(
    r"(?:import[ \t](?:[^\n]{0,500}?[ \t]from[ \t]*)?[\"'][^\"'\n]{1,300}[\"'];?[ \t]*$"
    r"|import[ \t]*\{[ \t]*$|export[ \t]+(?:const|let|var|function|default|async)\b)",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*+\})*+\}"
_TAG = re.compile(rf"[ \t]*</?(?:[A-Za-z_$][\w.:$-]*+(?=[\s/>{{]))?(?:[^<>{{}}\"']|\"[^\"]*\"|'[^']*'|{_BRACES})*+>")
_LINE_OF_TAGS = re.compile(rf"(?:{_TAG.pattern})++[ \t]*$", re.MULTILINE)


def read_comment(state: Place, pos: int) -> int | None:
    """Reads `{/* ... */}` that fills its lines; one among words belongs to its paragraph."""
    src = state.src
    match = _COMMENT.match(src, pos)
    if not match or state.open >= 0 or "*/}" in state.unclosed:
        return None
    stop = src.find("*/}", match.end())
    if stop < 0:
        state.unclosed.add("*/}")
        return None
    end = state.find_line_end_at(stop)
    if src[stop + 3 : end].strip():
        return None
    state.add_leaf("comment", pos, stop + 3)
    return end


def read_module(state: Place, pos: int) -> int | None:
    """Reads `import X from "./x.mdx"` and `export const ...`, up to the next blank line."""
    if state.open >= 0 or state.inside or not _MODULE.match(state.src, pos):
        return None
    blank = _BLANK_LINE.search(state.src, pos)
    end = blank.start() if blank else state.cursor_max
    state.add_leaf("code", pos, end)
    return end


def read_tags(state: Place, pos: int) -> int | None:
    """Reads a line of nothing but tags, in MDX: what stands between it and the next is Markdown."""
    match = _LINE_OF_TAGS.match(state.src, pos)
    if not match:
        return None
    state.close(pos)
    state.add_leaf("html", pos, match.end())
    return match.end() + 1
