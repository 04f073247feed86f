"""Where an article quotes: in every style of quotation marks, run over paragraphs, nested; an apostrophe opens nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from articlelint.model.article import Block
from articlelint.text.source import Span

# An apostrophe between two letters neither opens nor closes anything, and most are of that kind.
# Nor does a backtick that stands alone.
_SIGN = re.compile(  # begins with a plain set of characters, which is searched for several times as fast
    "[\"“”„‟«»「」『』‹›`'‘’‚](?:(?<=[\"“”„‟«»「」『』‹›])|(?<=`)(?=`)|(?<=['‘’‚])(?:(?<!\\w.)|(?!\\w)))"
)
_TAG = re.compile(r"<(/?)(?:blockquote|q)\b[^<>]{0,200}>", re.IGNORECASE)
_CLOSERS = {
    "“": '”"', "„": '“”‟"', "‟": "”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", "›": "‹", '"': '"”', "”": "”",
    "``": "''\"”", "‘": "’'", "'": "'’", "‚": "‘’",
}  # fmt: skip
_CLOSING = frozenset("”»」』›")
_SINGLE = frozenset("'‘‚’")
_ELISION = re.compile(r"['‘](?:\d0s|tis|twas|em|til|cause|bout|n|round|neath)\b", re.IGNORECASE)
_LOOK_AHEAD = 24
_DEEPEST = 6
_LONGEST_RUN = 12  # paragraphs that a quotation may run over without opening again

Mark = tuple[str, int, int]  # the mark, its start, its end


def quotations(text: str, blocks: Sequence[Block]) -> list[Span]:
    """Outermost quotations, marks included, and whole block quotations: sorted, none within another."""
    merged: list[Span] = []
    for span in sorted((*_in_blocks(text, blocks), *_tagged(text))):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _tagged(text: str) -> Iterator[Span]:
    """From `<blockquote>` or `<q>` to its end, over blocks and within them."""
    if "<" not in text:
        return
    start = -1
    for tag in _TAG.finditer(text):
        if tag[1] and start >= 0:
            yield Span(start, tag.end())
            start = -1
        elif not tag[1] and start < 0:
            start = tag.start()


def own_quotations(text: str, block: Block) -> list[Span]:
    """The quotations that begin in a block, as far as it alone tells: none that began before it."""
    if "quote" in block.inside:
        return [block.span]
    signs = [found.start() for found in _SIGN.finditer(text, block.span.start, block.span.end + 1)]
    while signs and signs[-1] >= block.span.end:
        signs.pop()
    return _in_block(text, block.span, signs)[0] if signs else []


def may_run_on(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether a quotation may go over a block that neither begins nor ends in it: such a one is closed by a mark that only closes, or a tag."""
    last = blocks[min(number + _LONGEST_RUN, len(blocks) - 1)].span.end
    start = blocks[number].span.start
    if not text.isascii() and any(text.find(mark, start, last) >= 0 for mark in _CLOSING):
        return True
    return "<" in text and _TAG.search(text) is not None


def _in_blocks(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    signs = [found.start() for found in _SIGN.finditer(text)]
    at = 0
    unclosed: tuple[int, int] | None = None  # offset and number of the block whose quotation is still open
    for number, block in enumerate(blocks):
        if "quote" in block.inside:
            yield block.span
            continue
        at = bisect_left(signs, block.span.start, at)
        if at == len(signs) or signs[at] >= block.span.end:
            continue
        own = signs[at : bisect_left(signs, block.span.end, at)]
        spans, still_open, closes = _in_block(text, block.span, own)
        if unclosed and closes and number - unclosed[1] <= _LONGEST_RUN:
            yield Span(unclosed[0], closes)
            unclosed = None
        yield from spans
        if still_open >= 0:
            unclosed = (still_open, number)


def _marks(text: str, span: Span, signs: Sequence[int]) -> Iterator[Mark]:
    """What may open or close a quotation: no apostrophe within a word, and two backticks or apostrophes as one mark."""
    done = 0
    for start in signs:
        if start < done:
            continue
        sign = text[start]
        if sign in "`'" and text[start : start + 3].rstrip(" ,.;").count(sign) == 2 and text[start + 1] == sign:
            done = start + 2
            yield sign * 2, start, done
        elif sign == "`":
            continue
        elif sign not in _SINGLE or _may_open(text, span, start) or _may_close(text, span, start):
            yield sign, start, start + 1


def _may_open(text: str, span: Span, at: int) -> bool:
    after = text[at + 1 : min(at + 2, span.end)]
    return (
        text[at] != "’"
        and not _word_before(text, span, at)
        and (after.isalnum() or (after != "" and after in '[(*_“"…'))
    )


def _may_close(text: str, span: Span, at: int) -> bool:
    before, after = text[max(at - 1, span.start) : at], text[at + 1 : min(at + 2, span.end)]
    return text[at] != "‚" and before != "" and not before.isspace() and not (after.isalnum() or after == "_")


def _word_before(text: str, span: Span, at: int) -> bool:
    return at > span.start and (text[at - 1].isalnum() or text[at - 1] == "_")


def _in_block(text: str, span: Span, signs: Sequence[int]) -> tuple[list[Span], int, int]:
    """The quotations of a block, where one is left open, and where one ends that began before the block (0: none)."""
    marks = list(_marks(text, span, signs))
    spans: list[Span] = []
    stack: list[Mark] = []
    closes = 0
    for number, mark in enumerate(marks):
        sign, _start, end = mark
        level = _closed_level(text, span, stack, mark)
        if level >= 0:
            if level == 0:
                spans.append(Span(stack[0][1], end))
            del stack[level:]
        elif len(stack) < _DEEPEST and _opens(text, span, marks, number, stack):
            stack.append(mark)
        elif not stack and not spans and sign in _CLOSING and not closes:
            closes = end
    doubles = [mark for mark in stack if mark[0] not in _SINGLE]
    if not doubles:
        return spans, -1, closes
    spans.append(Span(doubles[0][1], span.end))
    return spans, doubles[0][1], closes


def _closed_level(text: str, span: Span, stack: Sequence[Mark], mark: Mark) -> int:
    """The level of the open quotation that this mark closes, or -1."""
    sign, start, end = mark
    for level in range(len(stack) - 1, -1, -1):
        opener = stack[level][0]
        if sign not in _CLOSERS[opener] or (len(opener) == 1 and len(sign) > 1):
            continue
        if sign in "\"'" and _can_open(text, span, start, end) and not _can_close(text, span, start, end):
            continue
        return level
    return -1


def _opens(text: str, span: Span, marks: Sequence[Mark], number: int, stack: Sequence[Mark]) -> bool:
    sign, start, end = marks[number]
    if sign in _SINGLE:
        return sign != "’" and not _ELISION.match(text, start) and _single_closes(text, marks, number, stack)
    if sign == '"':
        after_digit = start > span.start and text[start - 1].isdigit()
        return not after_digit and (_can_open(text, span, start, end) or not _can_close(text, span, start, end))
    if sign in "»›":
        return _can_open(text, span, start, end) and not _can_close(text, span, start, end)
    return sign in _CLOSERS and sign != "”"


def _single_closes(text: str, marks: Sequence[Mark], number: int, stack: Sequence[Mark]) -> bool:
    """Whether a single mark that may open is closed later on, before the quotation around it ends."""
    sign, start, _end = marks[number]
    if start and text[start - 1].isalnum():
        return False
    around = [_CLOSERS[mark[0]] for mark in stack]
    for other, place, end in marks[number + 1 : number + 1 + _LOOK_AHEAD]:
        if any(other in closers for closers in around):
            return False
        if other in _CLOSERS[sign] and place > start + 1 and not (end < len(text) and text[end].isalnum()):
            return True
    return False


def _can_open(text: str, span: Span, start: int, end: int) -> bool:
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/\"'“‘*_|>")


def _can_close(text: str, span: Span, start: int, end: int) -> bool:
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    return not before.isspace() and not after.isalnum()
