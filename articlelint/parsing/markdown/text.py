"""The words that a reader sees of a line of Markdown."""

from __future__ import annotations

from articlelint.parsing.markdown.inlines import scan
from articlelint.parsing.markdown.links import Context
from articlelint.parsing.markdown.state import TRIGGER, Definitions, Scanner

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
