"""Names as titles: when two spellings are one title, and when one is a variant of the other.

`normal` is identity: two spellings with one normal form are the same title. `loose` is likeness: spellings with one loose
form are variants, and `difference` tells in what. A variant is reported with the title to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from articlelint.text.source import normalize

VariantKind = Literal[
    "case", "dash", "apostrophe", "space", "diacritics", "punctuation", "number", "article", "inverted", "disambiguator",
    "subtitle", "alias", "path", "form",
]  # fmt: skip

# What a reader cannot see or tell apart: joiners, bidi marks, soft hyphens, byte order marks vanish; U+2010 and U+2011
# are drawn as the hyphen.
_UNSEEN: dict[int, str | None] = {
    ord(c): None
    for c in "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0f\ufeff"
}
_UNSEEN |= {0x2010: "-", 0x2011: "-"}
_DASHES = {ord(c): "-" for c in "\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"}
_QUOTES = {ord(c): "'" for c in "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`\uff07"} | {
    ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
}
_LETTERS = {
    ord(a): b
    for a, b in (("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ı", "i"))
}
# Accents apart from their letters, as NFD writes them: "Zürich" and "Zurich" differ in diacritics.
_MARKS = re.compile("[\u0300-\u036f]")
# Between digits a point or comma is part of a number; at the start of a word a point is part of a name (.NET).
_PUNCTUATION = re.compile(r"""(?<!\d)(?<=\S)[.,]|[.,](?!\d)(?!\S)|[-/:;!?"()\[\]…·]+""")
# "Mercury (planet)"; Japanese and Chinese wikis write the brackets full-width.
_DISAMBIGUATOR = re.compile(r"(?P<base>.*\S) ?[(（](?P<what>[^()（）]+)[)）]\Z")
# "Works, Covenant of": an index title, turned round for its order in the alphabet.
_INVERTED = re.compile(r"(?P<head>[^,]+), (?P<tail>[^,]+)\Z")
# "Kelp: A History", but not "Re:Zero".
_SUBTITLE = re.compile(r"(?P<base>[^:]+[^:\s]): +\S")
_ARTICLES = ("the", "a", "an")


def spelled(name: str) -> str:
    """The form under which two spellings are the same title where the first letter counts: NFC, one blank for blanks and underscores, nothing invisible."""
    if not name.isascii():
        name = normalize("NFC", name).translate(_UNSEEN)
    if "_" in name:
        name = name.replace("_", " ")
    return " ".join(name.split())


def normal(name: str) -> str:
    """The form under which two spellings are the same title: as `spelled`, with the first letter in upper case."""
    name = spelled(name)
    first = name[:1]
    if first.islower():
        upper = first.upper()
        if len(upper) == 1:
            return upper + name[1:]
    return name


def plain_dashes(name: str) -> str:
    """Every dash as a hyphen."""
    return name if name.isascii() else name.translate(_DASHES)


def plain_quotes(name: str) -> str:
    """Every apostrophe and quotation mark as the typewriter's."""
    return name.translate(_QUOTES)


def plain_letters(name: str) -> str:
    """Without diacritics: `Curaçao` as `Curacao`. Only the marks of Latin, Greek and Cyrillic go; other scripts need theirs."""
    if name.isascii():
        return name
    bare = _MARKS.sub("", normalize("NFD", name))
    return normalize("NFC", bare.translate(_LETTERS))


def without_disambiguator(name: str) -> str:
    """`Mercury (planet)` as `Mercury`; empty when there is no disambiguator."""
    if not name.endswith((")", "）")):
        return ""
    match = _DISAMBIGUATOR.match(name)
    return match["base"] if match else ""


def turned(name: str) -> str:
    """`Works, Covenant of` as `Covenant of Works`; empty when there is not exactly one comma."""
    if name.count(",") != 1:
        return ""
    match = _INVERTED.match(name)
    return f"{match['tail']} {match['head']}" if match else ""


def without_subtitle(name: str) -> str:
    """`Emma: a novel` as `Emma`; empty when there is no subtitle."""
    if ": " not in name:
        return ""
    match = _SUBTITLE.match(name)
    return match["base"] if match else ""


def loose(name: str) -> str:
    """The form under which spellings are variants of each other: only letters and digits count, singular, without a leading article."""
    folded = normal(name).casefold()
    words = folded.split(" ")
    if not (folded.isascii() and folded.replace(" ", "").isalnum()):
        words = _spaced(plain_quotes(plain_dashes(plain_letters(folded)))).split()
    elif words[0] in _ARTICLES and len(words) > 1:
        del words[0]
    return "".join([singular(word) if word[-1:] == "s" or word in _IRREGULAR else word for word in words])


def _spaced(name: str) -> str:
    for article in _ARTICLES:
        if name.startswith(article + " ") and len(name) > len(article) + 2:
            name = name[len(article) + 1 :]
            break
    name = name.replace("'", "").replace("&", " and ")
    return _PUNCTUATION.sub(_blank_or_nothing, name)


def _blank_or_nothing(match: re.Match[str]) -> str:
    return "" if match[0] in ".," else " "


_NO_PLURALS = frozenset(
    [
        "news",
        "series",
        "species",
        "physics",
        "mathematics",
        "politics",
        "economics",
        "ethics",
        "always",
        "lens",
        "mars",
        "texas",
        "kansas",
        "dallas",
        "atlas",
        "moses",
        "jesus",
        "athens",
        "wales",
        "naples",
        "james",
        "charles",
        "thomas",
        "jonas",
        "lucas",
        "paris",
        "tunis",
        "chess",
        "bias",
        "gas",
        "canvas",
        "pancreas",
        "christmas",
        "alias",
    ]
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse",
    "oxen": "ox", "wolves": "wolf", "lives": "life", "knives": "knife", "wives": "wife", "leaves": "leaf", "halves": "half",
    "selves": "self", "shelves": "shelf", "thieves": "thief", "loaves": "loaf", "calves": "calf", "elves": "elf",
    "dwarves": "dwarf", "hooves": "hoof", "indices": "index", "vertices": "vertex", "matrices": "matrix",
    "criteria": "criterion", "phenomena": "phenomenon",
}  # fmt: skip
_ES = ("ches", "shes", "xes", "sses", "zzes", "oes")


IRREGULAR = frozenset(_IRREGULAR.values())


def singular(word: str) -> str:
    """A lower-case English word in the singular, as far as its ending tells; other words come back unchanged."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _NO_PLURALS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(_ES):
        return word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word
    return word[:-1]


def difference(written: str, name: str) -> VariantKind | None:
    """In what a spelling departs from a title with the same loose form: the last step that was needed to make them one."""
    one, other = normal(written), normal(name)
    if one == other:
        return None
    for kind, step in _STEPS:
        one, other = step(one), step(other)
        if one == other:
            return kind
    if one.replace(" ", "") == other.replace(" ", ""):
        return "space"
    return "number" if _singulars(one) == _singulars(other) else "article"


def _bare(name: str) -> str:
    name = name.replace("'", "").replace("&", " and ")
    return " ".join(_PUNCTUATION.sub(_blank_or_nothing, name).split())


def _singulars(name: str) -> str:
    return "".join(map(singular, name.split()))


_STEPS: tuple[tuple[VariantKind, Callable[[str], str]], ...] = (
    ("dash", plain_dashes),
    ("apostrophe", plain_quotes),
    ("case", str.casefold),
    ("diacritics", plain_letters),
    ("punctuation", _bare),
)


FOLDER_PAGES = frozenset({"index", "_index", "readme", "home"})


def file_names(path: str) -> tuple[str, ...]:
    """What an article without a title is called: its file name, and that with the hyphens of a slug as blanks."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() in FOLDER_PAGES and folder:
        stem = folder.rpartition("/")[2]
    return (stem, stem.replace("-", " "))


def slug_of(name: str) -> str:
    """A name as file names are made from it: lower case, hyphens for blanks, no punctuation."""
    return "-".join(_PUNCTUATION.sub(" ", plain_dashes(normal(name)).casefold().replace("'", "")).split())


def unescape(text: str) -> str:
    """What `html.unescape` makes of a text; imported where it is needed, for its table of entities is large."""
    from html import unescape as unescaped

    return unescaped(text)
