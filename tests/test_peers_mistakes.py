"""A test for each mistake of other linters that was seen when they were run side by side; we make none of them.

The names say what goes wrong elsewhere. Hooks, which have mistakes of their own, are in test_commit.py and test_hooks.py.
"""

import json
import re
import socket
import subprocess
import xml.etree.ElementTree as ET

import pytest

from articlelint.cli.main import main
from articlelint.config.settings import OUTPUT_FORMATS

TEXT_FORMATS = ("full", "concise", "grouped")
MACHINE_FORMATS = tuple(each for each in OUTPUT_FORMATS if each not in TEXT_FORMATS)
EMPTY, TWICE = ("rivers.md", "sections/empty-section"), ("lakes.md", "text/repeated-word")


def write(corpus, **files):
    for name, text in files.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")


# --- exit status


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_quiet_hides_failures_from_the_exit_status(corpus, check, output_format):
    assert check("--quiet", "--output-format", output_format)[0] == check("--output-format", output_format)[0] == 1


def test_a_missing_file_passes(corpus, check):
    assert check("nothing.md")[0] == 2
    assert check("atlas.md", "nothing.md")[0] == 2


@pytest.mark.parametrize("flag", ["--select", "--ignore", "--extend-select"])
def test_an_unknown_rule_passes(corpus, check, flag):
    status, out, err = check(flag, "NOPE")
    assert (status, out) == (2, "")
    assert "NOPE" in err


def test_an_unknown_config_key_is_a_warning_only(corpus, check):
    (corpus / "articlelint.toml").write_text('selct = ["all"]\n', encoding="utf-8")
    status, out, err = check("atlas.md")
    assert (status, out) == (2, "")
    assert "did you mean 'select'?" in err
    assert "^^^^^" in err


def test_warnings_cannot_fail_a_job(corpus, check):
    assert check("lakes.md")[0] == 1
    assert check("lakes.md", "--fail-on", "error")[0] == 0


def test_a_broken_local_link_passes(corpus, check):
    write(corpus, a="# A\n\nSee [b](b.md), [c](sub/c.md) and [d](./d.md).\n")
    status, out, _err = check("a.md", "--output-format", "concise")
    assert status == 1
    assert all(f"`{path}`" in out for path in ("b.md", "sub/c.md", "./d.md"))


def test_broken_anchors_are_told_as_information_only(corpus, check):
    write(corpus, a="# A\n\nSee [the rest](atlas.md#nowhere).\n")
    status, out, _err = check("a.md", "--output-format", "json", "--fail-on", "error")
    assert (status, [each["severity"] for each in json.loads(out)["diagnostics"]]) == (1, ["error"])


def test_a_clean_run_fails(corpus, check):
    assert check("atlas.md")[0] == 0


def test_broken_references_have_an_exit_status_of_their_own(corpus, check):
    write(corpus, a="# A\n\nSee [[Nowhere]] and [b](b.md).\n")
    assert check("a.md", "--select", "references")[0] == check("rivers.md")[0] == 1


# --- output


@pytest.mark.parametrize("output_format", MACHINE_FORMATS)
@pytest.mark.parametrize("files", [(), ("atlas.md",)])
def test_machine_formats_carry_summary_lines(corpus, check, output_format, files):
    _status, out, _err = check("--output-format", output_format, *files)
    assert not re.search(r"^(Found|All good|Fixed|note:|\[\*\])", out, re.MULTILINE)
    if output_format in ("json", "gitlab", "sarif"):
        json.loads(out)
    elif output_format == "jsonl":
        assert all(json.loads(line)["rule"] for line in out.splitlines())
    elif output_format == "junit":
        ET.fromstring(out)
    else:
        assert all(line.startswith("::") for line in out.splitlines())


def test_json_lines_leave_the_fix_out(corpus, check):
    line = check("lakes.md", "--output-format", "jsonl")[1]
    whole = json.loads(check("lakes.md", "--output-format", "json")[1])["diagnostics"]
    assert [json.loads(line)] == whole
    assert whole[0]["fix"]["edits"]


def test_sarif_has_neither_fixes_nor_help(corpus, check):
    run = json.loads(check("--output-format", "sarif")[1])["runs"][0]
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["help"]["text"]) > 300, "the whole page, no stub"
        assert rule["shortDescription"]["text"] not in (rule["id"], f"Rule {rule['id']}")
        assert rule["helpUri"].endswith(f"/rules/{rule['id']}.md")
    fixed = [result for result in run["results"] if "fixes" in result]
    assert [result["ruleId"] for result in fixed] == ["sections/empty-section", "text/repeated-word"][::-1]
    assert all(result["partialFingerprints"] for result in run["results"])


def test_the_explanation_of_a_rule_is_a_stub(corpus, capsys):
    main(["rule", "--all", "--output-format", "json"])
    for rule in json.loads(capsys.readouterr().out):
        assert len(rule["page"]) > 300, rule["name"]


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped", "json", "jsonl", "github", "gitlab", "sarif"])
def test_findings_have_no_line_or_column(corpus, check, output_format):
    out = check("lakes.md", "--output-format", output_format)[1]
    numbers = re.findall(r"\d+", out)
    assert "3" in numbers
    assert output_format == "gitlab" or "14" in numbers or '"column": 14' in out


def test_a_run_that_checks_nothing_does_not_say_why(corpus, check):
    (corpus / "drafts").mkdir()
    write(corpus, **{"drafts/a": "# A\n\nText.\n"})
    status, out, _err = check("drafts", "--extend-exclude", "drafts/")
    assert status == 0
    assert "no articles found under drafts: of 1 files, 1 excluded" in out


def test_options_before_the_command_are_ignored(corpus, capsys):
    assert main(["--output-format", "json", "check"]) == 2
    assert "--output-format" in capsys.readouterr().err


def test_options_must_stand_in_one_order(corpus, told):
    assert told("rivers.md", "--fail-on", "error", "lakes.md") == [TWICE, EMPTY]
    assert told("--fail-on", "error", "rivers.md", "lakes.md") == [TWICE, EMPTY]


def test_the_same_input_gives_other_findings(corpus, check):
    write(
        corpus, **{f"river-{n}": f"# River {n}\n\nThe the river [[Nowhere {n}]].\n\n## See also\n" for n in range(20)}
    )
    first = check("--output-format", "json")
    assert all(check("--output-format", "json", "--jobs", jobs) == first for jobs in ("1", "2", "4"))


def test_overlapping_styles_report_the_same_words_twice(corpus, check):
    """Words have one fault, whichever list they stand in."""
    words = "The legendary, world-class city is considered by many to be the best. Obviously it is very unique, one of the most famous."
    write(corpus, a=f"# A\n\n{words}\n")
    found = json.loads(check("a.md", "--output-format", "json", "--select", "neutrality")[1])["diagnostics"]
    places = [(each["span"]["start"]["offset"], each["span"]["end"]["offset"]) for each in found]
    assert len(found) > 3
    assert len(set(places)) == len(places)


# --- places


def test_places_are_found_by_searching_for_the_words(corpus, check):
    """The first `the the` is quoted code; front matter and wide letters stand before."""
    write(corpus, a="---\ntitle: Ä the the\n---\n\n# Ä the the\n\n`the the` 東京 the the 🧀\n")
    found = json.loads(check("a.md", "--select", "text/repeated-word", "--output-format", "json")[1])["diagnostics"]
    assert [(each["span"]["start"]["line"], each["span"]["start"]["column"]) for each in found][-1] == (7, 14)


def test_front_matter_is_taken_for_text(corpus, told):
    write(corpus, a="---\ntitle: A\ntags: [the the]\n---\n\nAn article.\n\n## Part\n\nText.\n")
    assert told("a.md") == []


def test_code_quotes_and_identifiers_are_linted_as_prose(corpus, told):
    write(
        corpus,
        a=(
            "# A\n\nThe `the the` of a world-class [link](https://example.org/the/the/world-class).\n\n"
            "```\nthe the world-class\n\n## Empty\n```\n\n"
            '> The world-class city.\n\nHe called it "a world-class city".\n\n    the the world-class\n'
        ),
    )
    assert told("a.md", "--select", "text/repeated-word,neutrality") == [("a.md", "neutrality/puffery")]


def test_a_heading_and_the_word_below_it_are_a_repetition(corpus, told):
    write(corpus, a="# Rivers\n\nRivers flow.\n\n## Flow\n\nFlow is steady.\n\n- Flow\n- flow\n")
    assert told("a.md", "--select", "text/repeated-word") == []


def test_a_final_empty_section_is_missed_and_parents_are_reported(corpus, told, check):
    write(corpus, a="# A\n\nText.\n\n## Parent\n\n### Child\n\nText.\n\n## See also\n")
    assert told("a.md") == [("a.md", "sections/empty-section")]
    assert "section `See also` is empty" in check("a.md")[1]


# --- references


def test_one_file_is_judged_otherwise_than_its_folder(corpus, told):
    write(corpus, a="# A\n\nSee [x](atlas.md#nowhere), [[Nope]], [[Atlas]] and [y](no.md). See Nobody.\n")
    alone = told("a.md")
    assert len(alone) == 4
    assert alone == [each for each in told() if each[0] == "a.md"]


def test_wiki_links_are_not_checked_or_are_taken_for_undefined_references(corpus, told):
    write(corpus, a="# A\n\nSee [[Atlas]], [[atlas.md]], [[Atlas|maps]] and [[Nope]].\n")
    assert told("a.md") == [("a.md", "references/dangling-wikilink")]


def test_wiki_links_trip_over_suffixes_tables_embeds_and_code(corpus, told):
    write(
        corpus,
        rivers="# Rivers\n\nThey flow.\n\n## Long ones\n\nSome.\n",
        a=(
            "# A\n\nSee `[[Nope]]` and [[rivers.md]] and ![[Rivers]] and [[Rivers#Long ones|the long]].\n\n"
            "| a | b |\n|---|---|\n| [[Atlas\\|maps]] | [[Rivers]] |\n\n```\n[[Nope]]\n```\n"
        ),
    )
    assert told("a.md", "--select", "references") == []


def test_references_in_sentences_are_not_seen(corpus, told):
    write(corpus, a="# A\n\nText. See Atlas and Nobody for more.\n")
    assert told("a.md") == [("a.md", "references/dangling-see")]


def test_headings_are_slugged_in_one_dialect_only(corpus, told):
    write(corpus, a="# A\n\n## Größe & Höhe\n\nText.\n")
    for dialect, anchor in {"github": "größe--höhe", "mkdocs": "grosse-hohe", "mediawiki": "Größe_&_Höhe"}.items():
        write(corpus, b=f"# B\n\nSee [x](a.md#{anchor}).\n")
        (corpus / "articlelint.toml").write_text(f'anchor-dialect = "{dialect}"\n', encoding="utf-8")
        assert (told("b.md", "--select", "references") == []) == (dialect != "mkdocs"), dialect


def test_links_from_the_root_need_a_base_address(corpus, told):
    (corpus / "docs").mkdir()
    write(corpus, **{"docs/a": "# A\n\nSee [b](/b.md) and [c](/c.md).\n", "docs/b": "# B\n\nText.\n"})
    (corpus / "articlelint.toml").write_text('site-root = "docs"\n', encoding="utf-8")
    assert told("docs/a.md") == [("docs/a.md", "references/dangling-link")]


def test_only_files_below_the_current_folder_find_the_config(corpus, told, monkeypatch, tmp_path_factory):
    (corpus / "articlelint.toml").write_text('ignore = ["text"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert [rule for _path, rule in told(str(corpus))] == [EMPTY[1]]


def test_it_works_in_a_git_repository_only(corpus, told):
    assert not (corpus / ".git").exists()
    assert told() == [TWICE, EMPTY]


def test_a_title_near_the_missing_one_is_not_suggested(corpus, check):
    write(corpus, a="# A\n\nSee [[Altas]], [x](altas.md) and [y](rivers.md#source).\n")
    out = check("a.md", "--output-format", "full")[1]
    assert all(f"did you mean `{name}`?" in out for name in ("Atlas", "atlas.md", "rivers.md#sources"))


# --- fixes


def test_a_fix_rewrites_the_outline_without_asking(corpus, check):
    text = "---\ntitle: Long Rivers\n---\n\n# Rivers\n\nThey flow.\n\n## Part\n\nText.\n"
    write(corpus, a=text)
    check("a.md", "--fix", "--severity", "info")
    assert (corpus / "a.md").read_text(encoding="utf-8") == text


def test_fixes_that_overlap_destroy_each_other(corpus, check):
    write(corpus, a="# A\n\nThe the the end.\n")
    check("a.md", "--fix")
    assert (corpus / "a.md").read_text(encoding="utf-8") == "# A\n\nThe end.\n"


def test_comments_are_written_while_a_diff_is_shown(corpus, check):
    assert check("--add-suppressions=known", "--diff")[0] == 2
    assert check("--add-suppressions=known", "--fix")[0] == 2


# --- fingerprints, cache, suppressions


@pytest.mark.parametrize("output_format", ["gitlab", "sarif", "json"])
def test_fingerprints_change_when_lines_move(corpus, check, output_format):
    def marks():
        data = json.loads(check("--output-format", output_format)[1])
        if output_format == "sarif":
            return [each["partialFingerprints"]["articlelint/v1"] for each in data["runs"][0]["results"]]
        return [each["fingerprint"] for each in (data["diagnostics"] if output_format == "json" else data)]

    before = marks()
    for name in ("lakes", "rivers"):
        text = (corpus / f"{name}.md").read_text(encoding="utf-8")
        write(corpus, **{name: text.replace("\n\n", "\n\nA new first sentence.\n\n", 1)})
    assert marks() == before


def test_two_findings_of_the_same_words_share_a_fingerprint(corpus, check):
    write(corpus, a="# A\n\nBy the the sea.\n\nAt the the sea.\n")
    found = json.loads(check("a.md", "--output-format", "gitlab")[1])
    assert len({each["fingerprint"] for each in found}) == len(found) == 2


def test_the_cache_trusts_times_and_is_useless_in_ci(corpus, check):
    import os

    expected = check(cache=True)
    for path in corpus.glob("*.md"):
        os.utime(path, (1, 1))  # as after a fresh checkout
    assert check(cache=True) == expected
    before = (corpus / "lakes.md").stat()
    write(corpus, lakes="# Lakes\n\nLakes lie in the old hills.\n")  # as long as before
    os.utime(corpus / "lakes.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert TWICE[0] not in check(cache=True)[1]


def test_unused_and_unknown_suppressions_are_passed_over(corpus, told):
    write(corpus, a="# A\n\n<!-- articlelint-disable-next-line text -->\nText.\n\n<!-- articlelint-disable txet -->\n")
    assert told("a.md") == [("a.md", "suppression/unused"), ("a.md", "suppression/unknown")]


def test_front_matter_cannot_suppress(corpus, told):
    write(corpus, a="---\narticlelint-disable: [text/repeated-word]\n---\n\n# A\n\nThe the end.\n")
    assert told("a.md") == []


def test_github_drops_what_is_beyond_its_budget_without_a_word(corpus, check, monkeypatch):
    """The gravest ten of a kind are annotated, the others are lines of the log, and the summary has all."""
    write(corpus, **{f"a{n:02}": f"# A {n}\n\nThe the end.\n\n## Empty\n" for n in range(12)})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(corpus / "summary"))
    out = check("--output-format", "github")[1]
    assert (out.count("::error "), out.count("::warning ")) == (10, 10)
    assert len(out.splitlines()) == 26
    table = (corpus / "summary").read_text(encoding="utf-8")
    assert len(re.findall(r"^\| (?:error|warning) \| `", table, re.MULTILINE)) == 26
    assert table.index("| warning |") > table.rindex("| error |")


# --- installing


def test_something_is_downloaded_at_the_first_run(corpus, check, monkeypatch):
    def refused(*_words, **_given):
        raise AssertionError("the network was asked")

    write(corpus, a="# A\n\nSee <https://example.org/>.\n")
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert check()[0] == 1


def test_a_git_repository_is_changed_by_a_check(corpus, check):
    subprocess.run(["git", "init", "-q"], check=True, cwd=corpus)
    check(cache=True)
    listed = subprocess.run(["git", "status", "--porcelain"], check=True, cwd=corpus, capture_output=True, text=True)
    assert "articlelint_cache" not in listed.stdout
