"""Safe fixes change no page but where they say so."""

from pathlib import Path

import pytest
from rendered import changed

EXAMPLES = Path(__file__).parent.parent / "examples"
HARD = [
    "*a*\u200b*b* and __c__\u200b__d__",
    "\u200b# No heading",
    "\u200b1. no item",
    "1\u200b. no item",
    "http\u200b://example.org and www\u200b.example.org",
    "a [b]\u200b(c.md) and [[d]\u200b]",
    "&\u200bamp; and \\\u200b*a*",
    "a\n\u200b\nb",
    "a \u200b \nb",
    "a\u200bb, c\u00add and e\u200b.",
    "a<\u0338b c> and cafe\u0301",
    "- a\n-\n| x | y |\n|---|---|\n| 1 | 2 |",
    "1. a\n2.\n3. b",
    "- a\n-\n- b",
    "The first is Data[0], the second Data[1].[1]",
    "## **Bold** head\n\nThe the end.",
    "## **All bold**:\n\nText [this](a.md) and [[a]].",
    "Mühle „so“ Ã¼ber Ã¤ und *Ã©* x",
]


def test_the_examples_stay_what_they_are() -> None:
    assert list(changed(EXAMPLES)) == []


@pytest.mark.parametrize("body", HARD)
def test_hard_places_stay_what_they_are(body: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# A\n\nAn article.\n\n{body}\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n\nAnother article.\n", encoding="utf-8")
    assert list(changed(tmp_path)) == []
