"""What a line of wikitext looks like when its constructs are one sign each: the text on which blocks are told apart.

Every construct is replaced by as many signs as it is long, line ends included, so that an offset stays an offset and a
template over five lines is one line, as MediaWiki sees it.
"""

from __future__ import annotations

import re

from articlelint.parsing.wikitext.marks import Piece, outermost
from articlelint.text.namespaces import split

TEMPLATE, LINK, MEDIA, HIDDEN, NOTE, CODE, TAG, MATH = map(chr, range(1, 9))
"""One sign per kind; control characters, which wikitext may not hold. HIDDEN shows nothing where it stands: a category."""

_MASKED = frozenset({"template", "argument", "link", "url", "ref", "references", "media", "code", "math", "comment", "tag", "switch"})  # fmt: skip
_SIGNS = {
    "template": TEMPLATE, "argument": TEMPLATE, "references": TEMPLATE, "link": LINK, "url": LINK, "ref": NOTE, "media": MEDIA,
    "code": CODE, "math": MATH, "comment": " ", "tag": TAG, "switch": HIDDEN,
}  # fmt: skip
_HIDDEN_TEMPLATE = re.compile(
    r"\s*(?:DEFAULTSORT|DISPLAYTITLE|DEFAULTSORTKEY|SORTIERUNG|CLEDETRI|ORDENAR|ORDINE)\s*:", re.IGNORECASE
)
_TARGET = re.compile(r"[^|\[\]{}<>\n]*")
ONLY_SIGNS = re.compile(r"[\x01-\x08\s]*\Z")


def mask(text: str, pieces: list[Piece]) -> str:
    """The text with the outermost constructs as signs."""
    out: list[str] = []
    done = 0
    for piece in outermost(pieces, _MASKED):
        out.append(text[done : piece.start])
        out.append(_sign(text, piece) * (piece.end - piece.start))
        done = piece.end
    out.append(text[done:])
    return "".join(out)


def _sign(text: str, piece: Piece) -> str:
    if piece.kind == "link":
        return link_sign(text, piece)
    if piece.kind == "template" and _HIDDEN_TEMPLATE.match(text, piece.inner, piece.end):
        return HIDDEN
    return _SIGNS[piece.kind]


def link_sign(text: str, piece: Piece) -> str:
    """Whether a `[[...]]` shows words, shows a file, or shows nothing."""
    if text.find(":", piece.inner, piece.end) < 0:
        return LINK
    target = _TARGET.match(text, piece.inner, piece.end)
    found = split(target[0].strip()) if target else None
    if found is None or found.colon:
        return LINK
    if found.kind == "media":
        return MEDIA
    return HIDDEN if found.kind in ("category", "language") else LINK
