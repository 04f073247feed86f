"""A baseline ratchets: what is known is not told, what is new is, what has vanished is taken out."""

import json
import subprocess

import pytest

EMPTY, TWICE = ("rivers.md", "sections/empty-section"), ("lakes.md", "text/repeated-word")


@pytest.fixture
def known(corpus, check):
    """The corpus with a baseline of its two findings."""
    (corpus / "articlelint.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert check("--write-baseline")[0] == 0
    return corpus


def entries(corpus):
    data = json.loads((corpus / "known.json").read_text(encoding="utf-8"))
    return [(each["path"], each["rule"]) for each in data["findings"]]


def git(folder, *words):
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_known_findings_are_not_told_and_do_not_fail(known, check, told):
    assert entries(known) == [TWICE, EMPTY]
    status, out, _err = check()
    assert status == 0
    assert "2 findings of the baseline are not told" in out
    assert told() == []


def test_new_findings_fail(known, check, told):
    (known / "seas.md").write_text("# Seas\n\nThe the sea.\n", encoding="utf-8")
    assert told() == [("seas.md", "text/repeated-word")]
    assert check()[0] == 1


def test_a_second_finding_of_the_same_words_is_new(known, told):
    (known / "lakes.md").write_text("# Lakes\n\nLakes lie in the the hills, by the the sea.\n", encoding="utf-8")
    assert told() == [TWICE]


def test_moved_lines_are_known_again(known, told):
    text = (known / "lakes.md").read_text(encoding="utf-8")
    (known / "lakes.md").write_text(text.replace("\n\n", "\n\nA new first sentence.\n\n", 1), encoding="utf-8")
    assert told() == []


def test_vanished_findings_are_told_and_pruned(known, check):
    (known / "lakes.md").write_text("# Lakes\n\nMended.\n", encoding="utf-8")
    assert "1 finding of the baseline no longer found; --prune-baseline" in check()[1]
    assert entries(known) == [TWICE, EMPTY]
    assert "1 vanished finding taken out of known.json" in check("--prune-baseline")[1]
    assert entries(known) == [EMPTY]
    assert check()[0] == 0


def test_pruning_never_adds(known, check):
    (known / "seas.md").write_text("# Seas\n\nThe the sea.\n", encoding="utf-8")
    assert check("--prune-baseline")[0] == 1
    assert entries(known) == [TWICE, EMPTY]


def test_a_run_judges_only_what_it_looked_at(known, check):
    for name in ("lakes.md", "rivers.md"):
        (known / name).write_text("# A\n\nMended.\n", encoding="utf-8")
    check("--prune-baseline", "lakes.md")
    assert entries(known) == [EMPTY]
    check("--prune-baseline", "--select", "structure")
    assert entries(known) == [EMPTY]


def test_writing_for_some_files_keeps_the_others(known, check):
    (known / "lakes.md").write_text("# Lakes\n\nBy by the the sea.\n", encoding="utf-8")
    assert check("--write-baseline", "lakes.md")[0] == 0
    assert entries(known) == [TWICE, TWICE, EMPTY]


def test_deleted_files_have_vanished(known, check):
    (known / "lakes.md").unlink()
    check("--prune-baseline")
    assert entries(known) == [EMPTY]


@pytest.mark.parametrize("commit", [True, False])
def test_renamed_files_are_known_again(known, check, told, commit):
    git(known, "init", "-q")
    git(known, "add", "-A")
    git(known, "commit", "-qm", "first")
    (known / "water").mkdir()
    git(known, "mv", "lakes.md", "water/ponds.md")
    if commit:
        git(known, "commit", "-qm", "move")
    assert told() == []
    check("--prune-baseline")
    assert entries(known) == [EMPTY, ("water/ponds.md", "text/repeated-word")]


def test_a_flag_names_a_baseline_too(corpus, check, told):
    status, out, _err = check("--write-baseline")
    assert status == 0
    assert 'baseline = "articlelint-baseline.json"' in out
    assert told() == [TWICE, EMPTY]
    assert told("--baseline", "articlelint-baseline.json") == []


@pytest.mark.parametrize(
    "text", [None, "{", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}']
)
def test_what_is_no_baseline_is_told(corpus, check, text):
    if text is not None:
        (corpus / "known.json").write_text(text, encoding="utf-8")
    status, _out, err = check("--baseline", "known.json")
    assert status == 2
    assert "known.json" in err


@pytest.mark.parametrize(
    "words", [("--write-baseline", "--fix"), ("--write-baseline", "--prune-baseline"), ("--prune-baseline",)]
)
def test_flags_that_make_no_sense_together_are_refused(corpus, check, words):
    assert check(*words)[0] == 2


def test_the_file_is_the_same_however_it_came_about(known, check):
    before = (known / "known.json").read_bytes()
    check("--write-baseline", "--jobs", "2")
    assert (known / "known.json").read_bytes() == before


def test_a_finding_has_one_fingerprint_wherever_it_is_told(known, check):
    """In the baseline, in GitLab's report, in SARIF and in JSON."""
    (known / "lakes.md").write_text("# Lakes\n\nBy by the the hills, at the the sea.\n", encoding="utf-8")
    check("--write-baseline")
    kept = json.loads((known / "known.json").read_text(encoding="utf-8"))["findings"]
    (known / "articlelint.toml").write_text("", encoding="utf-8")
    data = {each: json.loads(check("--output-format", each)[1]) for each in ("json", "gitlab", "sarif")}
    marks = [
        [each["fingerprint"] for each in kept],
        [each["fingerprint"] for each in data["json"]["diagnostics"]],
        [each["fingerprint"] for each in data["gitlab"]],
        [each["partialFingerprints"]["articlelint/v1"] for each in data["sarif"]["runs"][0]["results"]],
    ]
    assert len(set(marks[0])) == 4
    assert [sorted(each) for each in marks[1:]] == [sorted(marks[0])] * 3


def test_a_renamed_and_edited_file_is_known_again(known, told):
    git(known, "init", "-q")
    git(known, "add", "-A")
    git(known, "commit", "-qm", "first")
    git(known, "mv", "lakes.md", "ponds.md")
    (known / "ponds.md").write_text("# Lakes\n\nA new line.\n\nLakes lie in the the hills.\n", encoding="utf-8")
    git(known, "add", "-A")
    assert told() == []
    git(known, "commit", "-qm", "move")
    git(known, "mv", "ponds.md", "pools.md")
    git(known, "commit", "-qm", "move again")
    assert told() == []
