"""A link whose text does not tell where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LONGEST = 100  # no text that says nothing is as long
_KINDS = frozenset({"link", "url", "wikilink"})


@dataclass(frozen=True, slots=True)
class Options:
    """`texts` are the link texts that say nothing, in lower case."""

    texts: tuple[str, ...] = ()


@check()
def vague_link_text(article: Article, options: Options) -> Iterator[Finding]:
    """Reports the link text."""
    for reference in article.references:
        written = reference.label
        if not written or reference.kind not in _KINDS or len(written) > _LONGEST:
            continue
        label = _EDGES.sub("", written)
        if " ".join(label.lower().split()) in options.texts:
            yield Finding(
                _place(article.text, reference.whole, label),
                f"the link text `{label.strip()}` does not tell where it leads",
                "link words that name the target",
                data={"target": reference.target},
            )


def _place(text: str, whole: Span, label: str) -> Span:
    words = label.strip()
    start = text.find(words, whole.start, whole.end)
    return Span(start, start + len(words)) if start >= 0 else whole
