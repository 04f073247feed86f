"""`rule`, `show`, `init`, `schema`, `clean` at the door, and the config that they speak of."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from articlelint.cli.main import main
from articlelint.config.settings import DEFAULTS, KEYS, Settings
from articlelint.disk import user_folders
from articlelint.engine import catalogue, schema
from articlelint.starter import template

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(capsys):
    def call(*words):
        status = main(list(map(str, words)))
        out, err = capsys.readouterr()
        return status, out, err

    return call


def test_a_rule_is_shown_by_its_name_or_the_end_of_it(corpus, run):
    page = catalogue.load()["sections/empty-section"].page
    assert run("rule", "sections/empty-section") == (0, page, "")
    assert run("rule", "empty-section") == (0, page, "")


def test_all_rules_are_listed_or_shown(corpus, run):
    status, out, _err = run("rule")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == list(catalogue.load())
    assert run("rule", "--all")[1].count("```toml rule\n") == len(catalogue.load())


def test_rules_are_told_as_json(corpus, run):
    one = json.loads(run("rule", "suppression/without-reason", "--output-format", "json")[1])
    assert (one["severity"], one["on"], one["fixable"]) == ("warning", False, False)
    many = json.loads(run("rule", "--all", "--output-format", "json")[1])
    assert [each["name"] for each in many] == list(catalogue.load())


def test_a_mistyped_rule_is_bad_usage(corpus, run):
    status, out, err = run("rule", "sections/emtpy-section")
    assert (status, out) == (2, "")
    assert "did you mean 'sections/empty-section'?" in err


def test_rules_of_ones_own_are_shown_too(corpus, run):
    page = '# Ours\n\n```toml rule\ncheck = "empty-section"\nseverity = "info"\n```\n'
    (corpus / "rules" / "house").mkdir(parents=True)
    (corpus / "rules" / "house" / "ours.md").write_text(page, encoding="utf-8")
    (corpus / "articlelint.toml").write_text('rule-folders = ["rules"]\n', encoding="utf-8")
    assert run("rule", "house/ours") == (0, page, "")
    assert run("rule", "ours", "--isolated")[0] == 2
    assert run("rule", "ours", "--isolated", "--config", 'rule-folders = ["rules"]')[0] == 0


def test_an_article_is_shown_as_a_tree(corpus, run):
    status, out, _err = run("show", "rivers.md")
    assert status == 0
    assert out.splitlines() == [
        "rivers.md: markdown, language en",
        "title (heading) 1:3-1:9 'Rivers'",
        "lead",
        "  paragraph 3:1-3:13 'Rivers flow.'",
        "section level 2 5:4-5:11 'Sources'",
    ]


def test_an_article_is_shown_as_json(corpus, run):
    data = json.loads(run("show", "rivers.md", "--output-format", "json")[1])
    assert data["title"]["text"] == "Rivers"


def test_show_reads_as_the_config_says(corpus, run):
    (corpus / "articlelint.toml").write_text('[formats]\n"rivers.md" = "plain"\n', encoding="utf-8")
    assert run("show", "rivers.md")[1].startswith("rivers.md: plain, ")
    assert run("show", "rivers.md", "--isolated")[1].startswith("rivers.md: markdown, ")
    assert run("show", "rivers.md", "--config", "formats = {}")[1].startswith("rivers.md: markdown, ")


def test_show_needs_a_file(corpus, run):
    assert run("show", "nothing.md")[0] == 2
    assert run("show", ".")[0] == 2


def test_init_writes_a_config_that_changes_nothing(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    assert run("init", "--stdout") == (0, template.config_text(), "")
    assert run("init")[0] == 0
    text = (tmp_path / "articlelint.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    assert run("check")[0] == 0
    status, _out, err = run("init")
    assert status == 2
    assert "--force" in err
    assert run("init", "--force")[0] == 0
    assert run("init", "nowhere")[0] == 2


@pytest.mark.parametrize(("name", "text"), [("pyproject.toml", "[tool.articlelint]\n"), (".articlelint.toml", "")])
def test_init_does_not_shadow_another_config(tmp_path, monkeypatch, run, name, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(text, encoding="utf-8")
    status, _out, err = run("init")
    assert (status, (tmp_path / "articlelint.toml").exists()) == (2, False)
    assert f"{name}: is a config already; --force" in err
    assert run("init", "--stdout")[0] == 0
    assert run("init", "--force")[0] == 0
    (tmp_path / "articlelint.toml").unlink()
    (tmp_path / name).unlink()
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert run("init")[0] == 0


def test_what_init_writes_is_valid_when_its_comments_are_taken_away():
    lines = [line.removeprefix("# ") for line in template.config_text().splitlines()]
    settings = "\n".join(line for line in lines if (" = " in line and not line.endswith(".")) or line.startswith("["))
    jsonschema.validate(tomllib.loads(settings), schema.config_schema())


def test_every_setting_is_described():
    assert set(KEYS) == set(Settings.__dataclass_fields__)


def test_the_schema_is_printed_and_the_committed_one_is_up_to_date(run):
    status, out, _err = run("schema")
    assert status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))
    assert json.loads(out) == schema.config_schema()


@pytest.mark.slow
def test_the_committed_schema_is_up_to_date(run):
    committed = (ROOT / "articlelint.schema.json").read_text(encoding="utf-8")
    assert committed == run("schema")[1], "run `articlelint schema > articlelint.schema.json`"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ('select = ["neutrality", "house/ours"]', True),
        ('fail-on = "never"', True),
        ('extend = "base.toml"', True),
        ('[rules."sections/empty-section"]\nseverity = "info"', True),
        ('[[overrides]]\npaths = ["drafts/"]\nignore = ["all"]', True),
        ('[[suppressions]]\npaths = ["a.txt"]\nrules = ["text"]', True),
        ('selct = ["all"]', False),
        ('fail-on = "sometimes"', False),
        ('[rules."sections/empty-section"]\nseverty = "info"', False),
        ('[[overrides]]\nignore = ["all"]', False),
    ],
)
def test_the_schema_takes_what_the_command_takes(corpus, run, text, valid):
    (corpus / "articlelint.toml").write_text(text, encoding="utf-8")
    (corpus / "base.toml").write_text("", encoding="utf-8")
    accepts = not list(jsonschema.Draft202012Validator(schema.config_schema()).iter_errors(tomllib.loads(text)))
    assert accepts == valid
    if "house" not in text:
        assert (run("check", "atlas.md", "--no-cache")[0] == 0) == valid


def test_clean_removes_the_cache_and_nothing_else(corpus, run):
    run("check")
    assert user_folders.cache_folder(corpus).is_dir()
    assert run("clean")[0] == 0
    assert not user_folders.cache_folder(corpus).exists()
    assert "nothing to remove" in run("clean", "rivers.md", "--isolated", "--config", "language = 'de'")[1]
    status, _out, err = run("clean", "--cache-dir", ".")
    assert status == 2
    assert "no CACHEDIR.TAG of articlelint; it is left alone" in err
    assert (corpus / "atlas.md").exists()


MISTAKES = [
    ('selct = ["all"]\n', "articlelint.toml:1:1: unknown key 'selct'; did you mean 'select'?", "selct"),
    (
        '\nselect = ["neutralty"]\n',
        "articlelint.toml:2:12: select: no rule or family is called 'neutralty'; did you mean 'neutrality'?",
        "neutralty",
    ),
    ('ignore = "neutrality"\n', "articlelint.toml:1:1: ignore: input should be a list", "ignore"),
    ('fail-on = "eror"\n', "did you mean 'error'?", "fail-on"),
    ("max-file-size = -1\n", "articlelint.toml:1:1: max-file-size", "max-file-size"),
    (
        '[rules."sections/emtpy"]\nseverity = "info"\n',
        "articlelint.toml:1:9: rules: no rule is called 'sections/emtpy'; did you mean 'sections/empty-section'?",
        "sections/emtpy",
    ),
    (
        '[rules."sections/empty-section"]\n\tseverity = "grave"\n',
        "articlelint.toml:2:14: rules.\"sections/empty-section\": unknown severity 'grave'; known are error, warning, info",
        "grave",
    ),
    (
        '[rules."sections/empty-section"]\nplaceholder = []\n',
        "articlelint.toml:2:1: rules.\"sections/empty-section\": unknown key 'placeholder'; did you mean 'placeholders'?",
        "placeholder",
    ),
    ('[[overrides]]\npath = ["x"]\n', "overrides: unknown key 'path'; did you mean 'paths'?", "path"),
    ('[overrides]\npaths = ["x"]\n', "should be a list of tables, `[[overrides]]`", "overrides"),
    (
        '[[overrides]]\npaths = ["x"]\nselect = ["nothing"]\n',
        "articlelint.toml:3:12: overrides for x: no rule or family is called 'nothing'",
        "nothing",
    ),
    (
        'extend = "base.toml"\n',
        "base.toml:1:20: ignore: no rule or family is called 'sectons'; did you mean 'sections'?",
        "sectons",
    ),
    ('[formats]\n"*.md" = "marcdown"\n', "articlelint.toml:1:2: formats", "formats"),
    ("\n= broken", "articlelint.toml:2:1: does not parse as TOML: Invalid statement", "="),
    ("x = [1", "articlelint.toml: does not parse as TOML: ", ""),
    ('[[suppressions]]\npaths = ["x"]\n', "suppressions: rules is missing", ""),
    ('extend = "nowhere.toml"\n', "articlelint.toml: extend: nowhere.toml: no such file", ""),
    ('extend = "articlelint.toml"\n', "extends itself", ""),
    ('titles = ["nowhere.txt"]\n', "nowhere.txt: no such file", ""),
    ('rule-folders = ["nowhere"]\n', "no such folder of rule pages", ""),
]


@pytest.mark.parametrize(("text", "said", "word"), MISTAKES)
def test_a_mistake_in_the_config_is_told_with_its_place(corpus, run, text, said, word):
    (corpus / "articlelint.toml").write_text(text, encoding="utf-8")
    (corpus / "base.toml").write_text('ignore = ["text", "sectons"]\n', encoding="utf-8")
    status, out, err = run("check", "--no-cache")
    assert (status, out) == (2, "")
    assert said in err
    assert under_the_carets(err) == word


def under_the_carets(err):
    """The word that an error points at; empty when it shows no line."""
    lines = err.splitlines()
    if len(lines) == 1:
        return ""
    start, length = lines[-1].index("^"), lines[-1].count("^")
    return lines[-2][start : start + length]


def test_a_mistake_in_pyproject_is_told_with_its_place(corpus, run):
    (corpus / "articlelint.toml").unlink()
    text = '[project]\nname = "x"\n\n[tool.articlelint]\nselect = ["neutralty"]\n'
    (corpus / "pyproject.toml").write_text(text, encoding="utf-8")
    status, _out, err = run("check", "--no-cache")
    assert (status, under_the_carets(err)) == (2, "neutralty")
    assert "pyproject.toml:5:12: " in err


@pytest.mark.parametrize(
    "words",
    [
        ("check", "nosuch"),
        ("clean", "nosuch"),
        ("graph", "nosuch"),
        ("init", "nosuch"),
        ("show", "nosuch"),
        ("mv", "nosuch", "x.md"),
        ("rule", "nosuch"),
        ("check", "--config", "nosuch"),
        ("check", "--baseline", "nosuch"),
        ("check", "--diff-base", "nosuch"),
        ("check", "--select", "nosuch"),
    ],
)
def test_what_does_not_exist_is_told_in_one_sentence(corpus, run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.startswith("articlelint: ")
    assert len(err.splitlines()) == 1
    assert "nosuch" in err or "git repository" in err


def test_a_table_in_pyproject_does_as_well(corpus, told):
    (corpus / "articlelint.toml").unlink()
    (corpus / "pyproject.toml").write_text('[tool.articlelint]\nignore = ["text"]\n', encoding="utf-8")
    assert told() == [("rivers.md", "sections/empty-section")]


def test_a_config_stands_on_others(corpus, told):
    (corpus / "base.toml").write_text(
        'ignore = ["text"]\n[[overrides]]\npaths = ["rivers.md"]\nignore = ["sections"]\n', encoding="utf-8"
    )
    (corpus / "articlelint.toml").write_text('extend = ["base.toml"]\n', encoding="utf-8")
    assert told() == []
    (corpus / "articlelint.toml").write_text('extend = ["base.toml"]\nignore = []\n', encoding="utf-8")
    assert told() == [("lakes.md", "text/repeated-word")]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('ignore = ["sections"]', []),
        ('rules."sections/empty-section".severity = "info"', []),
        ('rules."sections/empty-section".severity = "warning"', [("rivers.md", "warning")]),
        ('rules."sections/empty-section".placeholders = ["Rivers flow."]', [("rivers.md", "error")]),
    ],
)
def test_rules_severities_and_options_hold_per_path(corpus, check, table, expected):
    (corpus / "rills.md").write_text((corpus / "rivers.md").read_text(encoding="utf-8"), encoding="utf-8")
    (corpus / "articlelint.toml").write_text(f'[[overrides]]\npaths = ["rivers.md"]\n{table}\n', encoding="utf-8")
    out = check("--select", "sections", "--output-format", "json")[1]
    found = [(each["path"], each["severity"]) for each in json.loads(out)["diagnostics"]]
    assert found == [("rills.md", "error"), *expected]


def test_defaults_are_what_a_config_without_words_gives(corpus):
    from articlelint.config import loading

    assert loading.find(corpus, environ={}).settings == DEFAULTS
