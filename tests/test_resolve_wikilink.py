"""Wiki links, dialect by dialect."""

import pytest

from tests.references import article, corpus, resolved, status

VAULT = corpus(
    article("Home.md", "Home", "Start", "Next"),
    article(
        "People/Ada Lovelace.md", "Ada Lovelace", "Life", "Work", "Notes", "`code()` & more", anchors=("^claim-1",)
    ),
    article("People/Index.md", "People", aliases=("Persons",)),
    article("Places/Index.md", "Places"),
    article("Places/Lyon.md", "The city of Lyon", aliases=("Lugdunum",)),
    files=["img/map.png", ".obsidian/app.json", ".trash/Old.md"],
)


@pytest.mark.parametrize(
    "markup",
    [
        "[[Ada Lovelace]]", "[[ada lovelace]]", "[[Ada Lovelace.md]]", "[[People/Ada Lovelace]]", "[[Ada Lovelace|Ada]]",
        "[[Ada Lovelace\\|Ada]]", "[[Ada Lovelace#Work]]", "[[Ada Lovelace#Life#Notes]]", "[[Ada Lovelace#code() more]]",
        "[[Ada Lovelace#^claim-1]]", "[[#Start]]", "![[map.png]]", "![[map.png|100]]", "[[img/map.png]]", "[[./Home]]",
        "[[Index]]",
    ],
)  # fmt: skip
def test_obsidian_finds_what_the_vault_opens(markup: str) -> None:
    assert VAULT.publishers.wiki.name == "obsidian"
    assert status(markup, "Home.md", VAULT) == "found"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[[Charles Babbage]]", "missing"),
        ("[[Old]]", "missing"),
        ("![[plan.png]]", "missing"),
        ("[[Other/Ada Lovelace]]", "missing"),
        ("[[Ada Lovelace#Death]]", "missing-anchor"),
        ("[[Ada Lovelace#Work#Life]]", "missing-anchor"),
        ("[[Ada Lovelace#^claim-2]]", "missing-anchor"),
        ("[[#Death]]", "missing-anchor"),
        ("[[## search]]", "silent"),
        ("[[^^block]]", "silent"),
        ("[[<% tp.file.title %>]]", "silent"),
        ("[[{{title}}]]", "silent"),
    ],
)
def test_obsidian_misses_what_the_vault_does_not_open(markup: str, expected: str) -> None:
    assert status(markup, "Home.md", VAULT) == expected


def test_an_obsidian_alias_is_no_target_but_tells_what_to_write() -> None:
    found = resolved("[[Lugdunum]]", "Home.md", VAULT)
    assert found
    assert (found.status, found.kind, found.title, found.paths) == ("variant", "alias", "Lyon", ("Places/Lyon.md",))


def test_a_note_named_twice_opens_the_nearest() -> None:
    found = resolved("[[Index]]", "Places/Lyon.md", VAULT)
    assert found
    assert found.paths == ("Places/Index.md",)


def test_a_missing_note_is_suggested_by_its_file_name() -> None:
    found = resolved("[[Ada Lovelase]]", "Home.md", VAULT)
    assert found
    assert found.suggestions == ("Ada Lovelace",)


GOLLUM = corpus(
    article("Home.md", "Home"),
    article("Set-Up.md", "Set up", "First steps"),
    article("guides/Deep-Dive.md", "Deep dive"),
    files=["_Sidebar.md", "logo.png"],
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[[Set Up]]", "found"),
        ("[[how to start|Set Up]]", "found"),
        ("[[how to start|Set-Up#first-steps]]", "found"),
        ("[[how to start|Set Up#Last steps]]", "missing-anchor"),
        ("[[Deep Dive]]", "found"),
        ("[[/guides/Deep-Dive]]", "found"),
        ("[[logo.png|alt=the logo]]", "found"),
        ("[[Set Up|how to start]]", "missing"),
        ("[[Nowhere]]", "missing"),
        ("[[_TOC_]]", "silent"),
        ("[[include:Set-Up]]", "silent"),
        ("[[the site|https://example.org/]]", "silent"),
    ],
)
def test_gollum_writes_the_label_first(markup: str, expected: str) -> None:
    assert status(markup, "Home.md", GOLLUM) == expected


def test_a_gollum_target_stands_behind_the_bar() -> None:
    markup = "[[how to start| Nowhere ]]"
    found = resolved(markup, "Home.md", GOLLUM)
    assert found
    assert markup[found.span.start : found.span.end] == found.target == "Nowhere"


WIKI = corpus(
    article("Lyon.wiki", "Lyon", "History", "See also"),
    article("Rhône.wiki", "Rhône"),
    article("Rhone.wiki", "Rhone", redirect="Rhône"),
    article("Rodan.wiki", "Rodan", redirect="Rhone"),
    article("Lugdunum.wiki", "Lugdunum", redirect="Gaul"),
    article("Re:Zero.wiki", "Re:Zero"),
    article("Lyon∕Parks.wiki", "Lyon/Parks"),
    outside=["Gallia"],
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[[Lyon]]", "found"), ("[[lyon]]", "found"), ("[[:Lyon]]", "found"), ("[[Lyon#History]]", "found"),
        ("[[Lyon#See_also]]", "found"), ("[[Lyon#Parks]]", "missing-anchor"), ("[[#History]]", "found"),
        ("[[LYON]]", "variant"), ("[[Rh%C3%B4ne]]", "found"), ("[[Rh&ocirc;ne]]", "found"), ("[[Rhone]]", "redirect"),
        ("[[Paris]]", "missing"), ("[[Gallia]]", "outside"), ("[[File:Lyon.jpg]]", "outside"), ("[[Category:Cities]]", "outside"),
        ("[[fr:Lyon]]", "outside"), ("[[wikt:lion]]", "outside"), ("[[Datei:Lyon.jpg]]", "outside"), ("[[Re:Zero]]", "found"),
        ("[[Lyon (band)]]", "missing"), ("[[Lyon: a tale]]", "missing"), ("[[Lyons]]", "missing"),
        ("[[Star Wars: A tale]]", "missing"), ("[[/Parks]]", "found"), ("[[{{PAGENAME}}]]", "silent"), ("[[https://example.org]]", "silent"),
    ],
)  # fmt: skip
def test_mediawiki_titles(markup: str, expected: str) -> None:
    assert status(markup, "Lyon.wiki", WIKI) == expected


def test_a_redirect_tells_where_it_ends() -> None:
    found = resolved("[[Rodan]]", "Lyon.wiki", WIKI)
    assert found
    assert (found.status, found.title, found.paths) == ("redirect", "Rhône", ("Rhône.wiki",))


def test_redirects_in_a_circle_end() -> None:
    index = corpus(article("A.wiki", "A", redirect="B"), article("B.wiki", "B", redirect="A"), article("C.wiki", "C"))
    assert status("[[A]]", "C.wiki", index) == "redirect"


PLAIN = corpus(
    article("index.md", "Welcome"),
    article(
        "notes/russia-china-relations.md", "Russia–China relations", "Early years", aliases=("Sino-Russian relations",)
    ),
    article("notes/Hold Person.md", "Hold Person"),
    article("other/hold monster.md", "Hold monster"),
    article("a/mercury.md", "Mercury"),
    article("b/mercury.md", "Mercury"),
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[[Russia–China relations]]", "found"), ("[[russia-china-relations]]", "found"), ("[[Sino-Russian relations]]", "redirect"),
        ("[[Russia-China relations]]", "variant"), ("[[Russia–China relations#Early years]]", "found"),
        ("[[Russia–China relations#early-years]]", "found"), ("[[Russia–China relations#Late years]]", "missing-anchor"),
        ("[[Hold Person]]", "found"), ("[[hold person]]", "variant"), ("[[Hold Monster]]", "variant"), ("[[Mercury]]", "ambiguous"),
        ("[[a/mercury]]", "found"), ("[[the relations|Hold Person]]", "found"), ("[[Atlantis]]", "missing"), ("[[...]]", "silent"),
    ],
)  # fmt: skip
def test_without_a_dialect_files_titles_and_aliases_answer(markup: str, expected: str) -> None:
    assert status(markup, "index.md", PLAIN) == expected


def test_the_nearest_of_several_files_answers() -> None:
    found = resolved("[[mercury]]", "b/mercury.md", PLAIN)
    assert found
    assert found.paths == ("b/mercury.md",)


def test_links_that_the_settings_ignore_are_left_alone() -> None:
    index = corpus(article("a.md", "A"), article("b.md", "B"), ignore_links=("Draft*", "*#todo"))
    assert status("[[Draft of C]]", "a.md", index) == "silent"
    assert status("[[B#todo]]", "a.md", index) == "silent"
    assert status("[[C]]", "a.md", index) == "missing"


def test_an_article_alone_is_not_judged_by_titles() -> None:
    index = corpus(article("a.md", "A", "One"))
    assert status("[[C]]", "a.md", index) == "silent"
    assert status("[[#Two]]", "a.md", index) == "missing-anchor"
