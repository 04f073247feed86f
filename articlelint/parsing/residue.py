"""Where the words of a title or heading end and what a scraper glued to them begins: `RelationsEdit`, `History[edit]`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from articlelint.text.appendices import canonical

# What the edit links of wikis say. Glued to a word they are only told by the capital letter after a small one.
EDIT_WORDS = (
    "Edit source", "Edit", "Quelltext bearbeiten", "Bearbeiten", "Modifier le code", "Modifier", "Editar código", "Editar",
    "Modifica wikitesto", "Modifica", "Bewerken", "Edytuj kod", "Edytuj", "Править код", "Править", "Editovat zdroj",
    "Editovat", "Rediger", "Redigér", "Redigera",
)  # fmt: skip
_WORDS = "|".join(map(re.escape, EDIT_WORDS))
_BRACKETED = re.compile(
    rf"(?:(?<!\s)\s++)?+\[\s*+(?:(?:{_WORDS}|編集|编辑|編輯|편집|แก้)(?:\s*+\|\s*+)?)+\s*+\]\s*+$", re.IGNORECASE
)
_GLUED = re.compile(rf"(?<=[a-zà-öø-ÿа-яё)])(?:{_WORDS})$")
_GLUED_LINE = re.compile(rf"(?m)(?<=[a-zà-öø-ÿа-яё)])(?:{_WORDS})[ \t]*\r?$")
_MANY = 3
_LAST_WORD = re.compile(r"(?<![\w'’-])[\d_'’-]*+(?P<word>[^\W\d_][\w'’-]*+\)?)$")


def words_end(words: str, text: str, language: str = "en") -> int:
    """How much of a heading's line is its words: all of it, unless an edit link's text is glued to them.

    A name may end so by itself (`MetaEdit`): a glued "Edit" is residue only when the rest is a heading that we know, or a
    word that the text uses, or one of several, and the text nowhere uses the word with its ending.
    """
    bracketed = _BRACKETED.search(words)
    if bracketed and bracketed.start():
        return bracketed.start()
    glued = _GLUED.search(words)
    if glued is None or not glued.start():
        return len(words)
    rest = words[: glued.start()]
    return len(rest) if canonical(rest, language) or _is_residue(rest, words, text) else len(words)


@lru_cache(maxsize=2)
def _glued_words(text: str) -> frozenset[str]:
    """The different last words of the lines that an edit link seems to be glued to: where they are many, it is."""
    return frozenset(
        text[max(0, match.start() - 40) : match.start()].rsplit(maxsplit=1)[-1]
        for match in islice(_GLUED_LINE.finditer(text), 50)
    )


@lru_cache(maxsize=64)
def _is_residue(rest: str, words: str, text: str) -> bool:
    if len(_glued_words(text)) > _MANY:
        return True
    whole = words.rsplit(None, 1)[-1]
    uses = len(re.findall(rf"(?<!\w){re.escape(whole)}(?!\w)", text))
    lines = len(re.findall(rf"(?m)^[ \t]*{re.escape(words)}[ \t]*\r?$", text))
    if uses > lines:
        return False
    last = _LAST_WORD.search(rest)
    if " " in rest.strip() or len(_GLUED_LINE.findall(text)) > 1:
        return True
    return bool(last and re.search(rf"(?<!\w){re.escape(last['word'])}(?!\w)", text, re.IGNORECASE))
