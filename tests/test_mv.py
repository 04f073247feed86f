"""`articlelint mv`: an article gets another name, and all that refers to it follows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from articlelint.cli.main import main


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(("git", "init", "-q", str(tmp_path)), check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, **articles: str) -> None:
    for name, text in articles.items():
        place = root / name.replace("__", "/")
        place = place.with_name(place.name + ("" if "." in place.name else ".md"))
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(text.encode())


def contents(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in files}


def test_every_form_follows_and_labels_stay(root: Path) -> None:
    write(
        root,
        rivers="# Rivers\n\nWater that flows, see [mouths](#mouths) and [this page](rivers.md#mouths).\n\n## Mouths\n",
        lakes=(
            "# Lakes\n\n[[Rivers]], [[rivers|flowing water]], [[Rivers#Mouths|mouths]], [[Rivers#Sources]], [text](rivers.md#mouths),\n"
            "[other](./rivers.md?x=1), ![[Rivers]]. See Rivers.\n\n## See also\n\n- Rivers\n"
        ),
        seas="# Seas\n\nSee Lakes and Rivers for more.\n\n`[[Rivers]]` is code. [[Rivers of ink]] is another.\n",
    )
    assert main(["mv", "rivers.md", "streams.md"]) == 0
    assert contents(root) == {
        "streams.md": "# Streams\n\nWater that flows, see [mouths](#mouths) and [this page](streams.md#mouths).\n\n## Mouths\n",
        "lakes.md": (
            "# Lakes\n\n[[Streams]], [[Streams|flowing water]], [[Streams#Mouths|mouths]], [[Streams#Sources]], [text](streams.md#mouths),\n"
            "[other](./streams.md?x=1), ![[Streams]]. See Streams.\n\n## See also\n\n- Streams\n"
        ),
        "seas.md": "# Seas\n\nSee Lakes and Streams for more.\n\n`[[Rivers]]` is code. [[Rivers of ink]] is another.\n",
    }


def test_a_title_with_and_brackets_dashes_and_quotes(root: Path) -> None:
    old, new = 'Rivers and "seas" (Asia–Europe)', 'Lakes, ponds and "fens" (Asia–Africa)'
    write(
        root,
        water=f"---\ntitle: '{old}'\naliases: [Waters]\n---\n\nText.\n",
        lakes=f"# Lakes\n\n[[{old}]] and [[Waters]], [t](water.md).\n\n## See also\n\n- {old}\n- Seas\n",
        seas="# Seas\n\nOf salt.\n",
    )
    assert main(["mv", old, new]) == 0
    found = contents(root)
    moved = next(path for path, text in found.items() if "aliases" in text)
    assert found[moved] == f"---\ntitle: '{new}'\naliases: [Waters]\n---\n\nText.\n"
    assert (
        found["lakes.md"] == f"# Lakes\n\n[[{new}]] and [[Waters]], [t]({moved}).\n\n## See also\n\n- {new}\n- Seas\n"
    )


def test_a_move_to_another_folder_keeps_links_both_ways(root: Path) -> None:
    write(root, a="# A\n\n[b](b.md) and [pic](img/p.png).\n", b="# B\n\n[a](a.md), [[A]].\n", img__p="x")
    (root / "img" / "p.md").rename(root / "img" / "p.png")
    (root / "deep").mkdir()
    assert main(["mv", "a.md", "deep/"]) == 0
    assert contents(root) == {
        "deep/a.md": "# A\n\n[b](../b.md) and [pic](../img/p.png).\n",
        "b.md": "# B\n\n[a](deep/a.md), [[A]].\n",
        "img/p.png": "x",
    }


def test_wikitext_titles_redirects_and_hatnotes(root: Path) -> None:
    (root / "Rhône river.wiki").write_text("It '''flows'''. [[#Mouth]]\n== Mouth ==\nX.\n", encoding="utf-8")
    (root / "Rhone.wiki").write_text("#REDIRECT [[Rhône river]]\n", encoding="utf-8")
    (root / "Lyon.wiki").write_text(
        "{{Main|Rhône river}}\nOn the [[Rhône_river|Rhône]], [[rhône river]]s. [[Rhone]]\n", encoding="utf-8"
    )
    assert main(["mv", "Rhône river", "Rhône (river)"]) == 0
    assert contents(root) == {
        "Rhône (river).wiki": "It '''flows'''. [[#Mouth]]\n== Mouth ==\nX.\n",
        "Rhone.wiki": "#REDIRECT [[Rhône (river)]]\n",
        "Lyon.wiki": "{{Main|Rhône (river)}}\nOn the [[Rhône_(river)|Rhône]], [[Rhône (river)]]s. [[Rhone]]\n",
    }


def test_line_ends_and_byte_order_marks_stay(root: Path) -> None:
    (root / "a.md").write_bytes(b"\xef\xbb\xbf# A\r\n\r\nText.\r\n")
    (root / "b.md").write_bytes("\ufeff# B\r\n\r\n[[A]] 𝄞 [a](a.md)\r\n".encode())
    assert main(["mv", "a.md", "c.md"]) == 0
    assert (root / "c.md").read_bytes() == b"\xef\xbb\xbf# C\r\n\r\nText.\r\n"
    assert (root / "b.md").read_bytes() == "\ufeff# B\r\n\r\n[[C]] 𝄞 [a](c.md)\r\n".encode()


def test_a_dry_run_shows_a_diff_and_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, a="# A\n\nText.\n", b="# B\n\n[[A]]")
    before = contents(root)
    assert main(["mv", "a.md", "c.md", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("diff --git a/a.md b/c.md\nrename from a.md\nrename to c.md\n")
    assert "-[[A]]\n\\ No newline at end of file\n+[[C]]\n\\ No newline at end of file\n" in out
    assert contents(root) == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a.md", "b.md", "exists already"),
        ("A", "B", "exists already"),
        ("a.md", "other.md", "is the title of"),
        ("nowhere.md", "c.md", "no article has this path or title"),
        ("a.md", "a.md", "is called so already"),
        ("A", "x | y", "cannot be a title"),
        ("a.md", "../c.md", "lies outside"),
    ],
)
def test_what_is_refused(root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str) -> None:
    write(root, a="# A\n\nText.\n", b="# B\n\n[[A]]\n", third="# Other\n\nText.\n")
    before = contents(root)
    assert main(["mv", old, new]) == 2
    assert words in capsys.readouterr().err
    assert contents(root) == before


def test_a_failure_half_way_leaves_everything_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, a="# A\n\nText.\n", b="# B\n\n[[A]]\n", c="# C\n\n[[A]]\n")
    (root / "file").write_text("no folder")
    before = contents(root)
    assert main(["mv", "a.md", "file/d.md"]) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert contents(root) == before


def test_labels_in_tables_stay_escaped(root: Path) -> None:
    write(
        root,
        rivers="# Rivers\n\n## Mouths\n\nWater.\n",
        lakes="# Lakes\n\n| [[Rivers\\|water]] | [[Rivers]] |\n|---|---|\n| See Rivers. | [[Rivers#Mouths\\|so]] |\n",
    )
    assert main(["mv", "Rivers", "Streams"]) == 0
    after = "# Lakes\n\n| [[Streams\\|water]] | [[Streams]] |\n|---|---|\n| See Streams. | [[Streams#Mouths\\|so]] |\n"
    assert contents(root)["lakes.md"] == after


def test_without_config_or_git_all_that_one_stands_in_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "water").mkdir()
    (tmp_path / "water/rivers.md").write_text("# Rivers\n\nA river flows.\n")
    (tmp_path / "lakes.md").write_text("# Lakes\n\nSee [[Rivers]].\n")
    monkeypatch.chdir(tmp_path)
    assert main(["mv", "water/rivers.md", "water/streams.md"]) == 0
    assert (tmp_path / "lakes.md").read_text() == "# Lakes\n\nSee [[Streams]].\n"


def test_a_title_at_the_wrong_level_follows_too(root: Path) -> None:
    write(root, Rivers="### Rivers\n\nA river flows.\n\n#### Rivers\n\nMore.\n", Lakes="# Lakes\n\nSee [[Rivers]].\n")
    assert main(["mv", "Rivers", "Streams"]) == 0
    assert contents(root) == {
        "Streams.md": "### Streams\n\nA river flows.\n\n#### Rivers\n\nMore.\n",
        "Lakes.md": "# Lakes\n\nSee [[Streams]].\n",
    }


def test_the_config_decides_who_is_rewritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "one.md").write_text("# One\n\nThe first.\n")
    (root / "two.md").write_text("# Two\n\nAfter [[One]].\n")
    (root / "articlelint.toml").write_text('extend-exclude = ["two.md"]\n')
    assert main(["mv", "One", "First"]) == 0
    assert "[[One]]" in (root / "two.md").read_text()
    assert main(["mv", "First", "One"]) == 0
    assert main(["mv", "One", "First", "--isolated"]) == 0
    assert "[[First" in (root / "two.md").read_text()


@pytest.mark.parametrize(
    "name", ["a\x1b[31m.md", "a\tb.md", "a\u202eb.md", "The\x07 Lamp", "Lamp\u2028", "a\nb.md", "a\x85b.md"]
)
def test_a_new_name_holds_nothing_that_nobody_sees(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, lamp="# Lamp\n\nA lamp is a light.\n")
    assert main(["mv", "lamp.md", name]) == 2
    assert "cannot be" in capsys.readouterr().err
    assert list(contents(root)) == ["lamp.md"]


@pytest.mark.parametrize("place", [".", "..", "isles"])
def test_a_dry_run_is_a_patch_for_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """As that of `check --diff` is: its paths lead from the current folder, or from the root where they would climb above it."""
    write(root, a="# A\n\nSee [B](b.md).\n", b="# B\n\nA town.\n")
    (root / "articlelint.toml").touch()
    (root / "isles").mkdir()
    monkeypatch.chdir(root / place)
    way = os.path.relpath(root)
    done = subprocess.run(
        [sys.executable, "-m", "articlelint", "mv", "--dry-run", f"{way}/b.md", f"{way}/c.md"],
        capture_output=True,
        check=True,
    )
    here = root if place == "isles" else Path()
    subprocess.run(["git", "apply", "-"], cwd=here, input=done.stdout, check=True)
    assert sorted(path.name for path in root.glob("*.md")) == ["a.md", "c.md"]
