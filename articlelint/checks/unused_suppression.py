"""A comment that silences nothing.

Every suppression is yielded; those that silence something are taken out once all rules have spoken (suppress.settle).
"""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.suppressions.comments import DIRECTIVES, suppressions


@check(silences=True)
def unused_suppression(article: Article) -> Iterator[Finding]:
    """Reports the word that names the rule."""
    for each in suppressions(article):
        if each.directive not in DIRECTIVES:
            continue
        yield Finding(
            each.span,
            f"`{each.word}` is silenced here, but has nothing to say",
            "remove the suppression",
            Fix((Edit(each.removal.start, each.removal.end, ""),)),
            {"silences": each.word, "by": each.directive, "from": each.covers.start, "to": each.covers.end},
        )
