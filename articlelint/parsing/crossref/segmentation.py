"""The words of a reference, segmented: the ways in which they can be read as names. No title is known here.

    Russia and United States for broader context
    ~~~~~~     ~~~~~~~~~~~~~

`names_in` splits as a reader would who does not know the titles; `readings` makes the value that is handed over once to be
resolved: every candidate of a reference, of which the titles decide (`resolve.mentions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from articlelint.model.nodes import Certainty, Reference
from articlelint.parsing.crossref import plausibility
from articlelint.text.cues import Cues
from articlelint.text.source import Span

MOST_NAMES = 40
_WIDEST = 8  # no title has more separators in it than this
# Text browsers number the links of a page: "HOLY [607]RIVER".
_LINK_NUMBER = re.compile(r"\[\d{1,4}\]")
# The Jargon File puts braces around every reference, over a line end too: "see {sysadmin}, {snail\nmail}".
_BRACED = re.compile(r"\{([^{}\r\n]*(?:\r?\n[^{}\r\n]*)?)\}")
# Where in the named article to look; another name may follow: "See X, No. 19. and Y".
_LOCATOR = re.compile(r",?\s*(?:§|(?:Nos?|[Ff]igs?|pp?|[Vv]ols?|Plates?|[Cc]hap|[Aa]rt)\b\.?\s*[\divxlcIVXLC])")
# "Washington, D.C.": initials behind a comma go on with the name.
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
# The point of "Washington, D.C." and "Sammy Davis Jr." is no end of the sentence.
_ABBREVIATION_END = re.compile(r"(?:\.\w|\b(?:Jr|Sr|Inc|Ltd))\.$")
_EDGE = ' \t\r\n\u00a0*_"“”„«»,;.:'
# A word that is parted at a line end, in old print or a narrow column: "ELEC-\nTRICITY", "Mag-\nnetism", "Anglo-\nSaxon"; where
# the lines have been joined since, only what is hardly a dash: "ELEC- TRICITY", not "Lyon- a city".
_PARTED = re.compile(
    r"(?<=[^\W\d_])-[ \t]*\r?\n\s*(?=[^\W\d_])|(?<=[A-Z])-[ \t]+(?=[A-Z]{2})|(?<=[a-z])-[ \t]+(?=[a-z]{4})"
)
# Where the annotation of an item begins: "Lyon – a city", "Lyon: its history", "Lyon, the city", "Lyon (a city in France)".
_ANNOTATION = re.compile(
    r"\s[–—-]{1,2}\s|:\s|,\s+(?=(?:an?|the|which|where|who|for|on)\s)|\s\((?=[a-zà-ÿ][^()]*\s[^()]*\)\s*$)"
)
_SURER: dict[Certainty, Certainty] = {"faint": "weak", "weak": "strong", "strong": "strong"}
# What a corpus marks in running text may be code or a list: `{rain, snow;}`, `{a="b"}`.
_NO_NAME = frozenset(';,%"=<>|\\{}#$')


class Piece(NamedTuple):
    """What stands between two separators, and the separator before it: `;`, `,`, `and`, or nothing for the first."""

    start: int
    end: int
    before: str


class Candidate(NamedTuple):
    """Words that may be one name, as offsets in their text. `following` is the piece that comes next, `cut` whether a clause was left off."""

    span: Span
    name: str
    following: int = 0
    cut: bool = False


class Readings(NamedTuple):
    """The candidates of a reference: `whole` takes all of it as one name, `pieces` as several, `fallback` is what is meant where no title is met.

    Every run of pieces may be one name: a title may hold a comma or an `and`. `met` is how sure a name of `whole` is that a
    title answers to, `unmet` the same for `fallback`.
    """

    reference: Reference
    cues: Cues
    whole: Sequence[Candidate] = ()
    pieces: Sequence[Piece] = ()
    fallback: Sequence[Candidate] = ()
    met: Certainty = "strong"
    unmet: Certainty = "strong"

    def starting_at(self, first: int) -> list[Candidate]:
        """The candidates that begin at a piece, the longest first."""
        text, pieces = self.reference.target, self.pieces
        found = [
            candidate(text, pieces[first].start, end, last + 1, cut=cut)
            for last in range(min(len(pieces), first + _WIDEST) - 1, first - 1, -1)
            for end, cut in (*_ends(text, pieces[last], self.cues), *_before_colon(text, pieces[last], self.cues))
        ]
        return [spelt for each in found if each.span.start < each.span.end for spelt in _spellings(text, each)]

    def behind(self, found: Candidate) -> int:
        """The piece at which the next name may begin."""
        pieces, number = self.pieces, found.following
        if found.cut:  # behind a clause only a semicolon begins a new name
            while number < len(pieces) and pieces[number].before != ";":
                number += 1
            return number
        # `COVENANT, Administration of`: where only the first is an article, the second names a part of it.
        if number < len(pieces) and pieces[number].before == ",":
            inverted = _is_inverted(self.reference.target, pieces[number - 1], pieces[number], self.cues)
            return number + 1 if inverted else number
        return number

    def likely(self, first: int, end: int, *, beside_title: bool) -> Iterator[tuple[Candidate, Certainty]]:
        """The names of a run of pieces that no title covers, if they are likely enough to be meant; surer beside a title that is met."""
        for name in _split(self.reference.target, self.pieces[first:end], self.cues):
            looks = plausibility.likeness(name.name, self.cues)
            if looks == "faint" and self.reference.label == "term":
                looks = "weak"
            sure = plausibility.least([self.reference.certainty, looks])
            if sure and beside_title:
                sure = _SURER[sure]
            if sure in ("weak", "strong"):
                yield name, sure


def readings(reference: Reference, cues: Cues) -> Readings:
    """How a reference of the kinds "see" and "see-also-item" can be read."""
    text = reference.target
    if reference.label == "mark":
        return _marked(reference, cues)
    if reference.label == "q.v.":
        return _noun(reference, cues)
    if braces := names_in_braces(text):
        return Readings(reference, cues, fallback=braces, unmet=reference.certainty)
    if reference.kind == "see-also-item":
        return _item(reference, cues)
    return Readings(reference, cues, pieces=_joined(text, cues))


def _marked(reference: Reference, cues: Cues) -> Readings:
    """A marked name is one name. What looks like code or a list is left alone, unless an article is called so."""
    text = reference.target
    name = Candidate(Span(0, len(text)), " ".join(text.split()))
    odd = not _NO_NAME.isdisjoint(name.name) or not any(c.isalpha() for c in name.name)
    sure = reference.certainty
    return Readings(reference, cues, (name,), fallback=() if odd else (name,), met=sure, unmet=sure)


def _noun(reference: Reference, cues: Cues) -> Readings:
    """The longest ending of the words before `(q.v.)` that is a title; else their last name in capitals."""
    text = reference.target
    starts = [0, *(at + 1 for at, c in enumerate(text) if c.isspace())]
    endings = [candidate(text, start, len(text)) for start in starts]
    endings = [each for each in endings if each.span.start < each.span.end]
    return Readings(reference, cues, endings, fallback=_proper(text, endings, cues), met="weak")


def _proper(text: str, endings: Sequence[Candidate], cues: Cues) -> Sequence[Candidate]:
    """The run of words in capitals at the end: `Tower of Babel` in "the famous Tower of Babel"."""
    chosen: Sequence[Candidate] = ()
    for ending in reversed(endings):
        word = text[ending.span.start : ending.span.end].split(None, 1)[0]
        if word[:1].isupper() and word.lower() not in cues.small and word.lower() not in cues.never:
            chosen = (ending,)
        elif not chosen or word.lower() not in cues.small:
            break
    return chosen


def _item(reference: Reference, cues: Cues) -> Readings:
    """The leading name of an item; what follows a dash or colon is annotation, unless a title goes on there."""
    text = reference.target
    ends = [len(text), *reversed([match.start() for match in _ANNOTATION.finditer(text)][:4])]
    whole = [candidate(text, 0, end) for end in ends]
    head = text[: ends[-1]]
    pieces = _joined(head, cues)
    several = ";" in head or sum(piece.before == "," for piece in pieces) > 1
    return Readings(replace(reference, target=head), cues, whole, pieces, fallback=() if several else whole[-1:])


def names_in(text: str, cues: Cues) -> list[Candidate]:
    """The names in a text, as they would be split by someone who does not know the titles."""
    return _split(text, _pieces(text, cues), cues)


def names_in_braces(text: str) -> list[Candidate]:
    """The names in `{braces}`, which some dictionaries put around every reference."""
    found = [Span(*match.span(1)) for match in _BRACED.finditer(text) if match[1].strip()]
    return [Candidate(span, normal_name(text[span.start : span.end])) for span in found]


def candidate(text: str, start: int, end: int, following: int = 0, *, cut: bool = False) -> Candidate:
    """A part of a text as a name, without what stands around it."""
    span = trimmed(text, start, end)
    return Candidate(span, normal_name(text[span.start : span.end]), following, cut)


def normal_name(text: str) -> str:
    """The normal form of a name as written: on one line, without link numbers of a text browser and the marks around it."""
    line = " ".join(_PARTED.sub(_unparted, _LINK_NUMBER.sub("", text)).split()).lstrip(_EDGE[:-1])
    bare = line.rstrip(_EDGE[:-1])
    return bare + "." if _ends_abbreviation(line, 0, len(bare) + 1) else bare


def _unparted(hyphen: re.Match[str]) -> str:
    """What stands for a hyphen at a line end: one that only parts a word goes; that of `Anglo-Saxon` stays."""
    before, after = hyphen.string[hyphen.start() - 1], hyphen.string[hyphen.end()]
    return "-" if after.isupper() and not before.isupper() else ""


def _spellings(text: str, found: Candidate) -> list[Candidate]:
    """A candidate, and with its hyphens where a line end parts it: the title may be `STEAM-ENGINE`."""
    written = text[found.span.start : found.span.end]
    if not _PARTED.search(written):
        return [found]
    return [found, found._replace(name=normal_name(_PARTED.sub("-", written)))]


def trimmed(text: str, start: int, end: int) -> Span:
    """The place without blanks, quotation marks, emphasis, punctuation and link numbers at its ends."""
    moved = True
    while moved and start < end:
        moved = False
        number = _LINK_NUMBER.match(text, start, end)
        if number or text[start] in _EDGE:
            start, moved = number.end() if number else start + 1, True
        elif text[end - 1] in _EDGE and not _ends_abbreviation(text, start, end):
            end, moved = end - 1, True
        elif (
            text[end - 1] == "]"
            and (opening := text.rfind("[", start, end)) > start
            and _LINK_NUMBER.fullmatch(text, opening, end)
        ):
            end, moved = opening, True
    return Span(start, end)


def _ends_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a final point belongs to the name: `D.C.`, `Jr.`"""
    return text[end - 1 : end] == "." and bool(_ABBREVIATION_END.search(text[max(start, end - 8) : end]))


def _pieces(text: str, cues: Cues) -> list[Piece]:
    """The pieces of a text. Brackets are not looked into. At most MOST_NAMES: no sentence refers to more."""
    found: list[Piece] = []
    depth = start = 0
    before = ""
    for match in cues.separator.finditer(text):
        if match["open"] or match["close"]:
            depth = depth + 1 if match["open"] else max(0, depth - 1)
        elif depth == 0 and match.start() >= start:
            found.append(Piece(start, match.start(), before))
            start, before = match.end(), match[0].strip()[:1] if match[0].strip()[:1] in ",;" else "and"
            announced = cues.announcer.match(text, start) if text[start : start + 1].islower() else None
            start = announced.end() if announced else start
            if len(found) == MOST_NAMES:
                return found
    found.append(Piece(start, len(text), before))
    return [piece for piece in found if piece.end > piece.start]


def _joined(text: str, cues: Cues) -> list[Piece]:
    """The pieces of a text, inverted index titles kept whole: `JUDAH, KINGDOM OF` is one piece."""
    found: list[Piece] = []
    for piece in _pieces(text, cues):
        alike = found and text[found[-1].start : found[-1].end].isupper() == text[piece.start : piece.end].isupper()
        if alike and piece.before == "," and _is_inverted(text, found[-1], piece, cues):
            found[-1] = Piece(found[-1].start, piece.end, found[-1].before)
        else:
            found.append(piece)
    return found


def _ends(text: str, piece: Piece, cues: Cues) -> list[tuple[int, bool]]:
    """Where a name may end that ends in a piece: at its end, and before each clause that may follow, the longest first.

    With each, whether a clause is cut off behind which nothing is listed any more; "under that head" is none.
    """
    clauses = [match.start() for match in cues.clause.finditer(text, piece.start + 1, piece.end)]
    cut = [(at, not _is_locator(text, at, piece.end, cues)) for at in clauses[:4][::-1]]
    return [(piece.end, False), *cut]


def _is_locator(text: str, start: int, end: int, cues: Cues) -> bool:
    """Whether words only tell where in the work the name before them stands: "in this volume"."""
    found = cues.locator.match(text, start, end)
    return found is not None and found.end() == len(text[:end].rstrip())


def _before_colon(text: str, piece: Piece, cues: Cues) -> list[tuple[int, bool]]:
    """Where a section of the named article may follow: "See Lyon: History". A title may have a colon too."""
    at = text.find(": ", piece.start + 1, piece.end)
    return [(at, not _is_section(text, piece, at, cues))] if at >= 0 else []


def _is_section(text: str, piece: Piece, colon: int, cues: Cues) -> bool:
    """Whether what follows a colon is surely a section: `NORWAY: Early work`, `Norway: History`; `Huber: *The Golden Cup*` is a book."""
    name, section = text[piece.start : colon].strip(_EDGE), text[colon + 1 : piece.end].strip()
    shouted = name.isupper() and len(name) > 1 and section[:1].isalpha() and not section.isupper()
    return shouted or section.strip(_EDGE).casefold() in cues.sections


def _split(text: str, pieces: Sequence[Piece], cues: Cues) -> list[Candidate]:
    names: list[Span] = []
    over = False  # a clause has begun; what follows it is not listed any more
    for number, piece in enumerate(pieces):
        if number and cues.clause.match(text, pieces[number - 1].end, piece.end):
            before = pieces[number - 1].end
            if not _LOCATOR.match(text, before, piece.end) and not _is_locator(text, before, piece.end, cues):
                over = over or piece.before != ";"
            continue
        end, cut = min((*_ends(text, piece, cues), *(each for each in _before_colon(text, piece, cues) if not each[1])))
        if number == 0 or piece.before == ";":
            over = False
        if over and not cut:
            continue
        name = trimmed(text, piece.start, end)
        first = text[slice(*trimmed(text, piece.start, piece.end))][:1]
        if names and number and not over and _continues(text, names[-1], piece._replace(end=end), first, cues):
            names[-1] = Span(names[-1].start, name.end)
        else:
            names.append(name)
        over = cut
    return [Candidate(name, normal_name(text[name.start : name.end])) for name in names if name.start < name.end]


def _continues(text: str, last: Span, piece: Piece, first: str, cues: Cues) -> bool:
    """Whether a piece belongs to the name before it: `JUDAH, KINGDOM OF`, `Arms control and disarmament`."""
    if piece.before == "and":
        return first.islower() and not normal_name(text[last.start : last.end])[:1].islower()
    if piece.before != ",":
        return False
    listed = ";" in text and text[last.start : last.end].isupper() and text[piece.start : piece.end].isupper()
    return listed or _is_inverted(text, last, piece, cues)


def _is_inverted(text: str, last: Span | Piece, piece: Piece, cues: Cues) -> bool:
    """`JUDAH, KINGDOM OF`, `HOLLAND, New`: what stands behind the comma belongs before it."""
    before, here = normal_name(text[last.start : last.end]), normal_name(text[piece.start : piece.end])
    if not here:
        return False
    words = here.split()
    if _INITIALS.fullmatch(here):
        return True
    if words[-1].lower() in cues.small or (len(words) == 1 and words[0].lower() in cues.small):
        return True
    return len(words) == 1 and len(before) > 1 and before.isupper() and here[0].isupper() and not here.isupper()
