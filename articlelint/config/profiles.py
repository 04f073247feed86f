"""Sensible settings for four kinds of houses, as config tables: `profile = "glossary"` puts one below what the config says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Profile(NamedTuple):
    """What a kind of house is, and the config table that suits it."""

    summary: str
    table: Mapping[str, Any]


_INTRODUCTIONS = [
    "Introduction", "Overview", "Summary", "Abstract", "About", "Description", "Background", "TL;DR", "What is it", "What it is",
    "Einleitung", "Überblick", "Introducción", "Resumen", "Présentation",
]  # fmt: skip

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "wikipedia": Profile(
            "articles in wikitext, laid out by Wikipedia's manual of style",
            {
                "link-dialect": "mediawiki",
                "extend-select": ["structure/lead-length"],
            },
        ),
        "markdown-wiki": Profile(
            "notes, guides or documentation in Markdown: they may speak to their readers and begin with an introduction",
            {
                "ignore": ["neutrality/viewpoint"],
                "rules": {"structure/missing-lead": {"introductions": _INTRODUCTIONS}},
            },
        ),
        "plain-export": Profile(
            "plain text that a program exported or wrote: levels are guessed, residue is likely",
            {
                "formats": {"*.txt": "plain", "*.text": "plain"},
                "extend-select": ["structure/title-in-heading"],
            },
        ),
        "glossary": Profile(
            "short entries that define a term: they need no lead beside their definition",
            {
                "ignore": ["structure/missing-lead", "structure/duplicate-paragraph"],
            },
        ),
    }
)
