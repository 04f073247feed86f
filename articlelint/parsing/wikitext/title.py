"""A wikitext page's name from the name of its file, as MediaWiki exports and wiki mirrors write it."""

from __future__ import annotations

import re
from urllib.parse import unquote

# Characters that file systems forbid, and what mirrors write in their place.
_STAND_INS = str.maketrans({"∕": "/", "⁄": "/", "🟉": "*", "꞉": ":", "﹖": "?", "_": " "})
_SUFFIX = re.compile(r"\.(?:wiki|mediawiki|wikitext)\Z", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


def page_name(path: str) -> str:
    """`pages/AC%2FDC_(band).wiki` is called `AC/DC (band)`."""
    name = _SUFFIX.sub("", path.rpartition("/")[2])
    if _PERCENT.search(name):
        name = unquote(name, errors="replace")
    return " ".join(name.translate(_STAND_INS).split())
