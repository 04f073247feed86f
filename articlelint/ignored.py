"""References that are no references: placeholders of templates, and what the settings tell to leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import translate

from articlelint.model import Reference

_PLACEHOLDER = re.compile(r"<%|%>|\{\{|\}\}|\{%|\$\{|\$\(")
_ELLIPSIS = re.compile(r"[.…\s]+\Z")


def is_placeholder(reference: Reference, format: str) -> bool:
    """Whether a program will write the target (`{{ page.url }}`, `<% tp.file.title %>`), or it is only dots."""
    target = reference.target
    if _PLACEHOLDER.search(target) or (reference.fragment and _PLACEHOLDER.search(reference.fragment)):
        return format != "wikitext" or reference.kind != "hatnote"
    return bool(_ELLIPSIS.match(target)) and target not in (".", "..") and ".." in target.replace("…", "..")


def ignoring(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a link's target, as written, matches one of the glob patterns of `ignore-links`."""
    merged = "|".join(translate(pattern) for pattern in patterns)
    if not merged:
        return lambda _target: False
    pattern = re.compile(merged)
    return lambda target: pattern.match(target) is not None
