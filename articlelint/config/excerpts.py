"""Shows where in a config file something is wrong: line, column, the line itself and carets under the word."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)\Z")
_LONGEST_LINE = 160


class Place(NamedTuple):
    """Where a word stands in a text; line and column count from 1."""

    line: int
    column: int
    length: int
    excerpt: str


def of_key(text: str, key: str) -> Place | None:
    """Where a key is set, whether written with `-` or `_`; None when it cannot be told."""
    name = re.escape(key).replace("_", "[-_]").replace(r"\-", "[-_]")
    pattern = rf"^[ \t]*(?:\[+[^\]\n]*?\b(?P<table>{name})\b|[\"']?(?P<key>{name})[\"']?[ \t]*[=.])"
    return _place(text, re.search(pattern, text, re.MULTILINE), "key", "table")


def of_word(text: str, word: str) -> Place | None:
    """Where a word stands in quotation marks, as a value or as a quoted key; None when it does not."""
    return _place(text, re.search(rf"(?P<quote>[\"'])(?P<word>{re.escape(word)})(?P=quote)", text), "word")


def of_toml_error(text: str, said: str) -> tuple[Place | None, str]:
    """The place that tomllib names at the end of its message, and the message without it."""
    found = _TOML_PLACE.search(said)
    lines = text.splitlines()
    if found is None or not 1 <= int(found[1]) <= len(lines):
        return None, said
    return Place(int(found[1]), int(found[2]), 1, lines[int(found[1]) - 1]), said[: found.start()]


def pointed(where: str, place: Place | None, said: str) -> str:
    """The whole message: the place in the file before what is said, the line behind it."""
    if place is None:
        return f"{where}: {said}"
    head = f"{where}:{place.line}:{place.column}: {said}"
    if len(place.excerpt) > _LONGEST_LINE:
        return head
    margin = " " * len(str(place.line))
    carets = re.sub(r"[^\t]", " ", place.excerpt[: place.column - 1]) + "^" * place.length
    return f"{head}\n{margin} |\n{place.line} | {place.excerpt}\n{margin} | {carets}"


def _place(text: str, found: re.Match[str] | None, *groups: str) -> Place | None:
    if found is None:
        return None
    group = next(name for name in groups if found[name] is not None)
    start, end = found.span(group)
    first = text.rfind("\n", 0, start) + 1
    excerpt = text[first : (text + "\n").index("\n", start)].rstrip("\r")
    return Place(text.count("\n", 0, start) + 1, start - first + 1, end - start, excerpt)
