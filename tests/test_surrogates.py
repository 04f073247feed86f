"""A Python string may hold halves of surrogate pairs, which no encoding can write: they are read as any other character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import articlelint
from articlelint.config.settings import Settings
from articlelint.report import FORMATS, render
from articlelint.run import pipeline
from articlelint.text.source import Source

EVERYTHING = Settings(select=("all",), severity="info")
PIECES = st.sampled_from(
    [
        "\ud800", "\udfff", "\ud800\udc00", "é", "# ", "## See also\n\n- ", "See ", "see also ", "[", "](", ")", "[[", "]]", "|", "#", "[a]: ", "{{", "}}", "`",
        "---\n", "+++\n", "title: ", "title = '", "'\n", "aliases: [x, ", "]\n", "- ", "\n", "\n\n", " ", "https://a.b/", ".md", "the the ", "legendary ", "TODO ", "== ", " ==\n",
        '<a id="', '">', "<!-- articlelint-disable-next-line ", " -->", "&#xd800;", "%ed%a0%80", "Alpha", ", ", " and ", "''", "**",
    ]
)  # fmt: skip


@pytest.mark.parametrize("suffix", ["md", "txt", "wiki"])
@settings(max_examples=60, deadline=None)
@given(parts=st.lists(PIECES, max_size=25))
def test_a_text_with_surrogates_is_parsed_linted_and_reported(suffix: str, parts: list[str]) -> None:
    text = "".join(parts) + "\ud800"
    assert articlelint.parse(text, path=f"a.{suffix}").text == text
    report = pipeline.check_text(Source(text, f"a.{suffix}"), EVERYTHING)
    assert not [each for each in report.diagnostics if "crash" in each.data]
    for output_format in FORMATS:
        assert render(report, output_format, read=lambda path: Source(text, path)) is not None


def test_a_text_that_is_one_surrogate() -> None:
    assert articlelint.parse("\ud800").text == "\ud800"
    assert articlelint.lint("# \ud800\n\nSee \udfff and [[\ud800]].\n", path="a.md").diagnostics is not None


@pytest.mark.parametrize(
    "front", ["---\ntitle: 'a: \ud800' # x\n---\n", "+++\ntitle = '\ud800'\n+++\n", '{"title": "\\ud800"}\n']
)
def test_front_matter_with_surrogates(front: str) -> None:
    report = pipeline.check_text(Source(front + "\n# \ud800\n\nText.\n", "a.md"), EVERYTHING)
    assert not [each for each in report.diagnostics if "crash" in each.data]
