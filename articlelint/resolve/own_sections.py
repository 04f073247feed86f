"""Whether a name that no article answers to is a place of the article that it stands in: "see Linux section", "see DPoP"."""

from __future__ import annotations

import re
from functools import lru_cache

# `RFC 9449 - DPoP (proof of possession)`, `1.2 Limits`: the names that one heading holds.
_PARTED = re.compile(r"\s+[-–—]+\s+|\s*[:(),/;]\s*|^(?:\d+\.?)+\s+|\s+(?:and|or|&)\s+")
# "the section on Limits", "Linux section above": the words for a section are no part of its name.
_PART = re.compile(
    r"^(?:the\s+)?(?:(?:sub)?section|chapter|heading|appendix|part)\s+(?:on\s+|about\s+)?|\s+(?:sub)?(?:section|chapter|heading|part)s?(?:\s+(?:above|below))?$",
    re.IGNORECASE,
)


def is_here(name: str, headings: tuple[str, ...]) -> bool:
    """Whether a heading, or a part of one between marks, is this name; with "section" said, it may be words of one."""
    keys, joined = _places(headings)
    wanted = _key(name)
    core = _key(_PART.sub("", name))
    if wanted in keys or core in keys:
        return True
    return core not in ("", wanted) and re.search(rf"\b{re.escape(core)}\b", joined) is not None


@lru_cache(maxsize=4)
def _places(headings: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """The names that the headings are or hold, and all of them one below the other: one article may have thousands of both."""
    parts = (part for heading in headings for part in (heading, *_PARTED.split(heading)))
    return frozenset(map(_key, parts)) - {""}, "\n".join(map(_key, headings))


def _key(words: str) -> str:
    return " ".join(words.casefold().strip(" .:*_`'\"“”").split())
