"""The checker of invariants sees what is broken, and our own articles break nothing."""

from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from articlelint.model.article import Article, Heading, Inline
from articlelint.parsing import parse_source
from articlelint.text.source import Source, Span
from tests.invariants import articles, broken

ROOT = Path(__file__).parents[1]


def article() -> Article:
    return parse_source(Source("# T\n\nOne *two*\nthree\n\n- [x](y.md)\n", "a.md"))


def altered(good: Article, **parts: object) -> Article:
    """The article as a reader with a fault would have read it."""
    wrong = copy(good)
    vars(wrong).update(parts)
    return wrong


@pytest.mark.parametrize("folder", ["examples", "rules"])
def test_our_own_articles(folder: str) -> None:
    found = list(articles([str(ROOT / folder)]))
    assert found
    assert [fault for each in found for fault in broken(each)] == []


def test_the_checker_sees_what_is_broken() -> None:
    good = article()
    assert list(broken(good)) == []
    first, second = good.blocks
    wrong = [
        altered(good, blocks=(second, first)),
        altered(good, blocks=(replace(first, span=Span(3, 99)), second)),
        altered(good, blocks=(replace(first, lines=(Span(5, 20),)), second)),
        altered(good, headings=(Heading(Span(1, 3), Span(0, 3), 1, "T"),)),
        altered(good, headings=(replace(good.headings[0], text="U"),)),
        altered(good, references=(replace(good.references[0], target="z.md"),)),
        altered(good, inlines=(Inline("code", Span(0, 9)),)),
    ]
    assert [bool(list(broken(each))) for each in wrong] == [True] * len(wrong)
