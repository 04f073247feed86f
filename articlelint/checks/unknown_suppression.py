"""A comment that names no rule, or has an unknown verb.

Every word is yielded; those that name a rule are taken out where the rules are known (suppress.settle).
"""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.suppressions.comments import DIRECTIVES, suppressions


@check()
def unknown_suppression(article: Article) -> Iterator[Finding]:
    """Reports the word, or for an unknown verb the first word behind it."""
    for each in suppressions(article):
        if each.directive not in DIRECTIVES:
            known = ", ".join(DIRECTIVES)
            yield Finding(each.span, f"`articlelint-{each.directive}` is no directive", f"known are {known}")
        else:
            yield Finding(each.span, f"no rule or family is called `{each.word}`", data={"unknown": each.word})
