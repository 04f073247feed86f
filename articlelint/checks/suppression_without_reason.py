"""A comment that silences a rule and does not say why."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.suppressions.comments import suppressions


@check()
def suppression_without_reason(article: Article) -> Iterator[Finding]:
    """Reports the word that names the rule; `enable` needs no reason."""
    for each in suppressions(article):
        if not each.reason and each.covers.end:
            yield Finding(
                each.span, f"`{each.word}` is silenced without a reason", "write it behind a colon: `rule: reason`"
            )
