"""Files that are parts of a whole, customs of a corpus, and files that are no articles."""

from pathlib import Path

import pytest

from articlelint.cli.main import main
from tests.test_fair_rules import found


def _chapters(names: str) -> dict[str, str]:
    return {
        f"part/{name}.md": f"## {name.title()} {{#{name} .part}}\n\n{name.title()} is a wheel. See [oak](#oak).\n"
        for name in names.split()
    }


def test_a_level_below_the_title_is_a_custom_where_most_begin_so(tmp_path: Path, capsys) -> None:
    assert found(tmp_path, _chapters("ash elm oak"), capsys) == []


def test_the_title_of_one_article_among_many_must_stand_at_level_one(tmp_path: Path, capsys) -> None:
    files = {f"{name}.md": f"# {name.title()}\n\nA tree.\n" for name in ("ash", "elm", "fir", "oak")}
    assert found(tmp_path, {**files, "yew.md": "## Yew\n\nA tree.\n"}, capsys) == ["structure/missing-title"]
    assert found(tmp_path / "alone", {"yew.md": "## Yew\n\nA tree.\n"}, capsys) == ["structure/missing-title"]


def test_an_id_of_no_part_is_missing(tmp_path: Path, capsys) -> None:
    assert found(tmp_path, _chapters("ash elm fir"), capsys) == ["references/dangling-anchor"] * 3


def test_an_id_in_two_parts_is_told_at_the_second(tmp_path: Path, capsys) -> None:
    files = {**_chapters("ash elm oak"), "part/yew.md": "## Yew {#oak}\n\nA tree.\n"}
    assert found(tmp_path, files, capsys) == ["structure/duplicate-anchor"]


@pytest.mark.parametrize(
    "include",
    [
        '{{% include "/_shared/rain.md" %}}',
        '{{< readfile file="_shared/rain.md" >}}',
        "<!--@include: ./_shared/rain.md-->",
        '--8<-- "_shared/rain.md"',
        "{{#include _shared/rain.md}}",
        "{% include _shared/rain.md %}",
        "```{include} _shared/rain.md\n```",
    ],
)
def test_an_included_file_needs_no_title_and_lends_its_anchors(include: str, tmp_path: Path, capsys) -> None:
    files = {
        "snow.md": f"# Snow\n\nIt falls. See [below](#melt) and [nowhere](#melting).\n\n{include}\n",
        "_shared/rain.md": "Rain is water.\n\n## Melt\n\nIt melts.\n",
        "hail.md": "# Hail\n\nIt falls too.\n",
    }
    assert found(tmp_path, files, capsys) == ["references/dangling-anchor"]


def test_a_book_in_one_file_is_told_once(tmp_path: Path, capsys) -> None:
    trees = ("Ash", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine", "Yew")
    book = "".join(f"# {tree}\n\n{tree} is a tree of the wood.\n\n## Bark\n\nRough.\n\n" for tree in trees)
    files = {"all.md": book, "zash.md": "# Ash\n\nAsh is a tree.\n"}
    assert found(tmp_path, files, capsys, "--ignore", "structure/duplicate-heading") == ["structure/multiple-titles"]


def test_warm_runs_know_the_same_customs(tmp_path: Path, capsys) -> None:
    for name, text in _chapters("ash elm oak").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    run = ["check", str(tmp_path), "--output-format", "concise", "--severity", "warning"]
    said = [(main(run), capsys.readouterr().out) for _ in range(2)]
    (tmp_path / "part/elm.md").write_text("# Elm\n\nElm is a tree.\n")
    (tmp_path / "part/oak.md").write_text("# Oak\n\nOak is a tree.\n")
    changed = main(run), capsys.readouterr().out
    assert said == [(0, "All good: no findings in 3 files.\n")] * 2
    assert changed == (1, changed[1])
    assert "part/ash.md:1:1: error structure/missing-title" in changed[1]
    assert (main([*run, "--no-cache"]), capsys.readouterr().out) == changed


LEFT_OUT = {
    "env/pyvenv.cfg": "home = /usr\n",
    "env/lib/guide.md": "# Guide\n",
    "web/package.json": "{}\n",
    "web/dist/page.md": "# Page\n",
    "web/vendor/kit/CHANGELOG.md": "# Changes\n",
    "tests/fixtures/broken.md": "[gone](gone.md)\n",
    "lib/site-packages/kit/README.md": "# Kit\n",
    "words.txt": "abandon\nable\n",
    "data/figures.txt": "1.0 2.0\n3.0 4.0\n",
    "templates/note.md": "---\ntitle: '{{title}}'\n---\n\n[source](url)\n",
    "_templates/page.md": "# <%= title %>\n\nText.\n",
}


def test_what_is_no_article_is_left_out_with_its_reason(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    articles = {
        "build/brick.md": "# Brick\n\nA brick is made of clay.\n",
        "templates/stencil.md": "# Stencil\n\nA stencil is a template of wood.\n",
        "data/tale.txt": "Tale\n\nOnce there was a miller who had three sons and a cat.\n",
        "vendor.md": "# Vendor\n\nA vendor sells.\n",
    }
    for name, text in {**LEFT_OUT, **articles}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    main(["check", str(tmp_path), "--show-files"])
    told = capsys.readouterr()
    assert told.out.split() == sorted(articles)
    reasons = (
        ("env/lib/", "a virtual environment"),
        ("web/dist/", "built by a program"),
        ("web/vendor/kit/", "a dependency"),
        ("tests/fixtures/", "a test fixture"),
        ("data/", "data"),
        ("templates/", "a template"),
    )
    for folder, reason in reasons:
        assert f"1 file in `{folder}`: {reason}" in told.err
    assert main(["check", str(tmp_path / "tests" / "fixtures"), "--no-cache"]) == 1  # named outright, it is meant


def test_a_list_of_exclusions_of_ones_own_replaces_the_default(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articlelint.toml").write_text('exclude = ["b/"]\n')
    for folder in ("testdata", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("# A\n\nText.\n")
    main(["check", str(tmp_path), "--show-files"])
    assert capsys.readouterr().out.split() == ["testdata/a.md"]


def test_a_fix_of_a_heading_is_safe_only_where_its_anchor_stays(tmp_path: Path, capsys) -> None:
    assert found(tmp_path, {"a.md": "# A\n\nText.\n\n## Birds:\n\nText.\n"}, capsys, "--fix") == []
    wiki = "'''B''' is a letter.\n\n== Birds: ==\nText.\n"
    assert found(tmp_path, {"b.wiki": wiki}, capsys, "--fix") == ["structure/heading-style"]
    assert (tmp_path / "b.wiki").read_text() == wiki


def test_fixes_do_not_empty_see_also(tmp_path: Path, capsys) -> None:
    files = {
        "mill.md": "# Mill\n\nA mill has a [wheel](wheel.md).\n\n## See also\n\n- [Wheel](wheel.md)\n- [Wheel](wheel.md)\n",
        "wheel.md": "# Wheel\n\nA wheel turns in a [mill](mill.md).\n",
    }
    assert found(tmp_path, files, capsys, "--fix", "--severity", "info") == ["references/see-also-repeats-body"]
    assert (tmp_path / "mill.md").read_text().endswith("## See also\n\n- [Wheel](wheel.md)\n")


@pytest.mark.parametrize(
    ("behind", "called"), [("\u2060", "U+2060"), (" ", "U+0020"), ("\u200b\ufeff", "U+200B, U+FEFF")]
)
def test_a_name_with_something_unseen_behind_it_is_told(behind: str, called: str, tmp_path: Path, capsys) -> None:
    for name in ("a.md", "d.MD", f"b.md{behind}"):
        (tmp_path / name).write_text("# Mill\n\nA mill grinds.\n")
    main(["check", str(tmp_path), "--no-cache", "--output-format", "concise"])
    told = "".join(capsys.readouterr())
    assert f"`b.md` with {called} behind its suffix" in told
    assert "2 files" in told


def test_a_vault_says_where_its_templates_are(tmp_path: Path, capsys) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/templates.json").write_text('{"folder": "Vorlagen/"}')
    files = {
        "Vorlagen/Ort.md": "# Ort\n\n[Quelle](url)\n",
        "Rad.md": "# Rad\n\nEin Rad.\n",
        "Ast.md": "# Ast\n\nEin Ast.\n",
    }
    assert found(tmp_path, files, capsys) == []
    main(["check", str(tmp_path), "--show-files"])
    assert "1 file in `Vorlagen/`: a template" in capsys.readouterr().err
