"""What of Markdown goes the long way, by mistune's own functions: link targets that no one pattern reads, and link definitions."""

from __future__ import annotations

from mistune.helpers import parse_link_href, parse_link_title


def key_of(label: str) -> str:
    """What a label of a link definition or footnote is compared by."""
    return " ".join(label.split()).lower().upper()


def target_at(src: str, start: int) -> int | None:
    """Where the target of an inline link ends that begins at `start`."""
    return parse_link_href(src, start)[1]


def title_at(src: str, start: int) -> int | None:
    """Where the title of an inline link ends that begins at `start`."""
    return parse_link_title(src, start, len(src))[1]
