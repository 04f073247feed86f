"""Profiles, and which one a repository is told to take."""

import tomllib
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.config import loading
from articlelint.config.profiles import PROFILES
from articlelint.engine import catalogue
from articlelint.starter.propose import propose
from articlelint.starter.toml import as_toml

_PROSE = "The valley was settled early, and its people lived by the river and by trade with the towns below. " * 4
_LONG = "\n\n".join(_PROSE.replace("settled", f"settled {n} times") for n in range(5))


def _write(root: Path, articles: dict[str, str]) -> Path:
    for name, text in articles.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


def test_a_house_of_many_titles_is_told_to_switch_that_rule_off(tmp_path: Path) -> None:
    notes = {f"note-{n}.md": f"# Note {n}\n\n{_LONG}\n\n# Sources\n\n{_PROSE}\n" for n in range(20)}
    found = propose(_write(tmp_path, notes))
    assert found.profile == "markdown-wiki"
    assert found.table["ignore"] == ["structure/multiple-titles"]
    assert any("20 of 20 articles have several level-1 headings" in reason for reason in found.reasons)


def test_the_language_is_told_by_small_words(tmp_path: Path) -> None:
    words = "Die Mühle am Fluss ist alt und wird von der Stadt für das Mahlen der Gerste nicht mehr gebraucht."
    notes = {f"ort-{n}.md": f"# Ort {n}\n\n{words}\n" for n in range(6)}
    assert propose(_write(tmp_path / "de", notes)).table["language"] == "de"
    assert "language" not in propose(_write(tmp_path / "en", {"a.md": f"# A\n\n{_PROSE}\n"})).table


def test_few_slips_are_no_style(tmp_path: Path) -> None:
    notes = {f"note-{n}.md": f"# Note {n}\n\n{_LONG}\n" for n in range(40)}
    notes |= {f"slip-{n}.md": f"# Slip {n}\n\n{_LONG}\n\n# More\n\n{_PROSE}\n" for n in range(6)}
    assert "ignore" not in propose(_write(tmp_path, notes)).table


def test_faults_are_never_explained_away(tmp_path: Path) -> None:
    notes = {f"note-{n}.md": f"# Note {n}\n\n{_LONG}\n\n## See also\n" for n in range(20)}
    assert "ignore" not in propose(_write(tmp_path, notes)).table


def test_introductions_may_stand_for_leads(tmp_path: Path) -> None:
    notes = {f"note-{n}.md": f"# Note {n}\n\n## Purpose\n\n{_LONG}\n" for n in range(20)}
    table = propose(_write(tmp_path, notes)).table
    introductions = table["rules"]["structure/missing-lead"]["introductions"]
    assert introductions[0] == "Purpose"
    assert "Overview" in introductions, "what the profile has stays"


def test_what_the_profile_allows_already_needs_no_option(tmp_path: Path) -> None:
    notes = {f"note-{n}.md": f"# Note {n}\n\n## Introduction\n\n{_LONG}\n" for n in range(20)}
    found = propose(_write(tmp_path, notes))
    assert "rules" not in found.table
    assert any("begin with a section such as `Introduction`" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("suffix", "text", "profile"),
    [
        (".wiki", f"'''Aare''' is a river.\n\n== Course ==\n{_LONG}", "wikipedia"),
        (".txt", f"Aare\n\n{_LONG}\n\nCourse\n\n{_PROSE}\n\nSee also\n\n  • Rhine\n", "plain-export"),
        (".md", "# Aare\n\nThe Aare is a river.\n", "glossary"),
        (".md", f"# Aare\n\n{_LONG}\n", "markdown-wiki"),
    ],
)
def test_the_profile_follows_format_and_size(tmp_path: Path, suffix: str, text: str, profile: str) -> None:
    found = propose(_write(tmp_path, {f"a{n}{suffix}": text for n in range(8)}))
    assert found.profile == profile
    assert found.reasons[0]


def test_the_proposal_is_a_config_that_loads(tmp_path: Path) -> None:
    notes = {f"n{n}.md": f"# Note {n}\n\n## Purpose\n\n{_LONG}\n\n# Sources\n\n{_PROSE}\n" for n in range(20)}
    found = propose(_write(tmp_path, notes))
    text = as_toml(found)
    assert tomllib.loads(text) == {**found.table}
    (tmp_path / "articlelint.toml").write_text(text, encoding="utf-8")
    settings = loading.find(tmp_path).settings
    assert settings.profile == "markdown-wiki"
    assert "structure/multiple-titles" in settings.ignore


def test_instructions_are_not_held_to_neutrality(tmp_path: Path) -> None:
    notes = {f"n{n}.md": f"# Note {n}\n\n{_LONG}\n\nYou tie knot {n} first.\n" for n in range(20)}
    found = propose(_write(tmp_path, notes))
    assert found.table["ignore"] == ["neutrality"]
    assert any("20 of 20 articles speak to their readers" in reason for reason in found.reasons)
    assert tomllib.loads(as_toml(found)) == {**found.table}


def test_a_notice_that_all_articles_share_speaks_to_nobody(tmp_path: Path) -> None:
    notes = {f"n{n}.md": f"# Note {n}\n\n{_LONG}\n\nYou can help by adding to it.\n" for n in range(20)}
    assert "ignore" not in propose(_write(tmp_path, notes)).table


def test_pages_that_speak_for_the_project_are_no_articles(tmp_path: Path) -> None:
    names = ("README.md", "CONTRIBUTING.md", "en/style-guide/_index.md", "en/contribute/_index.md")
    subjects = ("security/index.md", "readme file.md", "support-vector-machine.md", "security.md")
    notes = {name: f"# A {n}\n\n{_LONG}\n" for n, name in enumerate((*names, *subjects))}
    found = propose(_write(tmp_path, notes))
    paths = ["contribute/", "CONTRIBUTING.*", "README.*", "style-guide/"]
    assert found.table["overrides"] == [{"paths": paths, "ignore": ["neutrality", "structure"]}]
    assert "speak for the project" in as_toml(found)


def test_a_house_that_marks_references_is_told_to_say_so(tmp_path: Path) -> None:
    notes = {f"knot {n}.txt": f"knot {n}\n\nA knot of the harbour; see also {{knot {n + 1}}}.\n" for n in range(20)}
    found = propose(_write(tmp_path, notes))
    assert found.table["reference-marks"] == ["{X}"]
    assert tomllib.loads(as_toml(found)) == {**found.table}
    plain = {f"tool {n}.txt": f"tool {n}\n\nIt prints {{name}} of the tool.\n" for n in range(20)}
    assert "reference-marks" not in propose(_write(tmp_path / "other", plain)).table


def test_an_empty_folder_gets_an_answer(tmp_path: Path) -> None:
    assert propose(tmp_path).profile == "markdown-wiki"


def test_profiles_name_rules_that_exist() -> None:
    known = catalogue.load()
    for profile in PROFILES.values():
        assert {*profile.table.get("ignore", ()), *profile.table.get("extend-select", ())} <= known.keys()
        assert profile.table.get("rules", {}).keys() <= known.keys()


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_loads(name: str) -> None:
    assert loading.from_table({"profile": name}, "test").profile == name


def test_a_profile_stands_below_the_config(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, {"a.md": "# Aare\n\n## Course\n\nIt flows north.\n"})
    (tmp_path / "articlelint.toml").write_text('profile = "glossary"\nignore = ["neutrality"]\n', encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    (tmp_path / "articlelint.toml").write_text(
        'profile = "glossary"\nextend-select = ["structure/missing-lead"]\n', encoding="utf-8"
    )
    assert main(["check", str(tmp_path)]) == 1
    assert "structure/missing-lead" in capsys.readouterr().out


def test_an_unknown_profile_is_told_with_a_near_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articlelint.toml").write_text('profile = "wikipdia"\n', encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 2
    assert "wikipedia" in capsys.readouterr().err


def test_init_writes_what_it_proposes_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = {f"n{n}.md": f"# Note {n}\n\n## Purpose\n\n{_LONG}\n\n# Sources\n\n{_PROSE}\n" for n in range(20)}
    _write(tmp_path, notes)
    assert main(["init", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "profile: markdown-wiki" in said
    assert "20 of 20 articles have several level-1 headings" in said
    settings = loading.find(tmp_path).settings
    assert "structure/multiple-titles" in settings.ignore
    assert settings.rules["structure/missing-lead"]["introductions"]
    assert main(["check", str(tmp_path), "--no-cache"]) == 0
