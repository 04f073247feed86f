"""Every snippet of README and docs is tried: sessions run, commands run, files fit their schemas."""

import bz2
import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from articlelint.cli import commands
from articlelint.cli.main import command_parser
from articlelint.config import loading

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?[^\n]*\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


class Snippet(NamedTuple):
    page: str
    line: int
    language: str
    title: str
    body: str


def snippets(page: Path) -> Iterator[Snippet]:
    text = page.read_text(encoding="utf-8")
    for fence in FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        yield Snippet(page.relative_to(ROOT).as_posix(), line, fence["language"], fence["title"] or "", fence["body"])


def line_above(snippet: Snippet) -> str:
    """The last line above a snippet that is not empty: a mark that says how it came about."""
    above = (ROOT / snippet.page).read_text(encoding="utf-8").splitlines()[: snippet.line - 1]
    return [line for line in above if line][-1]


ALL = [snippet for page in PAGES for snippet in snippets(page)]


def of(*languages: str) -> list[object]:
    return [pytest.param(s, id=f"{s.page}:{s.line}") for s in ALL if s.language in languages]


def test_no_snippet_is_of_a_kind_that_nobody_tries() -> None:
    known = {"python", "yaml", "toml", "sh", "markdown", "text"}
    assert {snippet.language for snippet in ALL} <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_snippet_is_overlooked(page: Path) -> None:
    """Every fence has a language, and what is shown is written by `make generated`, is a file that is tried, or is what a command prints."""
    assert not re.search(r"^ *(```|~~~)", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    commands_before = False
    for snippet in snippets(page):
        commands_before = commands_before or snippet.language == "sh"
        if snippet.language in ("text", "markdown") and not snippet.title:
            generated = line_above(snippet).startswith(("<!-- shows: ", "<!-- prints: "))
            assert generated or (snippet.language == "text" and commands_before), f"{snippet.page}:{snippet.line}"


@pytest.mark.parametrize("snippet", of("python"))
def test_python_runs(snippet: Snippet, monkeypatch: pytest.MonkeyPatch) -> None:
    if ">>>" not in snippet.body:
        monkeypatch.chdir(ROOT)
        code = compile(snippet.body, f"{snippet.page}:{snippet.line}", "exec")
        if not snippet.title:  # what has a title is a file, and tried as one below
            exec(code, {})


@pytest.mark.parametrize("page", [page for page in PAGES if ">>>" in page.read_text()], ids=lambda page: page.name)
def test_sessions_print_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    result = doctest.testfile(str(page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert result.attempted > 10
    assert not result.failed


@pytest.mark.parametrize("snippet", of("toml"))
def test_toml_is_a_config_that_we_take(snippet: Snippet) -> None:
    table = tomllib.loads(snippet.body)
    if snippet.title == "pyproject.toml":
        table = table.get("tool", {}).get("articlelint", {})
    table.pop("extend", None)  # belongs to the file, see test_commands_run
    loading.from_table(table, Path(snippet.page))


@pytest.mark.slow
@pytest.mark.parametrize("snippet", of("yaml"))
def test_yaml_fits_the_schema_of_its_kind(snippet: Snippet, tmp_path: Path) -> None:
    name = Path(snippet.title).name or ".pre-commit-config.yaml"
    file = tmp_path / name
    data = yaml.safe_load(snippet.body)
    if "repos" in data:
        file.write_text(snippet.body)
        command = [sys.executable, "-m", "pre_commit", "validate-config", file]
        _hooks_exist(data)
    else:
        component = "include" in data
        schema = "github-workflows" if "jobs" in data else "gitlab-ci"
        assert "jobs" in data or component or "script" in data["articlelint"]
        file.write_text(snippet.body)
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file]
        _inputs_exist(data)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_page_promises_what_is_not_published_yet() -> None:
    """Neither an index nor a tag has us: pages install from a checkout."""
    promised = re.compile(r"pip install ['\"]?articlelint|articlelint/articlelint@|rev: v\d")
    assert not [page.name for page in PAGES if promised.search(page.read_text(encoding="utf-8"))]


def test_every_extra_has_its_line_in_the_readme() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in extras if f"[{name}]" not in text]


def _hooks_exist(data: dict) -> None:
    ours = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for repository in data["repos"]:
        assert repository["repo"] == "local" or {hook["id"] for hook in repository["hooks"]} <= ours


def _inputs_exist(data: dict) -> None:
    """What is handed to our action or component is an input of it."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    header = (ROOT / "templates/articlelint.yml").read_text().split("\n---\n")[0]
    component = yaml.safe_load(header)["spec"]["inputs"]
    for job in data.get("jobs", {}).values():
        for step in job["steps"]:
            assert "articlelint" not in step.get("uses", "") or set(step.get("with", {})) <= set(action)
    for include in data.get("include", []):
        assert set(include.get("inputs", {})) <= set(component)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder in which `articlelint` is a command and examples/ are at hand."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/articlelint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m articlelint "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(place: Path, line: str) -> subprocess.CompletedProcess[str]:
    path = f"{place}/bin{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, "PYTHONPATH": f"{ROOT}{os.pathsep}{place}", "NO_COLOR": "1"}
    return subprocess.run(
        ["bash", "-c", line], cwd=place, env=environ, capture_output=True, text=True, check=False, timeout=120
    )


def _commands(snippet: Snippet) -> list[str]:
    return [line for line in snippet.body.splitlines() if line.strip() and not line.startswith("#")]


COMMAND = re.compile(r"(?:[A-Z_]+=\S+ )*articlelint .+")


@pytest.mark.parametrize("snippet", of("sh"))
def test_no_command_is_of_a_kind_that_nobody_tries(snippet: Snippet) -> None:
    assert all(COMMAND.fullmatch(line) for line in _commands(snippet))


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if any(s.language == "sh" for s in snippets(p))], ids=lambda p: p.name)  # fmt: skip
def test_commands_run(page: Path, place: Path) -> None:
    """Files are written, commands run, in the order of the page; a text block behind a command is what it prints."""
    printed = ""
    for snippet in snippets(page):
        if snippet.title and snippet.language != "yaml":
            file = place / snippet.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(snippet.body, encoding="utf-8")
        for command in _commands(snippet) if snippet.language == "sh" else ():
            done = run(place, command)
            assert done.returncode in (0, 1), f"{snippet.page}:{snippet.line}: {command}: {done.stderr}"
            printed = done.stdout
        if snippet.language == "text" and printed and not snippet.title:
            shown, lines = snippet.body.strip().splitlines(), printed.strip().splitlines()
            where = f"{snippet.page}:{snippet.line}"
            if line_above(snippet) == "<!-- excerpt -->":
                assert [line for line in lines if line in shown] == shown, where
            else:
                assert shown == lines, where


INDENTED = re.compile(r"^    (?:\$ )?((?:articlelint|make|pip install) .+?)(?: {2,}#.*)?$", re.MULTILINE)
INLINE = re.compile(r"(?<!`)`(articlelint [^`]+)`(?!`)")


@pytest.mark.slow
def test_indented_commands_run(place: Path) -> None:
    """Those of README and CONTRIBUTING: ours are run, `make` has their target."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    found = [line for page in PAGES for line in INDENTED.findall(page.read_text(encoding="utf-8"))]
    assert len(found) > 8
    dump = "<mediawiki><page><title>Lyon</title><ns>0</ns><revision><text>'''Lyon''' is a city.</text></revision></page></mediawiki>"
    for name in ("enwiki-latest-pages-articles", "enwiki-1-pages-articles1"):
        suffix = ".xml-p1p9.bz2" if name.endswith("1") else ".xml.bz2"
        (place / f"{name}{suffix}").write_bytes(bz2.compress(dump.encode()))
    for line in found:
        if line.startswith("make "):
            assert set(line.split()[1:]) <= targets
        elif line.startswith("articlelint "):
            done = run(place, line)
            assert done.returncode in (0, 1), f"{line}: {done.stderr}"
        else:
            assert line == "pip install ."


RULE_PAGES = sorted((ROOT / "rules").rglob("*.md"))


@pytest.mark.parametrize("page", [*PAGES, *RULE_PAGES], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_commands_in_sentences_have_the_options_that_they_name(page: Path) -> None:
    for line in INLINE.findall(page.read_text(encoding="utf-8")):
        words = shlex.split(line.replace("\n", " ").removesuffix(" ..."))
        assert words[1] in commands.NAMES or words[1] in ("COMMAND", "--version"), line
        if words[1] in commands.NAMES:
            known = {name for each in command_parser(words[1]).declared for name in each.option_strings}
            assert {word.partition("=")[0] for word in words[2:] if word.startswith("-") and word != "-"} <= known, line


@pytest.mark.slow
def test_your_own_rule_works_as_written(place: Path) -> None:
    """As a new user would: write the files of the page, run the tests of the page, use the rules."""
    for snippet in snippets(ROOT / "docs/own-rules.md"):
        if snippet.title:
            file = place / snippet.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(snippet.body, encoding="utf-8")
    project = tomllib.loads((place / "pyproject.toml").read_text())["project"]
    group = project["entry-points"]["articlelint.checks"]
    installed = place / f"house_checks-{project['version']}.dist-info"  # what pip would write
    installed.mkdir()
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1.0\n")
    points = "\n".join(f"{name} = {value}" for name, value in group.items())
    (installed / "entry_points.txt").write_text(f"[articlelint.checks]\n{points}\n")
    tested = run(place, "python -m pytest -q -p no:cacheprovider test_house_rules.py")
    assert "2 passed" in tested.stdout, tested.stdout + tested.stderr
    found = run(place, "articlelint check tern.md --select style --output-format concise")
    assert found.returncode == 1, found.stderr
    assert "tern.md:3:25: " in found.stdout
    assert "style/units" in found.stdout
    assert "Units are written out" in run(place, "articlelint rule style/units").stdout


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {path.parent.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("index.html")}
    assert {"rules/sections/empty-section", "rules", "own-rules", "resolution", "ci", "pre-commit", "python"} <= pages


def test_our_own_pages_are_clean() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "articlelint", "check", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
