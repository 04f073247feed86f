"""Names, links and anchors as the publisher of a repository decides them, tried at the door on small repositories."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from articlelint.cli.main import main

Check = Callable[[Mapping[str, str]], list[str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Writes the files, and gives what is found of references: path, line, rule and message."""

    def run(files: Mapping[str, str]) -> list[str]:
        for path, text in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        monkeypatch.chdir(tmp_path)
        main(["check", ".", "--output-format", "concise", "--no-cache", "--select", "references", "--jobs", "1"])
        said = capsys.readouterr().out
        return [line for line in said.splitlines() if " references/" in line]

    return run


def named(found: list[str]) -> list[str]:
    """What stands between backticks first in each finding."""
    return [line.split("`")[1] if "dangling-anchor" not in line else line.split("`")[3] for line in found]


# Wikitext: MediaWiki, and GitHub showing the same files.


def test_wikitext_links_may_name_files_as_github_reads_them(check: Check) -> None:
    found = check(
        {
            "rule-1.mediawiki": "A rule about ponds.\n\n== Clean water ==\nIt is clear.\n",
            "tools/pump.py": "pass\n",
            "rule-2.mediawiki": "After [[rule-1.mediawiki|one]], [[rule-1.mediawiki#clean-water|its]], [[tools/pump.py|pump]], "
            "[[rule-1.mediawiki#murky-water|gone]] and [[rule-9.mediawiki]].\n",
        }
    )
    assert named(found) == ["#murky-water", "rule-9.mediawiki"]


def test_the_path_of_a_wikitext_page_is_its_title_where_links_say_so(check: Check) -> None:
    found = check(
        {
            "fr/Atlas/Ponts.wiki": "'''Ponts''' and [[fr/Atlas/Gares]], [[fr/Atlas/Quais]].\n",
            "fr/Atlas/Gares.wiki": "'''Gares''' and [[fr/Atlas/Ponts]].\n",
            "fr/Infos/Ponts.wiki": "News of [[fr/Atlas/Ponts]].\n",
        }
    )
    assert named(found) == ["fr/Atlas/Quais"]


def test_a_profile_for_wikitext_leaves_markdown_anchors_alone(check: Check) -> None:
    found = check(
        {
            "articlelint.toml": 'profile = "wikipedia"\n',
            "guide.md": "# Guide\n\nSee [below](#two-oars) and [not](#Two_oars).\n\n## Two Oars\n\nRow.\n",
            "boat.mediawiki": "A boat, see [[#two-oars|below]].\n\n== Two Oars ==\nRow.\n",
        }
    )
    assert named(found) == ["#Two_oars"]


def test_a_bold_link_names_another_article(check: Check) -> None:
    found = check(
        {
            "Tour.mediawiki": "'''[[Locks]]''' are used on canals.\n",
            "Boats.mediawiki": "'''Boats''' go through [[Locks]].\n",
        }
    )
    assert named(found) == ["Locks", "Locks"]


# Plain repositories and sites.


def test_a_site_without_wiki_links_has_none(check: Check) -> None:
    files = {
        "docs/Tools.md": "# Tools\n\nNotes with [[link]]s.\n",
        "docs/More.md": "# More\n\nSee [[Tools]].\n",
        "mkdocs.yml": "site_name: x\n",
    }
    assert check(files) == []
    assert named(check({**files, "mkdocs.yml": "site_name: x\nplugins:\n  - roamlinks\n"})) == ["link"]


def test_an_exact_name_elsewhere_comes_before_another_case_here(check: Check) -> None:
    found = check(
        {"Makers/PenCase.md": "# Maker\n\nMakes [[pencase]].\n", "Things/pencase.md": "# Thing\n\nBy [[PenCase]].\n"}
    )
    assert found == []


def test_headings_in_html_have_anchors(check: Check) -> None:
    found = check(
        {
            "README.md": "# Locks\n\nSee [a](#upper-gate), [b](#lower-gate), [c](#same-1), [d](#in-code), [e](#wide).\n\n"
            '<h2 align="center">\n  Upper <b>gate</b>\n</h2>\n\nText.\n\n## Same\n\nText.\n\n<h3>Same</h3>\n\n'
            "<div><h2>Lower &nbsp;gate</h2></div>\n\n<h2>\n\nWide\n\n</h2>\n\n```html\n<h2>In code</h2>\n```\n",
            "b.md": "# B\n\nB is a thing.\n",
        }
    )
    assert named(found) == ["#in-code"]


# Gollum and the wikis of GitHub.

WIKI = {
    "_Sidebar.md": "# Pages\n\nAll: [[Home]]\n",
    "Home.md": "# Home\n\nThe front. See [sails](Long-Sails), [x](long-sails), [y](Short-Sails), [z](Nope).\n",
    "rig/Long-Sails.md": "# Of sails\n\nBack [home](home), see [[Short Sails]], [[a word|Home]] and [[Gone Sails]].\n",
    "rig/deep/Short-Sails.md": "# Short\n\nSee [[https://example.org/a.png]] and [[site|https://example.org/]].\n",
}


def test_pages_of_a_github_wiki_have_flat_addresses(check: Check) -> None:
    assert named(check(WIKI)) == ["Nope", "Gone Sails"]


def test_renaming_a_page_of_a_wiki_keeps_links_by_name(check: Check, tmp_path: Path) -> None:
    check(WIKI)
    assert main(["mv", "rig/Long-Sails.md", "rig/Wide-Sails.md"]) == 0
    assert "[sails](Wide-Sails), [x](Wide-Sails), [y](Short-Sails)" in (tmp_path / "Home.md").read_text()


def test_a_wiki_is_told_by_its_home_and_its_links(check: Check) -> None:
    found = check(
        {
            "Home.md": "# Home\n\nThe front. See [[Of Two-Part Masts]] and [[Knots and Bends]].\n",
            "Of-Two-Part-Masts.md": "# Masts\n\nMasts, for [[Home]].\n",
            "Knots-and-Bends.md": "# Knots\n\nKnots.\n",
        }
    )
    assert found == []


def test_a_colon_in_a_wiki_link_makes_no_url(check: Check) -> None:
    found = check(
        {
            "articlelint.toml": 'link-dialect = "obsidian"\n',
            "Knots.md": "# Knots\n\nSee [[Idea: Bends]], [[Idea:Loops]], and [[mailto:a@example.org]].\n",
            "Home.md": "# Home\n\nHome of [[Knots]].\n",
        }
    )
    assert named(found) == ["Idea: Bends", "Idea:Loops"]


# Obsidian.


def test_a_vault_is_told_by_what_git_ignores(check: Check) -> None:
    files = {
        "Lark.md": "---\naliases: [Early bird]\n---\n\n# The lark\n\nA lark, unlike an [[Owl]].\n",
        "Owl.md": "# The owl\n\nAn owl, unlike the [[Early bird]] or [[The lark]].\n",
    }
    assert check(files) == []
    assert named(check({**files, ".gitignore": "# mine\n/.obsidian/workspace.json\n"})) == ["Early bird", "The lark"]


def test_a_vault_is_told_by_its_texts(check: Check) -> None:
    found = check(
        {
            "Lark.md": "# The lark\n\nA lark. ![[Owl]]\n\n> [!tip]\n> See [[Owl#^night]].\n",
            "Owl.md": "# The owl\n\nAn owl, unlike [[The lark]]. ^night\n",
        }
    )
    assert named(found) == ["The lark"]


def test_a_vault_opens_markdown_links_by_name(check: Check) -> None:
    found = check(
        {
            "articlelint.toml": 'link-dialect = "obsidian"\n',
            "Birds/Lark.md": "# Lark\n\nNot an [owl](Owl). ![A wing](wing.png#right) [gone](Wren) [up](../Owl)\n",
            "Notes/Owl.md": "# Owl\n\nUnlike a [[Lark]].\n",
            "Files/wing.png": "",
        }
    )
    assert named(found) == ["Wren", "../Owl"]


def test_templates_of_a_vault_are_no_articles(check: Check) -> None:
    page = '---\ntitle: "{{title}}"\n---\n\n# {{title}}\n\nAbout it, with [source](url).\n'
    found = check(
        {
            ".obsidian/templates.json": '{"folder": "meta/forms"}',
            ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "/tp"}',
            "meta/forms/bird.md": page,
            "tp/place.md": page,
            "Home.md": "# Home\n\nThe front.\n",
            "Lark.md": "# Lark\n\nA [[Wren]].\n",
        }
    )
    assert named(found) == ["Wren"]


# Logseq.

GRAPH = {
    "logseq/config.edn": "{:preferred-format :markdown}\n",
    "journals/2023_11_03.md": "- Saw the [[mast]].\n-\n",
    "pages/mast.md": "- A mast, see [[rig/spar]], [[Pole]], [[Nov 3rd, 2023]], [[Unwritten]], [p]([[Pole]]), "
    "[b](((65a1b2c3-0000-4000-8000-000000000002))), [gone](../assets/gone.png).\n",
    "pages/rig___spar.md": "title:: rig/spar\nalias:: Pole, [[Rod]]\n\n- Of a [[mast]] or [[rig/spar]].\n",
    "assets/a.png": "",
}


def test_a_graph_of_logseq_has_pages_without_files(check: Check) -> None:
    assert [line.rpartition(" references/")[2] for line in check(GRAPH)] == [
        "dangling-link no file at `../assets/gone.png`",
        "self-reference [*] the article refers to itself",
    ]


def test_a_page_of_logseq_is_renamed_with_its_namespace(check: Check, tmp_path: Path) -> None:
    check(GRAPH)
    assert main(["mv", "rig/spar", "rig/yard"]) == 0
    assert "see [[rig/yard]], [[Pole]]" in (tmp_path / "pages/mast.md").read_text()
    assert "title:: rig/spar" not in (tmp_path / "pages/rig___yard.md").read_text()


@pytest.mark.parametrize(
    "files",
    [
        {"logseq/config.edn": "{:preferred-format :markdown}\n", "pages/Tern.md": "- A bird. See [[Gull]].\n", "pages/Gull.md": "- A bird.\n"},
        {"_Sidebar.md": "[[Tern]]\n", "Home.md": "A wiki. See [[Tern]].\n", "Tern.md": "A bird of the coast.\n"},
    ],
    ids=["logseq", "gollum"],
)  # fmt: skip
def test_where_files_name_pages_no_title_is_missing(
    files: Mapping[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    monkeypatch.chdir(tmp_path)
    main(["check", ".", "--output-format", "concise", "--no-cache"])
    assert "missing-title" not in capsys.readouterr().out
