"""The files of titles that exist outside the corpus: one on a line, plain or gzipped."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from articlelint.errors import UsageError
from articlelint.text import decode


def known_titles(places: Iterable[Path]) -> Iterator[str]:
    """The titles in these files. Raises UsageError, with the file and the remedy, for one that cannot be read."""
    for place in places:
        for line in decode(_bytes(place), str(place)).text.splitlines():
            title = line.strip()
            if title:
                yield title


def _bytes(place: Path) -> bytes:
    try:
        data = place.read_bytes()
        if data.startswith(b"\x1f\x8b"):
            import gzip

            return gzip.decompress(data)
    except FileNotFoundError:
        raise UsageError(f"titles: {place}: no such file; name an existing one, relative to the corpus root") from None
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"titles: {place}: cannot be read: {error}") from error
    return data
