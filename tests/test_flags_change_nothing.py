"""The law of the house: how findings are shown, and how fast they are found, never changes what is found or the exit status.

The whole product: what is asked x format x quiet x statistics x jobs x cache (none, cold, warm, kept answers) x where it is written x
colours. Findings are read back out of every format that names them one by one.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlelint.cli import main
from articlelint.config.settings import OUTPUT_FORMATS

HOW = st.fixed_dictionaries(
    {
        "format": st.sampled_from(OUTPUT_FORMATS),
        "quiet": st.booleans(),
        "statistics": st.booleans(),
        "jobs": st.sampled_from([None, "0", "1", "2"]),
        "cache": st.sampled_from(["none", "default", "elsewhere"]),
        "file": st.booleans(),
        "colour": st.booleans(),
        "ci": st.booleans(),
    }
)
WHAT = st.sampled_from(
    [
        (),
        ("atlas.md",),
        ("bad.md",),
        ("bad.md", "lakes.md"),
        ("nothing.md",),
        ("--fail-on", "error"),
        ("--fail-on", "never"),
        ("--exit-zero",),
        ("--select", "text"),
        ("--select", "nothing"),
        ("--severity", "info"),
        ("--severity", "error", "lakes.md"),
        ("--baseline", "known.json"),
        ("--isolated", "--extend-exclude", "bad.md"),
        ("--config", "fail-on = 'error'"),
    ]
)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A corpus with findings of each severity, with and without fixes, and a baseline of one; it is not changed by any run."""
    root = tmp_path_factory.mktemp("mixed")
    (root / "articlelint.toml").write_text("", encoding="utf-8")
    (root / "atlas.md").write_text("# Atlas\n\nAn atlas is a book of maps.\n", encoding="utf-8")
    (root / "lakes.md").write_text("# Lakes\n\nLakes lie in the the hills.\n", encoding="utf-8")
    text = '# Bad, 100% "so"\n\nSee [[Atlas]], [[Atlantis]], [[atlas|x]] and the the end.\n\n## See also\n'
    (root / "bad.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        main.main(["check", "lakes.md", "--write-baseline", "--baseline", "known.json", "--no-cache"])
    return root


def told(output_format, out):
    """Rule and line of each finding that an output names; None for a format that counts or cuts."""
    if output_format == "json":
        return Counter((each["rule"], each["span"]["start"]["line"]) for each in json.loads(out)["diagnostics"])
    if output_format == "jsonl":
        lines = map(json.loads, out.splitlines())
        return Counter((each["rule"], each["span"]["start"]["line"]) for each in lines)
    if output_format == "gitlab":
        return Counter((each["check_name"], each["location"]["positions"]["begin"]["line"]) for each in json.loads(out))
    if output_format == "sarif":
        results = json.loads(out)["runs"][0]["results"]
        places = ((each["ruleId"], each["locations"][0]["physicalLocation"]["region"]["startLine"]) for each in results)
        return Counter(places)
    patterns = {
        "full": r"^\w+: ([a-z-]+/[a-z-]+)(?: \[\*\])?: .*\n +--> .*:(\d+):\d+$",
        "concise": r"^.*:(\d+):\d+: \w+ ([a-z-]+/[a-z-]+) ",
        "grouped": r"^ +(\d+):\d+ +\w+ +([a-z-]+/[a-z-]+) ",
        "github": r"^::\w+ title=articlelint \(([a-z-]+/[a-z-]+)\),.*?,line=(\d+),",
    }
    if output_format == "junit":
        cases = (case for case in ET.fromstring(out).iter("testcase") if case.find("failure") is not None)
        return Counter((case.attrib["name"].split(" ")[0], int(case.attrib["line"])) for case in cases)
    found = re.findall(patterns[output_format], out, re.MULTILINE)
    rules_first = output_format in ("full", "github")
    return Counter((one, int(two)) if rules_first else (two, int(one)) for one, two in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(how=HOW, what=WHAT, twice=st.booleans())
def test_how_it_is_shown_changes_neither_findings_nor_exit_status(mixed, tmp_path_factory, capsys, how, what, twice):
    expected, out = call(mixed, capsys, *what, "--output-format", "json", "--no-cache")
    target = tmp_path_factory.mktemp("out") / "report"
    words = [*what, "--output-format", how["format"]]
    words += ["--quiet"] * how["quiet"] + ["--statistics"] * how["statistics"] + ["--ci"] * how["ci"]
    words += ["--jobs", how["jobs"]] if how["jobs"] else []
    words += {"none": ["--no-cache"], "default": [], "elsewhere": ["--cache-dir", str(target.parent / "kept")]}[
        how["cache"]
    ]
    words += ["--output-file", str(target)] if how["file"] else []
    for _time in range(1 + twice):  # the second time it may be answered from what was kept
        status, shown = call(mixed, capsys, *words, colour=how["colour"])
        assert status == expected
        if status != 2 and not how["statistics"]:
            text = target.read_text(encoding="utf-8") if how["file"] else re.sub(r"\x1b\[[\d;]*m", "", shown)
            assert told(how["format"], text) == told("json", out)


def call(root, capsys, *words, colour=False):
    """The installed command's own door, with its kept answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        if colour:
            patch.setenv("FORCE_COLOR", "1")
        status = main.main(["check", *words])
    return status, capsys.readouterr().out
