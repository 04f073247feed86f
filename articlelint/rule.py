r"""All that an author of rules sees: Rule, Check, `@check`, and what a check may ask for. What `__all__` names is a promise.

A check is a generator function. The types of its parameters say what it needs, and so when it runs:

* `article: Article`: once per article; the text is at hand.
* `found: Found` (beside `article`): which of the check's needles stand in the text; without it a check with needles runs
  only when one of them does.
* `matches: Matches` (beside `surroundings: Surroundings`, which knows what stands around a phrase): once per article in
  which one of the rule's phrases stands; if it asks for the `article: Article` too, once per article.
* `reference: Reference, resolution: Resolution`: once per resolved reference; only facts are at hand, no text.
* `facts: Facts, index: Index`: once per article, against the whole corpus.

and `options: Options`, a frozen dataclass of the check's module whose defaults a page's `[options]` replaces.

>>> from collections.abc import Iterator
>>> @check(formats=["markdown"])
... def long_heading(article: Article) -> Iterator[Finding]:
...     for heading in article.headings:
...         if len(heading.text) > 40:
...             yield Finding(heading.span, "the heading is long")
>>> from articlelint import parse
>>> article = parse("# " + "Saltmere " * 5 + "\n", path="saltmere.md")
>>> [finding.message for finding in long_heading(article)]
['the heading is long']
"""

from articlelint.corpus.index import Index
from articlelint.engine.prefilter import Found
from articlelint.engine.rule import Check, Rule, check
from articlelint.model.article import Article, Reference
from articlelint.model.diagnostics import Finding
from articlelint.model.edits import Edit, Fix
from articlelint.model.facts import Facts
from articlelint.phrases import Matches
from articlelint.resolve import Resolution
from articlelint.text.source import Span

__all__ = [
    "Article", "Check", "Edit", "Facts", "Finding", "Fix", "Found", "Index", "Matches", "Reference", "Resolution", "Rule", "Span", "check",
]  # fmt: skip
