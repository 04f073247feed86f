"""MediaWiki's own ways: character references in links, tags of extensions, code in headings."""

import json
from pathlib import Path

import pytest

from articlelint.cli.main import main

PAGES = {
    "O'Hara.wiki": "'''O'Hara''' is a name.\n",
    "Thé.wiki": "'''Thé''' is a drink.\n",
    "R&D.wiki": "'''R&D''' is work.\n\n== Q&A ==\nText.\n\n== Who's who ==\nNames.\n",
    "Old.wiki": "#REDIRECT [[O&#39;Hara]]\n",
}


def rules(text: str, folder: Path, capsys: pytest.CaptureFixture[str], name: str = "Page.wiki") -> list[str]:
    for page, words in {**PAGES, name: text}.items():
        (folder / page).write_text(words)
    main(["check", str(folder), "--isolated", "--no-cache", "--output-format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [each["rule"] for each in found if each["path"].endswith(name)]


@pytest.mark.parametrize(
    "link",
    [
        "[[O&#39;Hara]]", "[[O&#039;Hara|him]]", "[[O&#x27;Hara]]", "[[O&apos;Hara]]", "[[Th&#233;]]", "[[Th&eacute;]]", "[[Th%C3%A9]]",
        "[[R&amp;D#Q&amp;A]]", "[[R&amp;D#Who&#39;s who]]", "[[R&D&#35;Q&A]]", "{{main|O&#39;Hara}}",
        "{{see also|R&amp;D#Who&#39;s who}}", "[[O'Hara&nbsp;]]",
    ],
)  # fmt: skip
def test_character_references_are_decoded_before_a_title_is_taken_apart(link: str, tmp_path: Path, capsys) -> None:
    assert rules(f"A '''page''' of {link}.\n", tmp_path, capsys) == []


@pytest.mark.parametrize("link", ["[[Gone &amp; lost]]", "[[Gone&#39;s]]"])
def test_what_is_not_there_is_told(link: str, tmp_path: Path, capsys) -> None:
    assert rules(f"A '''page''' of {link}.\n", tmp_path, capsys) == ["references/dangling-wikilink"]


def test_a_redirect_to_a_name_with_a_reference_leads_there(tmp_path: Path, capsys) -> None:
    assert rules(PAGES["Old.wiki"], tmp_path, capsys, "Old.wiki") == []


@pytest.mark.parametrize(
    "tag",
    [
        '<mapframe latitude="1" longitude="1" />',
        '<maplink latitude="1" longitude="1"></maplink>',
        '<youtube v="abc" />',
        '<ref name="x" />',
        "<ref>A book.</ref>",
        "<math>x</math>",
        "<nowiki>[[x]]</nowiki>",
        "<poem>A line.</poem>",
        "<gallery>\nFile:X.png\n</gallery>",
        "<syntaxhighlight lang='c'>x</syntaxhighlight>",
        "<newextension a='b' />",
        "<noinclude>Words.</noinclude>",
    ],
)
def test_a_tag_that_shows_something_is_content(tag: str, tmp_path: Path, capsys) -> None:
    assert rules(f"A '''page'''.\n\n== Part ==\n{tag}\n", tmp_path, capsys) == []


@pytest.mark.parametrize(
    "tag",
    [
        "<nowiki />",
        "<nowiki></nowiki>",
        '<templatestyles src="x.css" />',
        '<section begin="x" />',
        "<includeonly>Words.</includeonly>",
        "<noinclude></noinclude>",
        "<!-- words -->",
        "<div></div>",
    ],
)
def test_a_tag_that_shows_nothing_is_none(tag: str, tmp_path: Path, capsys) -> None:
    assert rules(f"A '''page'''.\n\n== Part ==\n{tag}\n", tmp_path, capsys) == ["sections/empty-section"]


@pytest.mark.parametrize(
    "tags", ["<code>%s</code>", "<tt>%s</tt>", "<nowiki>%s</nowiki>", "<math>%s</math>", "{{flag|%s}}"]
)
def test_headings_that_differ_in_code_or_a_template_are_two(tags: str, tmp_path: Path, capsys) -> None:
    one, two = (f"== {tags % word} message ==\nText of {word}.\n\n" for word in ("HELLO", "BYE"))
    assert rules(f"A '''page'''.\n\n{one}{two}", tmp_path, capsys) == []
    assert rules(f"A '''page'''.\n\n{one}{one.replace('Text', 'More')}", tmp_path, capsys) == [
        "structure/duplicate-heading"
    ]


def test_code_in_a_heading_is_part_of_its_anchor(tmp_path: Path, capsys) -> None:
    text = "A '''page''' with [[#HELLO message]].\n\n== <code>HELLO</code> message ==\nText.\n"
    assert rules(text, tmp_path, capsys) == []
