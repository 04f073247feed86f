"""The law of the house: how findings are shown, and how fast they are found, never changes what is found or the exit status."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlelint.settings import OUTPUT_FORMATS

HOW = st.fixed_dictionaries(
    {
        "format": st.sampled_from(OUTPUT_FORMATS),
        "quiet": st.booleans(),
        "jobs": st.sampled_from(["0", "1", "2"]),
        "cache": st.booleans(),
        "statistics": st.booleans(),
    }
)


@pytest.fixture
def mixed(corpus):
    (corpus / "bad.md").write_text(
        "# Bad\n\nSee [[Atlas]], [[Atlantis]] and the the end.\n\n## See also\n", encoding="utf-8"
    )
    return corpus


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    how=HOW,
    what=st.sampled_from(
        [(), ("atlas.md",), ("--fail-on", "error"), ("--select", "text"), ("bad.md",), ("nothing.md",)]
    ),
)
def test_how_it_is_shown_changes_neither_findings_nor_exit_status(mixed, check, how, what):
    status, out, _err = check(*what, "--output-format", "json")
    words = ["--output-format", how["format"], "--jobs", how["jobs"]]
    words += ["--quiet"] if how["quiet"] else []
    words += ["--statistics"] if how["statistics"] else []
    other, _out, _err = check(*what, *words, cache=how["cache"])
    assert other == status
    assert check(*what, "--output-format", "json", "--jobs", how["jobs"], cache=how["cache"])[:2] == (status, out)
    if how["format"] == "jsonl" and not how["statistics"] and status != 2:
        lines = check(*what, *words, cache=how["cache"])[1].splitlines()
        assert [json.loads(line) for line in lines] == json.loads(out)["diagnostics"]
