"""Whose code runs: only installed packages', and only when a rule that runs names it. SECURITY.md promises it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from articlelint.cli.main import main

ROOT = Path(__file__).parent.parent
CODE = "import os, pathlib\npathlib.Path(os.environ['MARKER']).write_text('ran')\n"
PLUGIN = """
from articlelint.rule import Finding
from articlelint.rule import check

@check()
def shouting(article: "Article"):
    yield Finding(article.source.first_line(), "shouts")
"""
PAGE = '# Shouting\n\nDo not.\n\n```toml rule\ncheck = "CHECK"\nseverity = "warning"\non = ON\n```\n'


def _install(folder: Path, name: str = "shouting", code: str = CODE + PLUGIN) -> None:
    """What pip leaves of a distribution with one plug-in."""
    info = folder / "shouting-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[articlelint.checks]\n{name} = shouting_plugin:shouting\n")
    (folder / "shouting_plugin.py").write_text(code)


def _corpus(folder: Path, check: str = "shouting", on: str = "true") -> None:
    (folder / "own" / "house").mkdir(parents=True)
    (folder / "own" / "house" / "loud.md").write_text(PAGE.replace("CHECK", check).replace("ON", on))
    (folder / "articlelint.toml").write_text('rule-folders = ["own"]\n')
    (folder / "a.md").write_text("---\ntags: [a, {b: c}]\n---\n\n# A\n\nA is a lake.\n")


def _run(corpus: Path, path: Path, *words: str) -> tuple[int, str, bool]:
    marker = corpus.parent / "marker"
    marker.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(path), str(ROOT)]), "MARKER": str(marker)}
    environment.pop("PYTHONSAFEPATH", None)
    done = subprocess.run(
        [sys.executable, "-m", "articlelint", *(words or ("check", "--no-cache"))],
        cwd=corpus, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr, marker.exists()


def test_a_plugin_is_imported_only_for_a_rule_that_runs(tmp_path: Path) -> None:
    site, corpus = tmp_path / "site", tmp_path / "corpus"
    _install(site)
    _corpus(corpus, on="false")
    assert _run(corpus, site)[::2] == (0, False)
    status, out, imported = _run(corpus, site, "check", "--no-cache", "--select", "house/loud")
    assert (status, imported) == (1, True), out
    assert "shouts" in out
    assert _run(corpus, site, "rule", "--all")[2] is False


def test_nothing_is_imported_from_the_repository(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    _corpus(corpus)
    _install(corpus)
    for name in (
        "yaml",
        "pydantic",
        "mistune",
        "pathspec",
        "jsonschema",
        "ahocorasick_rs",
        "rapidfuzz",
        "idna",
        "sitecustom",
    ):
        (corpus / f"{name}.py").write_text(CODE)
    status, out, imported = _run(corpus, tmp_path)
    assert (status, imported) == (2, False), out
    assert "no check is named 'shouting'" in out


@pytest.mark.parametrize(
    "name",
    [
        "os",
        "os.path",
        "../../x",
        "__init__",
        "_private",
        "subprocess",
        "a b",
        "schema.Options",
        "..rule",
        "phrases:phrases",
        "é",
        "builtins.exec",
    ],
)
def test_a_page_cannot_name_any_module(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _corpus(tmp_path, check=name)
    assert main(["check", str(tmp_path), "--no-cache"]) == 2
    said = capsys.readouterr().err
    assert "no check is named" in said
    assert "loud.md" in said


def test_a_plugin_that_is_no_check_is_one_error(tmp_path: Path) -> None:
    site, corpus = tmp_path / "site", tmp_path / "corpus"
    _install(site, code="def shouting():\n    pass\n")
    _corpus(corpus)
    status, out, _ = _run(corpus, site)
    assert status == 2
    assert "is not a check" in out


def test_what_is_promised_is_said() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for word in ("--urls-allow-private", "articlelint.checks", "Report a vulnerability", "python -m articlelint"):
        assert word in text
