"""What follows "see": where its names are and how much they look like titles. Knows no index.

Russia and United States for broader context
~~~~~~     ~~~~~~~~~~~~~
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from articlelint.appendix import canonical
from articlelint.cues import Cues
from articlelint.text import Span

Likeness = Literal["strong", "weak", "faint", ""]
ORDER: tuple[Likeness, ...] = ("", "faint", "weak", "strong")
MOST_NAMES = 40
_MOST_WORDS = 10
_LYNX = re.compile(r"\[\d{1,4}\]")
_BRACED = re.compile(r"\{([^{}\r\n]*(?:\r?\n[^{}\r\n]*)?)\}")
ANNOTATION = re.compile(r"\s[–—-]{1,2}\s|:\s|\s\((?=[a-zà-ÿ][^()]*\s[^()]*\)\s*$)")
_EDGE = ' \t\r\n\u00a0*_"“”„«»,;.:'
_LITERATURE = re.compile(
    r"\d:\d|\bet al\b|\b(?:ibid|op\. ?cit|vols?\.|pp?\. ?\d|eds?\.|trans\.|chap\.|ser\.)|[§¶]|,\s*(?:1[4-9]|20)\d\d\b|\b(?:18|19|20)\d\d[a-z]?\)?[:,]"
    r"|\b(?!(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Jr|Sr|Gen|Col|Prof|Sts|Rev|Hon|Capt|Lt|vs|No|Co|Inc|Ltd)\.)[A-Z]?[a-z]{2,7}\.(?=\s*[\d,;]|\s+[A-Z]\S*\.|\s+[ivxlc]+\b)"
    r"|[A-Z][a-z]{0,4}\.\s*\d|\b[ivxlcdm]+\.\s*\d",
)
_CODE = re.compile(r"[<>=|\\^$%#@~`{}]|::|->|\(\)|^[./-]|\w\.(?:[a-z]{1,4}|html)$|://|\w_\w|\*")
_POSSESSIVE = re.compile(r"[a-z]['’]s?\s+[A-Z]")
_PERSON = re.compile(
    r"^(?:[A-Z]\.[ -]?)+\s*[A-Z][a-z]|^[A-Z][\w-]+(?:\s+(?:&|and)\s+[A-Z][\w-]+)?\s*\((?:1[4-9]|20)\d\d[a-z]?\)"
)
_NUMBERED = re.compile(r"(?:[\dIVXLC]+[.:)]?|[A-Z]{1,2}\d*[.:]?|\d\S*|[IVXLC]+\S{0,2})$")
_PART_END = re.compile(r"\W+$")


class Atom(NamedTuple):
    """A piece between two separators, and the separator before it: `;`, `,`, a conjunction, or nothing for the first."""

    start: int
    end: int
    before: str


def clean(text: str) -> str:
    """A name as written, on one line, without link numbers of a text browser and without the marks around it."""
    return " ".join(_LYNX.sub("", text).split()).strip(_EDGE[:-1])


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
    return text[end - 1] == "." and bool(re.search(r"(?:\.\w|\b(?:Jr|Sr|Inc|Ltd))\.$", text[max(start, end - 8) : end]))


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


def guess(text: str, cues: Cues, pieces: list[Atom] | None = None) -> list[Span]:
    """The names as they would be split by someone who does not know the titles."""
    pieces = atoms(text, cues) if pieces is None else pieces
    names: list[Span] = []
    over = False  # a clause has begun; what follows it is not listed any more
    for number, piece in enumerate(pieces):
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
    return piece.before == "," and is_inverted(text, last, piece._replace(end=end), cues)


def is_inverted(text: str, last: Span | Atom, piece: Atom, cues: Cues) -> bool:
    """`JUDAH, KINGDOM OF`, `HOLLAND, New`: what stands behind the comma belongs before it."""
    before, here = clean(text[last.start : last.end]), clean(text[piece.start : piece.end])
    if not here:
        return False
    words = here.split()
    if words[-1].lower() in cues.small or (len(words) == 1 and words[0].lower() in cues.small):
        return True
    return len(words) == 1 and len(before) > 1 and before.isupper() and here[0].isupper() and not here.isupper()


def likeness(name: str, cues: Cues) -> Likeness:
    """How much a name (cleaned) looks like the title of an article: surely, maybe, hardly, or not at all."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS or len(name) > 120 or _LITERATURE.search(name) or _CODE.search(name):
        return ""
    lead = words[0].strip(".,:'’\"“”()").lower()
    capital = words[0][0].isupper() or not words[0][0].isalpha()
    if _is_elsewhere(words, lead, capital, cues):
        return ""
    if cues.elsewhere.search(name) or any(word in cues.sentence for word in words[1:] if word.islower()):
        return ""
    if lead == "the" and len(words) > 1:
        return "faint" if words[1][0].isupper() and likeness(" ".join(words[1:]), cues) else ""
    if not capital:
        return "" if lead in cues.never else _small(words, cues)
    return _capital(name, words, cues)


def _is_elsewhere(words: list[str], lead: str, capital: bool, cues: Cues) -> bool:
    """A place in the same text: "above", "Figure 2", "Notes", "Design below"."""
    last = _PART_END.sub("", words[-1]).lower()
    if (lead in cues.places and not (capital and len(words) > 1)) or (
        last in cues.places and not words[-1][0].isupper()
    ):
        return True
    if lead in cues.parts and (not capital or len(words) == 1 or _NUMBERED.match(words[1])):
        return len(words) > 1 or not words[0].isupper() or len(words[0]) < 3
    return bool(canonical(" ".join(words))) or not any(c.isalpha() for word in words for c in word)


def _small(words: list[str], cues: Cues) -> Likeness:
    if any(c in '"“”„«»' for word in words for c in word):
        return "faint"
    plain = all(word.replace("-", "").isalpha() and word.islower() for word in words)
    if len(words) == 1 or not plain or len(words) > 4 or words[-1] in cues.parts or any(w in cues.never for w in words):
        return "faint"
    return "weak"


def _capital(name: str, words: list[str], cues: Cues) -> Likeness:
    shouted = name.isupper() and len(name) > 1
    if not shouted and (_POSSESSIVE.search(name) or _PERSON.search(name) or not words[0][0].isalpha()):
        return "faint"
    if words[-1] in cues.outside:
        return "faint"
    if not shouted and any(word[0].isupper() and word.strip(".,:'’()").lower() in cues.works for word in words):
        return "faint"
    return "strong"


def least(found: list[Likeness]) -> Likeness:
    """The least of several: a list is as sure as its most doubtful name."""
    return min(found, key=ORDER.index, default="")
