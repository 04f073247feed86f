"""Heading texts -> anchors: the functions that publishers make theirs with, and the value that tells one publisher's way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from articlelint.text.source import normalize

ANYTHING = (
    "*"  # an explicit anchor which tells that a page may have any: of parts that are put into it when it is built
)
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


def as_written(fragment: str) -> tuple[str, ...]:
    """A fragment is looked for as it is written."""
    return (fragment,)


@dataclass(frozen=True, slots=True)
class Anchoring:
    """How a publisher makes the anchors of a page.

    `slug` makes one from a heading's text, `numbered` tells apart those that are taken already, `forms` are the anchors that a fragment may
    mean. `ids` is what an explicit id (`## Name {#id}`) does: it stands beside the slug, replaces it, or is but text. `by_words`: a fragment is the heading's words, or those of several on the way down (`#Rivers#Tarn`), compared without punctuation.
    """

    name: str
    slug: Callable[[str], str]
    numbered: Callable[[Iterable[str]], Iterator[str]] = hyphen_numbered
    forms: Callable[[str], tuple[str, ...]] = as_written
    by_words: bool = False
    ids: Literal["beside", "replace", "text"] = "beside"

    def anchors(self, headings: Sequence[str], ids: Iterable[tuple[int, str]] = ()) -> tuple[str, ...]:
        """The anchors that an article's headings get from their words, in their order. `ids` are the explicit ones, by heading."""
        if self.by_words:
            return tuple(headings)
        if self.ids == "replace":
            explicit = {place for place, _ in ids}
            headings = [text for place, text in enumerate(headings) if place not in explicit]
        elif self.ids == "text":
            explicit_texts = {place: f" {{#{id}}}" for place, id in ids}
            headings = [text + explicit_texts.get(place, "") for place, text in enumerate(headings)]
        return tuple(self.numbered(map(self.slug, headings)))


_LEGACY_BYTE = re.compile(r"\.([0-9A-F]{2})")


def _mediawiki_forms(fragment: str) -> tuple[str, ...]:
    """The html5 id, and the one that a legacy fragment (`#Sources_.26_methods`) stands for."""
    written = mediawiki_slug(fragment)
    legacy = unquote(_LEGACY_BYTE.sub(r"%\1", written))
    return (written,) if legacy == written else (written, legacy)


GITHUB = Anchoring("github", github_slug)
DOCUSAURUS = Anchoring("docusaurus", github_slug, ids="replace")
KRAMDOWN = Anchoring("kramdown", github_slug, ids="replace")
MDBOOK = Anchoring("mdbook", github_slug, ids="replace")
HUGO = Anchoring("hugo", github_slug, ids="replace")
GITLAB = Anchoring("gitlab", gitlab_slug)
MKDOCS = Anchoring("mkdocs", mkdocs_slug, underscore_numbered)
MKDOCS_UNICODE = Anchoring("mkdocs-unicode", unicode_slug, underscore_numbered)
MEDIAWIKI = Anchoring("mediawiki", mediawiki_slug, mediawiki_numbered, _mediawiki_forms)
GOLLUM = Anchoring("gollum", gollum_slug)
BY_WORDS = Anchoring("obsidian", str, by_words=True)
