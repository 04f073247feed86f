"""Hostile texts are read, in time linear in their size: one that were not would hold up the suite for hours."""

import pytest

from articlelint.parsing.markdown import parse_markdown
from articlelint.text.source import Source

SIZE = 40_000
UNITS = [
    "[", "![", "[[", "](", "[a](b", '[a](b "', "[a](<b", "*", "**a", "*a_ ", "`", "` ``", "<", '<a b="', "<!--", "{{", "%%", "$a", "|", "a|b\n",
    "> ", ">\n", "> a\n", "- ", "- a\n", "-\n", "1. ", "#", "\n", "\t", "```\n", "[a]: b\n", "[a]:\n", "[^a]", "[a][b]", "http://", "http://a.b/(", "!",  "   $$\n", "<a\n", "> - ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_mark_without_end(unit: str) -> None:
    _read(unit * (SIZE // len(unit)))


@pytest.mark.parametrize(
    "text",
    [
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "".join(">" * depth + " a\n" for depth in range(250)),
        " ".join("`" * length for length in range(1, 250)),
        "[" * SIZE + "]" * SIZE,
        "[a](" + " " * SIZE,
        "<a" + " " * SIZE,
        "# a" + " #" * SIZE,
        "[a]:" + "\n" * SIZE,
        "- a\n" + "\n" * SIZE + "  b",
        "---\ntitle: " + "[a," * SIZE + "\n---\n",
        "---\ntitle: " + "- " * SIZE + "\n---\n",
        "+++\na=" + "[" * SIZE + "\n+++\n",
        '{\n"a":' + "[" * SIZE,
    ],
    ids=range(13),
)
def test_a_text_that_is_built_to_hurt(text: str) -> None:
    _read(text)


def _read(text: str) -> None:
    article = parse_markdown(Source(text, "a.md"))
    assert len(article.prose) == len(text)
    assert article.sections
    assert article.references is not None
