"""The dialects of a corpus are told from its files, and `--show-settings` says why."""

from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.config.settings import DEFAULTS
from articlelint.publishers import detection
from articlelint.publishers.detection import detect


@pytest.mark.parametrize(
    ("files", "links", "site"),
    [
        (["a.md", ".obsidian/app.json"], "obsidian", ""),
        (["notes/.foam/templates/x.md"], "foam", ""),
        (["Home.md", "_Sidebar.md"], "gollum", ""),
        (["mkdocs.yml", "docs/a.md"], "none", "mkdocs"),
        (["website/docusaurus.config.ts"], "none", "docusaurus"),
        (["content/_index.md", "content/a.md"], "markdown", "hugo"),
        (["_config.yml", "sub/_index.md"], "none", "jekyll"),
        (["a.md"], "markdown", ""),
    ],
)
def test_files_tell(files: list[str], links: str, site: str) -> None:
    told = detect(files, DEFAULTS)
    assert (told.wiki.name, told.site.name if told.site else "") == (links, site)


@pytest.mark.parametrize("folder", ["", "web/"])
@pytest.mark.parametrize(
    ("mark", "site"),
    [
        (f"{mark}x" if mark.endswith("/") else mark, kind.name)
        for kind in detection.every()
        if kind.role == "site" and kind.name != "sphinx"
        for mark in (*kind.marks, *kind.weak_marks)
    ],
)
def test_every_mark_of_a_site_generator_tells(folder: str, mark: str, site: str) -> None:
    found = detect(["a.md", f"{folder}{mark}"], DEFAULTS).site
    assert found is not None
    assert found.name == site


def test_a_conf_py_tells_of_sphinx_only_where_it_names_myst() -> None:
    texts = {"a.md": "# A\n", "conf.py": "x = 1\n"}
    assert detect(texts, DEFAULTS, texts.get).site is None
    texts["conf.py"] = 'extensions = ["myst_parser"]\n'
    found = detect(texts, DEFAULTS, texts.get).site
    assert found is not None
    assert found.name == "sphinx"


def test_show_settings_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text("{}")
    (tmp_path / "a.md").write_text("# A\n")
    assert main(["check", "--show-settings", "--isolated", str(tmp_path)]) == 0
    assert "# link dialect obsidian: `.obsidian`" in capsys.readouterr().out
