"""Backslashes, entities and percent signs in what links lead to, and what may be ignored of it."""

import json
from pathlib import Path

import pytest

from articlelint.cli.main import main


def checked(folder: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str], *flags: str) -> list[dict]:
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    main(["check", str(folder), "--no-cache", "--select", "references", "--output-format", "json", *flags])
    return json.loads(capsys.readouterr().out)["diagnostics"]


TITLED = {"isle(north).md": "# North\n\nThe north.\n\n## Tea & R(x)\n\nText.\n", "caf\xe9_x.md": "# Café\n\nA house.\n"}


@pytest.mark.parametrize(
    "link",
    [
        r"[a](isle\(north\).md)",
        r"[a](<isle\(north\).md>)",
        "[a](isle&#40;north&#x29;.md)",
        "[a](isle%28north%29.md)",
        r"[a](caf&eacute;\_x.md)",
        "[a][x]\n\n[x]: isle\\(north\\).md",
        '<a href="isle&#40;north&#41;.md">a</a>',
        r"[a](isle\(north\).md#tea--rx)",
        r"[a](isle\(north\).md\#tea--rx)",
        r"![a](caf&eacute;\_x.md 'A \" title')",
        r"> - [a](isle\(north\).md)",
    ],
)
def test_a_destination_is_unescaped_before_it_is_looked_up(link: str, tmp_path: Path, capsys) -> None:
    assert checked(tmp_path, {**TITLED, "index.md": f"# Index\n\nSee {link}\n"}, capsys) == []


@pytest.mark.parametrize("link", [r"[a](gone\(x\).md)", "[a](isle&copynorth.md)", '<a href="isle\\(north\\).md">a</a>'])
def test_what_is_no_escape_stays(link: str, tmp_path: Path, capsys) -> None:
    (found,) = checked(tmp_path, {**TITLED, "index.md": f"# Index\n\nAbout {link}.\n"}, capsys)
    assert found["rule"] == "references/dangling-link"


def test_what_a_fix_or_mv_writes_over_an_escaped_link_is_one_link_again(tmp_path: Path, capsys, monkeypatch) -> None:
    text = "# Index\n\nThe [a](Isle\\(north.md#tea\\(x), [b](isle\\(north.md).\n"
    files = {"isle(north.md": "# North\n\nThe north.\n\n## Tea(x\n\nText.\n", "index.md": text}
    checked(tmp_path, files, capsys, "--fix")
    assert "[a](isle%28north.md#teax)" in (tmp_path / "index.md").read_text()
    monkeypatch.chdir(tmp_path)
    assert main(["mv", "isle(north.md", "cape(south.md"]) == 0
    assert "[b](cape%28south.md)" in (tmp_path / "index.md").read_text()


def test_a_name_that_differs_in_how_its_letters_are_composed(tmp_path: Path, capsys) -> None:
    files = {
        "caf\xe9.md": "# Café\n\nA house.\n",
        "index.md": "# Index\n\nThe [a](cafe%CC%81.md), [b](CAF%C3%89.md).\n",
    }
    form, case = checked(tmp_path, files, capsys)
    assert "Unicode form" in form["message"]
    assert "in another case" in case["message"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["archive/"], ["/legacy/x.md", "drafts/x.md", "old.pdf", "keep.pdf"]),
        (["drafts", "/legacy/", "*.pdf", "!keep.pdf"], ["archive/x.md", "sub/archive/x.md", "keep.pdf"]),
        (["*", "!*.pdf", "old.*"], ["keep.pdf"]),
        (["sub/"], ["archive/x.md", "/legacy/x.md", "drafts/x.md", "old.pdf", "keep.pdf"]),
        (["!", "**/archive/*.md"], ["/legacy/x.md", "drafts/x.md", "old.pdf", "keep.pdf"]),
    ],
)
def test_ignore_links_takes_what_git_takes(patterns: list[str], left: list[str], tmp_path: Path, capsys) -> None:
    targets = ["archive/x.md", "sub/archive/x.md", "/legacy/x.md", "drafts/x.md", "old.pdf", "keep.pdf"]
    files = {
        "articlelint.toml": f"ignore-links = {json.dumps(patterns)}\n",
        "index.md": "# Index\n\nOf " + ", ".join(f"[a]({target})" for target in targets) + ".\n",
        "other.md": "# Other\n\nAnother article.\n",
    }
    assert [found["data"]["target"] for found in checked(tmp_path, files, capsys)] == left


def test_ignore_links_may_speak_of_an_anchor(tmp_path: Path, capsys) -> None:
    files = {
        "articlelint.toml": 'ignore-links = ["#later", "*#todo"]\n',
        "index.md": "# Index\n\nOf [a](#later), [b](other.md#todo), [c](#now).\n",
        "other.md": "# Other\n\nAnother article.\n",
    }
    assert [found["data"]["target"] for found in checked(tmp_path, files, capsys)] == ["#now"]
