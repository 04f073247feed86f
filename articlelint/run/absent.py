"""The note on links that were not judged because the folder that they lead into is not in this checkout.

It is a remark on the corpus as a whole, so it holds as long as the corpus is the same, and is kept in the cache beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from articlelint.cache.records import Cache
from articlelint.corpus.index import Index

_MOST_NAMED = 3


def absent_note(corpus: Callable[[], Index], cache: Cache | None, generation: object) -> str:
    """The note in a sentence, empty when all links are judged; from the cache when the corpus is what it was."""
    known = cache.note("absent") if cache else None
    if known is None:
        known = _sentence(corpus().absent_folders)
        if cache:
            cache.keep_note("absent", known, generation)
    return str(known)


def _sentence(folders: Mapping[str, int]) -> str:
    if not folders:
        return ""
    first = sorted(folders, key=lambda folder: (-folders[folder], folder))[:_MOST_NAMED]
    names = ", ".join(f"`{folder}/`" for folder in first)
    rest = len(folders) - len(first)
    more = f" and {rest:,} more" if rest else ""
    what = "a folder that is" if len(folders) == 1 else "folders that are"
    return f"{sum(folders.values()):,} links into {what} not in this checkout were left alone: {names}{more}"
