"""Texts that a regular expression matches, and the characters that it names: read from its source, for tests that stretch them.

It need not be exact: a text that the expression does not match after all is as good a text to try. So lookarounds and
conditions are left out, and of a class one or two members are taken.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

_CLASSES = {"s": " \n", "S": "a=", "w": "a", "W": "-", "d": "1", "D": "a"}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f", "a": "\a", "0": "\0"}
_ANYTHING = ("a", " ", "-", "\n", "[", "(", "*", "\r", "1", "#", "|", ":", "\u00e9")  # what a class may deny
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_GROUP = re.compile(r"\?(?:P<(?P<name>\w+)>|P=(?P<again>\w+)\)|[aiLmsux-]*:|>|(?P<around><?[=!])|#)")
_ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VARIANTS = 4

Texts = tuple[str, ...]  # one for each variant


class _Reader:
    def __init__(self, source: str, flags: int) -> None:
        self.source, self.flags, self.place = source, flags, 0
        self.groups: dict[str, Texts] = {}
        self.opened = 0
        self.signs: dict[str, int] = {}

    def alternatives(self) -> Texts:
        """Reads to the end of a group. The variants take the alternatives in turn."""
        all_texts = [self.sequence()]
        while self.source[self.place : self.place + 1] == "|":
            self.place += 1
            all_texts.append(self.sequence())
        return tuple(all_texts[number % len(all_texts)][number // len(all_texts)] for number in range(_VARIANTS))

    def sequence(self) -> Texts:
        texts = [""] * _VARIANTS
        while self.place < len(self.source) and self.source[self.place] not in "|)":
            atom = self.atom()
            count = self.count()
            texts = [text + more * count for text, more in zip(texts, atom, strict=True)]
        return tuple(texts)

    def count(self) -> int:
        """How often what was read is repeated: as little as it may, but once."""
        sign = self.source[self.place : self.place + 1]
        match = _COUNT.match(self.source, self.place)
        least = 1
        if sign in ("*", "+", "?") and sign:
            self.place += 1
        elif match and (match[1] or match[3]):
            self.place = match.end()
            least = max(1, int(match[1] or 0))
        else:
            return 1
        if self.source[self.place : self.place + 1] in ("?", "+"):  # lazy, possessive
            self.place += 1
        return min(least, 120)

    def atom(self) -> Texts:
        sign = self.source[self.place]
        self.place += 1
        if sign == "(":
            return self.group()
        if sign == "[":
            return self.members()
        if sign == "\\":
            return self.escape()
        if sign in "^$":
            return ("",) * _VARIANTS
        if sign == ".":
            return self.named("a ")
        if self.flags & re.VERBOSE and sign.isspace():
            return ("",) * _VARIANTS
        if self.flags & re.VERBOSE and sign == "#":
            self.place = (self.source + "\n").index("\n", self.place)
            return ("",) * _VARIANTS
        return self.named(sign)

    def group(self) -> Texts:
        match = _GROUP.match(self.source, self.place)
        name = ""
        if match:
            self.place = match.end()
            if match["again"]:
                return self.groups.get(match["again"], ("",) * _VARIANTS)
            name = match["name"] or ""
        if not match or name:
            self.opened += 1
        number = str(self.opened)
        texts = self.alternatives()
        self.place += 1  # the bracket that closes it
        if not match or name:
            self.groups[number] = self.groups[name or number] = texts
        return ("",) * _VARIANTS if match and match["around"] else texts

    def escape(self) -> Texts:
        sign = self.source[self.place]
        self.place += 1
        if sign in "xuU":
            width = {"x": 2, "u": 4, "U": 8}[sign]
            self.place += width
            return self.named(chr(int(self.source[self.place - width : self.place], 16)))
        if sign in "AZbB":
            return ("",) * _VARIANTS
        if sign in "123456789":
            return self.groups.get(sign, ("",) * _VARIANTS)
        return self.named(_CLASSES.get(sign) or _CONTROLS.get(sign) or sign)

    def members(self) -> Texts:
        """The class that has been opened: the ends of its ranges, or what it does not deny."""
        begin = self.place - 1
        self.place += self.source[self.place] == "^"
        self.place += self.source[self.place] == "]"
        while self.source[self.place] != "]":
            self.place += 1 + (self.source[self.place] == "\\")
        self.place += 1
        text = self.source[begin : self.place]
        known = re.compile(text, self.flags & (re.IGNORECASE | re.ASCII))
        near = (*_ANYTHING, *text, *_ASCII_LETTERS, *map(chr, range(1, 0x2100)))
        return self.named("".join(itertools.islice(filter(known.fullmatch, dict.fromkeys(near)), 2)))

    def named(self, signs: str) -> Texts:
        for sign in signs:
            self.signs[sign] = self.signs.get(sign, 0) + 1
        return tuple(signs[number % len(signs)] if signs else "" for number in range(_VARIANTS))


def _read(source: str, flags: int) -> tuple[Texts, dict[str, int]]:
    reader = _Reader(source, flags)
    texts = reader.alternatives()
    return texts, reader.signs


def samples(source: str, flags: int = 0) -> Sequence[str]:
    """A few texts that the expression probably matches."""
    return tuple(dict.fromkeys(_read(source, flags)[0]))


def alphabet(source: str, flags: int = 0, most: int = 12) -> Sequence[str]:
    """What the expression speaks of, the most frequent first; blanks, a letter and line ends always."""
    signs = _read(source, flags)[1]
    always = (" ", "a", "\n", "\r\n", "1", "A")
    return sorted({*signs, *always}, key=lambda sign: (-signs.get(sign, 0) - 2 * (sign in always), sign))[:most]
