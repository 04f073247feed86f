"""Plain names beside links in one list: "See Nowhere Land, [[Saltmere]] and Kelp works"."""

from __future__ import annotations

import re

from articlelint.parsing.crossref import plausibility, targets
from articlelint.text.cues import Cues
from articlelint.text.source import Span

# A link to another article, not to a URL or a place in this one.
_LINK = re.compile(r"\[\[(?!#)[^\[\]\n]{1,200}\]\]|\[[^\[\]\n]{1,200}\]\((?!#|\w+:|<)[^()\s]{1,300}\)")


def beside_links(text: str, prose: str, span: Span, cues: Cues) -> list[Span]:
    """The names of a tail that are no links, where the others are; none where anything else stands in it.

    What is linked shows that the list names articles. The words of a link are prose too, its brackets are blank there.
    """
    start = max(0, span.start - 2)  # the tail begins with the words of a link, behind its brackets
    links = [Span(*match.span()) for match in _LINK.finditer(text, start, min(len(text), span.end + 400))]
    links = [link for link in links if link.start < span.end]
    if not links:
        return []
    plain: list[Span] = []
    for name in targets.guess(prose[span.start : span.end], cues):
        place = Span(span.start + name.start, span.start + name.end)
        over = [link for link in links if link.start < place.end and place.start < link.end]
        if over:
            if len(over) > 1 or place.start < over[0].start or place.end > over[0].end:
                return []
        elif plausibility.likeness(targets.clean(prose[place.start : place.end]), cues) == "strong":
            plain.append(place)
    return plain
