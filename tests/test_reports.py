"""Every output format: what it says of one report, kept as snapshots and read by real readers.

`UPDATE_SNAPSHOTS=1 pytest tests/test_reports.py` writes the snapshots anew.
"""

import html
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import jsonschema
import junitparser
import pytest
from sarif_pydantic import Sarif

from articlelint import report
from articlelint.cli.main import main
from articlelint.engine import catalogue
from articlelint.engine.stamping import fingerprint
from articlelint.model.diagnostics import Diagnostic, Edit, Fix, Report
from articlelint.report.github import BUDGET, step_summary
from articlelint.report.terminal import expanded, width
from articlelint.text.escapes import visible
from articlelint.text.source import Source, Span

SNAPSHOTS = Path(__file__).parent / "snapshots"
TEXT = "# Käse\n\n\tSee 東京, 🧀 and\tAtlantis.\r\nThe the end.\x1b[31m\n"
SOURCE = Source(TEXT, "lists, 100%/käse:1.md")


def diagnostic(words, rule="references/dangling-see", severity="error", fix=None, occurrence=1, **given):
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    line = SOURCE.line_span(SOURCE.position(start).line)
    message = f"no article is called `{words}`"
    return Diagnostic(
        SOURCE.path, rule, severity, message, span, SOURCE.position(span.start), SOURCE.position(span.end),
        "write it, or remove the reference", fix, {"target": words}, fingerprint(rule, SOURCE.path, words, occurrence),
        SOURCE.slice(line), **given,
    )  # fmt: skip


def a_report():
    the = TEXT.index(" the")
    return Report(
        (
            diagnostic("東京"),
            diagnostic(
                "🧀", severity="warning", fix=Fix((Edit(TEXT.index("🧀"), TEXT.index("🧀") + 1, "cheese"),), "unsafe")
            ),
            diagnostic("Atlantis", severity="info"),
            diagnostic("The the", "text/repeated-word", "warning", Fix((Edit(the, the + 4, ""),))),
        ),
        files=3,
        notes=("skipped big.bin: binary",),
    )


def rendered(output_format, told=None, **given):
    return report.render(told or a_report(), output_format, read=lambda _path: SOURCE, rules=catalogue.load(), **given)


@pytest.mark.parametrize("output_format", report.FORMATS)
def test_a_format_says_what_it_said(output_format):
    told = rendered(output_format, prefix="docs/")
    if output_format == "sarif":  # rule pages are reworded, and versions rise; the rest stays
        told = json.dumps(_without_pages(json.loads(told)), ensure_ascii=False, indent=2) + "\n"
    snapshot = SNAPSHOTS / f"{output_format}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.write_bytes(told.encode())
    assert told == snapshot.read_bytes().decode()


def _without_pages(data):
    driver = data["runs"][0]["tool"]["driver"]
    del driver["version"]
    driver["rules"] = [rule["id"] for rule in driver["rules"]]
    return data


def test_colours_only_add_escapes():
    import re

    for output_format in ("full", "concise", "grouped"):
        coloured = rendered(output_format, colour=True)
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == rendered(output_format)


def test_carets_stand_under_the_words_in_wide_text_and_behind_tabs():
    lines = rendered("full").splitlines()
    for number, line in enumerate(lines):
        if "^" in line:
            words = lines[number - 1]
            start, length = line.index("^"), line.count("^")
            cells = "".join(c * width(c) for c in words)  # a wide character takes two cells
            assert cells[start : start + length] in ("東東京京", "🧀🧀", "Atlantis", "The the")


def test_an_article_cannot_steer_the_terminal():
    for output_format in ("full", "concise", "grouped"):
        assert "\x1b" not in rendered(output_format)
    assert visible("a\x1b[2J\u202eb\nc") == "a\\x1b[2J\\u202eb\\nc"
    assert expanded("a\tb") == "a   b"


def test_a_long_line_is_cut_and_its_carets_still_fit():
    each = Diagnostic(
        "a.md", "text/repeated-word", "warning", "m", Span(500, 503), SOURCE.position(0)._replace(column=501),
        SOURCE.position(0)._replace(column=504), excerpt="x" * 80 + "abc" + "y" * 40, excerpt_column=421,
    )  # fmt: skip
    lines = report.render(Report((each,), 1), "full").splitlines()
    assert lines[3][lines[4].index("^") : lines[4].rindex("^") + 1] == "abc"


def test_sarif_is_read_by_a_model_of_the_standard_and_counts_in_utf_16():
    run = json.loads(rendered("sarif"))["runs"][0]
    Sarif.model_validate_json(rendered("sarif"))
    cheese = run["results"][1]["locations"][0]["physicalLocation"]
    assert cheese["region"] == {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 12}
    assert cheese["artifactLocation"]["uri"] == "lists%2C%20100%25/k%C3%A4se%3A1.md"
    assert all("help" in rule for rule in run["tool"]["driver"]["rules"] if rule["id"] in catalogue.load())
    assert run["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "cheese"


@pytest.mark.slow
def test_sarif_fits_the_official_schema(tmp_path: Path) -> None:
    """The schema is taken from the package of the standard's own tool."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which brings the schema, is not here")
    words = [npm, "pack", "--silent", "@microsoft/sarif-multitool-linux@5.7.0"]
    packed = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    if packed.returncode != 0:
        pytest.skip(f"npm cannot bring the schema: {packed.stderr[-200:]}")
    with tarfile.open(next(tmp_path.glob("*.tgz"))) as archive:
        file = archive.extractfile("package/sarif-2.1.0.json")
        assert file is not None
        schema = json.loads(file.read().decode("utf-8-sig"))
    jsonschema.validate(json.loads(rendered("sarif")), schema)


def test_junit_is_read_by_a_parser():
    read = junitparser.JUnitXml.fromstring(rendered("junit").encode())
    assert (read.tests, read.failures, read.errors) == (4, 4, 0)
    assert [case.result[0].type for suite in read for case in suite] == ["error", "warning", "info", "warning"]
    empty = junitparser.JUnitXml.fromstring(report.render(Report(files=2), "junit").encode())
    assert (empty.tests, empty.failures) == (1, 0)


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 8},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "positions": {
                        "required": ["begin"],
                        "properties": {"begin": {"required": ["line"], "properties": {"line": {"minimum": 1}}}},
                    },
                },
            },
        },
    },
}


def test_gitlab_has_what_its_documentation_asks_for():
    data = json.loads(rendered("gitlab"))
    jsonschema.validate(data, GITLAB)
    assert len({each["fingerprint"] for each in data}) == len(data)


def test_json_lines_are_the_list_of_json():
    lines = [json.loads(line) for line in rendered("jsonl").splitlines()]
    assert lines == json.loads(rendered("json"))["diagnostics"]


def test_github_annotates_the_worst_within_its_budget_and_drops_nothing():
    told = Report(
        tuple(diagnostic("Atlantis", severity=s, occurrence=n) for n in range(25) for s in ("error", "warning")), 1
    )
    lines = rendered("github", told).splitlines()
    assert [sum(line.startswith(f"::{kind} ") for line in lines) for kind in ("error", "warning")] == [BUDGET, BUDGET]
    assert len(lines) == 50
    assert "file=lists%2C 100%25/käse%3A1.md," in lines[0]
    assert step_summary(told).count("Atlantis") == 50


def test_a_step_summary_stays_below_what_github_takes():
    told = Report(tuple(diagnostic("Atlantis", occurrence=n) for n in range(20_000)), 1)
    assert len(step_summary(told).encode()) < 1024 * 1024
    assert "more." in step_summary(told)[-40:]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("output", ["json", "jsonl", "sarif", "gitlab", "junit"])
def test_what_programs_read_is_whole_on_any_standard_output(tmp_path, monkeypatch, encoding, output):
    """`PYTHONIOENCODING=ascii`, a pipe on Windows: what the encoding does not have is written in the format's own escapes."""
    (tmp_path / "a.md").write_text("# A\n\nSee [[Café \u8336 \U0001f375]].\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, errors="backslashreplace"))
    (tmp_path / "articlelint.toml").touch()
    (tmp_path / "b.md").write_text("# B\n\nA letter.\n", encoding="utf-8")
    assert main(["check", ".", "--no-cache", "--output-format", output]) == 1
    sys.stdout.flush()
    text = written.getvalue().decode(encoding)
    if output == "junit":
        found = html.unescape(text)
    else:
        found = str([json.loads(line) for line in (text.splitlines() if output == "jsonl" else [text])])
    assert "Café \u8336 \U0001f375" in found
