"""The doors for CI: the GitHub action and the GitLab component fit their schemas and do what they say."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
TEMPLATE = (ROOT / "templates/articlelint.yml").read_text()


def fits(schema: str, path: Path) -> None:
    """Validates a file by a schema that check-jsonschema brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", path]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def filled_in(**inputs: str) -> dict[str, Any]:
    """The component's jobs with its inputs put in, as GitLab does."""
    header, jobs = TEMPLATE.split("\n---\n")
    for name, told in yaml.safe_load(header)["spec"]["inputs"].items():
        jobs = jobs.replace(f"$[[ inputs.{name} ]]", inputs.get(name, told["default"]))
    assert "$[[" not in jobs
    return yaml.safe_load(jobs)


def test_the_action_fits_githubs_schema() -> None:
    fits("github-actions", ROOT / "action.yml")


def test_the_component_fits_gitlabs_schema(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text(yaml.safe_dump(filled_in()))
    fits("gitlab-ci", tmp_path / ".gitlab-ci.yml")


def test_every_input_of_the_action_is_used_and_none_is_pasted_into_a_script() -> None:
    text = (ROOT / "action.yml").read_text()
    for name in ACTION["inputs"]:
        assert f"inputs.{name} }}}}" in text
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input in a script is a hole; hand it over in `env`"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with a good and a bad article, and the command where the action installs it."""
    commands = tmp_path / "temp/articlelint/bin"
    commands.mkdir(parents=True)
    (commands / "articlelint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m articlelint "$@"\n')
    (commands / "articlelint").chmod(0o755)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "articlelint.toml").write_text("")
    (folder / "good.md").write_text("# Lyon\n\nLyon is a city.\n")
    (folder / "bad one.md").write_text("# Paris\n\nParis is a city.\n\n## See also\n")
    return folder


def act(articles: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the action's last step as a runner does."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: inputs.get(name.replace("-", "_"), told["default"]) for name, told in ACTION["inputs"].items()}
    environ = {key: given[value.split("inputs.")[1].removesuffix(" }}")] for key, value in step["env"].items()}
    temp = articles.parent / "temp"
    github = {"RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(temp / "output"), "GITHUB_ACTIONS": "true"}
    github["GITHUB_STEP_SUMMARY"] = str(temp / "summary")
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    every = {**os.environ, **environ, **github, "PYTHONPATH": str(ROOT)}
    return subprocess.run(bash, cwd=articles, env=every, capture_output=True, text=True, check=False)


def test_the_action_annotates_and_fails(articles: Path) -> None:
    done = act(articles)
    assert done.returncode == 1, done.stderr
    assert "::error " in done.stdout
    assert "file=bad one.md,line=5" in done.stdout
    assert (articles.parent / "temp/output").read_text() == "exit-status=1\n"


def test_the_action_takes_paths_with_blanks_and_options(articles: Path) -> None:
    assert act(articles, paths="good.md\n").returncode == 0
    assert act(articles, paths="good.md\nbad one.md\n").returncode == 1
    assert act(articles, fail_on="never").returncode == 0
    assert act(articles, args="--ignore\nsections/empty-section\n").returncode == 0
    plain = act(articles, annotations="false")
    assert "::" not in plain.stdout
    assert "--> bad one.md:5:4" in plain.stdout


def test_the_action_tells_wrong_use_apart(articles: Path) -> None:
    assert act(articles, paths="nowhere.md").returncode == 2
    assert (articles.parent / "temp/output").read_text() == "exit-status=2\n"


def test_the_component_writes_a_report_and_fails(articles: Path) -> None:
    job = filled_in(paths=".")["articlelint"]
    script = "\n".join(line for line in job["script"] if "pip install" not in line)
    environ = {**os.environ, "PATH": f"{articles.parent}/temp/articlelint/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "GITLAB_CI": "true"}  # fmt: skip
    done = subprocess.run(["bash", "-e", "-c", script], cwd=articles, env=environ, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "bad one.md:5:4: error sections/empty-section" in done.stdout
    report = json.loads((articles / job["artifacts"]["reports"]["codequality"]).read_text())
    assert [(each["check_name"], each["location"]["path"]) for each in report] == [
        ("sections/empty-section", "bad one.md")
    ]
