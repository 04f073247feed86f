"""Facts -> Index: titles, aliases, redirects and anchors of a whole corpus. Merging is associative and commutative."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articlelint.facts import Facts
from articlelint.settings import DEFAULTS, Settings


def normal(name: str) -> str:
    """The normal form under which two spellings of a title are the same."""
    return " ".join(unicodedata.normalize("NFC", name).replace("_", " ").split())


@dataclass(frozen=True)
class Index:
    """What the articles of a corpus are called. `lone` tells that there is no corpus to resolve against."""

    articles: Mapping[str, Facts] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    settings: Settings = DEFAULTS
    lone: bool = False


def build(
    facts: Iterable[Facts], files: Iterable[str] = (), outside: Iterable[str] = (), settings: Settings = DEFAULTS
) -> Index:
    """The index of a corpus. `files` are all files under the root, `outside` the known titles that are not in it."""
    articles = {fact.path: fact for fact in sorted(facts, key=lambda fact: fact.path)}
    names: dict[str, list[str]] = {}
    for path, fact in articles.items():
        for name in (fact.title, *fact.names, *fact.aliases):
            if name:
                names.setdefault(normal(name), []).append(path)
    return Index(
        articles,
        {name: tuple(dict.fromkeys(paths)) for name, paths in names.items()},
        frozenset(files),
        frozenset(normal(name) for name in outside),
        settings,
        lone=len(articles) < 2 and not outside,
    )
