"""Texts that are built to hurt are linted in time linear in their size, with every rule.

A kind fails only when its time grows like a square at each of two doublings, and is long at the end: a busy machine makes
the one or the other happen, but hardly both.
"""

import itertools
import math
import time
from collections.abc import Callable

import pytest

import articlelint
from articlelint.config import settings
from articlelint.run import pipeline
from articlelint.text.source import Source

_SIZES = (8_000, 16_000, 32_000)
_MOST_SECONDS = 0.6  # for the largest: 20 s for a megabyte
_MOST_EXPONENT = 1.6

_KINDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "a list of link definitions": ("md", lambda n: "".join(f"[{i}]: /page\n" for i in range(n // 12))),
    "one definition again and again": ("md", lambda n: "[a]: /page\n" * (n // 11)),
    "definitions that are targets": ("md", lambda n: "[a]:\n" * (n // 5)),
    "definitions with titles that stay open": ("md", lambda n: "[a]: /u (x\n" * (n // 11)),
    "definitions in quotes": ("md", lambda n: "> [a]: /u\n" * (n // 10)),
    "quotes that end early": ("md", lambda n: "> <div>\na\n" * (n // 10)),
    "items that end early": ("md", lambda n: "- - <div>\na\n  - # b\na\n" * (n // 23)),
    "quotes in items in quotes": ("md", lambda n: ("> - " * 12 + "<div>\na\n") * (n // 56)),
    "a heading of blanks": ("md", lambda n: "# a" + " " * n + "b#\n"),
    "blanks behind a heading": ("md", lambda n: "# a" + " " * n + "b\n"),
    "images in images": ("md", lambda n: "![" * (n // 6) + "](a)" * (n // 6)),
    "images in images by label": ("md", lambda n: "[r]: /u\n\n" + "![" * (n // 6) + "][r]" * (n // 6)),
    "links to headings in a row": ("md", lambda n: "[[#" * (n // 5) + "]]" * (n // 5)),
    "tails without beginning": ("md", lambda n: "[" * (n // 5) + "](b" * (n // 5)),
    "marks out of order": ("md", lambda n: "e" + "\u0301\u0316" * (n // 2)),
    "a heading of marks": ("md", lambda n: "## e" + "\u0301\u0316" * (n // 2)),
    "a link of marks": ("md", lambda n: "[[e" + "\u0301\u0316" * (n // 2) + "]]"),
    "captions in captions": ("wiki", lambda n: "[[File:a|" * (n // 11) + "]]" * (n // 11)),
    "dotted keys": ("md", lambda n: "+++\n" + "a." * (n // 2) + "b = 1\n+++\n"),
    "dotted tables": ("md", lambda n: "+++\n[" + "'a' . " * (n // 6) + "b]\n+++\n"),
    "anchors that no heading has": (
        "md",
        lambda n: "# Book\n" + "".join(f"\n## Term {i} of it\n\nSee [x](#mising-{i}-of-it).\n" for i in range(n // 42)),
    ),
    "anchors in other letters": (
        "md",
        lambda n: "# Book\n" + "".join(f"\n## Term {i} of it\n\nSee [[#term-{i}-of-it]].\n" for i in range(n // 42)),
    ),
    "names in a row": ("md", lambda n: "See " + ", ".join(f"Alpha{i}" for i in range(n // 11)) + " and Omega.\n"),
    "suppressions": ("md", lambda n: "<!-- articlelint-disable-next-line text: x -->\n\n" * (n // 48)),
    "lone surrogates": ("md", lambda n: "\ud800 " * (n // 2)),
}


def _seconds(kind: str, size: int) -> float:
    suffix, text = _KINDS[kind]
    source = Source(text(size), f"a.{suffix}")
    everything = settings.Settings(select=("all",), severity="info")
    best = math.inf
    for _ in range(2):
        began = time.process_time()
        pipeline.check_text(source, everything)
        best = min(best, time.process_time() - began)
        if best < _MOST_SECONDS / 4:
            break
    return best


@pytest.mark.parametrize("kind", _KINDS)
def test_time_grows_no_faster_than_the_text(kind: str) -> None:
    articlelint.lint("# A\n\nText.\n", path="a.md")  # what is loaded once
    seconds = []
    for size in _SIZES:
        seconds.append(_seconds(kind, size))
        if seconds[-1] > 10:
            break
    if seconds[-1] > _MOST_SECONDS:
        steps = [math.log2(long / short) for short, long in itertools.pairwise(seconds)]
        assert len(seconds) == len(_SIZES), seconds
        assert min(steps) < _MOST_EXPONENT, seconds
