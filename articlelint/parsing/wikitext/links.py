"""Wikitext -> references: wiki links, files, URLs, hatnote templates, redirects."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from articlelint.model.nodes import Heading, Reference
from articlelint.parsing.wikitext.hatnotes import targets
from articlelint.parsing.wikitext.inlines import shown_words
from articlelint.parsing.wikitext.marks import HIDDEN, Piece, link_sign
from articlelint.text.appendices import canonical
from articlelint.text.namespaces import split
from articlelint.text.source import Span

_REDIRECT = re.compile(
    r"\s*#\s*(?:REDIRECT|REDIRECTION|REDIRECIONAMENTO|REDIRECCI[OÓ]N|REDIRECTEAZA|WEITERLEITUNG|RINVIA|RINVIO|RIMANDO|DOORVERWIJZING|PATRZ|"
    r"PRZEKIERUJ|TAM|OMDIRIGERING|OHJAUS|UUDELLEENOHJAUS|PŘESMĚRUJ|PRESMERUJ|ÁTIRÁNYÍTÁS|YÖNLENDİRME|YÖNLENDIRME|PREUSMJERI|PREUSMERI|PREUSMERITEV|"
    r"ALIDIREKTU|SUUNA|ALIH|ĐỔI|ПЕРЕНАПРАВЛЕНИЕ|ПЕРЕНАПР|ПЕРЕНАПРАВЛЕННЯ|ПРЕНАСОЧВАНЕ|ПРЕУСМЕРИ|ΑΝΑΚΑΤΕΥΘΥΝΣΗ|転送|リダイレクト|넘겨주기|重定向|"
    r"تحويل|تغییر_مسیر|הפניה)\s*:?\s*(?=\[\[)",
    re.IGNORECASE,
)
_TARGET = re.compile(r"[^|\[\]{}<>\r\n]*")
_SECTION = re.compile(r"&#0{0,5}35;|&#[xX]0{0,4}23;|&num;|#(?<!&#)|#(?![0-9]{1,7};|[xX][0-9A-Fa-f]{1,6};)")
_URL = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//")
_TRAIL = {"en": re.compile(r"[a-z]+")}
_ANY_TRAIL = re.compile(r"[^\W\d_A-Z]+")
_LONGEST = 2_000  # characters of a label: captions in captions would take the square of the text's length
_PIPE_TRICK = re.compile(r"(?::?[^:|]*:)?(?P<name>[^(),:（]+?)\s*(?:[(（][^()（）]*[)）])?(?:, .*)?\Z")


def redirect_start(text: str) -> int | None:
    """Where the link of a redirect page begins, or None for any other page."""
    match = _REDIRECT.match(text)
    return match.end() if match else None


class Links:
    """Finds the references of one page, in the order of the text."""

    def __init__(self, text: str, pieces: list[Piece], headings: tuple[Heading, ...], language: str) -> None:
        self.text = text
        self.pieces = pieces
        self._redirect = redirect_start(text)
        self._trail = _TRAIL.get(language.partition("-")[0], _ANY_TRAIL)
        self._starts = [heading.whole.start for heading in headings]
        self._sections = _appendices(headings, language)
        self._template_end = 0
        self._ref_end = 0

    def find(self) -> tuple[Reference, ...]:
        """Every reference."""
        return tuple(reference for number, piece in enumerate(self.pieces) for reference in self._of(number, piece))

    def _of(self, number: int, piece: Piece) -> Iterator[Reference]:
        if piece.kind == "link":
            found = self._link(piece)
            if found:
                yield found
        elif piece.kind == "url":
            yield self._url(piece)
        elif piece.kind == "template" and piece.start >= self._template_end:
            self._template_end = piece.end
            yield from self._hatnote(piece, number)
        elif piece.kind == "ref":
            self._ref_end = max(self._ref_end, piece.end)

    def _section(self, offset: int) -> str:
        place = bisect_right(self._starts, offset)
        section = self._sections[place - 1] if place else ""
        return section or ("references" if offset < self._ref_end else "")

    def _link(self, piece: Piece) -> Reference | None:
        inner = piece.end - 2
        match = _TARGET.match(self.text, piece.inner, inner)
        end = match.end() if match else piece.inner
        if end < inner and self.text[end] != "|":
            return None
        span = _trimmed(self.text, piece.inner, end)
        words = self.text[span.start : span.end]
        name, mark, fragment = _parted(words)
        if _URL.match(words):
            return Reference("url", span, Span(piece.start, piece.end), words, section=self._section(piece.start))
        if not name.strip(" :_") and not fragment:
            return None
        media = ":" in name and not words.startswith(":") and split(name).kind == "media"
        if piece.name and not media:
            return None
        label = self.text[end + 1 : min(inner, end + 1 + _LONGEST)] if end < inner else None
        return self._page_link(piece, span, (name.strip(), fragment if mark else None, label), media=media)

    def _page_link(
        self, piece: Piece, span: Span, parts: tuple[str, str | None, str | None], *, media: bool
    ) -> Reference:
        name, fragment, label = parts
        # What files the page or leads to its translation stands in no section, wherever it is written.
        section = "" if link_sign(self.text, piece) == HIDDEN else self._section(piece.start)
        whole = Span(piece.start, piece.end)
        if media:
            return Reference("image", span, whole, name, fragment, label, section)
        if piece.start == self._redirect:
            return Reference("redirect", span, whole, name, fragment, label)
        if label is not None and not label.strip():
            label = _pipe_trick(name)
        trail = self._trail.match(self.text, piece.end)
        if trail:
            label = (self.text[span.start : span.end] if label is None else label) + trail[0]
            whole = Span(piece.start, trail.end())
        return Reference("wikilink", span, whole, name, fragment, label, section)

    def _url(self, piece: Piece) -> Reference:
        """A label that the page does not write, but a template does, is empty."""
        bracket = self.text[piece.start] == "["
        span = Span(piece.start + bracket, piece.inner)
        label = self.text[piece.inner : piece.end - 1].strip() if bracket else ""
        label_or_none = label or ("" if piece.start < self._template_end else None)
        target = self.text[span.start : span.end]
        return Reference(
            "url", span, Span(piece.start, piece.end), target, label=label_or_none, section=self._section(piece.start)
        )

    def _hatnote(self, piece: Piece, number: int) -> Iterator[Reference]:
        children = []
        for child in self.pieces[number + 1 : number + 50]:
            if child.start >= piece.end:
                break
            children.append(child)
        for span in targets(self.text, piece, children):
            words = self.text[span.start : span.end]
            name, mark, fragment = _parted(words)
            if name.strip(" :_") or fragment:
                section = self._section(piece.start)
                yield Reference(
                    "hatnote",
                    span,
                    Span(piece.start, piece.end),
                    name.strip(),
                    fragment if mark else None,
                    section=section,
                )


def _parted(words: str) -> tuple[str, str, str]:
    """A title and its section. MediaWiki decodes character references first: the sign in `O&#39;Brien` begins no section."""
    match = _SECTION.search(words)
    return (words[: match.start()], "#", words[match.end() :]) if match else (words, "", "")


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _pipe_trick(name: str) -> str:
    """What MediaWiki would write behind the bar of `[[Mercury (planet)|]]` when the page is saved."""
    match = _PIPE_TRICK.match(name)
    return match["name"] if match else name


def _appendices(headings: tuple[Heading, ...], language: str) -> list[str]:
    """The kind of appendix section that each heading opens; a subsection of an appendix belongs to it."""
    kinds: list[str] = []
    within: tuple[int, str] = (9, "")
    for heading in headings:
        kind: str = canonical(heading.text, language)
        if not kind and heading.level > within[0]:
            kind = within[1]
        else:
            within = (heading.level, kind)
        kinds.append(kind)
    return kinds


_ANCHOR_TEMPLATE = re.compile(
    r"\{\{\s*(?:anchors?|visible ?anchor|vanchor|anker|ancre|ancla)\s*\|([^{}]*)\}\}", re.IGNORECASE
)
_ID = re.compile(r"""\bid\s*=\s*(?:"([^"<>\n]{1,200})"|'([^'<>\n]{1,200})'|([^\s"'<>|/]{1,200}))""", re.IGNORECASE)

_CITATION = re.compile(r"\|\s{0,9}ref\s{0,9}=\s{0,9}([^|{}<>\n]{1,200})")


def anchors(text: str) -> tuple[str, ...]:
    """The explicit anchors of a page: `{{anchor|x}}`, `id="x"` in a tag or a table, `|ref=x` of a citation."""
    found = [name for match in _ANCHOR_TEMPLATE.finditer(text) for name in match[1].split("|") if "=" not in name]
    found += [next(filter(None, match.groups()), "") for match in _ID.finditer(text)] if "id" in text else []
    found += [match[1] for match in _CITATION.finditer(text) if match[1].strip() != "harv"] if "ref" in text else []
    return tuple(dict.fromkeys(shown_words(name.strip()) for name in found if name.strip()))
