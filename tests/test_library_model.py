"""pydantic's door: articles and reports are dumped, validated and described as pydantic's users expect."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import articlelint
from articlelint.cli.main import main
from articlelint.model import schema as wire
from articlelint.model.diagnostics import Diagnostic, Edit, Fix, Report
from articlelint.text.source import Position, Span

TEXT = """---
title: Lyon
aliases: [Lugdunum]
---

Lyon lies on the [[Rhône|river]] and has a `code` span. See Rome and Paris for more.

- one <a id="first"></a>
  - two

> ### Inner

## History

## See also
"""
WORDS = st.sampled_from(["# T\n\n", "## S\n\n", "[[a|b]] ", "[x](y.md#z) ", "- item\n", "> q\n", "\n\n", "`c` ", "😀 ", "See A and B. ", "| a | b |\n|---|---|\n"])  # fmt: skip


@pytest.mark.parametrize("path", ["lyon.md", "lyon.txt", "lyon.wiki"])
def test_an_article_survives_dump_and_json(path: str) -> None:
    article = articlelint.parse(TEXT, path)
    for copy in (
        articlelint.Article.model_validate(article.model_dump()),
        articlelint.Article.model_validate_json(article.model_dump_json()),
    ):
        assert copy.model_dump() == article.model_dump()
        assert copy.headings == article.headings
        assert copy.references == article.references
        assert copy.sections == article.sections
        assert copy.anchors == article.anchors
        assert copy.inner_headings == article.inner_headings
        assert copy.prose == article.prose


@given(st.lists(WORDS, max_size=12).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_article_round_trips(text: str) -> None:
    article = articlelint.parse(text, "x.md")
    again = articlelint.Article.model_validate_json(article.model_dump_json())
    assert again.model_dump(mode="json") == article.model_dump(mode="json")


def test_the_dump_of_an_article_fits_its_schema() -> None:
    validator = _validator(articlelint.Article.model_json_schema())
    validator.validate(json.loads(articlelint.parse(TEXT, "lyon.md").model_dump_json()))
    assert not validator.is_valid({"path": "lyon.md"})


def _validator(schema: dict[str, object]):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _report() -> Report:
    report = articlelint.lint(TEXT, "lyon.md")
    assert report.diagnostics
    fix = Fix((Edit(0, 1, "x"), Edit(4, 4, "y")), "unsafe")
    extra = Diagnostic("a.md", "x/y", "info", "m", Span(0, 1), Position(1, 1), Position(1, 2), "h", fix, {"n": [1]})
    return replace(report, diagnostics=(*report.diagnostics, extra), notes=("skipped",), crashes=1)


def test_a_report_survives_dump_and_json() -> None:
    report = _report()
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert Report.model_validate(report.model_dump(mode="json")).model_dump() == report.model_dump()


def test_nothing_that_a_report_knows_is_left_out_of_its_dump() -> None:
    def names(kind: type) -> set[str]:
        return {field.name for field in fields(kind)}

    assert names(Diagnostic) - {"start", "end"} == names(wire.DiagnosticData)  # both stand in its span
    assert names(Report) - {"files", "root"} == names(wire.ReportData) - {"version", "summary"}
    held = names(articlelint.Article) - {"source"} | names(articlelint.Source) - {"title"} | {"page_name"}
    assert held <= names(wire.ArticleData)


def test_what_the_command_prints_is_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The schema of Report describes the command's JSON, and `model_validate_json` reads it."""
    (tmp_path / "lyon.md").write_text(TEXT)
    main(["check", str(tmp_path), "--output-format", "json", "--isolated", "--no-cache"])
    printed = capsys.readouterr().out
    report = Report.model_validate_json(printed)
    assert report.diagnostics
    _validator(Report.model_json_schema()).validate(json.loads(printed))
    dumped = report.model_dump(mode="json")
    for each in dumped["diagnostics"]:
        del each["excerpt"], each["excerpt_column"]
    told = json.loads(printed)
    assert {key: dumped[key] for key in told} == told


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValidationError, match="severity"):
        Report.model_validate({**_report().model_dump(), "diagnostics": [{"severity": "fatal"}]})
    with pytest.raises(ValidationError, match="text"):
        articlelint.Article.model_validate({"path": "x.md", "format": "markdown"})


def test_an_article_stands_in_a_users_model() -> None:
    class Shelf(BaseModel):
        articles: list[articlelint.Article]

    article = articlelint.parse(TEXT, "lyon.md")
    shelf = Shelf(articles=[article])
    assert shelf.articles[0] is article
    assert Shelf.model_validate_json(shelf.model_dump_json()).articles[0].headings == article.headings
    assert Shelf.model_json_schema()["properties"]["articles"]["type"] == "array"
