"""What of Markdown goes the long way, by mistune's own functions: link targets that no one pattern reads, and link definitions."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from articlelint.text.source import without_surrogates


def key_of(label: str) -> str:
    """What a label of a link definition or footnote is compared by."""
    return " ".join(label.split()).lower().upper()


def target_at(src: str, start: int) -> int | None:
    """Where the target of an inline link ends that begins at `start`."""
    from mistune.helpers import parse_link_href

    return parse_link_href(src, start)[1]


def title_at(src: str, start: int) -> int | None:
    """Where the title of an inline link ends that begins at `start`."""
    from mistune.helpers import parse_link_title

    return parse_link_title(src, start, len(src))[1]


class Definitions:
    """Where the link definitions of one text end.

    mistune looks for the blank lines of the whole text and keeps them in its state, so one state serves for all definitions of a
    text: with a state for each, a list of them took the square of its length.
    """

    __slots__ = ("_state",)

    def __init__(self, text: str) -> None:
        from mistune.core import BlockState

        self._state = BlockState()
        self._state.process(without_surrogates(text))  # mistune writes targets as URLs

    def end(self, match: re.Match[str]) -> int | None:
        """Where the definition ends whose label was matched; None when it is none."""
        self._state.cursor = match.start()
        end: int | None = _parser().parse_ref_link(match, self._state)
        return end


@cache
def _parser() -> Any:
    from mistune.block_parser import BlockParser

    return BlockParser()
