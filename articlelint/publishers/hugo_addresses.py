"""How Hugo makes addresses of paths, and how it compares paths when it looks a page up."""

from __future__ import annotations

import posixpath
import re

from articlelint.publishers import site
from articlelint.publishers.values import Front

INDEX = ("index", "_index")
_TOKEN = re.compile(r":(\w+)(?:\[[^\]]*\])?")
_UNSAFE = re.compile(r"[^\w\-./~+@$!,'()=:]", re.UNICODE)


def expanded(pattern: str, parent: str, leaf: str, slug: str, front: Front) -> str | None:
    """What a permalink pattern stands for; None for tokens that only Hugo can tell."""
    date = site.value(front, "date")
    parts = re.match(r"(\d{4})-(\d{2})-(\d{2})", date)
    known = {
        "slug": slug, "filename": leaf, "contentbasename": leaf, "slugorfilename": slug or leaf, "slugorcontentbasename": slug or leaf,
        "section": parent.partition("/")[0], "sections": parent,
        "year": parts[1] if parts else "", "month": parts[2] if parts else "", "day": parts[3] if parts else "",
    }  # fmt: skip
    if any(not known.get(token) for token in _TOKEN.findall(pattern)) or "[" in pattern:
        return None
    found = _TOKEN.sub(lambda match: known[match[1]], pattern)
    return "/" + found.strip("/") + "/"


def urlized(path: str) -> str:
    """A path as Hugo makes an address of it: lower case, hyphens for blanks, without signs."""
    return re.sub(r"-{2,}", "-", _UNSAFE.sub("", re.sub(r"[ \t]+", "-", path.lower())))


def normalized_folder(path: str) -> str:
    """A folder as Hugo compares paths of pages."""
    return path.lower().replace(" ", "-")


def normalized(path: str) -> str:
    """A path as Hugo looks pages up: case does not count, a blank is a hyphen, a suffix is cut off, an index is its folder."""
    found = path.lower().replace(" ", "-").rstrip("/")
    stem, suffix = posixpath.splitext(found)
    found = stem if suffix and "/" not in suffix else found
    folder, _, name = found.rpartition("/")
    found = folder if name in INDEX else found
    return found.lstrip("/")
