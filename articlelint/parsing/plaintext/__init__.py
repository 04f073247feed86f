"""Plain-text exports: a title line, bare-line headings, bullets, paragraphs, hard-wrapped or not."""

from __future__ import annotations

import re

from articlelint.model.article import Article, Block, Heading, Inline, Reading, Reference, Title
from articlelint.parsing.crossref import crossrefs
from articlelint.parsing.plaintext.blocks import blocks_of
from articlelint.parsing.plaintext.lines import Line, fenced, looks_like_title, paragraphs_of
from articlelint.parsing.plaintext.outline import Piece, forced, heading_places, pieces_of
from articlelint.parsing.residue import words_end
from articlelint.text.source import Source, Span

_TITLE_FIELD = re.compile(r"(?:title|titel|titre|título)[ \t]*:[ \t]*(?=\S)", re.IGNORECASE)
_FEWEST_WORDS = 5
_WORD_LINE = re.compile(r"[ \t]*(?:\d+[.):]?[ \t]+)?[^\s.,;:!?]+[ \t]*")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]+[^\s<>\"“”.,;:!?'’)\]}]")


def read_plaintext(source: Source, language: str) -> Reading:
    """What a plain-text article is made of. Levels of headings are inferred."""
    if _is_word_list(source.text):
        return _data(source)
    groups = paragraphs_of(source.text)
    pieces = pieces_of(groups, language)
    title, heading, pieces, first = _title(source, pieces, language)
    places = heading_places(pieces, first)
    levels = _levels(pieces, places)
    headings = [heading] if heading else []
    headings += [_heading(source.text, pieces[n], levels[n], language) for n in sorted(places)]
    blocks: list[Block] = []
    for number in range(first, len(pieces)):
        if number not in places:
            blocks += blocks_of(pieces[number])
    return Reading(
        title,
        tuple(headings),
        tuple(blocks),
        references=_references,
        inlines=_inlines,
    )


def _is_word_list(text: str) -> bool:
    """A word a line, maybe numbered, from the first line to the last: data that a program reads letter by letter, no article."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= _FEWEST_WORDS and all(map(_WORD_LINE.fullmatch, lines))


def _data(source: Source) -> Reading:
    """A file that is one block of data, called by the name of the file."""
    text = source.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    title = Title(name, Span(0, 0), "file-name") if name else None
    return Reading(title, (), (Block("code", Span(start, end), ()),))


def _title(source: Source, pieces: list[Piece], language: str) -> tuple[Title | None, Heading | None, list[Piece], int]:
    """The title, its heading, the pieces with the title's own cut out, and the number of the first one after it."""
    if not pieces:
        return None, None, pieces, 0
    text, piece = source.text, pieces[0]
    line = piece.lines[0]
    if piece.kind == "break" or (piece.kind == "bare" and piece.appendix and len(pieces) > 1 and len(line.words) > 60):
        return None, None, pieces, 0
    if piece.kind == "body":
        field = bool(_TITLE_FIELD.match(line.words))
        names_file = _is_file_name(line.words, source.path)
        if not (names_file or looks_like_title(line)) or not (field or _stands_alone(piece.lines)):
            return None, None, pieces, 0
        rest = piece.lines[1:]
        pieces = [Piece("bare", piece.lines[:1]), *([Piece("body", rest)] if rest else []), *pieces[1:]]
        piece = pieces[0]
    heading = _heading(text, piece, 1, language)
    field_mark = _TITLE_FIELD.match(heading.text) if piece.kind != "marked" else None
    if field_mark:
        span = Span(heading.span.start + field_mark.end(), heading.span.end)
        heading = Heading(span, heading.whole, 1, text[span.start : span.end])
    return Title(heading.text, heading.span, "first-line"), heading, pieces, 1


def _is_file_name(words: str, path: str) -> bool:
    """A proverb or a whole sentence is a title when the file is called by it."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return stem.replace("_", " ").casefold() == words.casefold()


def _stands_alone(lines: list[Line]) -> bool:
    """A first line is no title when the sentence goes on in the next one."""
    if len(lines) == 1:
        return True
    width = max(60, *(line.end - line.start for line in lines))
    goes_on = lines[1].words[0].islower() and lines[0].words.count(" ") > 2
    return not goes_on and forced(lines[0], lines[1], width)


def _heading(text: str, piece: Piece, level: int, language: str) -> Heading:
    line = piece.lines[0]
    start, end = line.start, line.end
    inner = fenced(line) if piece.kind == "marked" and len(piece.lines) == 1 else None
    if inner:
        _, start, end = inner
    end = start + words_end(text[start:end], text, language)
    whole = Span(line.start, piece.lines[-1].end)
    return Heading(Span(start, end), whole, level, text[start:end], inferred=level > 1)


def _levels(pieces: list[Piece], places: set[int]) -> dict[int, int]:
    """Level 2, but a heading directly followed by a heading is its parent, whose children go on until an appendix section."""
    levels: dict[int, int] = {}
    marks: dict[str, int] = {}
    depth = 2
    ordered = sorted(places)
    for at, number in enumerate(ordered):
        piece = pieces[number]
        following = ordered[at + 1] if at + 1 < len(ordered) else -1
        if piece.kind == "marked":
            levels[number] = depth = _marked_level(piece, marks)
            continue
        parent = following == number + 1 and pieces[following].kind == "bare" and not pieces[following].appendix
        if piece.appendix or (parent and ordered[at - 1] != number - 1):
            depth = 2
        levels[number] = depth
        if parent and not piece.appendix:
            depth += 1
    return levels


def _marked_level(piece: Piece, marks: dict[str, int]) -> int:
    inner = fenced(piece.lines[0]) if len(piece.lines) == 1 else None
    if inner:
        return max(2, inner[0])
    return marks.setdefault(piece.mark, 2 + len(marks))


def _references(article: Article) -> tuple[Reference, ...]:
    urls = [Reference("url", each.span, each.span, article.source.slice(each.span)) for each in article.inlines]
    return tuple(sorted((*urls, *crossrefs(article)), key=lambda reference: reference.span))


def _inlines(article: Article) -> tuple[Inline, ...]:
    """The URLs: all that plain text has beside prose."""
    if "://" not in article.text:
        return ()
    found = [Inline("url", Span(*match.span())) for match in _URL.finditer(article.text)]
    return tuple(found)
