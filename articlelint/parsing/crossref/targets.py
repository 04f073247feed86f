"""What follows "see": where its names are. Knows no index.

Russia and United States for broader context
~~~~~~     ~~~~~~~~~~~~~
"""

from __future__ import annotations

import re
from typing import NamedTuple

from articlelint.text.cues import Cues
from articlelint.text.source import Span

MOST_NAMES = 40
_LYNX = re.compile(r"\[\d{1,4}\]")
_BRACED = re.compile(r"\{([^{}\r\n]*(?:\r?\n[^{}\r\n]*)?)\}")
ANNOTATION = re.compile(
    r"\s[–—-]{1,2}\s|:\s|,\s+(?=(?:an?|the|which|where|who|for|on)\s)|\s\((?=[a-zà-ÿ][^()]*\s[^()]*\)\s*$)"
)
# Where in the named article to look; another name may follow: "See X, No. 19. and Y".
_LOCATOR = re.compile(r",?\s*(?:§|(?:Nos?|[Ff]igs?|pp?|[Vv]ols?|Plates?|[Cc]hap|[Aa]rt)\b\.?\s*[\divxlcIVXLC])")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_EDGE = ' \t\r\n\u00a0*_"“”„«»,;.:'


class Atom(NamedTuple):
    """A piece between two separators, and the separator before it: `;`, `,`, a conjunction, or nothing for the first."""

    start: int
    end: int
    before: str


def clean(text: str) -> str:
    """A name as written, on one line, without link numbers of a text browser and without the marks around it."""
    line = " ".join(_LYNX.sub("", text).split()).lstrip(_EDGE[:-1])
    bare = line.rstrip(_EDGE[:-1])
    return bare + "." if _ends_abbreviation(line, 0, len(bare) + 1) else bare


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without blanks, quotation marks, emphasis, punctuation and link numbers at its ends."""
    moved = True
    while moved and start < end:
        moved = False
        number = _LYNX.match(text, start, end)
        if number or text[start] in _EDGE:
            start, moved = number.end() if number else start + 1, True
        elif text[end - 1] in _EDGE and not _ends_abbreviation(text, start, end):
            end, moved = end - 1, True
        elif (
            text[end - 1] == "]"
            and (opening := text.rfind("[", start, end)) > start
            and _LYNX.fullmatch(text, opening, end)
        ):
            end, moved = opening, True
    return start, end


def _ends_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a final point belongs to the name: `D.C.`, `Jr.`"""
    return text[end - 1 : end] == "." and bool(
        re.search(r"(?:\.\w|\b(?:Jr|Sr|Inc|Ltd))\.$", text[max(start, end - 8) : end])
    )


def braced(text: str) -> list[Span]:
    """The names in `{braces}`, which some dictionaries put around every reference."""
    return [Span(*match.span(1)) for match in _BRACED.finditer(text) if match[1].strip()]


def atoms(text: str, cues: Cues) -> list[Atom]:
    """The pieces of a tail. Brackets are not looked into. At most MOST_NAMES: no sentence refers to more."""
    found: list[Atom] = []
    depth = start = 0
    before = ""
    for match in cues.separator.finditer(text):
        if match["open"] or match["close"]:
            depth = depth + 1 if match["open"] else max(0, depth - 1)
        elif depth == 0 and match.start() >= start:
            found.append(Atom(start, match.start(), before))
            start, before = match.end(), match[0].strip()[:1] if match[0].strip()[:1] in ",;" else "and"
            if len(found) == MOST_NAMES:
                return found
    found.append(Atom(start, len(text), before))
    return [atom for atom in found if atom.end > atom.start]


def joined(text: str, pieces: list[Atom], cues: Cues) -> list[Atom]:
    """Pieces with the inverted ends of index titles put back: `JUDAH, KINGDOM OF` is one piece."""
    found: list[Atom] = []
    for piece in pieces:
        alike = found and text[found[-1].start : found[-1].end].isupper() == text[piece.start : piece.end].isupper()
        if alike and piece.before == "," and is_inverted(text, found[-1], piece, cues):
            found[-1] = Atom(found[-1].start, piece.end, found[-1].before)
        else:
            found.append(piece)
    return found


def cuts(text: str, atom: Atom, cues: Cues) -> list[int]:
    """Where the name of an atom may end: at its end, and before each clause that may follow, the longest first."""
    ends = [match.start() for match in cues.clause.finditer(text, atom.start + 1, atom.end)]
    return [atom.end, *ends[:4][::-1]]


def before_colon(text: str, atom: Atom) -> list[int]:
    """Where a section of the named article may follow: "See Lyon: History". A title may have a colon too."""
    at = text.find(": ", atom.start + 1, atom.end)
    return [at] if at >= 0 else []


def guess(text: str, cues: Cues, pieces: list[Atom] | None = None) -> list[Span]:
    """The names as they would be split by someone who does not know the titles."""
    pieces = atoms(text, cues) if pieces is None else pieces
    names: list[Span] = []
    over = False  # a clause has begun; what follows it is not listed any more
    for number, piece in enumerate(pieces):
        if number and cues.clause.match(text, pieces[number - 1].end, piece.end):
            if not _LOCATOR.match(text, pieces[number - 1].end, piece.end):
                over = over or piece.before != ";"
            continue
        end = cuts(text, piece, cues)[-1]
        if number == 0 or piece.before == ";":
            over = False
        if over and end == piece.end:
            continue
        first = text[slice(*trimmed(text, piece.start, piece.end))][:1]
        if names and number and not over and _continues(text, names[-1], piece, end, first, cues):
            names[-1] = Span(names[-1].start, trimmed(text, piece.start, end)[1])
        else:
            names.append(Span(*trimmed(text, piece.start, end)))
        over = end < piece.end
    return [name for name in names if name.start < name.end]


def _continues(text: str, last: Span, piece: Atom, end: int, first: str, cues: Cues) -> bool:
    """Whether a piece belongs to the name before it: `JUDAH, KINGDOM OF`, `Arms control and disarmament`."""
    if piece.before == "and":
        return first.islower() and not clean(text[last.start : last.end])[:1].islower()
    if piece.before != ",":
        return False
    listed = ";" in text and text[last.start : last.end].isupper() and text[piece.start : end].isupper()
    return listed or is_inverted(text, last, piece._replace(end=end), cues)


def is_inverted(text: str, last: Span | Atom, piece: Atom, cues: Cues) -> bool:
    """`JUDAH, KINGDOM OF`, `HOLLAND, New`: what stands behind the comma belongs before it."""
    before, here = clean(text[last.start : last.end]), clean(text[piece.start : piece.end])
    if not here:
        return False
    words = here.split()
    if _INITIALS.fullmatch(here):
        return True
    if words[-1].lower() in cues.small or (len(words) == 1 and words[0].lower() in cues.small):
        return True
    return len(words) == 1 and len(before) > 1 and before.isupper() and here[0].isupper() and not here.isupper()
