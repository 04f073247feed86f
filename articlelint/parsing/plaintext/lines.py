"""The lines of a plain text, grouped by blank lines, and what a single line looks like."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"(?:[•‣◦⁃▪▫●○■□*+–-]|\d{1,3}[.)])(?=[ \t\u00a0]|$)")
_INTERRUPTING = re.compile(r"(?:[•‣◦⁃▪▫●○■□*+-]|1[.)])[ \t\u00a0]+\S")
_BREAK = re.compile(r"(?:[-*_=~#.·•][ \t]*){3,}|⁂")
_UNDERLINE = re.compile(r"(?P<mark>[=\-~^])(?P=mark){2,}")
_FENCED = re.compile(r"(?P<mark>={1,6})[ \t]*(?P<words>[^= \t](?:[^\r\n]*[^= \t])?)[ \t]*(?P=mark)")
_NOT_IN_HEADING = re.compile(
    r"[<>{}|=\\~^$]|::|https?:|www\.|\w@\w|\s{4,}|\t|[.!?…][\"'”’)]* +\S*[A-Z]|[.,;:!?…-][\"'”’)]*$|^\W*$"
)
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|St|Mt|Ft|Dr|Mr|Mrs|Jr|Sr|vs|No|ca?)\.|^\d+\.\d*\.?) ")
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:and|or|but|the|an?|of|in|on|at|by|to|for|from|with|that|which|is|are|was|were|as|than)$"
)
_FINAL_POINT = re.compile(r"(?:\b[IVXLC]+|\b\w|\.\w+|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|Bros|etc))\.$")
_LONGEST_HEADING = 80
_MOST_WORDS = 12


class Line(NamedTuple):
    """A line that is not blank: its content without the blanks around it, and how far it is indented."""

    start: int
    end: int
    indent: int
    words: str


def paragraphs_of(text: str) -> list[list[Line]]:
    """The lines between blank lines. LF, CR and CR LF end a line."""
    groups: list[list[Line]] = []
    last = -1
    for match in _LINE.finditer(text):
        raw = match[0]
        words = raw.strip()
        if not words:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        line = Line(start, start + len(words), indent, words)
        if last >= 0 and text[last : match.start()] in ("\n", "\r\n", "\r"):
            groups[-1].append(line)
        else:
            groups.append([line])
        last = match.end()
    return groups


def bullet_width(line: Line) -> int:
    """The width of the list marker that a line begins with; 0 when it begins with none."""
    if line.words[0].isalpha():
        return 0
    match = _BULLET.match(line.words)
    return match.end() if match else 0


def interrupts(line: Line) -> bool:
    """Whether a line inside a paragraph begins a list: a hard-wrapped sentence may break before a number."""
    return not line.words[0].isalpha() and bool(_INTERRUPTING.match(line.words))


def is_break(line: Line) -> bool:
    """A row of dashes, stars or dots that only divides."""
    return line.words[0] in "-*_=~#.·•⁂" and bool(_BREAK.fullmatch(line.words))


def underline_mark(line: Line, under: Line) -> str:
    """The character that underlines a heading, or nothing."""
    match = _UNDERLINE.fullmatch(under.words) if under.words[0] in "=-~^" else None
    if (
        match is None
        or bullet_width(line)
        or 2 * len(under.words) < len(line.words)
        or len(line.words) > 2 * _LONGEST_HEADING
    ):
        return ""
    return match["mark"]


def fenced(line: Line) -> tuple[int, int, int] | None:
    """Level, start and end of the words of `== History ==`, which exports of wikis leave."""
    match = _FENCED.fullmatch(line.words) if line.words[0] == "=" else None
    return (len(match["mark"]), line.start + match.start("words"), line.start + match.end("words")) if match else None


def looks_like_heading(line: Line) -> bool:
    """A short line that is no sentence, no list item, no code, and does not begin in the middle of a sentence."""
    words = line.words
    if len(words) > _LONGEST_HEADING or line.indent > 3 or words.count(" ") >= _MOST_WORDS or bullet_width(line):
        return False
    first = words.lstrip("\"'“‘«„(¿¡")[:1]
    if not first.isalnum() or first.islower():
        return False
    if _UNFINISHED.search(words) or words.count('"') % 2 or words.count("(") != words.count(")"):
        return False
    return not _NOT_IN_HEADING.search(_ABBREVIATED.sub("_", words)) and sum(c.isalpha() for c in words) > 1


def looks_like_title(line: Line) -> bool:
    """Laxer than a heading: the first line of an article may be any name (`-oid`, `404`, `D.C.`, `Who's who?`)."""
    words = line.words
    if len(words) > 150 or is_break(line) or (bullet_width(line) and len(words) > bullet_width(line)):
        return False
    last = words[-1]
    if last == ".":
        return bool(_FINAL_POINT.search(words)) and words.count(" ") < 8
    return last not in ",;…" and (last not in ":!?" or words.count(" ") < 7)
