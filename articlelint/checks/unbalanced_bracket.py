"""A bracket or quotation mark that is opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articlelint.engine.rule import check
from articlelint.model.article import Article, Block
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile(r"[()\[\]{}“”«»]")
# In German, Czech, Bulgarian, Lithuanian and others `“` closes what `„` opened: it stands behind a word there.
_CLOSING = re.compile(r"“(?<=[^\s(\[{—–“-]“)(?!\w)")
_STRAIGHT = re.compile(r"(?P<open>(?<![^\s(\[{“‘—–-])\"(?=\S))|(?P<close>(?<=[^\s(\[])(?<!\d)\")|\"")
_MOST = 9  # of a paragraph with more, nobody can say what is meant
_EMOTICON = re.compile(r"[:;=8][-']?\Z")
_LINE_MARK = re.compile(r"[ \t>*_]*\Z")


@check()
def unbalanced_bracket(article: Article) -> Iterator[Finding]:
    """Only what opens is told: a lone closing bracket numbers a list, or smiles."""
    blocks = [block for block in article.blocks if block.kind in ("paragraph", "cell")]
    pairs = [pair for pair in _PAIRS.items() if pair[0] in article.text]
    quoted = '"' in article.text
    if not pairs and not quoted:
        return
    suspects = [number for number, block in enumerate(blocks) if _is_suspect(article.text, block, pairs, quoted=quoted)]
    if not suspects:
        return
    prose = _CLOSING.sub(" ", article.prose) if "“" in article.text else article.prose
    for number in suspects:
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        for start in _unclosed(prose, blocks[number]):
            mark = article.text[start]
            if _closed_later(article.text, blocks[number + 1 : number + 6], mark):
                continue
            if mark == "{" and not article.text[start + 1 : start + 2].isalpha():
                continue
            if mark in '"“«' and following is not None and article.text.startswith(mark, following.span.start):
                continue  # each paragraph of a long quotation opens it again
            yield Finding(
                Span(start, start + 1), f"`{mark}` is never closed in its paragraph", "close it, or remove it"
            )


def _closed_later(text: str, following: Sequence[Block], mark: str) -> bool:
    """Brackets may hold several paragraphs."""
    closer = _PAIRS.get(mark, "")
    return bool(closer) and any(text.count(closer, *block.span) > text.count(mark, *block.span) for block in following)


def _is_suspect(text: str, block: Block, pairs: Sequence[tuple[str, str]], *, quoted: bool) -> bool:
    start, end = block.span
    count = text.count
    for opener, closer in pairs:
        opened = count(opener, start, end)
        if opened and opened > count(closer, start, end):
            return True
    return quoted and count('"', start, end) % 2 == 1


def _unclosed(prose: str, block: Block) -> Iterator[int]:
    start, end = block.span
    open_marks: list[tuple[str, int]] = []
    for match in _MARKS.finditer(prose, start, end):
        mark = match[0]
        if mark in _PAIRS:
            if not _EMOTICON.search(prose, max(start, match.start() - 2), match.start()):
                open_marks.append((mark, match.start()))
            continue
        for place in range(len(open_marks) - 1, max(-1, len(open_marks) - 9), -1):
            if open_marks[place][0] == _CLOSERS[mark]:
                del open_marks[place]
                break
        else:
            if mark in ")]" and open_marks and open_marks[-1][0] in "([":
                open_marks.pop()  # a half-open interval
    excess = {mark: prose.count(mark, start, end) - prose.count(_PAIRS[mark], start, end) for mark in _PAIRS}
    if len(open_marks) <= _MOST:
        yield from (place for mark, place in open_marks if excess[mark] > 0)
    if prose.count('"', start, end) % 2 and prose[end - 1] != ":":
        yield from _unclosed_straight(prose, start, end)


def _unclosed_straight(prose: str, start: int, end: int) -> Iterator[int]:
    """Inches are no quotation marks; where the marks do not alternate, nobody knows."""
    last = None
    for match in _STRAIGHT.finditer(prose, start, end):
        if match["open"] and last is None:
            last = match.start()
        elif match["close"] and last is not None:
            last = None
        else:
            return
    if last is not None:
        yield last
