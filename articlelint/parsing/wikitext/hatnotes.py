"""Hatnote templates: which of their arguments name articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.parsing.wikitext.marks import Piece, mask
from articlelint.text.source import Span

_ALL = slice(0, None)
# Template -> the positional arguments that name articles, counted from 0.
_TARGETS: dict[str, slice] = {
    **dict.fromkeys(
        (
            "main", "main article", "main articles", "main page", "main list", "main2", "see also", "seealso", "see", "also", "further",
            "further information", "furtherinfo", "details", "detail", "more information", "more", "broader", "introductory article",
            "distinguish", "distinguished", "dist", "not to be confused with", "confused", "confuse", "other uses", "otheruses",
            "other", "hauptartikel", "siehe auch", "weitere details", "article détaillé", "articles détaillés", "article connexe",
            "voir aussi", "voir homonymes", "artículo principal", "ap", "véase también", "vt", "otros usos", "vedi anche", "artigo principal",
            "ver também", "hoofdartikel", "zie ook", "основная статья", "główny artykuł", "osobny artykuł", "huvudartikel",
        ),
        _ALL,
    ),
    **dict.fromkeys(("for", "for2", "other uses of", "other people", "other persons", "other places", "redirect-distinguish"), slice(1, None)),
    "for multi": slice(1, None, 2),
    **dict.fromkeys(("about", "redirect", "redirects", "redirect-for", "this"), slice(2, None, 2)),
    "redirect2": slice(3, None, 2),
}  # fmt: skip
_NAME = re.compile(r"[^|{}\[\]<>#\x01-\x08]*")
_NAMED = re.compile(r"\s*([^=|]*?)\s*=")
_BAR_TEMPLATE = "{{!}}"


def targets(text: str, template: Piece, children: list[Piece]) -> Iterator[Span]:
    """The arguments of a hatnote template that name articles, without the blanks around them; nothing for other templates."""
    match = _NAME.match(text, template.inner, template.end - 2)
    wanted = _TARGETS.get(" ".join(match[0].replace("_", " ").split()).casefold()) if match else None
    if wanted is not None:
        yield from _positional(text, template, children)[wanted]


def _positional(text: str, template: Piece, children: list[Piece]) -> list[Span]:
    """The unnamed arguments and those named `1`, `2` ...; an empty or composed one has an empty span."""
    base, end = template.inner, template.end - 2
    moved = [
        piece._replace(start=piece.start - base, end=piece.end - base, inner=piece.inner - base) for piece in children
    ]
    masked = mask(text[base:end], [piece for piece in moved if piece.end <= end - base])
    found: dict[int, Span] = {}
    count = 0
    at = masked.find("|") + 1
    if not at:
        return []
    for part in masked[at:].split("|"):
        named = _NAMED.match(part)
        start = at + (named.end() if named else 0)
        if named is None:
            count += 1
            found[count] = _words(text, masked, base, start, at + len(part))
        elif named[1].isdigit() and len(named[1]) < 3:
            found[int(named[1])] = _words(text, masked, base, start, at + len(part))
        at += len(part) + 1
    return [found.get(number, Span(base, base)) for number in range(1, max(found, default=0) + 1)]


def _words(text: str, masked: str, base: int, start: int, end: int) -> Span:
    words = masked[start:end]
    sign = next((place for place, c in enumerate(words) if "\x01" <= c <= "\x08"), len(words))
    if sign < len(words) and not text.startswith(_BAR_TEMPLATE, base + start + sign):
        return Span(base, base)
    words = words[:sign]
    ahead = len(words) - len(words.lstrip())
    return Span(base + start + ahead, base + start + max(ahead, len(words.rstrip())))
