"""Every flag of `articlelint check`, at the door. Fixes, baselines and suppressions have tests of their own."""

import io
import json
import os
import sys
import tomllib

import pytest

from articlelint.disk import user_folders

EMPTY = ("rivers.md", "sections/empty-section")
TWICE = ("lakes.md", "text/repeated-word")


def test_a_corpus_with_findings_ends_with_1_and_a_clean_one_with_0(corpus, check):
    assert check()[0] == 1
    assert check("atlas.md")[0] == 0


def test_every_article_is_checked_in_order(corpus, told):
    assert told() == [TWICE, EMPTY]
    assert told("rivers.md") == [EMPTY]
    assert told("rivers.md", "lakes.md") == [TWICE, EMPTY]


def test_options_may_stand_between_paths(corpus, told):
    assert told("rivers.md", "--severity", "warning", "lakes.md") == [TWICE, EMPTY]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (("--select", "sections"), [EMPTY]),
        (("--select", "sections/empty-section,text"), [TWICE, EMPTY]),
        (("--select", "sections", "--select", "text"), [TWICE, EMPTY]),
        (("--select", "all", "--ignore", "text"), [EMPTY]),
        (("--ignore", "text/repeated-word"), [EMPTY]),
        (("--select", "text", "--ignore", "all"), [TWICE]),
        (("--select", "structure", "--extend-select", "sections"), [EMPTY]),
    ],
)
def test_rules_are_selected_by_name_family_or_all(corpus, told, flags, expected):
    assert told(*flags) == expected


@pytest.mark.parametrize(
    ("config", "flags", "expected"),
    [
        ('select = ["sections"]', (), [EMPTY]),
        ('select = ["sections"]', ("--select", "text"), [TWICE]),
        ('select = ["sections"]', ("--extend-select", "text"), [TWICE, EMPTY]),
        ('ignore = ["sections"]', ("--ignore", "text"), []),
        ('ignore = ["sections/empty-section"]', ("--select", "sections/empty-section"), [EMPTY]),
        ('ignore = ["sections/empty-section"]', ("--select", "sections"), []),
        ('select = ["sections/empty-section", "text"]', ("--ignore", "sections"), [TWICE]),
        ('[[overrides]]\npaths = ["lakes.md"]\nselect = ["text"]', ("--select", "sections"), [EMPTY]),
    ],
)
def test_what_the_command_line_says_of_rules_wins(corpus, told, config, flags, expected):
    (corpus / "articlelint.toml").write_text(config, encoding="utf-8")
    assert told(*flags) == expected


def test_severity_hides_what_is_less_grave(corpus, told, check):
    assert told("--severity", "error") == [EMPTY]
    assert check("--severity", "error", "lakes.md")[0] == 0


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        (("--fail-on", "error", "lakes.md"), 0),
        (("--fail-on", "error"), 1),
        (("--fail-on", "warning", "lakes.md"), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--exit-zero", "no-such-file.md"), 2),
        (("--exit-zero", "--select", "no-such-rule"), 2),
    ],
)
def test_what_makes_the_exit_status(corpus, check, flags, status):
    assert check(*flags)[0] == status


@pytest.mark.parametrize(
    "output_format", ["full", "concise", "grouped", "json", "jsonl", "github", "gitlab", "junit", "sarif"]
)
def test_every_format_is_chosen_by_its_name(corpus, check, output_format):
    status, out, _err = check("--output-format", output_format)
    assert status == 1
    assert "sections/empty-section" in out
    assert ("Found 1 error" in out) == (output_format in ("full", "concise", "grouped"))


def test_output_goes_to_a_file(corpus, check):
    status, out, _err = check("--output-format", "json", "--output-file", "reports/a.json")
    assert (status, out) == (1, "")
    assert len(json.loads((corpus / "reports" / "a.json").read_text(encoding="utf-8"))["diagnostics"]) == 2
    assert check("--output-file", "atlas.md/x")[0] == 2


def test_statistics_count_the_findings_of_each_rule(corpus, check):
    (corpus / "more.md").write_text("# More\n\nThe the end end.\n", encoding="utf-8")
    status, out, _err = check("--statistics")
    assert (status, out) == (1, "3  text/repeated-word [*]\n1  sections/empty-section\n")
    _status, out, _err = check("--statistics", "--output-format", "json")
    assert json.loads(out)[0] == {"rule": "text/repeated-word", "count": 3, "fixable": True}


def test_quiet_leaves_out_the_summary_and_nothing_else(corpus, check):
    status, out, err = check("--quiet", "--output-format", "concise")
    assert (status, err) == (1, "")
    assert [line.split(":")[0] for line in out.splitlines()] == ["lakes.md", "rivers.md"]
    assert check("-q", "atlas.md") == (0, "", "")


def test_show_files_lists_what_would_be_checked(corpus, check):
    (corpus / "notes.csv").write_text("a,b", encoding="utf-8")
    assert check("--show-files") == (0, "atlas.md\nlakes.md\nrivers.md\n", "")


def test_show_settings_tells_where_each_value_came_from(corpus, check, monkeypatch):
    (corpus / "base.toml").write_text('severity = "info"\nfail-on = "error"\n', encoding="utf-8")
    (corpus / "articlelint.toml").write_text('extend = "base.toml"\nfail-on = "info"\n', encoding="utf-8")
    monkeypatch.setenv("ARTICLELINT_LANGUAGE", "de")
    status, out, _err = check("--show-settings", "--ignore", "text", "--config", "site-root = 'docs'")
    assert status == 0
    comments = {line.split(" = ")[0]: line.split("  # ")[1] for line in out.splitlines() if " = " in line}
    assert comments["severity"] == "base.toml"
    assert comments["fail-on"] == "articlelint.toml"
    assert comments["language"] == "ARTICLELINT_LANGUAGE"
    assert comments["ignore"] == "--ignore"
    assert comments["site-root"].startswith("--config")
    assert comments["titles"] == "default"
    shown = tomllib.loads(out)
    assert (shown["severity"], shown["fail-on"], shown["language"]) == ("info", "info", "de")


def test_more_files_are_excluded(corpus, told):
    assert told("--extend-exclude", "lakes.md") == [EMPTY]
    assert told("--extend-exclude", "lakes.md", "lakes.md") == [TWICE]
    assert told("--extend-exclude", "lakes.md", "--force-exclude", "lakes.md", "rivers.md") == [EMPTY]


def test_files_that_git_ignores_are_left_out_unless_asked_for(corpus, told):
    (corpus / ".gitignore").write_text("lakes.md\n", encoding="utf-8")
    assert told() == [EMPTY]
    assert told("lakes.md") == [TWICE]
    assert told("--no-respect-gitignore") == [TWICE, EMPTY]


def stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_stands_for_a_file_of_the_corpus(corpus, check, monkeypatch):
    stdin(monkeypatch, b"# Rivers\n\nThey flow to [[Atlas]] and [[Atlantis]].\n")
    status, out, _err = check("-", "--stdin-filename", "rivers.md", "--output-format", "concise", "-q")
    assert status == 1
    assert out.startswith("rivers.md:3:30: error references/dangling-wikilink")
    assert len(out.splitlines()) == 1


def test_standard_input_may_be_a_file_that_is_not_there_yet(corpus, check, monkeypatch):
    stdin(monkeypatch, b"# Seas\n\nThe [[Atlas]] has them.\n")
    assert check("-", "--stdin-filename", "new/seas.md")[0] == 0


def test_standard_input_without_a_name_is_an_article_alone(corpus, check, monkeypatch):
    stdin(monkeypatch, b"# Seas\n\nThe [[Atlantis]] has them.\n")
    status, out, _err = check("-")
    assert status == 0
    assert "not part of a corpus" in out


def test_standard_input_leaves_no_trace_in_the_cache(corpus, check, monkeypatch):
    before = check(cache=True)
    stdin(monkeypatch, b"# Rivers\n\nClean.\n")
    assert check("-", "--stdin-filename", "rivers.md", cache=True)[0] == 0
    assert check(cache=True) == before


@pytest.mark.parametrize("words", [("-", "rivers.md"), ("--stdin-filename", "a.md")])
def test_standard_input_is_used_in_one_way_only(corpus, check, monkeypatch, words):
    stdin(monkeypatch, b"")
    status, out, err = check(*words)
    assert (status, out) == (2, "")
    assert err.startswith("articlelint: ")


def test_config_names_a_file_that_need_not_stand_above(corpus, told, tmp_path_factory):
    other = tmp_path_factory.mktemp("ci") / "strict.toml"
    other.write_text('ignore = ["sections"]\n', encoding="utf-8")
    assert told("--config", other) == [TWICE]
    assert told("--config", other, "--config", 'extend-select = ["sections/empty-section"]\nignore = []') == [
        TWICE,
        EMPTY,
    ]


def test_isolated_reads_no_config_file(corpus, told):
    (corpus / "articlelint.toml").write_text('ignore = ["all"]\n', encoding="utf-8")
    assert told() == []
    assert told("--isolated") == [TWICE, EMPTY]


@pytest.mark.parametrize("jobs", ["0", "1", "2"])
def test_jobs_and_cache_change_nothing(corpus, check, jobs):
    expected = check()
    for _again in range(2):
        assert check("--jobs", jobs, "--cache-dir", "kept", cache=True) == expected
    assert (corpus / "kept").is_dir()
    assert not user_folders.cache_folder(corpus).exists()
    assert check("--jobs", "many")[0] == 2


def test_the_environment_says_what_flags_say(corpus, check, monkeypatch):
    monkeypatch.setenv("ARTICLELINT_OUTPUT_FORMAT", "jsonl")
    monkeypatch.setenv("ARTICLELINT_SELECT", "sections, text")
    monkeypatch.setenv("ARTICLELINT_OUTPUT_FILE", "out.jsonl")
    monkeypatch.setenv("ARTICLELINT_FAIL_ON", "never")
    monkeypatch.setenv("ARTICLELINT_JOBS", "1")
    monkeypatch.setenv("ARTICLELINT_NO_CACHE", "1")
    monkeypatch.setenv("ARTICLELINT_FLAVOUR", "plain")
    monkeypatch.setenv("ARTICLELINT_SEVRITY", "info")
    status, out, err = check(cache=True)
    assert (status, out) == (0, "")
    assert "ARTICLELINT_FLAVOUR names no setting" in err
    assert "ARTICLELINT_SEVRITY names no setting; did you mean 'ARTICLELINT_SEVERITY'?" in err
    assert len((corpus / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert not user_folders.cache_folder(corpus).exists()
    assert len(check("--output-format", "concise", "--output-file", os.devnull, "--fail-on", "error")) == 3
    assert check("--fail-on", "error", cache=True)[0] == 1


def test_the_environment_names_a_config_file(corpus, told, monkeypatch):
    (corpus / "ci.toml").write_text('ignore = ["text"]\n', encoding="utf-8")
    monkeypatch.setenv("ARTICLELINT_CONFIG", "ci.toml")
    assert told() == [EMPTY]


def test_colours_are_for_terminals_and_for_those_who_force_them(corpus, check, monkeypatch):
    assert "\x1b" not in check()[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in check()[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in check()[1]


def test_a_step_summary_is_written_on_github(corpus, check, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(corpus / "summary.md"))
    check("--output-format", "github")
    assert "| error | `rivers.md:5:4` | sections/empty-section |" in (corpus / "summary.md").read_text(encoding="utf-8")


def test_paths_of_ci_formats_start_at_the_repository(corpus, check):
    (corpus / ".git").mkdir()
    (corpus / "docs").mkdir()
    (corpus / "docs" / "articlelint.toml").write_text("", encoding="utf-8")
    (corpus / "docs" / "a.md").write_text("# A\n\nText.\n\n## B\n", encoding="utf-8")
    assert "file=docs/a.md," in check("--output-format", "github", "docs")[1]
    assert json.loads(check("--output-format", "gitlab", "docs")[1])[0]["location"]["path"] == "docs/a.md"
    assert json.loads(check("--output-format", "json", "docs")[1])["diagnostics"][0]["path"] == "docs/a.md"


def test_a_step_summary_that_cannot_be_written_is_told(corpus, check, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(corpus / "nowhere" / "summary"))
    status, _out, err = check("--output-format", "github")
    assert status == 2
    assert err.startswith("articlelint: GITHUB_STEP_SUMMARY: ")
    assert "cannot be written: No such file or directory" in err
