"""The little encyclopedia of examples/, and what README and docs quote, are what the command really says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import articlelint

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@pytest.mark.slow
def test_generated_files_are_up_to_date() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    environ = {"PYTHONPATH": str(ROOT), "PATH": ""}
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environ)
    assert (result.returncode, result.stdout) == (0, ""), f"run `make generated` and commit:\n{result.stdout}"


def test_the_output_does_not_depend_on_where_one_stands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from articlelint.cli.main import main

    said = []
    for folder, path in ((ROOT, "examples"), (EXAMPLES, "."), (EXAMPLES, str(EXAMPLES))):
        monkeypatch.chdir(folder)
        assert main(["check", path, "--no-cache"]) == 1
        said.append(capsys.readouterr().out)
    assert said[0].replace("--> examples/", "--> ") == said[1] == said[2]


def test_articles_without_planted_faults_are_left_alone() -> None:
    """These hold the traps: quotations, variants that are no faults, titles known outside, comments."""
    report = articlelint.check(EXAMPLES)
    assert report.crashes == 0
    clean = ("index.md", "kelp-works.txt", "saltmere.md", "weather.md")
    assert [f"{d.path}:{d.start.line} {d.rule} {d.message}" for d in report.diagnostics if d.path in clean] == []


def test_every_finding_speaks_of_what_stands_there() -> None:
    for each in articlelint.check(EXAMPLES).diagnostics:
        lines = (EXAMPLES / each.path).read_text(encoding="utf-8").splitlines()
        assert lines[each.start.line - 1] == each.excerpt


def test_the_examples_are_a_dozen_articles_in_two_formats() -> None:
    articles = [article.format for article in articlelint.Corpus.load(EXAMPLES)]
    assert 12 <= len(articles) <= 15
    assert {"markdown", "plain"} <= set(articles)


def test_the_first_screen_of_the_readme_is_article_command_output() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    article, command, output = (
        readme.index(part) for part in ("\n# Tarn Valley", "\n    $ articlelint check", "--> examples/tarn-valley.md:")
    )
    assert article < command < output < 60 * 80
    assert len(re.findall(r"^ *--> tarn-valley\.md:", readme, re.MULTILINE)) >= 4
