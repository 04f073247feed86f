"""Whether a name that no article answers to is a place of the article that it stands in: "see Linux section", "see DPoP"."""

from __future__ import annotations

import re
from collections.abc import Iterable

# `RFC 9449 - DPoP (proof of possession)`, `1.2 Limits`: the names that one heading holds.
_PARTED = re.compile(r"\s+[-–—]+\s+|\s*[:(),/;]\s*|^(?:\d+\.?)+\s+|\s+(?:and|or|&)\s+")
_PART = re.compile(
    r"^(?:the\s+)?(?:(?:sub)?section|chapter|heading|appendix|part)\s+(?:on\s+|about\s+)?|\s+(?:sub)?(?:section|chapter|heading|part)s?(?:\s+(?:above|below))?$",
    re.IGNORECASE,
)


def is_here(name: str, headings: Iterable[str]) -> bool:
    """Whether a heading, or a part of one between marks, is this name; with "section" said, it may be a word of one."""
    wanted = _key(name)
    core = _key(_PART.sub("", name))
    for heading in headings:
        key = _key(heading)
        if key in (wanted, core) or wanted in map(_key, _PARTED.split(heading)):
            return True
        if core != wanted and re.search(rf"\b{re.escape(core)}\b", key):
            return True
    return False


def _key(words: str) -> str:
    return " ".join(words.casefold().strip(" .:*_`'\"“”").split())
