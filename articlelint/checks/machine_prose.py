"""Clusters of the stock phrases that generated text is made of; a single one says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.phrases import Match, Matches, PhraseOptions
from articlelint.prose import judge
from articlelint.prose.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(PhraseOptions):
    """A cluster has `at_least` different phrases of the list, and `per_thousand` of them in every thousand words of prose."""

    at_least: int = 5
    per_thousand: float = 6.0


@check()
def machine_prose(
    article: Article, matches: Matches, surroundings: Surroundings, options: Options
) -> Iterator[Finding]:
    """Tells of an article once, at the first phrase of the cluster."""
    if len(matches) < options.at_least:
        return
    counted = [match for match in matches if judge.judge(match, surroundings, options) != "skip"]
    words = len(article.prose.split())
    if _different(counted) < options.at_least or len(counted) * 1000 < options.per_thousand * words:
        return
    shown = [" ".join(article.text[slice(*match.span)].split()) for match in counted]
    yield Finding(
        counted[0].span,
        f"{len(counted)} stock phrases of generated text in {words} words: {', '.join(f'`{each}`' for each in shown[:6])}",
        "check every statement against a source, then write in plain words what it says",
        data={"phrases": shown, "offsets": [match.span.start for match in counted]},
    )


def _different(matches: list[Match]) -> int:
    return len({match.entry.phrase for match in matches})
