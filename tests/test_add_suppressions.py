"""`--add-suppressions` silences what is found, changes nothing else, and is undone by nothing."""

import pytest

TEXT = """\
# Seas

The the sea is [[Nowhere]].

- An item that that repeats.

| a | b |
|---|---|
| the the | c |

## Empty
"""


def test_every_finding_is_silenced_where_it_stands(corpus, check):
    (corpus / "seas.md").write_text(TEXT, encoding="utf-8")
    assert check()[0] == 1
    status, out, _err = check("--add-suppressions")
    assert status == 0
    assert out.startswith("Silenced ")
    assert check()[0] == 0
    text = (corpus / "seas.md").read_text(encoding="utf-8")
    assert "<!-- articlelint-disable-next-line sections/empty-section -->\n## Empty\n" in text
    assert "disable-file" not in text


def test_reasons_are_written_and_paths_may_follow(corpus, check):
    (corpus / "articlelint.toml").write_text("require-reason = true\n", encoding="utf-8")
    assert check("--add-suppressions=we know", "rivers.md")[0] == 0
    assert ": we know -->" in (corpus / "rivers.md").read_text(encoding="utf-8")
    assert check("rivers.md")[0] == 0
    assert check("lakes.md")[0] == 1
    check("--add-suppressions", "lakes.md")
    assert "suppression/without-reason" in check("lakes.md")[1]


def test_plain_text_is_silenced_in_the_config(corpus, check):
    (corpus / "odd [1]!.txt").write_text("Odd\n\nOdd is a a town.\n\nSee also\n", encoding="utf-8")
    (corpus / "odd 1.txt").write_text("Odd one\n\nOdd one is a a town.\n", encoding="utf-8")
    assert "odd [1]!.txt" in check("--severity", "warning")[1]
    check("--add-suppressions", "odd [1]!.txt")
    assert check("odd [1]!.txt")[0] == 0
    assert check("odd 1.txt")[0] == 1
    assert (corpus / "odd [1]!.txt").read_text(encoding="utf-8").startswith("Odd\n\nOdd is a a town.")


def test_a_config_that_cannot_be_added_to_is_left_alone(corpus, check):
    (corpus / "odd.txt").write_text("Odd\n\nOdd is a a town.\n", encoding="utf-8")
    (corpus / "articlelint.toml").write_text("suppressions = []\n", encoding="utf-8")
    status, _out, err = check("--add-suppressions", "odd.txt")
    assert status == 2
    assert "[[suppressions]]" in err
    assert (corpus / "articlelint.toml").read_text(encoding="utf-8") == "suppressions = []\n"


def test_a_table_of_pyproject_is_added_to(corpus, check):
    (corpus / "articlelint.toml").unlink()
    (corpus / "pyproject.toml").write_text("[tool.articlelint]\n", encoding="utf-8")
    (corpus / "odd.txt").write_text("Odd\n\nOdd is a a town.\n", encoding="utf-8")
    check("--add-suppressions", "odd.txt")
    assert check("odd.txt")[0] == 0


@pytest.mark.parametrize(
    "words", [("--add-suppressions", "--fix"), ("--add-suppressions=a --> b",), ("--add-suppressions", "-")]
)
def test_what_makes_no_sense_is_refused(corpus, check, words, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert check(*words)[0] == 2
