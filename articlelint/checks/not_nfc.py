"""Text that is not in Unicode normal form C."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span, without_heaps

_WORDS = re.compile(r"(?:(?<!\S)\S*|(?=\s))[^\x00-\x7f]\S*+(?:[ \t]++\S*[^\x00-\x7f]\S*+)*+")

_WORD = re.compile(r"\S+")


@check()
def not_nfc(article: Article) -> Iterator[Finding]:
    """One finding for each run of words on a line."""
    text = article.text
    if text.isascii() or unicodedata.is_normalized("NFC", without_heaps(text)):
        return
    written = without_heaps(article.written)
    named = _names_of_files(article)
    for match in _WORDS.finditer(written):
        if not unicodedata.is_normalized("NFC", match[0]):
            yield from _runs(match, named)


def _names_of_files(article: Article) -> list[Span]:
    """Where links name files, whose names may be in pieces too. MediaWiki itself stores all text in form C."""
    if article.format == "wikitext":
        return []
    return [reference.span for reference in article.references if reference.kind not in ("see", "see-also-item")]


def _is_in_pieces(word: str) -> bool:
    """Form C itself takes some letters of Bengali, Hindi or Hebrew apart: keyboards write them whole, and nobody expects the pieces."""
    if unicodedata.is_normalized("NFC", word):
        return False
    forms = (unicodedata.normalize("NFC", char) for char in word)
    taken_apart = "".join(form if len(form) > 1 else char for form, char in zip(forms, word, strict=True))
    return not unicodedata.is_normalized("NFC", taken_apart)


# `<` and a stroke are `≮`: no tag, no link, no heading is left of a mark that is joined.
_MARK_IN_PIECES = re.compile("[!-/:-@\\[-`{-~][\u0300-\u036f]")


def _runs(match: re.Match[str], named: list[Span]) -> Iterator[Finding]:
    """From the first word that is not in form C to the last."""
    words = [word for word in _WORD.finditer(match[0]) if _is_in_pieces(word[0])]
    if not words:
        return
    start, end = words[0].start(), words[-1].end()
    said = match[0][start:end]
    span = Span(match.start() + start, match.start() + end)
    doubtful = bool(_MARK_IN_PIECES.search(said)) or any(
        each.start < span.end and span.start < each.end for each in named
    )
    fix = Fix((Edit(*span, unicodedata.normalize("NFC", said)),), "unsafe" if doubtful else "safe")
    yield Finding(
        span, f"`{said}` is not in Unicode normal form C", "store letters with their marks as one character", fix
    )
