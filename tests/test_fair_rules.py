"""Single rules on what only looks like a fault, and fixes that must not be called safe."""

import json
from pathlib import Path

import pytest

from articlelint.cli.main import main


def found(folder: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str], *flags: str) -> list[str]:
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    main(["check", str(folder), "--no-cache", "--severity", "warning", "--output-format", "json", *flags])
    return [each["rule"] for each in json.loads(capsys.readouterr().out)["diagnostics"]]


@pytest.mark.parametrize(
    "body",
    [
        "Die „Mühle“ mahlt. Sie sagte: „Ja!“ Dann „alles“.",
        "| Wort | Sinn |\n|---|---|\n| „Rad“ | rund |",
        "Goethe wrote „Faust“ (“a play”).",
        "»So« und ‚so‘, „innen ‚tief‘ innen“.",
        "Er sagte: „Ich gehe.\n\n„Ich komme nicht wieder.“",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.wiki"])
def test_low_quotation_marks_are_closed_by_high_ones(body: str, name: str, tmp_path: Path, capsys) -> None:
    head = (
        "'''Mühle''' ist ein Wort.\n\n" if name == "a.wiki" else "Mühle\n=====\n\n" if name == "a.md" else "Mühle\n\n"
    )
    assert found(tmp_path, {name: f"{head}{body}\n"}, capsys, "--select", "text/unbalanced-bracket") == []


def test_an_english_quotation_that_is_not_closed_is_told(tmp_path: Path, capsys) -> None:
    text = "# Mill\n\nShe said: “It grinds. Then she left.\n\nHe (“the miller”) said „so“ and “more.\n"
    assert found(tmp_path, {"a.md": text}, capsys) == ["text/unbalanced-bracket"] * 2


def test_a_stressed_word_in_a_heading_stays(tmp_path: Path, capsys) -> None:
    text = "# Two\n\nText.\n\n## The **long** way\n\nText.\n\n## **Out** and **in**\n\nText.\n\n## **All of it**\n\nText.\n"
    assert found(tmp_path, {"a.md": text}, capsys, "--fix") == []
    fixed = (tmp_path / "a.md").read_text()
    assert ("## The **long** way" in fixed, "## **Out** and **in**" in fixed, "## All of it" in fixed) == (True,) * 3


@pytest.mark.parametrize(("line", "rules"), [("==Mind the claws==", []), ("== Claws ==", ["text/markup-residue"])])
def test_a_highlight_is_no_wikitext(line: str, rules: list[str], tmp_path: Path, capsys) -> None:
    assert found(tmp_path, {"a.md": f"# Owl\n\nThe owl hunts.\n\n{line}\n\nIt bites.\n"}, capsys) == rules


def test_a_list_of_words_is_data(tmp_path: Path, capsys) -> None:
    words = "abandon\nacade\u0301mie\nde\u0301esse\npe\u0301riode\nsublime\nworld-class\n"
    (tmp_path / "numbered.txt").write_text("".join(f"{at} {word}\n" for at, word in enumerate(words.split(), 1)))
    assert found(tmp_path, {"words.txt": words}, capsys, "--fix") == []
    assert (tmp_path / "words.txt").read_text(encoding="utf-8") == words


def test_words_in_an_article_are_still_composed(tmp_path: Path, capsys) -> None:
    text = "Cafe\u0301\n\nA cafe\u0301 is a house in which coffee is drunk.\n"
    assert "text/not-nfc" in found(tmp_path, {"a.txt": text}, capsys)


@pytest.mark.parametrize(
    "body",
    [
        "The first is Data[0], the second is Data[1], and so on.",
        "Of Data[i] it takes Data[1] first.",
        "It swaps Item[2] and Item[3].",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.wiki", "a.txt"])
def test_an_index_is_no_citation(body: str, name: str, tmp_path: Path, capsys) -> None:
    text = "'''Queue''' is a list.\n\n" if name == "a.wiki" else "# Queue\n\n" if name == "a.md" else "Queue\n\n"
    assert "text/scrape-residue" not in found(tmp_path, {name: f"{text}{body}\n"}, capsys)


def test_what_may_be_an_index_is_never_removed_safely(tmp_path: Path, capsys) -> None:
    text = "# Queue\n\nThe queue keeps its values in Data[1] and ends there.[2]\n"
    assert found(tmp_path, {"a.md": text}, capsys, "--fix") == ["text/scrape-residue"]
    assert (tmp_path / "a.md").read_text() == text.replace("[2]", "")


VAULT = {"articlelint.toml": 'link-dialect = "obsidian"\n'}


def test_a_link_whose_name_another_note_has_too_is_not_taken_away(tmp_path: Path, capsys) -> None:
    files = {
        **VAULT,
        "People/Quarry.md": "# The makers\n\nBy [[quarry|the app]].\n",
        "Apps/quarry.md": "# The app\n\nBy [[Quarry]].\n",
    }
    assert found(tmp_path, files, capsys, "--fix") == ["references/self-reference"] * 2
    assert (tmp_path / "Apps/quarry.md").read_text() == files["Apps/quarry.md"]


def test_a_link_to_oneself_leaves_the_words_that_it_showed(tmp_path: Path, capsys) -> None:
    files = {"_Sidebar.md": "[[Home]]\n", "Home.md": "# Home\n\nThe [[first page|Home]] of [[Home]].\n"}
    found(tmp_path, files, capsys, "--fix")
    assert (tmp_path / "Home.md").read_text() == "# Home\n\nThe first page of Home.\n"


def test_placeholders_and_the_names_of_notes_are_no_duplicate_titles(tmp_path: Path, capsys) -> None:
    templates = {f"Templates/{name}.md": "# {{title}}\n\nText.\n" for name in "ab"}
    assert found(tmp_path, templates, capsys) == []
    notes = {f"People/anna{name}.md": f"# Anna\n\nAnna {name} draws.\n" for name in "ab"}
    assert found(tmp_path, {**VAULT, **notes}, capsys) == []


def test_two_articles_of_a_book_share_no_title(tmp_path: Path, capsys) -> None:
    notes = {f"anna{name}.md": f"# Anna\n\nAnna {name} draws.\n" for name in "ab"}
    assert found(tmp_path, notes, capsys) == ["references/duplicate-title"]


TABLE = "  Name      Height\n  --------  -------\n  Ana       12 m\n  ------\n"


def test_the_last_rule_of_a_pandoc_table_makes_no_heading(tmp_path: Path, capsys) -> None:
    text = f"# Isles\n\nThe isles.\n\n{TABLE}\n## Birds\n\nTerns.\n\nA heading\n---------\n\nText.\n"
    assert found(tmp_path, {"a.md": text}, capsys) == []
    main(["show", str(tmp_path / "a.md")])
    shown = capsys.readouterr().out
    assert ("'A heading'" in shown, "section level 2" in shown, "Ana" in shown) == (True,) * 3


@pytest.mark.parametrize("fence", ["```", "~~~~ c"])
def test_a_fence_that_nobody_closes_is_told(fence: str, tmp_path: Path, capsys) -> None:
    text = f"# Isle\n\nAn isle.\n\n{fence}\nfigures\n\n## Birds\n\nTerns.\n"
    assert found(tmp_path, {"a.md": text}, capsys) == ["structure/unclosed-fence"]
    assert found(tmp_path, {"a.md": text + fence.split()[0] + "\n"}, capsys) == []
    assert found(tmp_path, {"a.md": text.replace("## Birds", "# a comment")}, capsys) == []


@pytest.mark.parametrize(
    ("tag", "rules"),
    [
        ('<a name="bark">', ["structure/swallowed-heading"]),
        ('<div class="box">', ["structure/swallowed-heading"]),
        ("<br>", ["structure/swallowed-heading"]),
        ('<a name="bark"></a>', []),  # CommonMark 4.6: text behind the tag makes a paragraph of it
        ("Text <br>", []),
        ("<!-- a comment -->", []),
        ('<div markdown="1">', []),
    ],
)
def test_a_heading_below_a_tag_is_swallowed(tag: str, rules: list[str], tmp_path: Path, capsys) -> None:
    text = f"# Oak\n\nAn oak is a tree.\n\n{tag}\n## Bark\n\nRough.\n"
    assert found(tmp_path, {"a.md": text}, capsys) == rules
    assert found(tmp_path, {}, capsys, "--fix") == []
    assert ("\n\n## Bark\n" in (tmp_path / "a.md").read_text()) == bool(rules)
    assert found(tmp_path, {"a.md": text.replace("\n", "\r\n")}, capsys) == rules


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("An oak, see [map] (b.md).", "An oak, see [map](b.md)."),
        ("An oak, see ![map]  (b.png).", "An oak, see ![map](b.png)."),
        ("Take [1] (2), f(x) [a] (b), `[map] (b.md)`, $[map] (b.md)$ and [x] (see b).", ""),
        ("An [elm] (b.md is the file) and [oak] (b.md).\n\n[oak]: b.md", ""),
        ("| Tree | Note |\n|---|---|\n| [[b|Oak]] | old |", "| Tree | Note |\n|---|---|\n| [[b\\|Oak]] | old |"),
        ("| Tree | Note |\n|---|---|\n| `[[b|Oak]]` | [[b\\|Oak]] |", ""),
    ],
)
def test_torn_links_are_put_together(text: str, fixed: str, tmp_path: Path, capsys) -> None:
    files = {"a.md": f"# A\n\n{text}\n", "b.md": "# B\n\nAn [oak](a.md).\n"}
    (tmp_path / "b.png").touch()
    rules = found(tmp_path, files, capsys, "--select", "references/torn-link,references/bar-in-table")
    assert len(rules) == bool(fixed)
    assert found(tmp_path, {}, capsys, "--fix") == []
    assert (tmp_path / "a.md").read_text() == f"# A\n\n{fixed or text}\n"


@pytest.mark.parametrize("line", ["[map-{{ m }}]: /maps/{{ m }}", "{% include links.md %}", '--8<-- "links.md"'])
def test_a_label_that_a_template_may_define_is_left_alone(line: str, tmp_path: Path, capsys) -> None:
    assert found(tmp_path, {"a.md": f"# Map\n\nA map, see the [first map][map-1].\n\n{line}\n"}, capsys) == []


def test_a_description_is_a_lead_and_a_repeated_title_a_title(tmp_path: Path, capsys) -> None:
    described = "---\ntitle: Size\ndescription: The size of an oak.\n---\n\n## Use\n\nCall it.\n"
    repeated = "---\ntitle: grow\n---\n\n## grow\n\nIt makes an oak grow.\n"
    bare = "---\ntitle: Bare\ndescription:\n---\n\n## Use\n\nCall it.\n"
    files = {"size.md": described, "grow.md": repeated, "bare.md": bare}
    assert found(tmp_path, files, capsys) == ["structure/missing-lead"]


def test_a_bold_link_in_a_lead_names_another_article(tmp_path: Path, capsys) -> None:
    files = {"Rails.wiki": "Rails lead to [[en/Signals]].\n", "Tour.wiki": "'''[[en/Signals]]''' are used.\n"}
    assert found(tmp_path, files, capsys) == ["references/dangling-wikilink"] * 2


def test_we_in_steps_and_answers_takes_no_side(tmp_path: Path, capsys) -> None:
    text = (
        "# Tide\n\nWe must admire the tide.\n\n1. We must lower the weight.\n\n## May I swim?\n\nYes, we must say.\n\n"
        "## Changelog\n\nWe must use metres now.\n\n## Words\n\nAvoid adverbs such as *obviously* and *sadly*.\n"
    )
    assert found(tmp_path, {"a.md": text}, capsys, "--select", "neutrality") == ["neutrality/viewpoint"]
