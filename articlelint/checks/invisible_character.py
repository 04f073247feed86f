"""Characters that nobody sees: zero-width, direction marks, soft hyphens, private use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

_MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(
    f"[\u200b-\u200d\u00ad\u2060\ufeff\u180e\ufffc\u0000-\u0008\u000b\u000e-\u001f\u007f{_MARKS}\ue000-\uf8ff]+"
)
_CONTROLS = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_JOINERS = frozenset("\u200b\u200c\u200d")
_DIRECTIONS = re.compile(f"[{_MARKS}]+")
_NAMES = {
    "\u00ad": "soft hyphen", "\u200b": "zero-width space", "\u200c": "zero-width non-joiner", "\u200d": "zero-width joiner",
    "\ufeff": "byte order mark", "\u2060": "word joiner", "\ufffc": "object replacement character", "\u007f": "delete character",
}  # fmt: skip


@check()
def invisible_character(article: Article) -> Iterator[Finding]:
    """Code is left alone, and so is what a script needs: joiners in emoji, Arabic, Indic; direction marks beside right-to-left text."""
    data = article.text.encode("utf-8", "surrogatepass")
    if not _UNSEEN.search(article.beyond_ascii) and len(data.translate(None, _CONTROLS)) == len(data):
        return
    for match in _UNSEEN.finditer(article.written):
        if not _is_needed(article, match):
            yield _unseen(match, safe=_parts_nothing(article.text, match))


# A run of characters around an unseen one in which no mark of any format can arise when it goes.
_PLAIN_TOKEN = re.compile(r"[^\W_]+(?:[.,!?'’-]?[^\W_]+)*[.,;!?’”»)]*")
_LONGEST_TOKEN = 200


def _parts_nothing(text: str, match: re.Match[str]) -> bool:
    r"""Whether no mark comes to be when the character goes: `*a*<ZWSP>*b*`, `<ZWSP># a`, `http<ZWSP>://a` are kept apart by it."""
    start, end = match.start(), match.end()
    while start and not text[start - 1].isspace() and match.start() - start < _LONGEST_TOKEN:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - match.end() < _LONGEST_TOKEN:
        end += 1
    token = text[start : match.start()] + text[match.end() : end]
    if not _PLAIN_TOKEN.fullmatch(_UNSEEN.sub("", token)) or token.lower().startswith("www"):
        return False
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return (
        bool(text[line:start].strip()) or not token[0].isdigit()
    )  # at the beginning of a line, `1.` would make a list


def _unseen(match: re.Match[str], *, safe: bool) -> Finding:
    span = Span(*match.span())
    codes = " ".join(f"U+{ord(c):04X}" for c in match[0][:4])
    if _PRIVATE.search(match[0]):
        return Finding(
            span, f"a private character ({codes}) that other fonts do not have", "write a character that has a meaning"
        )
    name = _NAMES.get(match[0][0], "direction mark" if _DIRECTIONS.match(match[0]) else "control character")
    fix = Fix((Edit(*span, ""),), "safe" if safe else "unsafe")
    return Finding(span, f"an invisible {name} ({codes})", "remove it", fix)


def _is_needed(article: Article, match: re.Match[str]) -> bool:
    text = article.text
    before, after = text[max(0, match.start() - 1) : match.start()] or " ", text[match.end() : match.end() + 1] or " "
    if set(match[0]) <= _JOINERS:
        return any(_is_joined(c) for c in (before, after))
    if _DIRECTIONS.fullmatch(match[0]):
        line = article.source.line_span(article.source.position(match.start()).line)
        return bool(_RIGHT_TO_LEFT.search(text, *line))
    return False


def _is_joined(c: str) -> bool:
    """Letters of scripts that join or are written without blanks, emoji, and what modifies emoji."""
    if c < "\u0590":
        return False
    return (
        c >= "\U0001f000"
        or c == "\ufe0f"
        or "\u2190" <= c <= "\u2bff"
        or (unicodedata.category(c)[0] in "LM" and not "\u1e00" <= c <= "\u1fff")
    )
