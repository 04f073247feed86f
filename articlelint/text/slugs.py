"""Heading texts -> anchors, as each publisher makes them.

A dialect is two functions: one slug from one heading, and what becomes of a slug that is taken already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from articlelint.text.source import normalize

_GITHUB_ASCII = re.compile(r"[^a-z0-9_\- ]")
_NOT_WORD = re.compile(r"[^\w\s-]")
_NOT_WORD_OR_SPACE = re.compile(r"[^\w -]")
_RUN = re.compile(r"[-\s]+")
_GOLLUM = re.compile("[^\\d\\w\u00c0-\u1fff\u2c00-\ud7ff]+")
_NUMBERED = re.compile(r"\A(.*)_([0-9]+)\Z", re.DOTALL)


def github_slug(heading: str) -> str:
    """Lower case; letters, marks, digits, `_` and `-` stay; each blank becomes `-`."""
    lowered = heading.strip().lower()
    if lowered.isascii():
        return _GITHUB_ASCII.sub("", lowered).replace(" ", "-")
    return "".join("-" if c == " " else c for c in lowered if c in " -" or _kept_by_github(c))


def _kept_by_github(c: str) -> bool:
    category = unicodedata.category(c)
    return category[0] in "LM" or category in ("Nd", "Nl", "Pc")


def gitlab_slug(heading: str) -> str:
    """As GitHub, but only word characters stay and runs of hyphens become one."""
    words = _NOT_WORD_OR_SPACE.sub("", heading.strip().lower())
    return re.sub(r"-{2,}", "-", words.replace(" ", "-"))


def unicode_slug(heading: str) -> str:
    """Python-Markdown's `slugify_unicode`."""
    return _RUN.sub("-", _NOT_WORD.sub("", heading).strip().lower())


def mkdocs_slug(heading: str) -> str:
    """Python-Markdown's default: ASCII only, so a heading in another script becomes empty."""
    return unicode_slug(normalize("NFKD", heading).encode("ascii", "ignore").decode())


def mediawiki_slug(heading: str) -> str:
    """MediaWiki's html5 ids: runs of blanks become `_`, all else stays."""
    return re.sub(r"[ _]+", "_", heading.strip(" _"))


def gollum_slug(heading: str) -> str:
    """Gollum's: whatever is no word character becomes `-`, once."""
    return _GOLLUM.sub("-", heading).removeprefix("-").removesuffix("-").lower()


def hyphen_numbered(slugs: Iterable[str]) -> Iterator[str]:
    """GitHub's and GitLab's duplicates: `-1`, `-2`, passing over what is taken."""
    taken: dict[str, int] = {}
    for slug in slugs:
        unique = slug
        while unique in taken:
            taken[slug] += 1
            unique = f"{slug}-{taken[slug]}"
        taken[unique] = 0
        yield unique


def underscore_numbered(slugs: Iterable[str]) -> Iterator[str]:
    """Python-Markdown's duplicates: `_1`, `_2`; an empty slug counts as taken. A taken `x_3` becomes `x_4`."""
    taken: set[str] = set()
    latest: dict[str, int] = {}
    for slug in slugs:
        unique = slug
        if not unique or unique in taken:
            numbered = _NUMBERED.match(slug)
            stem, number = (numbered[1], int(numbered[2])) if numbered and len(numbered[2]) < 9 else (slug, 0)
            number = max(number, latest.get(stem, 0))
            while not unique or unique in taken:
                number += 1
                unique = f"{stem}_{number}"
            latest[stem] = number
        taken.add(unique)
        yield unique


def mediawiki_numbered(slugs: Iterable[str]) -> Iterator[str]:
    """MediaWiki's duplicates: `_2`, `_3`, whatever the case."""
    taken: set[str] = set()
    latest: dict[str, int] = {}
    for slug in slugs:
        unique, folded = slug, slug.lower()
        number = latest.get(folded, 1)
        while unique.lower() in taken:
            number += 1
            unique = f"{slug}_{number}"
        latest[folded] = number
        taken.add(unique.lower())
        yield unique


Numbered = Callable[[Iterable[str]], Iterator[str]]
DIALECTS: Mapping[str, tuple[Callable[[str], str], Numbered]] = {
    "github": (github_slug, hyphen_numbered),
    "docusaurus": (github_slug, hyphen_numbered),
    "gitlab": (gitlab_slug, hyphen_numbered),
    "mkdocs": (mkdocs_slug, underscore_numbered),
    "mkdocs-unicode": (unicode_slug, underscore_numbered),
    "mediawiki": (mediawiki_slug, mediawiki_numbered),
    "gollum": (gollum_slug, hyphen_numbered),
}


def slugs(headings: Iterable[str], dialect: str) -> tuple[str, ...]:
    """The anchors of an article's headings, in their order."""
    slug, numbered = DIALECTS[dialect]
    return tuple(numbered(map(slug, headings)))
