"""Which lines of a plain text are headings. Nothing marks them, so every one is a guess, and a guess needs a reason."""

from __future__ import annotations

from typing import Literal, NamedTuple

from articlelint.parsing.plaintext.lines import Line, bullet_width, fenced, is_break, looks_like_heading, underline_mark
from articlelint.text.appendices import canonical
from articlelint.text.cues import cues_for

PieceKind = Literal["marked", "bare", "body", "break"]
_LONGEST_RUN = 3
_PROSE = 60


class Piece(NamedTuple):
    """A run of lines: a heading that is marked (underlined, `== X ==`), a line that may be one, text, or a divider."""

    kind: PieceKind
    lines: list[Line]
    mark: str = ""
    appendix: str = ""


def pieces_of(groups: list[list[Line]], language: str) -> list[Piece]:
    """Cuts marked headings, dividers and heading lines glued to their paragraph out of the groups of lines."""
    width = max((line.end - line.start for group in groups for line in group), default=0)
    pieces: list[Piece] = []
    for group in groups:
        _cut(group, pieces, width if width >= 40 else 60, language)
    return pieces


def _cut(group: list[Line], pieces: list[Piece], width: int, language: str) -> None:
    body: list[Line] = []
    number = 0
    while number < len(group):
        line = group[number]
        under = underline_mark(line, group[number + 1]) if number + 1 < len(group) and not body else ""
        if under or fenced(line) or is_break(line):
            _flush(body, pieces, width, language)
            body = []
            taken = 2 if under else 1
            kind: PieceKind = "break" if not under and is_break(line) else "marked"
            pieces.append(Piece(kind, group[number : number + taken], under or "=="))
            number += taken
            continue
        body.append(line)
        number += 1
    _flush(body, pieces, width, language)


def _flush(body: list[Line], pieces: list[Piece], width: int, language: str) -> None:
    if not body:
        return
    first = body[0]
    appendix = canonical(first.words, language) if first.indent < 4 else ""
    if len(body) == 1:
        heads = looks_like_heading(first) and not cues_for((language,)).cue.match(first.words)
        kind: PieceKind = "bare" if appendix or heads else "body"
        pieces.append(Piece(kind, body, appendix=appendix))
    elif appendix or (pieces and _is_glued(body, width)):
        pieces.append(Piece("bare", body[:1], appendix=appendix))
        pieces.append(Piece("body", body[1:]))
    else:
        pieces.append(Piece("body", body))


def _is_glued(body: list[Line], width: int) -> bool:
    """A heading whose paragraph follows without a blank line: its line ended although the next word would have fitted."""
    first, second = body[0], body[1]
    if not looks_like_heading(first) or bullet_width(second) or not second.words[0].isupper():
        return False
    ends = body[-1].words.rstrip("\"'”’)]")[-1:] in (".", "!", "?", "…")
    return ends and len(second.words) >= max(_PROSE, 2 * len(first.words)) and forced(first, second, width)


def forced(line: Line, following: Line, width: int) -> bool:
    """Whether a line ends before it is full: the first word of the next one would have fitted."""
    return len(line.words) + 1 + len(following.words.split(None, 1)[0]) <= width


def heading_places(pieces: list[Piece], first: int) -> set[int]:
    """The numbers of the pieces, from `first` on, that are headings."""
    chosen = {n for n in range(first, len(pieces)) if _may_head(pieces, n)}
    chosen = _without_lists(pieces, chosen)
    bare = [n for n in chosen if pieces[n].kind == "bare" and not pieces[n].appendix]
    prose = sum(_is_content(piece) for n, piece in enumerate(pieces) if n not in chosen and n >= first)
    if len(bare) > 2 * prose + 1 or not prose:
        chosen.difference_update(bare)
    last = len(pieces) - 1
    if last in chosen and pieces[last].kind == "bare" and not pieces[last].appendix and len(bare) < 3:
        chosen.discard(last)  # a signature, "The end": only where headings are usual does a last line look like one
    return chosen


def _may_head(pieces: list[Piece], number: int) -> bool:
    piece = pieces[number]
    if piece.kind == "marked":
        return True
    if piece.kind != "bare" or piece.lines[0].words.strip("[]") in ("Edit", "edit", "Edit source", "edit source"):
        return False
    return bool(piece.appendix) or number + 1 == len(pieces) or pieces[number + 1].kind != "break"


def _without_lists(pieces: list[Piece], chosen: set[int]) -> set[int]:
    """Bare lines that follow each other are a list without bullets, not headings in headings. So is each under "See also"."""
    kept: set[int] = set()
    run: list[int] = []
    for number in (*sorted(chosen), len(pieces) + 1):
        if run and (number != run[-1] + 1 or pieces[number].kind == "marked" or pieces[number].appendix):
            kept.update(_headings_of_run(pieces, run))
            run = []
        run.append(number)
    return kept


def _headings_of_run(pieces: list[Piece], run: list[int]) -> list[int]:
    follows = pieces[run[-1] + 1] if run[-1] + 1 < len(pieces) else None
    if pieces[run[0]].appendix:
        heads_prose = follows is not None and follows.kind == "body" and _is_prose(follows) and len(run) == 2
        return run if heads_prose else run[:1]
    return run if len(run) <= _LONGEST_RUN else []


def _is_content(piece: Piece) -> bool:
    return piece.kind == "body" and (_is_prose(piece) or bullet_width(piece.lines[0]) > 0)


def _is_prose(piece: Piece) -> bool:
    return len(piece.lines[0].words) >= _PROSE or piece.lines[-1].words.rstrip("\"'”’)]")[-1:] in (".", "!", "?", "…")
