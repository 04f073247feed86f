"""The sentence around a place, as far as a few hundred characters tell."""

from __future__ import annotations

import re

from articlelint.text.source import Span

_REACH = 400
_END = re.compile(r"[.!?][\"'”’»)\]]*(?:\[\^?\w+\])*(?P<gap>\s+)(?=[\"'“‘«(\[*_]*[A-Z\d])|(?P<bullet>[•·*]\s+)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Za-z]|[A-Za-z](?:\.[A-Za-z])+|mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|cf|ca|vol|pp?|fig|gen|col|lt|rev|hon|inc|ltd|co)$",
    re.IGNORECASE,
)


def sentence_around(text: str, span: Span, within: Span) -> Span:
    """The sentence that `span` stands in, no further than `within`."""
    floor = max(within.start, span.start - _REACH)
    ceiling = min(within.end, span.end + _REACH)
    start = floor
    for found in _END.finditer(text, floor, span.start + 1):  # one more, for the look ahead
        if found.end() > span.start:
            break
        if found["bullet"] is None and _abbreviated(text, found.start()):
            continue
        start = found.end()
    for found in _END.finditer(text, span.end, ceiling):
        if found["bullet"] is None and not _abbreviated(text, found.start()):
            return Span(start, found.start("gap"))
    return Span(start, ceiling)


def _abbreviated(text: str, dot: int) -> bool:
    return _ABBREVIATION.search(text[max(0, dot - 12) : dot]) is not None
