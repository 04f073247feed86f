"""What the index answers to a name."""

import pytest

from articlelint.corpus.index import Index, build
from articlelint.model.facts import Facts


def corpus(*titles: str, **aliases: str) -> Index:
    facts = [Facts(f"{number}.md", "markdown", title) for number, title in enumerate(titles)]
    facts += [Facts(f"{path}.md", "markdown", path.title(), aliases=(alias,)) for path, alias in aliases.items()]
    return build(facts)


@pytest.mark.parametrize(
    ("title", "written", "kind"),
    [
        ("Russia–China relations", "Russia-China relations", "dash"),
        ("Hobson’s choice", "Hobson's choice", "apostrophe"),
        ("Hobson’s choice", "Hobsons choice", "punctuation"),
        ("Economic sanctions", "Economic Sanctions", "case"),
        ("Curaçao", "Curacao", "diacritics"),
        ("Seaweed", "Sea weed", "space"),
        ("Sanction", "Sanctions", "number"),
        ("Wolves", "Wolf", "number"),
        ("The Hague", "Hague", "article"),
        ("Works, Covenant of", "Covenant of Works", "inverted"),
        ("Covenant of Works", "Works, Covenant of", "inverted"),
        ("Mercury (planet)", "Mercury", "disambiguator"),
        ("Lyon", "Lyon (city)", "disambiguator"),
        ("Emma: a novel", "Emma", "subtitle"),
        ("St. Louis", "St Louis", "punctuation"),
    ],
)
def test_a_variant_is_found_and_named(title: str, written: str, kind: str) -> None:
    answer = corpus(title, "Something else").lookup(written)
    assert (answer.status, answer.title, answer.kind, answer.paths) == ("variant", title, kind, ("0.md",))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Atlas", "atlas"),
        ("So-called state", "So‑called state"),
        ("New York", "New York"),
        ("New York", "New_York"),
        ("Café", "Cafe\u0301"),
        ("Lyon", "Ly\u00adon\u200b"),
        ("New York", "  New \t York "),
    ],
)
def test_what_a_reader_cannot_tell_apart_is_exact(title: str, written: str) -> None:
    answer = corpus(title, "Something else").lookup(written)
    assert (answer.status, answer.paths) == ("exact", ("0.md",))


@pytest.mark.parametrize(
    ("title", "written"),
    [("C++", "C#"), ("C", "C++"), ("Mercury (planet)", "Mercury (element)"), ("Version 1.2", "Version 12"), ("Net", ".NET"),
     ("New", "News"), ("東京", "京都"), ("कि", "का")],
)  # fmt: skip
def test_what_is_not_a_variant(title: str, written: str) -> None:
    assert corpus(title, "Something else").lookup(written).status == "missing"


def test_titles_before_aliases_before_variants() -> None:
    index = build([
        Facts("a.md", "markdown", "Lyon", aliases=("Lugdunum",)),
        Facts("b.md", "markdown", "Lugdunum (colony)"),
        Facts("c.md", "markdown", "lyon"),
    ])  # fmt: skip
    assert index.lookup("Lugdunum").paths == ("a.md",)
    assert index.lookup("Lugdunum").alias
    assert index.lookup("Lyon").status == "ambiguous"
    assert index.lookup("lugdunum").status == "exact"


def test_several_variants_are_ambiguous() -> None:
    answer = corpus("Mercury (planet)", "Mercury (element)").lookup("Mercury")
    assert (answer.status, answer.paths) == ("ambiguous", ("0.md", "1.md"))


def test_a_known_title_outside_the_corpus() -> None:
    index = build([Facts("a.md", "markdown", "Lyon")], outside=["Russia–China relations"])
    assert index.lookup("russia–China relations").status == "outside"
    assert index.lookup("Russia-China relations")[:3] == ("variant", (), "Russia–China relations")


def test_an_article_without_a_title_answers_to_its_file_name() -> None:
    index = build([Facts("rivers/long-rivers.md", "markdown"), Facts("css/units/index.md", "markdown")])
    assert index.lookup("Long rivers").paths == ("rivers/long-rivers.md",)
    assert index.lookup("long-rivers").paths == ("rivers/long-rivers.md",)
    assert index.lookup("Units").paths == ("css/units/index.md",)


def test_near_titles_are_suggested() -> None:
    index = corpus("Atlas", "Atlantic Ocean", "Rivers of Europe", "Lima")
    assert index.suggest("Atlantc Ocean") == ("Atlantic Ocean",)
    assert index.suggest("Atlsa") == ("Atlas",)
    assert index.suggest("Lyon") == ()
    assert index.suggest("") == ()


def test_a_large_corpus_suggests_too() -> None:
    index = corpus(*(f"Treaty number {n} of the Alps" for n in range(30_000)))
    assert "Treaty number 2471 of the Alps" in index.suggest("Treaty nunber 2471 of the Alps")
