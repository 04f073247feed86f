"""References that a mark makes: `Sargon (q.v.)`, and the marks that a corpus has agreed on, such as `{X}` or `→ X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from articlelint.model.article import Article, Block, Reference
from articlelint.text.source import Span

_MOST_WORDS = 8
# A word before `(q.v.)`; a mark between two words ends the name.
_WORD = re.compile(r"[^\s()\[\];:,.!?\"“”]+")
# A name between two marks, which may go on in the next line: "{snow and\nice}".
_NAME = r"(?P<name>[^\s][^\r\n{open}{close}]*(?:\r?\n[^\r\n{open}{close}]+)?)"
# A name with one mark only ends where its capitals end: "→ Tower of London (castle) was", "→ rain fell".
_OPEN_NAME = (
    r"(?P<name>[\"“]?(?:[A-ZÀ-ÞА-Я0-9][\w'’.-]*)(?:\s+(?:(?:of|the|de|du|der|von|van|la|del)\s+){0,2}[A-ZÀ-ÞА-Я0-9][\w'’-]*)*"
    r"(?:\s+\([^()\r\n]{1,60}\))?|\w[\w'’-]*)"
)


def noun_before(article: Article, prose: str, block: Block, hit: re.Match[str]) -> Reference | None:
    """The words before `(q.v.)`; how many of them are the name is decided where the titles are known."""
    start = max(block.span.start, hit.start() - 120)
    before = prose[start : hit.start()].rstrip()
    if before[-1:] in '"”':  # the quotation is the name
        start += max(before.rfind(mark, 0, -1) for mark in '"“') + 1
    words: list[Span] = []
    at = hit.start()
    for match in reversed(list(_WORD.finditer(prose, start, hit.start()))):
        between = prose[match.end() : at]
        allowed = "\"”' \t\r\n" if not words else " \t\r\n"
        if between.strip(allowed) or len(words) == _MOST_WORDS:
            break
        words.append(Span(*match.span()))
        at = match.start()
    if not words:
        return None
    span = Span(words[-1].start, words[0].end)
    written = _written(article, span)
    return Reference("see", span, Span(span.start, hit.end()), written, label="q.v.", certainty="weak")


def marked(article: Article) -> Iterator[Reference]:
    """What stands in the marks that the settings name, as one name each."""
    prose = article.prose
    for mark in article.cues.marks:
        for match in mark_pattern(mark).finditer(prose):
            name = match["name"]
            if name.strip():
                span = Span(match.start("name"), match.start("name") + len(name.rstrip()))
                yield Reference("see", span, Span(*match.span()), _written(article, span), label="mark")


def _written(article: Article, span: Span) -> str:
    """A name as written, code in it included. In a quotation each line begins with a mark that the prose has blanked."""
    text = article.text[span.start : span.end]
    return article.prose[span.start : span.end] if "\n" in text else text


@cache
def mark_pattern(mark: str) -> re.Pattern[str]:
    """The pattern of a mark such as `{X}` (also written `{}`) or `→ X`: what is before and after its X is literal."""
    pair = "X" not in mark and len(mark) == 2 and mark[0] != mark[1]
    before, _, after = (mark[0], "", mark[1]) if pair else mark.partition("X")
    if not before.strip():
        return re.compile(_OPEN_NAME + r"\s*" + re.escape(after.strip()) if after.strip() else r"(?!)")
    if after.strip():
        name = _NAME.format(open=re.escape(before.strip()[-1:]), close=re.escape(after.strip()[:1]))
        return re.compile(re.escape(before.strip()) + name + r"(?<!\s)" + re.escape(after.strip()))
    return re.compile(re.escape(before.strip()) + r"\s*" + _OPEN_NAME)
