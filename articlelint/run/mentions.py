"""Which articles may refer to some others: asked of stored references, cheaply, and never with a wrong no.

A name is looked for by its words, in what is the same under any spelling that counts as a variant: lower case, without marks,
in the singular. Nearly all articles are ruled out by that, and the others are resolved properly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from articlelint.cache import serialization
from articlelint.model.facts import Facts
from articlelint.text.names import (
    IRREGULAR,
    file_names,
    normal,
    plain_letters,
    singular,
    without_disambiguator,
    without_subtitle,
)

Rows = Iterable[tuple[str, str, str]]
_ARTICLES = ("the", "a", "an", "and")
_NO_LETTER = re.compile(r"[\W_]+")
_LOWER = bytes.maketrans(bytes(range(65, 91)), bytes(range(97, 123)))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


def names_of(facts: Facts) -> set[str]:
    """All that an article may be referred to by."""
    stem = facts.path.rpartition("/")[2].rpartition(".")[0]
    return {facts.title, *facts.names, *facts.aliases, *facts.routes, *file_names(facts.path), stem} - {""}


def mentioning(names: Iterable[str], rows: Callable[[], Rows]) -> set[str]:
    """The paths whose references may mean one of the names, or a redirect page to one. `rows` are path, names and references."""
    found: set[str] = set()
    pending = set(names)
    while pending:
        wanted = {tokens(name) for name in pending}
        pending = set()
        for path, own, refs in rows():
            if path not in found and refs and _mentions(refs, wanted):
                found.add(path)
                facts = serialization.facts_of(own)
                if facts.redirect is not None:
                    pending |= names_of(facts)
    return found


def _mentions(refs: str, wanted: Iterable[frozenset[bytes]]) -> bool:
    text = folded(refs)
    return any(all(word in text for word in words) for words in wanted)


def folded(text: str) -> bytes:
    """Lower case, no marks, nothing but letters and digits."""
    if text.isascii() and "%" not in text:
        return text.encode().translate(_LOWER, _NO_LETTERS)
    return _NO_LETTER.sub("", _lower(unquote(text))).encode("utf-8", "surrogatepass")


def tokens(name: str) -> frozenset[bytes]:
    """What of a name stands in every spelling of it."""
    name = normal(name)
    base = without_disambiguator(name) or name
    words = _NO_LETTER.split(_lower(without_subtitle(base) or base).replace("'", ""))
    return frozenset(_stable(word).encode("utf-8", "surrogatepass") for word in words if word and word not in _ARTICLES)


def _lower(text: str) -> str:
    return plain_letters(text.casefold()).casefold()


def _stable(word: str) -> str:
    """What of a word is the same in singular and plural."""
    one = singular(word)
    if one in IRREGULAR:
        return one[:1]
    return one.removesuffix("y")
