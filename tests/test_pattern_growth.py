"""No regular expression of the package takes more than linear time, whatever text it meets.

What is tried is in `pattern_growth.py`. It runs in a process of its own, where everything is imported anew.
"""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pattern_growth
import pytest
import regex_samples

import articlelint

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="what takes too long is given up by a timer")


@pytest.fixture(scope="module")
def told() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, str(HERE / "pattern_growth.py")),
        cwd=HERE.parent, env=None, capture_output=True, text=True, encoding="utf-8", timeout=170, check=False,
    )  # fmt: skip


def test_no_expression_grows_faster_than_its_text(told: subprocess.CompletedProcess[str]) -> None:
    assert told.stdout == ""
    assert told.returncode == 0, told.stderr


def test_all_expressions_are_tried(told: subprocess.CompletedProcess[str]) -> None:
    assert int(told.stderr.split()[0]) > 400


@pytest.mark.parametrize(
    ("source", "method"),
    [
        (r"^(?:\d+\.?)+\s+", "match"),  # 1111...
        (r"(a|a)*b", "match"),
        (r"<b(?:\s+\w+(?:\s*=\s*[^\"'=<>]+)?)*\s*>", "match"),
        (r"\s+$", "search"),
        (r"title:[ \t]*(.*?)[ \t]*,?[ \t]*$", "match"),
        (r"[a-z]+:", "search"),
        (r"\[(?:\d\](?:\[\d\])*)(?![(\[:])", "search"),
        (r"x[ab]*[bc]*d", "match"),
    ],
)
def test_one_that_does_is_found(source: str, method: str) -> None:
    assert pattern_growth.complaint(re.compile(source), source, method)


@pytest.mark.parametrize(
    ("source", "method"),
    [(r"(?<!\s)\s++$", "search"), (r"(?:\d++\.?)++\s", "match"), (r"[a-z]+:", "match"), (r"\A[a-z]+:", "search")],
)
def test_one_that_does_not_is_left_alone(source: str, method: str) -> None:
    assert pattern_growth.complaint(re.compile(source), source, method) is None


@pytest.mark.parametrize(
    "source",
    [
        r"a{2,3}(?:b|c)?[^\W\d_]+",
        r"(?P<mark>\*\*|__)x(?P=mark)",
        r"\[[^\[\]]*\]\(([^()]*)\)",
        r"(?:a|b) \s[c-e]{2,}",
        r"\u00e9\x41.[]x-]+",
    ],
)
def test_samples_match(source: str) -> None:
    assert any(
        re.compile(source).fullmatch(sample) for sample in regex_samples.samples(source, re.compile(source).flags)
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param('---\ntitle: "' + " " * 20_000 + "x\nx: [\n---\n\nText.\n", "a.md", id="a title that no quote ends"),
        pytest.param("# A\n\nSee the section on Bees below, see Bees.\n\n## " + "1" * 20_000 + "x\n\nText.\n", "a.md", id="digits"),
        pytest.param("# A\n\nText <a b =" + "\t" * 20_000 + '"\n', "a.md", id="an attribute without value"),
        pytest.param("#REDIRECT" + " " * 20_000 + "x\n", "a.wiki", id="a redirect to nowhere"),
        pytest.param("{{main|" + " " * 20_000 + "x}}\n", "a.wiki", id="blanks in a hatnote"),
        pytest.param("[[Lake" + " " * 2_000 + "|]]\n", "a.wiki", id="blanks before a pipe"),
        pytest.param("# A\n\nText, see the senses" + " " * 20_000 + "1.\n", "a.md", id="blanks before a sense"),
        pytest.param("# A\n\n## " + "e" * 20_000 + "Edit\n\nText.\n", "a.md", id="a long word with Edit glued to it"),
        pytest.param("# A\n\nText" + "[1]" * 7_000 + "(\n", "a.md", id="numbers of notes"),
        pytest.param("# A\n\n## __" + "a " * 10_000 + "\n\nText.\n", "a.md", id="bold that nothing ends"),
        pytest.param("# A" + " " * 20_000 + "{#" + "#" * 20_000 + "\n\nText.\n", "a.md", id="an id that no brace ends"),
        pytest.param("# A\n\nAn e\u0301. " + "a" * 20_000 + "\n", "a.md", id="a long word beside a decomposed one"),
        pytest.param("# A\n\n## B\n" + " " * 2_000 + "x\n", "a.md", id="blanks where a table may be"),
    ],
)  # fmt: skip
def test_what_grew_does_so_no_more(text: str, path: str) -> None:
    articlelint.lint("# A\n\nText.\n", path=path)  # what is loaded once
    began = time.process_time()
    report = articlelint.lint(text, path=path, select=["all"], severity="info")
    assert not report.crashes
    assert time.process_time() - began < 2  # 20 s for a megabyte would be 0.4 s; a square took 3 s and more
