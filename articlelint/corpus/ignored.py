"""References that are no references: placeholders of templates, and what the settings tell to leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from articlelint.disk.gitignore import Patterns
from articlelint.model.article import Reference

_PLACEHOLDER = re.compile(r"<%|%>|\{\{|\}\}|\{%|\$\{|\$\(")
_ELLIPSIS = re.compile(r"[.…\s]+\Z")


def is_placeholder(reference: Reference, format: str) -> bool:
    """Whether a program will write the target (`{{ page.url }}`, `<% tp.file.title %>`), or it is only dots."""
    target = reference.target
    if _PLACEHOLDER.search(target) or (reference.fragment and _PLACEHOLDER.search(reference.fragment)):
        return format != "wikitext" or reference.kind != "hatnote"
    return bool(_ELLIPSIS.match(target)) and target not in (".", "..") and ".." in target.replace("…", "..")


def ignoring(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a link's target, as written, is matched by the git ignore patterns of `ignore-links`, the last of which decides.

    A pattern that begins with `#` is no comment here: it speaks of an anchor.
    """
    known = Patterns("\\" + line if line.startswith("#") else line for line in patterns)
    return lambda target: known.matches(target.removeprefix("./"))
