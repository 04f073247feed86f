"""The list's language, and where a phrase is found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.engine.rule import Rule
from articlelint.errors import RuleError
from articlelint.parsing import parse_source
from articlelint.phrases import Entry, PhraseOptions, Scanner
from articlelint.phrases.entry import entries
from articlelint.phrases.fold import Folded, fold_characters
from articlelint.phrases.pattern import Whole, compile_pattern
from articlelint.testing import rules_in
from articlelint.text.source import Source


def found(phrase: str | Entry, text: str, path: str = "a.txt", **options: object) -> list[str]:
    scanner = Scanner.build({"r": PhraseOptions(phrases=(phrase,), **options)})  # type: ignore[arg-type]
    article = parse_source(Source("Title\n\n" + text, path))
    return [article.text[m.span.start : m.span.end] for m in scanner.scan(article).get("r", ())]


@pytest.mark.parametrize(
    ("phrase", "text", "spans"),
    [
        (
            "state-of-the-art",
            "A State‑of‑the‑Art bridge, state-of-\nthe-art.",
            ["State‑of‑the‑Art", "state-of-\nthe-art"],
        ),
        ("would-be", "It would be a would-be king.", ["would-be"]),
        ("world's best", "The WORLD’S   best bridge", ["WORLD’S   best"]),
        ("cult", "occult cults cultic cult", ["cult"]),
        ("elite", "a non-elite elite-led elite", ["elite"]),
        ("some critics", "some—critics, some\n\ncritics, some critics.", ["some critics"]),
        ("über alles", "ÜBER ALLES in İstanbul, über alles", ["ÜBER ALLES", "über alles"]),
        (
            "{some|many} {of the}? {critics|scholars} {say}",
            "Some of the critics say, many scholars say",
            ["Some of the critics say", "many scholars say"],
        ),
        ("some * say", "some very old say and some men say", ["some men say"]),
        ("<is|was> famous <for>", "is famous for, was famous in", ["famous"]),
        ("famous <for|as>", "famous for", ["famous"]),
        ("{A} {B}", "one three, two four", ["one three", "two four"]),
        ("Prophet Ada", "the Prophet Ada and the prophet ada", ["Prophet Ada"]),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str, spans: list[str]) -> None:
    assert found(phrase, text, words={"A": ("one", "two"), "B": ("three", "four")}) == spans


def test_no_phrase_runs_over_blocks_or_code() -> None:
    assert found("some critics", "- some\n- critics\n\nsome `x` critics", "a.md") == []


@pytest.mark.parametrize("phrase", ["{some|many", "* say", "<a> <b>", "x{a|b}", "a} b", "{<a>}"])
def test_a_pattern_that_cannot_be_read_is_an_error(phrase: str) -> None:
    with pytest.raises(RuleError, match="pattern"):
        found(phrase, "some many")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold_characters(text)) == len(text)
    folded = Folded(text)
    for offset, c in enumerate(folded.text):
        place = folded.source(offset)
        assert fold_characters(text[place]) == c or text[place] == "Σ"


def test_a_million_near_matches_take_linear_time() -> None:
    assert found("{some} {of the}? {very}? {critics|people} {say|said}", "some of the very people " * 40_000) == []


CONFIG = """
[rules."neutrality/puffery"]
extend-phrases = ["quayside gem", { phrase = "grand", unless = ["grand piano"], instead = "large", severity = "info" }]
remove-phrases = ["iconic"]
unless = ["the amazing spider"]
"""


def run(tmp_path: Path, text: str, *flags: str) -> int:
    (tmp_path / "a.md").write_text(f"# Harbour\n\n{text}\n", encoding="utf-8")
    return main(["check", "--no-cache", "--output-format", "concise", "--select", "neutrality", *flags, str(tmp_path)])


def test_users_add_remove_and_excuse_phrases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articlelint.toml").write_text(CONFIG, encoding="utf-8")
    text = "An iconic quayside gem, an amazing town of the amazing spider with a grand piano in a grand hall."
    assert run(tmp_path, text) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("`")[1] for line in lines if "`" in line] == ["quayside gem", "amazing"]
    run(tmp_path, text, "--severity", "info")
    assert "`grand`" in capsys.readouterr().out


@pytest.mark.parametrize(
    "entry",
    [
        '"{some|many"',
        '{ phrase = "grand", unles = ["x"] }',
        '{ phrase = "grand", severity = "bad" }',
        '{ phrase = "grand", unless = ["{x"] }',
    ],
)
def test_a_bad_entry_is_a_usage_error(tmp_path: Path, entry: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articlelint.toml").write_text(
        f'[rules."neutrality/puffery"]\nextend-phrases = [{entry}]\n', encoding="utf-8"
    )
    assert run(tmp_path, "A grand hall.") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_rule_page_in_another_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "our-rules" / "house"
    folder.mkdir(parents=True)
    (folder / "lob.md").write_text(
        '# Lob\n\n```toml rule\ncheck = "phrases"\n[options]\nphrases = ["weltberühmt"]\n```\n', encoding="utf-8"
    )
    (tmp_path / "articlelint.toml").write_text(
        'rule-folders = ["our-rules"]\nexclude = ["our-rules/"]\n', encoding="utf-8"
    )
    (tmp_path / "a.md").write_text("# Hafen\n\nDer Hafen ist WELTBERÜHMT, also weltberühmt.\n", encoding="utf-8")
    assert main(["check", "--no-cache", "--output-format", "concise", "--select", "house", str(tmp_path)]) == 1
    assert capsys.readouterr().out.count("house/lob") == 1


def test_the_second_tier_is_shown_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "He may have been there, and passed away."
    assert run(tmp_path, text, "--select", "neutrality/weasel") == 0
    assert "weasel" not in capsys.readouterr().out
    run(tmp_path, text, "--select", "neutrality/weasel", "--severity", "info")
    assert "weasel" in capsys.readouterr().out
    run(tmp_path, text, "--select", "neutrality/euphemism")
    assert "euphemism" in capsys.readouterr().out


@pytest.mark.parametrize("rule", [r for r in rules_in() if r.family == "neutrality"], ids=lambda rule: rule.name)
def test_every_exception_can_be_read_and_no_entry_stands_twice(rule: Rule) -> None:
    listed = list(entries(rule.options))
    for entry in listed:
        for phrase in entry.unless:
            Whole(phrase, rule.options.words)
    phrases = [entry.phrase for entry in listed]
    assert sorted(phrases) == sorted(set(phrases))


@pytest.mark.parametrize("steps", ["*? ", "{w|v}? ", "*? {w|w w}? ", "{w|w w} "])
def test_steps_that_may_be_missing_take_linear_time(steps: str) -> None:
    text = "alpha " + "w " * 60
    pattern = compile_pattern(f"alpha {steps * 30}zzz", {})
    assert pattern.end(text, len("alpha")) == -1
    assert list(Whole(f"alpha {steps * 30}zzz", {}).find_all(text)) == []
    assert list(Whole(f"alpha {steps * 30}zzz", {}).find_all(text[:66] + "zzz")) in ([(0, 69)], [])


def test_what_follows_is_found_by_the_longest_way_that_fits() -> None:
    assert list(Whole("new {york|york city}? hall", {}).find_all("a new york city hall, new hall")) == [
        (2, 20),
        (22, 30),
    ]
    assert list(Whole("{new|new york} york", {}).find_all("new york")) == [(0, 8)]
    assert compile_pattern("big * <city>", {}).end("big u.s. city", 3) == -1
    assert compile_pattern("big * <city>", {}).end("big fat city", 3) == len("big fat")
    assert compile_pattern("big * in", {}).end("big u.s in", 3) == len("big u.s in")
