"""The names of MediaWiki's XML dumps: all that a run over other files needs to know of dumps."""

from __future__ import annotations

import re
from pathlib import Path

NAME = re.compile(r"\.xml(?:-p\d+p\d+)?(?P<packing>\.(?:bz2|gz|zst|7z|xz))?\Z", re.IGNORECASE)


def is_dump(path: Path) -> bool:
    """Whether a file's name is that of an XML dump, packed or not."""
    return NAME.search(path.name) is not None
