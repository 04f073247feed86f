"""Wikitext articles."""

from __future__ import annotations

from articlelint.model import Article
from articlelint.parse.plaintext import parse_plaintext
from articlelint.text import Source


def parse_wikitext(source: Source, language: str = "en") -> Article:
    """A wikitext article."""
    return parse_plaintext(source, language)
