"""What a renamed article is called: file and title follow each other in the manner in which they did before."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from articlelint.errors import UsageError
from articlelint.publishers.paths import ARTICLE_SUFFIXES
from articlelint.text.escapes import escaped
from articlelint.text.names import FOLDER_PAGES, normal, slug_of

# What cannot stand in the brackets of a wiki link.
_NOT_IN_TITLES = "[]|#<>{}\n\r"


class Name(NamedTuple):
    """A path relative to the root, and a title."""

    path: str
    title: str


def is_path(word: str) -> bool:
    """Whether a new name is meant as a file's."""
    return word.endswith("/") or posixpath.splitext(word)[1].lower() in ARTICLE_SUFFIXES


def renamed(old: Name, new_path: str | None, new_title: str | None) -> Name:
    """The new name, of which one half at least is told; the other is made in the manner of the old."""
    if new_path is None:
        new_path = _path_for(old, new_title or "")
    if new_title is None:
        new_title = _title_for(old, new_path)
    for name, what in ((new_path, "a file's name"), (new_title, "a title")):
        if escaped(name) != name or "\t" in name:
            raise UsageError(f"{name!r} cannot be {what}: it holds a control character, which nobody sees")
    wrong = next((c for c in new_title if c in _NOT_IN_TITLES), None)
    if wrong is not None or not new_title.strip():
        said = f"it holds {wrong!r}, which no link can name" if wrong else "it is empty"
        raise UsageError(f"{new_title!r} cannot be a title: {said}")
    return Name(new_path, new_title)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _path_for(old: Name, title: str) -> str:
    stem = _stem(old.path)
    if stem.lower() in FOLDER_PAGES:
        return old.path
    safe = title.replace("/", "-").strip()
    if slug_of(old.title) == stem:
        safe = slug_of(title)
    elif "_" in stem and " " not in stem:
        safe = safe.replace(" ", "_")
    elif "-" in stem and " " not in stem and normal(old.title.replace(" ", "-")) == normal(stem):
        safe = safe.replace(" ", "-")
    elif normal(stem) != normal(old.title) and stem == stem.lower() and " " not in stem:
        safe = slug_of(title)
    if not safe.strip(". "):
        raise UsageError(f"no file can be named after {title!r}; name the file itself")
    return posixpath.join(posixpath.dirname(old.path), safe + posixpath.splitext(old.path)[1])


def _title_for(old: Name, path: str) -> str:
    before, now = _stem(old.path), _stem(path)
    if before == now or now.lower() in FOLDER_PAGES:
        return old.title
    if normal(before) == normal(old.title):
        is_slug = before != old.title and before == slug_of(old.title)  # `two.md`, titled Two: hyphens stand for blanks
        plain = now.replace("_", " ").replace("-", " ") if is_slug else now.replace("_", " ")
        return normal(plain) if old.title[:1].isupper() else plain
    if normal(before.replace("-", " ")).lower() == slug_of(old.title).replace("-", " "):
        return normal(now.replace("-", " "))
    return old.title
