"""Structure and text rules answer on any text, in time linear in its size, and crash on none."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlelint.engine import catalogue, checker
from articlelint.model.article import Format
from articlelint.parsing import parse_source
from articlelint.text.source import Source

RULES = [
    rule
    for rule in catalogue.load().values()
    if rule.family in ("structure", "sections", "text", "metadata") and rule.on
]
PLAN = checker.plan(RULES)
PIECES = st.sampled_from(
    [
        "# ", "## ", "\n", "\n\n", "\r\n", "See alsoEdit", "[edit]", "[1]", "[", "(", '"', "“", "'''", "{{", "}}", "**", "*", "- ", "> ",
        "word word", "the\nthe", "TODO", "lorem ipsum", "oaicite", "â€™", "\u200b", "e\u0301", "&amp;nbsp;", "== ", " ==", "---\n", "title: x\n",
        "\ufffd", "`", "<!--", "-->", "|", "\u0000", "\ue000", "\u202e", "א", "See also", "References", "**Name** is", "text, and more text. ",
    ]
)  # fmt: skip
FORMATS: tuple[Format, ...] = ("markdown", "plain", "wikitext")


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(FORMATS))
def test_no_text_makes_a_rule_crash_or_point_outside(text: str, format: Format) -> None:
    article = parse_source(Source(text, "a"), format)
    for told in checker.examine(article, PLAN):
        assert isinstance(told, checker.Told), told
        start, end = told.finding.span
        assert 0 <= start <= end <= len(text)
        for edit in told.finding.fix.edits if told.finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


_TIMED = """
import sys, time
from articlelint.engine import catalogue, checker as engine
from articlelint.parsing import parse_source
from articlelint.text.source import Source
piece, format = sys.argv[1].encode().decode("unicode_escape"), sys.argv[2]
for rule in catalogue.load().values():
    if rule.family in ("structure", "sections", "text", "metadata") and rule.on:
        article = parse_source(Source("# T\\n\\n" + piece * (int(sys.argv[3]) // len(piece)), "a"), format)
        article.prose, article.written, article.sections
        began = time.process_time()
        list(engine.examine(article, engine.plan([rule])))
        print(rule.name, round(time.process_time() - began, 2))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["[", "(", "*", "'''", "word ", "the the ", "[1]", "{{", "== ", '"', "[edit", "â€", "a\u0301"]
)
def test_a_large_text_of_one_kind_does_not_hang(piece: str) -> None:
    written = piece.encode("unicode_escape").decode()
    for format in FORMATS:
        done = subprocess.run(
            [sys.executable, "-c", _TIMED, written, format, "60000"],
            capture_output=True, text=True, check=False, timeout=120, env={**os.environ},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
