"""The normal form in which phrases are compared: lower case, one blank for a run of blanks, line ends and hyphens, straight apostrophes.

`world-class`, `World‑class`, `world - class` and `world class` fold to the same; every offset in a folded text leads back to
one in the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_RUN = re.compile(" {2,}")
# A phrase may go on in the next line, and a hyphen in it may as well be a blank, whichever dash it is.
_ASCII_BLANKS = "\n\r\t\v\f-"
_OTHER_BLANKS = "\u00a0\u2009\u200a\u202f\u2007\u2010\u2011\u2012\u2013\u2014\u2212"
# What `str.split` takes for a blank too: these separate words, and are not folded.
_ODD_ASCII = "\x1c\x1d\x1e\x1f"
_ODD = f"{_ODD_ASCII}\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2028\u2029\u205f\u3000"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4"


def fold_characters(text: str) -> str:
    """One character for one character, so that offsets stay."""
    if not text.isascii():
        if "İ" in text:  # the only character whose lower case is longer than itself
            text = text.replace("İ", "i")
        for c in _OTHER_BLANKS:
            text = text.replace(c, " ")
        for c in _APOSTROPHES:
            text = text.replace(c, "'")
    for c in _ASCII_BLANKS:
        text = text.replace(c, " ")
    return text.lower()


def fold(phrase: str) -> str:
    """The normal form of a phrase."""
    if phrase.isascii() and phrase.islower() and "-" not in phrase and "  " not in phrase:
        return phrase  # most are: thousands are folded before the first article is read
    return " ".join(fold_characters(phrase).split())


def _has_odd_blanks(folded: str) -> bool:
    """Whether a folded text holds what Python takes for a blank, and we do not: to tell them apart takes twice as long."""
    return any(c in folded for c in (_ODD_ASCII if folded.isascii() else _ODD))


class Folded:
    """A folded text that leads from each of its characters back to the original."""

    __slots__ = ("_at", "_cut", "_whole", "text")

    def __init__(self, text: str) -> None:
        self._whole = folded = fold_characters(text)
        self._at: list[int] | None = None  # offsets in the folded text from which on ...
        self._cut: list[int] = []  # ... so many characters have been left out
        self.text = folded
        if "  " in folded:
            words = " ".join(filter(None, folded.split(" ")) if _has_odd_blanks(folded) else folded.split())
            self.text = f"{' ' * folded.startswith(' ')}{words}{' ' * (folded.endswith(' ') and words != '')}"

    def source(self, offset: int) -> int:
        """The offset in the original text of the character at this one."""
        if self._at is None:  # in most texts nobody asks
            self._at = self._places()
        place = bisect_right(self._at, offset)
        return offset + self._cut[place - 1] if place else offset

    def _places(self) -> list[int]:
        found, cut = [], 0
        for run in _RUN.finditer(self._whole):
            start, end = run.span()
            found.append(start + 1 - cut)
            cut += end - start - 1
            self._cut.append(cut)
        return found
