"""What a scraper took along from the page around the article: edit links, navigation, citation marks without their notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article, Heading
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.parsing.residue import EDIT_WORDS, words_end
from articlelint.text.appendices import canonical
from articlelint.text.source import Span

_OTHER_EDIT_WORDS = ("編集", "编辑", "編輯", "편집", "แก้")
_EDIT_NEEDLES = frozenset(word.lower() for word in (*EDIT_WORDS, *_OTHER_EDIT_WORDS))
_WORDS = "|".join(map(re.escape, (*EDIT_WORDS, *_OTHER_EDIT_WORDS)))
_EDIT = rf"\[[ \t]*+(?:{_WORDS})(?:[ \t]*+\|[ \t]*+(?:{_WORDS}))*[ \t]*+\]"
_AFTER_HEADING = re.compile(
    rf"[ \t]*(?P<residue>{_EDIT}|{_WORDS})[ \t]*+(?=[=#]*+[ \t]*+\r?$)", re.IGNORECASE | re.MULTILINE
)
_EDIT_LINK = re.compile(
    rf"(?P<bare>{_EDIT}(?=[ \t]*+\r?$))"
    rf"|\\?\[?\[(?:{_WORDS})\]\((?=[^()\s]*?\baction=edit)[^()\s]*+(?: \"[^\"\n]*+\")?\)(?:\\?\])?",
    re.IGNORECASE | re.MULTILINE,
)
# Runs such as `[2][3]`; what stands around them decides, see _is_mark.
# No run begins within another one: what follows the last of them would be looked at again from each.
_NUMBERED = re.compile(
    r"\[(?:(?:(?=\d{4}\])|(?<!\[\d\]\[)(?<!\[\d{2}\]\[)(?<!\[\d{3}\]\[)(?<!\[\d{4}\]\[))\d{1,4}\](?:\[\d{1,3}\])*+"
    r"|(?P<note>(?:note|nb|n|lower-alpha) \d{1,3}\]))(?![(\[:])"
)
_SENTENCE_MARKS = frozenset('.,;:!?”"»')
_AFTER_MARK = frozenset(" \t\r\n.,:!?)")
_DEFINED = re.compile(
    r"^[ \t]*(?:[-*•^↑][ \t]*)*\[\^?(\d{1,4}|note \d+|nb \d+|n \d+)\](?=[:.\s])", re.MULTILINE | re.IGNORECASE
)
_ANY = 10_000
_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)?")
# Of the blank lines around a line that goes, one goes with it.
_LINE_AND_BLANK = re.compile(r"[ \t]*(?:\r\n?|\n)?(?:[ \t]*(?:\r\n?|\n))?")
_BLANK_BEFORE = re.compile(r"(?:\A|\r\n?\r\n?|\n\n)\Z")
_WORD_BEFORE = re.compile(r"(?<!\w)\w++\Z")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`lines` are lines that stand alone on scraped pages (a final `*`: whatever follows); `markers` the words of bracketed marks."""

    lines: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()


def _needles(options: Options) -> Iterator[str]:
    yield from (max(line.split("*"), key=len).strip() for line in options.lines)
    for marker in options.markers:
        yield from (f"[{mark}{marker}" for mark in ("", "*", "_"))
    yield "action=edit"
    yield from (f"[{word}" for word in (*EDIT_WORDS, *_OTHER_EDIT_WORDS))
    yield from (f"[ {word}" for word in (*EDIT_WORDS, *_OTHER_EDIT_WORDS))
    yield from _EDIT_NEEDLES


@check(needles=_needles)
def scrape_residue(article: Article, options: Options, found: Found) -> Iterator[Finding]:
    """Code is left alone. A number in brackets counts only when nothing in the article defines it."""
    if not found.isdisjoint(_EDIT_NEEDLES):
        for heading in article.headings:
            yield from _after_heading(article, heading)
    if not found <= _EDIT_NEEDLES:
        for match in _lines(options.lines).finditer(article.written):
            yield _residue(article, Span(*match.span("line")), whole_line=True)
        yield from _bracketed(article, options)
    if "[" in article.text and _NUMBERED.search(article.text):
        yield from _numbers(article)


def _bracketed(article: Article, options: Options) -> Iterator[Finding]:
    for match in _markers(options.markers).finditer(article.written):
        yield _residue(article, Span(*match.span()), whole_line=False)
    for match in _EDIT_LINK.finditer(article.written):
        in_heading = any(start <= match.start() < end for start, end in (heading.whole for heading in article.headings))
        if not in_heading and not _is_label(article, match):
            yield _residue(article, Span(*match.span()), whole_line=False)


def _after_heading(article: Article, heading: Heading) -> Iterator[Finding]:
    text = article.text
    words = heading.text
    end = heading.span.end
    if words[-1:].isalpha() or words[-1:] in ")]":
        raw = article.source.slice(heading.span)
        if "dit" in raw[-16:] or raw[-1:] == "]" or not raw.isascii() or raw[-1:] in "rkni":
            end = heading.span.start + words_end(raw, text, article.language)
    match = _AFTER_HEADING.match(text, end)
    if match is not None and match.start("residue") < heading.whole.end:
        span = Span(*match.span("residue"))
        fix = Fix((Edit(end, span.end, ""),))
        yield Finding(span, f"`{match['residue']}` is the text of an edit link", "remove it", fix)


def _is_label(article: Article, match: re.Match[str]) -> bool:
    return match["bare"] is not None and f"{match[0]}:".casefold() in article.text.casefold()


def _residue(article: Article, span: Span, *, whole_line: bool) -> Finding:
    words = article.source.slice(span)
    start, end = span
    text = article.text
    if whole_line:
        start = len(text[:start].rstrip(" \t"))
        ended = (_LINE_AND_BLANK if _BLANK_BEFORE.search(text, max(0, start - 4), start) else _LINE).match(text, end)
        end = ended.end() if ended else end
        message = "this line belongs to the page around the article"
    else:
        if text[start - 1 : start] in " \t" and (text[end : end + 1] in " \t\r\n.,;:" or end == len(text)):
            start = len(text[:start].rstrip(" \t"))
        message = f"`{words}` was left behind when the text was copied from a page"
    return Finding(span, message, "remove it", Fix((Edit(start, end, ""),)))


def _numbers(article: Article) -> Iterator[Finding]:
    """Marks of notes that did not come along. Where there is code, `word[1]` is an array."""
    text = article.text
    defined = {number.casefold() for number in _DEFINED.findall(text)}
    has_code = "`" in text or any(block.kind == "code" for block in article.blocks)
    listed = _notes(article)
    prose = article.prose
    for match in _NUMBERED.finditer(prose):
        if not match["note"] and not _is_mark(prose, match, article.format, has_code=has_code):
            continue
        numbers = {match[0][1:-1].casefold()} if match["note"] else set(_DIGITS.findall(match[0]))
        orphans = {number for number in numbers - defined if not number.isdigit() or int(number) > listed}
        if orphans and numbers != {"0"} and not (match["note"] and listed):
            span = Span(*match.span())
            glued = prose[match.start() - 1 : match.start()].isalnum()
            if glued and _is_indexed(prose, match.start()):
                continue
            message = f"`{match[0]}` marks a note that the article does not have"
            fix = Fix((Edit(*span, ""),), "unsafe" if glued else "safe")  # behind a word it may be an index after all
            yield Finding(span, message, "remove it, or give the source", fix)


def _is_indexed(prose: str, offset: int) -> bool:
    """Whether the word before an offset has another index elsewhere: `Data[0]`, `Data[i]`, `Data[n-1]`."""
    word = _WORD_BEFORE.search(prose, max(0, offset - 60), offset)
    if not word:
        return False
    found = re.findall(rf"(?<!\w){re.escape(word[0])}\[([\w+*-]{{1,20}})\]", prose)
    return len(set(found)) > 1 or "0" in found


def _is_mark(prose: str, match: re.Match[str], format: str, *, has_code: bool) -> bool:
    """Behind a sentence's end or a word; or, in text dumps of browsers, before the word that was a link."""
    before, after = prose[max(0, match.start() - 3) : match.start()], prose[match.end() : match.end() + 2]
    if before[-1:] in _SENTENCE_MARKS and before[-2:-1].isalnum():
        return not after[:1].isalnum() and len(match[0]) != 6
    if len(before) == 3 and before.isalpha():
        return not has_code and (not after or after[0] in _AFTER_MARK)
    free = not before or not (before[-1].isalnum() or before[-1] in "_[]")
    return format == "plain" and free and len(after) == 2 and after[0].isupper() and after.isalpha()


def _notes(article: Article) -> int:
    """How many notes the sections of references may hold, in order; a template may hold any number."""
    found = 0
    for section in article.walk():
        if section.heading and canonical(section.heading.text, article.language) in ("notes", "references"):
            kinds = [block.kind for each in section.walk() for block in each.blocks]
            found += len(kinds) if set(kinds) <= {"paragraph"} else _ANY
    return found


@cache
def _lines(lines: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(line).replace(r"\*", r"[^\r\n]*?") for line in lines)
    return re.compile(rf"^[ \t]*(?P<line>{each})(?=[ \t]*\r?$)", re.IGNORECASE | re.MULTILINE)


@cache
def _markers(markers: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(map(re.escape, markers))
    return re.compile(rf"(?<!\[)\[[*_']{{0,3}}(?:{each})(?: ?[–—-] ?discuss)?[*_']{{0,3}}\](?![(\[:\]])", re.IGNORECASE)
