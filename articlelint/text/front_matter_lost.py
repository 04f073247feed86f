"""Front matter that is not read as such, because its fence is indented, too short, misplaced or missing."""

from __future__ import annotations

import re

_KEY = r"[ \t]*[A-Za-z][\w-]{0,40}[ \t]?:(?:[ \t][^\r\n]*)?"
_END = r"(?:\r\n?|\n)"
# A fence that is indented, too short, or not in the first line; or keys whose first fence is missing.
_LOST = re.compile(
    rf"\s{{0,20}}?(?P<fence>-{{2,5}})[ \t]*{_END}(?:{_KEY}{_END}){{1,60}}?[ \t]*-{{2,5}}[ \t]*(?:{_END}|\Z)"
    rf"|(?P<key>[ \t]*[Tt]itle[ \t]?:[ \t][^\r\n]*){_END}(?:{_KEY}{_END}){{0,60}}?[ \t]*-{{3}}[ \t]*(?:{_END}|\Z)"
)
_UNCLOSED = re.compile(rf"(?P<fence>---)[ \t]*{_END}(?:[Tt]itle|[Ll]ayout|[Dd]ate|[Tt]ags)[ \t]?:[ \t]")
_TITLE = re.compile(r"^[ \t]*title[ \t]?:[ \t]*\S", re.IGNORECASE | re.MULTILINE)


def lost(text: str) -> re.Match[str] | None:
    """What was meant as front matter; its group `fence` or `key` is where it goes wrong."""
    return _LOST.match(text) or _UNCLOSED.match(text)


def loses_title(text: str) -> bool:
    """Whether a title was written in it."""
    match = lost(text)
    return match is not None and _TITLE.search(text, match.start(), match.end()) is not None
