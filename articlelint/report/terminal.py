"""Text as a terminal shows it: colours, and the columns that characters take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from articlelint.model.diagnostics import Severity

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "path": "1",
    "line": "1;34",
    "help": "1;36",
    "good": "1;32",
}
TAB = 4
NO_LINKS: Mapping[str, str] = MappingProxyType({})


def painted(text: str, role: Severity | str, *, colour: bool) -> str:
    """The text in the colour of a role, when colours are wanted."""
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if colour and text else text


def linked(text: str, address: str | None) -> str:
    """The text, which leads to an address where a terminal knows OSC 8 (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda)."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


def expanded(text: str) -> str:
    """Tabs as blanks up to the next stop, counted in columns."""
    if "\t" not in text:
        return text
    pieces: list[str] = []
    column = 0
    for piece in re.split("(\t)", text):
        if piece == "\t":
            piece = " " * (TAB - column % TAB)
        pieces.append(piece)
        column += width(piece)
    return "".join(pieces)


def width(text: str) -> int:
    """The columns that a text without tabs takes: two for wide characters, none for marks that stand on others."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@cache
def _width(c: str) -> int:
    if c in "\u200b\u200c\u200d\u2060\ufeff" or unicodedata.category(c) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
