"""Where the tail of a reference begins and ends: after "see the article on", up to the point, bracket or clause."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlelint.model.article import Certainty
from articlelint.parsing.crossref.place import Place
from articlelint.text.cues import Cues
from articlelint.text.source import Span

LONGEST = 400
# What may stand between a cue and its names: "**See also**: X", "see → X", "see, for example, X"; the last gives an example,
# which is mostly something outside.
_AFTER_CUE = re.compile(
    r"[*_]*\s*:?[*_]*\s*(?:→\s*)?(?:(?P<comma>,)\s*(?:for example|for instance|e\.g\.|inter alia|especially|in particular),?\s*)?"
)
# "See the Sea of Galilee article", "see the Lyon page for more": the word for it stands behind the name.
_THE_PAGE = re.compile(
    r"[Tt]he\s+(?P<name>[A-Z][^.;,()]{1,80}?)\s+(?:article|page|entry)(?=\s*(?:[.;,)]|$|for\b|on\b|and\b|or\b))"
)
# What may end the names: a mark, a dash between blanks, a comma before small letters ("see Lyon, the city"), a hard line break.
_STOP = re.compile(r"[.!?;()\[\]{}—:]|\s[–-]{1,2}\s|,\s+(?=[a-zà-ÿ])|\u2028")
# A point ends a sentence only before a blank, quotation marks and brackets aside: `Node.js` goes on.
_FOLLOWS = re.compile(r"[\"'”’»)\]*_]*(?:\s|$)")
# "See St. Petersburg", "Marbury v. Madison", "J. Edgar Hoover", "PUMP, Chap. II.": a point behind these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Sr|Gen|Prof|vs|v|No|Nr|Chap|Sect)|(?<![\w.])[A-Z]|\.[A-Z])$"
)
# "See Washington, D.C.": the point that ends the sentence is the name's too.
_INITIALS = re.compile(r"\.[A-Z]$")
# "See Phil. Mag. 1863", "Cic. De Off.": one short word with a point behind another is a journal or a work that is cited.
_CHAIN = re.compile(r"\s+[A-Z][a-z]{0,4}\.\s+[A-Z(\divxlc]")
_SHORT = re.compile(r"(?:^|[\s(])[A-Z][a-z]{0,4}$")
# "No. 19", "Dan. iii. 5", "Proc. Roy. Soc., 1888": what follows the point shows that it ended an abbreviation.
_GOES_ON = re.compile(r"\s*(?:\d|[,;]|[a-z]|[A-Z][A-Za-z]{0,8}\.\s*[,;\d]|[A-Z]\w*\.,)")


class Tail(NamedTuple):
    """The words after a cue that may be names. `after` is where the cue ends, `end_mark` what ends the tail."""

    after: int
    span: Span
    end_mark: str
    carried: bool
    colon: bool = False  # "see: X"
    alone: bool = False  # the cue begins the block and the tail ends it

    def at_most(self, place: Place, shouted: bool) -> Certainty:
        """How sure the form alone can make a tail whose names all look like titles."""
        if place != "aside" and (place == "line" or shouted or self.carried):
            return "strong"
        if place == "aside":
            return "faint"
        if place == "clause":
            return "weak" if self.end_mark in (".", ")", ";", ",") else "faint"
        if place == "bracket":
            return "strong" if self.end_mark in (")", ".", ";") else "faint"
        if self.end_mark in (".", ";", ")", "!", "?") or self.colon:
            return "strong"
        return "weak" if self.alone else "faint"


def tail_after(prose: str, start: int, limit: int, place: Place, cues: Cues) -> Tail | None:
    """The tail of a cue that ends at `start`; None when nothing that could be a name follows."""
    limit = min(limit, start + LONGEST)
    opening = _AFTER_CUE.match(prose, start, limit)
    begin = opening.end() if opening else start
    if begin == start and prose[start : start + 1] not in "{[→":
        return None
    carrier = cues.carrier.match(prose, begin, limit)
    end_mark, end = _end(prose, carrier.end() if carrier else begin, limit, place, cues)
    page = _THE_PAGE.match(prose, begin, end)
    if opening and opening["comma"] and not carrier:
        end_mark = "-"
    place_of_name = page.span("name") if page else (carrier.end() if carrier else begin, end)
    # "See X and see also Y", "see X and, for its parts, Y": the conjunction is no part of the name.
    name, last = place_of_name
    joined = cues.left_over.search(prose[max(name, last - 24) : last].rstrip())
    if joined:
        last, end_mark = max(name, last - 24) + joined.start(), end_mark or ";"
    return _tail(prose, start, begin, (name, last), end_mark, carried=bool(page or carrier))


def _tail(prose: str, start: int, begin: int, name: tuple[int, int], end_mark: str, *, carried: bool) -> Tail | None:
    words = prose[slice(*name)]
    left = name[0] + len(words) - len(words.lstrip())
    right = name[1] - len(words) + len(words.rstrip(" \t\r\n\u00a0,*_\"'”’"))
    if left >= right:
        return None
    return Tail(start, Span(left, right), end_mark, carried, colon=":" in prose[start:begin])


def _end(prose: str, begin: int, limit: int, place: Place, cues: Cues) -> tuple[str, int]:
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
        elif (
            depth == 0 and not _goes_on(prose, mark, at, limit, cues) and _ends(prose, mark, match, limit, place, cues)
        ):
            if mark == "," and cues.clause.match(prose, at, limit):
                return ".", at
            whole = mark == "." and _INITIALS.search(prose, max(begin, at - 8), at)
            return (mark if not mark.isspace() else "-"), at + 1 if whole else at
    return "", limit


def _goes_on(prose: str, mark: str, at: int, limit: int, cues: Cues) -> bool:
    """Whether a list goes on behind a comma: "X, Y, and Z", "X, the article Y", "X, in this volume, and Y"."""
    joined = cues.separator.match(prose, at, limit) if mark == "," else None
    if joined is None:
        return False
    words = joined[0].strip(", \t\r\n")
    return bool(words or cues.announcer.match(prose, joined.end(), limit) or cues.locator.match(prose, at, limit))


def _ends(prose: str, mark: str, match: re.Match[str], limit: int, place: Place, cues: Cues) -> bool:
    at = match.start()
    if mark in ".!?":
        if not _FOLLOWS.match(prose, at + 1, limit):
            return False
        if mark == "." and _CHAIN.match(prose, at + 1, limit) and _SHORT.search(prose, max(0, at - 8), at):
            return False
        if mark == "." and (_GOES_ON.match(prose, at + 1, limit) or _ABBREVIATION.search(prose, max(0, at - 6), at)):
            return not prose[at + 1 : limit].strip(" \t\r\n\"'”’»*_)")
        return True
    if mark == ";":
        return not cues.next_name.match(prose, at + 1, limit)
    if mark == ":":
        return not cues.next_name.match(prose, at + 1, limit) or "\n" in match.string[at : at + 2]
    return mark != "," or place != "bracket"
