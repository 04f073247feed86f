"""What stands before the colon of a wiki title."""

import json
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.text.namespaces import split


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Lyon", "", "Lyon"), ("2001: A Space Odyssey", "", "2001: A Space Odyssey"), ("File:a.jpg", "media", "a.jpg"), ("datei:a.jpg", "media", "a.jpg"),
        ("Category:Rivers", "category", "Rivers"), (":Category:Rivers", "category", "Rivers"), ("User talk:X", "namespace", "X"),
        ("user_talk : X", "namespace", "X"), ("fr:Lyon", "language", "Lyon"), ("wikt:town", "interwiki", "town"), (":fr:Lyon", "language", "Lyon"),
        (":", "", ""), ("Recipe:Bread", "", "Recipe:Bread"), (":Lyon", "", "Lyon"),
    ],
)  # fmt: skip
def test_prefixes(title: str, kind: str, name: str):
    found = split(title)
    assert (found.kind, found.name) == (kind, name)


def test_a_wikis_own_namespaces_and_prefixes_are_settings(tmp_path: Path, capsys):
    (tmp_path / "articlelint.toml").write_text('namespaces = ["Recipe book"]\ninterwiki = ["sister"]\n')
    (tmp_path / "Lyon.wiki").write_text(
        "The '''city''' has [[Recipe_book:Bread]], [[sister:Bread]] and [[Cakes: a book]].\n"
    )
    (tmp_path / "Town.wiki").write_text("A [[Lyon|city]].\n")
    main(["check", "--no-cache", "--output-format", "json", "--select", "references/dangling-wikilink", str(tmp_path)])
    assert [d["data"]["target"] for d in json.loads(capsys.readouterr().out)["diagnostics"]] == ["Cakes: a book"]


def _told(place: Path, capsys) -> list[tuple[str, str]]:
    main(["check", "--no-cache", "--output-format", "json", "--select", "references", "--ignore", "references/dead-end",
          "--ignore", "references/orphan-article", str(place)])  # fmt: skip
    return [(d["rule"], d["data"].get("target", "")) for d in json.loads(capsys.readouterr().out)["diagnostics"]]


def test_the_first_letter_has_no_case_unless_the_settings_say_so(tmp_path: Path, capsys):
    (tmp_path / "Polish.wiki").write_text("A language. See [[polish]], [[wax]] and [[Wax]].\n")
    (tmp_path / "Wax.wiki").write_text("What [[Polish]] is made of.\n")
    rules = {rule for rule, _ in _told(tmp_path, capsys)}
    assert rules == {"references/self-reference"}
    (tmp_path / "articlelint.toml").write_text('wiki-case = "case-sensitive"\n')
    assert _told(tmp_path, capsys) == [
        ("references/dangling-wikilink", "polish"),
        ("references/dangling-wikilink", "wax"),
    ]
    (tmp_path / "polish.wiki").write_text("What makes shoes shine.\n")
    assert _told(tmp_path, capsys) == [("references/dangling-wikilink", "wax")]


def test_a_dump_says_that_its_titles_are_case_sensitive(tmp_path: Path, capsys):
    page = "<page><title>{0}</title><ns>0</ns><revision><text>{1}</text></revision></page>"
    pages = page.format("Polish", "A language, not [[polish]] or [[Wax]].") + page.format("Wax", "A [[Polish]].")
    for case, wanted in (("case-sensitive", ["polish"]), ("first-letter", [])):
        place = tmp_path / f"{case}.xml"
        place.write_text(f"<mediawiki><siteinfo><case>{case}</case></siteinfo>{pages}</mediawiki>", encoding="utf-8")
        told = _told(place, capsys)
        assert [target for rule, target in told if rule == "references/dangling-wikilink"] == wanted


def test_a_pages_title_is_its_own_whatever_other_pages_call_themselves(tmp_path: Path, capsys):
    (tmp_path / "Lyon.wiki").write_text("'''Lyon''' is a city, not [[Lyon (band)]].\n")
    (tmp_path / "Lyon (band).wiki").write_text("'''Lyon''' is a band from [[Lyon]].\n")
    assert _told(tmp_path, capsys) == []


def test_a_dump_says_what_its_namespaces_are(tmp_path: Path, capsys):
    page = "<page><title>{0}</title><ns>0</ns><revision><text>{1}</text></revision></page>"
    pages = page.format("Bread", "See [[Recipe:Rye]] and [[Wax]].") + page.format("Wax", "No [[Bread]].")
    names = '<namespaces><namespace key="0"/><namespace key="100">Recipe</namespace></namespaces>'
    place = tmp_path / "kitchen.xml"
    place.write_text(f"<mediawiki><siteinfo>{names}</siteinfo>{pages}</mediawiki>", encoding="utf-8")
    assert _told(place, capsys) == []
