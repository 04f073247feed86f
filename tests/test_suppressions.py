"""What an author or the config has silenced is not told; what silences nothing is."""

import json

import pytest

from articlelint.cli.main import main


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A corpus of two articles, so that references are resolved."""
    (tmp_path / "articlelint.toml").write_text("", encoding="utf-8")
    (tmp_path / "atlas.md").write_text("# Atlas\n\nA book of maps.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(house, capsys, text, *flags):
    (house / "rivers.md").write_text(text, encoding="utf-8")
    main(["check", "rivers.md", "--output-format", "json", "--no-cache", *flags])
    report = json.loads(capsys.readouterr().out)
    return [(each["rule"], each["span"]["start"]["line"]) for each in report["diagnostics"]]


EMPTY, DANGLING = "sections/empty-section", "references/dangling-wikilink"
UNUSED, UNKNOWN = "suppression/unused", "suppression/unknown"
SELECT = ("--select", "sections,references,suppression")


@pytest.mark.parametrize("word", [EMPTY, "sections", "all", ""])
def test_the_next_line_is_silenced_by_rule_family_or_all(house, capsys, word):
    comment = f"<!-- articlelint-disable-next-line {word}: it is being written -->"
    assert told(house, capsys, f"# Rivers\n\nThey flow.\n\n{comment}\n\n## Sources\n\n## Mouths\n", *SELECT) == [
        (EMPTY, 9)
    ]


def test_findings_that_only_the_corpus_knows_are_silenced_too(house, capsys):
    text = "# Rivers\n\nThey flow to [[Atlantis]] <!-- articlelint-disable-line references/dangling-wikilink -->.\n\nAnd [[Mu]].\n"
    assert told(house, capsys, text, *SELECT) == [(DANGLING, 5)]


def test_a_stretch_is_silenced_up_to_the_enabling_comment(house, capsys):
    text = (
        "# Rivers\n\nThey flow.\n\n<!-- articlelint-disable sections -->\n\n## Sources\n\n## Falls\n\n"
        "<!-- articlelint-enable sections -->\n\n## Mouths\n"
    )
    assert told(house, capsys, text, *SELECT) == [(EMPTY, 13)]


def test_a_file_is_silenced_from_anywhere_in_it(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n## Sources\n\n## Mouths\n\n<!-- articlelint-disable-file sections -->\n"
    assert told(house, capsys, text, *SELECT) == []


def test_an_enabling_comment_without_anything_to_end_is_unused(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n<!-- articlelint-enable sections -->\n"
    assert told(house, capsys, text, *SELECT) == [(UNUSED, 5)]


def test_only_the_unused_word_of_a_comment_is_told(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n<!-- articlelint-disable-next-line sections, references -->\n\n## Mouths\n"
    assert told(house, capsys, text, *SELECT) == [(UNUSED, 5)]


def test_a_suppression_of_a_rule_that_did_not_run_is_not_judged(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n<!-- articlelint-disable-next-line references/dangling-wikilink -->\nOn.\n"
    assert told(house, capsys, text, *SELECT) == [(UNUSED, 5)]
    assert told(house, capsys, text, "--select", "sections,suppression") == []


def test_suppressions_work_when_the_rule_that_judges_them_is_ignored(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n<!-- articlelint-disable-next-line sections -->\n\n## Mouths\n"
    assert told(house, capsys, text, "--select", "sections") == []


def test_a_mistyped_rule_is_told_with_the_nearest_name(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n<!-- articlelint-disable-next-line sections/emtpy-section -->\nOn.\n"
    (house / "rivers.md").write_text(text, encoding="utf-8")
    main(["check", "rivers.md", "--no-cache", *SELECT])
    assert "did you mean 'sections/empty-section'?" in capsys.readouterr().out


def test_comments_in_code_silence_nothing(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n```\n<!-- articlelint-disable-file all -->\n```\n\n## Mouths\n"
    assert told(house, capsys, text, *SELECT) == [(EMPTY, 9)]


def test_the_config_silences_what_cannot_hold_comments(house, capsys):
    (house / "articlelint.toml").write_text(
        '[[suppressions]]\npaths = ["rivers.md"]\nrules = ["sections"]\ntext = "Mouths"\nreason = "a list of names"\n',
        encoding="utf-8",
    )
    text = "# Rivers\n\nThey flow.\n\n## Sources\n\n## Mouths\n"
    assert told(house, capsys, text, *SELECT) == [(EMPTY, 5)]


def test_ten_thousand_suppressions_take_no_time(house, capsys):
    text = "# Rivers\n\nThey flow.\n\n" + "<!-- articlelint-disable sections -->\n\n" * 10_000 + "## Mouths\n"
    assert len(told(house, capsys, text, *SELECT)) == 9_999
