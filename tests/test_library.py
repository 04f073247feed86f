"""The Python door: what `articlelint.__all__` promises."""

import doctest
import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import articlelint
from articlelint import api, errors
from articlelint.engine import rule
from articlelint.model import article as model
from articlelint.model import diagnostics, nodes
from articlelint.model import edits as edits
from articlelint.resolve import resolution
from articlelint.text import source

ROOT = Path(__file__).parent.parent
LYON = "# Lyon\n\nLyon lies on the [[Rhone]].\n\n## See also\n"


@pytest.mark.parametrize(
    "module",
    [articlelint, api, model, nodes, source, diagnostics, edits, resolution, rule, errors],
    ids=lambda module: module.__name__,
)
def test_the_examples_of_the_docstrings_run(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_every_public_name_is_described_with_an_example() -> None:
    page = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^::: articlelint\.(\w+)$", page, re.MULTILINE))
    assert told == {*articlelint.__all__, "rule"} - {"__version__"}
    plain = {"Severity", "__version__", "ConfigError", "RuleError", "UsageError"}  # the errors are shown at their base
    for name in set(articlelint.__all__) - plain:
        assert ">>> " in (getattr(articlelint, name).__doc__ or ""), name


def test_every_public_name_is_there_and_unknown_ones_are_not() -> None:
    for name in articlelint.__all__:
        assert getattr(articlelint, name) is not None
    assert set(articlelint.__all__) <= set(dir(articlelint))
    with pytest.raises(AttributeError, match="no attribute 'lnit'"):
        articlelint.lnit  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = "import sys, articlelint; print(*sorted(m for m in sys.modules if m.split('.')[0] in sys.argv[1:]))"
    heavy = ["pydantic", "mistune", "yaml", "rapidfuzz", "ahocorasick_rs", "pathspec"]
    found = subprocess.run(
        [sys.executable, "-S", "-c", script, *heavy], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert found.stdout.split() == []


def test_lint_takes_the_words_of_the_command() -> None:
    assert [d.rule for d in articlelint.lint(LYON, "lyon.md", select="sections").diagnostics] == [
        "sections/empty-section"
    ]
    assert articlelint.lint(LYON, "lyon.md", ignore=["sections"], select=["sections"]).diagnostics == ()
    with pytest.raises(articlelint.UsageError, match="did you mean 'sections/empty-section'"):
        articlelint.lint(LYON, "lyon.md", select=["sections/empty-secton"])


def test_lint_reads_a_config_file_only_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articlelint.toml").write_text('ignore = ["all"]\n')
    assert articlelint.lint(LYON, "lyon.md").diagnostics
    assert articlelint.lint(LYON, "lyon.md", config="articlelint.toml").diagnostics == ()


def test_the_format_may_be_said() -> None:
    assert articlelint.parse("Lyon\n\nA city.\n").format == "plain"
    assert articlelint.parse("Lyon\n\nA city.\n", format="markdown").format == "markdown"
    assert articlelint.parse("Lyon\n\nA city.\n", "lyon.md", "plain").format == "plain"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    article = articlelint.parse("\ufeff# Lyon\n", "lyon.md")
    assert article.text == "# Lyon\n"
    assert article.source.bom


@pytest.fixture
def island(tmp_path: Path) -> Path:
    (tmp_path / "articlelint.toml").write_text('titles = ["titles.txt"]\nexclude = ["titles.txt"]\n')
    (tmp_path / "titles.txt").write_text("Norway\n")
    (tmp_path / "lamp.md").write_text("# Long Lamp\n\nA tower in [[Nroth Quay]] and [[Norway]].\n")
    (tmp_path / "quay.md").write_text("# North Quay\n\nA harbour.\n")
    return tmp_path


def test_check_says_what_the_command_says(island: Path) -> None:
    report = articlelint.check([island], select=["references/dangling-wikilink"])
    assert [(d.path, d.data["target"]) for d in report.diagnostics] == [("lamp.md", "Nroth Quay")]
    alone = articlelint.check(island / "quay.md", select="references")
    assert (alone.files, alone.diagnostics) == (1, ())


def test_check_of_no_paths_is_refused() -> None:
    with pytest.raises(articlelint.UsageError, match="no paths"):
        articlelint.check([])


def test_a_corpus_answers_to_names(island: Path) -> None:
    corpus = articlelint.Corpus.load(island)
    assert corpus.paths == ("lamp.md", "quay.md")
    assert corpus.titles == ("Long Lamp", "North Quay")
    assert (corpus.resolve("North Quay").status, corpus.resolve("North Quay").paths) == ("found", ("quay.md",))
    assert corpus.resolve("north quay").title == "North Quay"
    assert corpus.resolve("north quay").status == "variant"
    assert corpus.resolve("Norway").status == "outside"
    assert corpus.resolve("Nroth Quay").status == "missing"
    assert "North Quay" in corpus.resolve("Nroth Quay").suggestions
    assert [article.title and article.title.text for article in corpus] == ["Long Lamp", "North Quay"]
    assert len(corpus) == 2


def test_a_corpus_says_what_it_does_not_have(island: Path) -> None:
    with pytest.raises(articlelint.UsageError, match=r"nowhere\.md"):
        articlelint.Corpus.load(island).article("nowhere.md")
    with pytest.raises(articlelint.UsageError, match="no such folder"):
        articlelint.Corpus.load(island / "nowhere")


def test_what_is_handed_out_is_frozen(island: Path) -> None:
    report = articlelint.lint(LYON, "lyon.md")
    for thing, name in ((report, "files"), (report.diagnostics[0], "rule"), (articlelint.Corpus.load(island), "root")):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, None)


USE = """
from collections.abc import Iterator
from pathlib import Path

import articlelint
from articlelint import Corpus, Link, Report
from articlelint.rule import Article, Finding, check

article: Article = articlelint.parse("x", path=Path("x.md"))
words: list[str] = [heading.text for heading in article.headings] + [block.text for block in article.paragraphs()]
texts: list[str] = [section.text for section in article.walk()]
report: Report = articlelint.check(["articles/"], select={"all"}, fail_on="error", jobs=2, baseline=Path("known.json"))
paths: set[str] = {diagnostic.path for diagnostic in report.diagnostics}
status: int = report.exit_status
fixed: str = report.fix("x") + articlelint.fix_text("x", unsafe=True)
corpus: Corpus = Corpus.from_texts({"a.md": "# A"})
answer: str = corpus.resolve("Lyon", from_path="a.md", anchor="Name").status
links: tuple[Link, ...] = corpus.backlinks("a.md") + corpus.references("a.md")
nodes: list[str] = [node["title"] for node in corpus.graph()["nodes"]]
within: Report = articlelint.lint("x", corpus=corpus, extend_select="text")
back: Report = Report.model_validate(report.model_dump())
span: articlelint.Span = articlelint.Span(1, 2)
start, end = span
pages: list[str] = [rule.page for rule in articlelint.rules()]


@check()
def long_title(article: Article) -> Iterator[Finding]:
    if article.title and len(article.title.text) > 80:
        yield Finding(article.title.span, "the title is long")


articlelint.parse(3)
"""
LAST = len(USE.splitlines())


@pytest.mark.slow
def test_users_get_types(tmp_path: Path) -> None:
    """A user's file type-checks, and its one mistake, in the last line, is told."""
    (tmp_path / "use.py").write_text(USE)
    command = [sys.executable, "-m", "mypy", "--strict", "use.py"]
    environ = {"MYPYPATH": str(ROOT), "PATH": ""}
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environ).stdout
    assert f"use.py:{LAST}: error" in told, told
    assert "Found 1 error" in told, told


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("pyright") is None, reason="pyright is not installed")
def test_users_of_pyright_get_types(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(USE)
    settings = {"extraPaths": [str(ROOT)], "typeCheckingMode": "strict"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--outputjson"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        pytest.skip("pyright could not be fetched: " + done.stderr[-200:])
    told = json.loads(done.stdout)["generalDiagnostics"]
    assert [each["range"]["start"]["line"] + 1 for each in told] == [LAST], told
