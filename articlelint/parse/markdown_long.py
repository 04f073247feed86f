"""What of Markdown goes the long way, by mistune's own functions: link targets that no one pattern reads, and link definitions."""

from __future__ import annotations

import re
from functools import cache
from typing import Any


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


def end_of_definition(match: re.Match[str]) -> int | None:
    """Where a link definition ends whose label was matched; None when it is none."""
    parser, state_of = _parser()
    state = state_of()
    state.process(match.string)
    state.cursor = match.start()
    end: int | None = parser.parse_ref_link(match, state)
    return end


@cache
def _parser() -> tuple[Any, Any]:
    from mistune.block_parser import BlockParser
    from mistune.core import BlockState

    return BlockParser(), BlockState
