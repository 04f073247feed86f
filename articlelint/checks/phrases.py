"""Phrases of a list, wherever nothing around them excuses them."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.phrases import Matches
from articlelint.phrases import PhraseOptions as Options
from articlelint.prose import judge
from articlelint.prose.surroundings import Surroundings


@check()
def phrases(matches: Matches, surroundings: Surroundings, options: Options) -> Iterator[Finding]:
    """Reports each phrase where it stands."""
    yield from judge.findings(matches, surroundings, options)
