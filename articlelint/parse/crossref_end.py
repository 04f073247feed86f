"""Where the tail of a reference begins and ends: after "see the article on", up to the point, bracket or clause."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlelint.cues import Cues
from articlelint.model import Certainty
from articlelint.parse.crossref_place import Place
from articlelint.text import Span

LONGEST = 400
_AFTER_CUE = re.compile(
    r"[*_]*\s*:?[*_]*\s*(?:→\s*)?(?:(?P<comma>,)\s*(?:for example|for instance|e\.g\.|inter alia|especially|in particular),?\s*)?"
)
_THE_PAGE = re.compile(
    r"[Tt]he\s+(?P<name>[A-Z][^.;,()]{1,80}?)\s+(?:article|page|entry)(?=\s*(?:[.;,)]|$|for\b|on\b))"
)
_STOP = re.compile(r"[.!?;()\[\]{}—:]|\s[–-]{1,2}\s|,\s+(?=[a-zà-ÿ])|\u2028")
_FOLLOWS = re.compile(r"[\"'”’»)\]*_]*(?:\s|$)")
_ABBREVIATION = re.compile(r"(?:\b(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Sr|Gen|Prof|vs|v|No|Nr)|(?<![\w.])[A-Z]|\.[A-Z])$")
_NAME_NEXT = re.compile(r"\s*(?:\[\d+\])?\s*[\"“*_{]?(?:[A-Z0-9À-ÞА-Я]|\{)")
_GOES_ON = re.compile(r"\s*(?:\d|[,;]|[a-z]|[A-Z][A-Za-z]{0,8}\.\s*[,;\d]|[A-Z]\w*\.,)")


class Tail(NamedTuple):
    """The words after a cue that may be names. `after` is where the cue ends, `end_mark` what ends the tail."""

    after: int
    span: Span
    end_mark: str
    carried: bool

    def at_most(self, place: Place, shouted: bool) -> Certainty:
        """How sure the form alone can make a tail whose names all look like titles."""
        if place == "line" or shouted or self.carried:
            return "strong"
        if place == "clause":
            return "weak" if self.end_mark in (".", ")", ";", ",") else "faint"
        if place == "bracket":
            return "strong" if self.end_mark in (")", ".", ";") else "faint"
        return "strong" if self.end_mark in (".", ";", ")", "!", "?") else "faint"


def tail_after(prose: str, start: int, limit: int, place: Place, cues: Cues) -> Tail | None:
    """The tail of a cue that ends at `start`; None when nothing that could be a name follows."""
    limit = min(limit, start + LONGEST)
    opening = _AFTER_CUE.match(prose, start, limit)
    begin = opening.end() if opening else start
    if begin == start and prose[start : start + 1] not in "{[→":
        return None
    end_mark, end = _end(prose, begin, limit, place)
    carrier = cues.carrier.match(prose, begin, end)
    page = _THE_PAGE.match(prose, begin, end)
    if page:
        return _tail(start, *page.span("name"), end_mark, prose, carried=True)
    if carrier:
        begin = carrier.end()
    if opening and opening["comma"] and not carrier:
        end_mark = ""
    return _tail(start, begin, end, end_mark, prose, carried=bool(carrier))


def _tail(start: int, begin: int, end: int, end_mark: str, prose: str, *, carried: bool) -> Tail | None:
    words = prose[begin:end]
    begin += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip(" \t\r\n\u00a0,*_\"'”’"))
    return Tail(start, Span(begin, end), end_mark, carried) if begin < end else None


def _end(prose: str, begin: int, limit: int, place: Place) -> tuple[str, int]:
    """The mark that ends a tail, and its offset."""
    depth = 0
    for match in _STOP.finditer(prose, begin, limit):
        mark, at = match[0][0], match.start()
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
            if depth < 0:
                return mark, at
        elif depth == 0 and _ends(prose, mark, match, limit, place):
            return (mark if not mark.isspace() else "-"), at
    return ("", limit)


def _ends(prose: str, mark: str, match: re.Match[str], limit: int, place: Place) -> bool:
    at = match.start()
    if mark in ".!?":
        if not _FOLLOWS.match(prose, at + 1, limit):
            return False
        if mark == "." and (_GOES_ON.match(prose, at + 1, limit) or _ABBREVIATION.search(prose, max(0, at - 6), at)):
            return not prose[at + 1 : limit].strip(" \t\r\n\"'”’»*_)")
        return True
    if mark == ";":
        return not _NAME_NEXT.match(prose, at + 1, limit)
    if mark == ":":
        return not _NAME_NEXT.match(prose, at + 1, limit) or "\n" in match.string[at : at + 2]
    return mark != "," or place != "bracket"
