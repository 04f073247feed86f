"""What stands before the colon of a wiki title."""

import json
from pathlib import Path

import pytest

from articlelint.cli import main
from articlelint.namespaces import split


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
