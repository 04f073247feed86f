"""Facts -> anchors: whether an article has the place that a fragment names, and which places are near."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from articlelint.model.facts import Facts
from articlelint.publishers.slugs import ANYTHING, Anchoring
from articlelint.text.names import plain_letters

if TYPE_CHECKING:
    from articlelint.corpus.suggestions import Suggester

_SMALL, _MOST_CANDIDATES = 500, 200  # a list that nobody wrote by hand may have an anchor missed on each line

# Places that the browser, the publisher or the code viewer makes, whatever the article says.
_ALWAYS = re.compile(
    r"(?:|top|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|[/!?].*|(?:fn|fnref|footnote|cite_note|cite_ref|CITEREF)[-_:]?[\w.:-]*)\Z",
    re.IGNORECASE,
)


class Anchors:
    """The places of one article, one way of making them after the other, each computed when first asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._slugs: dict[str, frozenset[str]] = {}
        self._all: dict[str, _Known] = {}

    def has(self, fragment: str, ways: Iterable[Anchoring]) -> bool:
        """Whether the fragment, as written, leads to a place of the article in one of these ways."""
        wanted = plain_fragment(fragment)
        return bool(_ALWAYS.match(wanted)) or any(self._leads(fragment, wanted, way) for way in ways)

    def _leads(self, fragment: str, wanted: str, way: Anchoring) -> bool:
        explicit = self._declared if way.ids == "text" else self._explicit
        if wanted in explicit or fragment in explicit or ANYTHING in explicit:
            return True
        if "." in wanted and any(wanted.startswith(f"{known}.") for known in explicit if known):
            return True  # a part of an object whose documentation is generated
        return self._matches(wanted, way)

    def near(self, fragment: str, way: Anchoring) -> tuple[str, ...]:
        """Anchors to write instead: first those that differ in case and punctuation only, then those a few letters away."""
        wanted = plain_fragment(fragment)
        known = self._known(way)
        alike = known.by_letters.get(_letters(wanted))
        return tuple(alike[:3]) if alike else known.suggester.near(wanted)

    def alike(self, fragment: str, way: Anchoring) -> str | None:
        """The one anchor that differs from the fragment in case and punctuation only, if there is exactly one."""
        wanted = _letters(plain_fragment(fragment))
        found = self._known(way).by_letters.get(wanted, ()) if wanted else ()
        return found[0] if len(found) == 1 else None

    def _known(self, way: Anchoring) -> _Known:
        if way.name not in self._all:
            written = way.anchors(self._facts.headings, self._facts.heading_ids)
            explicit = self._declared if way.ids == "text" else self._explicit
            self._all[way.name] = _Known(dict.fromkeys((*written, *sorted(explicit))))
        return self._all[way.name]

    def _matches(self, wanted: str, way: Anchoring) -> bool:
        if way.by_words:
            return self._has_heading_path(wanted)
        return any(form in self._slugged(way) for form in way.forms(wanted))

    def _slugged(self, way: Anchoring) -> frozenset[str]:
        if way.name not in self._slugs:
            self._slugs[way.name] = frozenset(way.anchors(self._facts.headings, self._facts.heading_ids))
        return self._slugs[way.name]

    def _has_heading_path(self, wanted: str) -> bool:
        """Obsidian: `A#B` is the heading B somewhere behind the heading A; a block id compares without case."""
        if wanted.startswith("^"):
            return wanted.lower() in self._blocks
        place = 0
        for step in wanted.split("#"):
            places = self._heading_places.get(_letters(step), [])
            number = bisect_left(places, place)
            if number == len(places):
                return False
            place = places[number] + 1
        return True

    @cached_property
    def _explicit(self) -> frozenset[str]:
        return frozenset(self._facts.anchors)

    @cached_property
    def _declared(self) -> frozenset[str]:
        """Explicit ids other than those of headings: of HTML elements, blocks, labels."""
        return frozenset(self._facts.anchors[len(self._facts.heading_ids) :])

    @cached_property
    def _blocks(self) -> frozenset[str]:
        return frozenset(anchor.lower() for anchor in self._facts.anchors)

    @cached_property
    def _heading_places(self) -> dict[str, list[int]]:
        return _numbered(map(_letters, self._facts.headings))


class _Known:
    """The anchors of an article, made in one way, sorted once, however many references lead to none."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self._anchors = tuple(anchors)

    @cached_property
    def by_letters(self) -> dict[str, list[str]]:
        """Those that differ in case and punctuation only."""
        places = _numbered(map(_letters, self._anchors))
        return {letters: [self._anchors[place] for place in found] for letters, found in places.items()}

    @cached_property
    def suggester(self) -> Suggester:
        """What finds those a few letters away; of a long list it compares the likely ones only."""
        from articlelint.corpus.suggestions import Suggester

        return Suggester(self._anchors, small=_SMALL, most_candidates=_MOST_CANDIDATES)


def _numbered(words: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        found.setdefault(word, []).append(place)
    return found


def plain_fragment(fragment: str) -> str:
    """A fragment as the browser compares it: percent-decoded, without a text directive and GitHub's prefix."""
    return unquote(fragment).partition(":~:")[0].removeprefix("user-content-")


def _letters(text: str) -> str:
    return "".join(c for c in plain_letters(text.casefold()) if c.isalnum()) or text.strip()
