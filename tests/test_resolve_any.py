"""Whatever stands in a link, resolution answers."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlelint.model.article import Reference
from articlelint.resolve import resolve
from articlelint.text.names import difference, loose, normal, slug_of
from articlelint.text.source import Span
from tests.references import article, corpus

PIECES = st.sampled_from(
    ["a", "B", " ", "_", "/", "..", ".", "#", "|", "%", "%20", "%zz", "&amp;", ":", "File:", "fr:", "-", "–", "’", "(", ")", ",", "?", "\\",
     "\n", "\0", "\ud800", "İ", "ß", "日本", "^", "<", "{{", "www.", "http://", ".md", ".png", "index", "the ", "s", "L10"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=8).map("".join)
KINDS: list[Any] = [
    "see",
    "see-also-item",
    "hatnote",
    "wikilink",
    "embed",
    "link",
    "image",
    "link-label",
    "footnote",
    "url",
    "redirect",
]


@pytest.mark.parametrize("dialect", ["auto", "markdown", "obsidian", "gollum", "mediawiki", "foam"])
@given(
    target=TEXTS,
    fragment=st.none() | TEXTS,
    label=st.none() | TEXTS,
    kind=st.sampled_from(KINDS),
    title=TEXTS,
    wiki=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_every_reference_gets_answers(
    dialect: str, target: str, fragment: str | None, label: str | None, kind: Any, title: str, wiki: bool
) -> None:
    here = article("a/b.wiki" if wiki else "a/b.md", title, "A", "B b")
    index = corpus(
        here, article("a/index.md", "A b"), article("B.md", "", redirect=target), files=["x.png"], link_dialect=dialect
    )
    whole = Span(0, len(target) + len(fragment or "") + len(label or "") + 10)  # as long as what it holds
    reference = Reference(kind, Span(2, 2 + len(target)), whole, target, fragment, label)
    for found in resolve(reference, here, index):
        assert isinstance(found.suggestions, tuple)
        assert 0 <= found.span.start <= found.span.end


@given(TEXTS)
def test_normal_forms_are_stable(name: str) -> None:
    assert normal(normal(name)) == normal(name)
    assert loose(normal(name)) == loose(name)
    assert difference(name, normal(name)) is None
    slug_of(name)


@given(TEXTS, TEXTS)
def test_lookup_is_exact_for_every_title_and_names_it(title: str, other: str) -> None:
    index = corpus(article("a.md", title), article("b.md", "Something else"))
    if normal(title):
        assert index.lookup(title).paths == ("a.md",)
    answer = index.lookup(other)
    if answer.status == "variant":
        assert index.lookup(answer.title).status == "exact"
