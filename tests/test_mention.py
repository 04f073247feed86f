"""An article that refers to another is never overlooked, however it spells the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlelint.cache import serialization
from articlelint.corpus.index import Index, build
from articlelint.model.article import Reference, Span
from articlelint.model.facts import Facts
from articlelint.run.mentions import folded, mentioning, names_of, tokens

SPELLINGS = [
    ("Co-operation", "cooperation"),
    ("Curaçao", "Curacao"),
    ("Cities of the north", "The city of the North"),
    ("Wolf", "wolves"),
    ("Men and mice", "Man & mouse"),
    ("Works, Covenant of", "Covenant of works"),
    ("Mercury (planet)", "Mercury"),
    ("Mercury", "mercury (planet)"),
    ("Emma: a novel", "Emma"),
    ("Rock ’n’ roll", "rock 'n' roll"),
    ("東京", "東京"),
    ("A_b", "a b"),
    ("Straße", "strasse"),
    ("Berries", "berry"),
    ("C++", "c"),
]


def stored(written: str) -> str:
    return serialization.dumps((Reference("see", Span(0, 1), Span(0, 1), written),))


def mentions(name: str, written: str) -> bool:
    rows = [("a.md", serialization.dumps(Facts("a.md", "markdown")), stored(written))]
    return mentioning({name}, lambda: rows) == {"a.md"}


@pytest.mark.parametrize(("name", "written"), SPELLINGS)
def test_a_name_is_found_in_each_of_its_spellings(name: str, written: str) -> None:
    assert mentions(name, written)
    assert mentions(name, f"{written} and something else for more")


@pytest.mark.parametrize(
    ("name", "written"),
    [("North Quay", "[x](../a/north-quay.md)"), ("Käse", "k%C3%A4se.md"), ("North Quay", "North%20Quay"), ("x", "X#y")],
)
def test_a_name_is_found_in_paths(name: str, written: str) -> None:
    assert mentions(name, written)


def test_what_is_called_otherwise_is_not() -> None:
    assert not mentions("North Quay", "South Quay")
    assert not mentions("Atlas", "Long Lamp")


def test_a_redirect_passes_it_on() -> None:
    rows = [
        ("quay.md", serialization.dumps(Facts("quay.md", "wikitext", redirect="North Quay")), stored("North Quay")),
        ("lamp.md", serialization.dumps(Facts("lamp.md", "wikitext")), stored("The quay")),
        ("tern.md", serialization.dumps(Facts("tern.md", "wikitext")), stored("The rock")),
    ]
    assert mentioning({"North Quay"}, lambda: rows) == {"quay.md", "lamp.md"}


def test_an_article_is_known_by_all_its_names() -> None:
    facts = Facts("guide/index.md", "markdown", "Title", aliases=("Alias",), names=("Name",), routes=("/route",))
    assert names_of(facts) == {"Title", "Alias", "Name", "/route", "guide", "index"}


TEXTS = st.text(st.sampled_from("aAsSyieé -'’&,.:()_ßœ東1"), min_size=1, max_size=14)


def corpus(name: str) -> Index:
    return build([Facts("a.md", "markdown", name), Facts("b.md", "markdown", "Something else")])


@given(TEXTS, TEXTS)
def test_whatever_the_index_answers_is_mentioned(name: str, written: str) -> None:
    """The law: when a spelling leads to an article, its tokens stand in the spelling."""
    if "a.md" in corpus(name).lookup(written).paths:
        assert all(token in folded(written) for token in tokens(name))


@given(TEXTS, st.sampled_from([str.upper, str.lower, lambda s: s + "s", lambda s: f"The {s}", lambda s: f"{s} (b)"]))
def test_spellings_made_from_a_name_are_mentioned(name: str, spell: object) -> None:
    written = spell(name)  # type: ignore[operator]
    if "a.md" in corpus(name).lookup(written).paths:
        assert all(token in folded(written) for token in tokens(name))
