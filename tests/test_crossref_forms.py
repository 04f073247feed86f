"""Forms of cross-references in which an older or wordier work names its articles: each with its siblings, and what only looks alike."""

from __future__ import annotations

import pytest

from articlelint.corpus.index import build
from articlelint.model.article import CueSettings
from articlelint.model.facts import collect
from articlelint.parsing import parse_source
from articlelint.resolve import resolve
from articlelint.text.source import Source
from tests.references import missing


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # Where in the work a name stands is said behind it, and the next name follows.
        ("See GLAZING under that head, and KILN in this Supplement.", ["GLAZING", "KILN"]),
        ("See GLAZING, under that head, and KILN, in this Supplement.", ["GLAZING", "KILN"]),
        ("See GLAZING and KILN under those heads.", ["GLAZING", "KILN"]),
        ("See Glazing in this volume; Kiln in the present work; and Slip.", ["Glazing", "Kiln", "Slip"]),
        ("(See Glazing in the Encyclopædia, and Kiln in this Supplement.)", ["Glazing", "Kiln"]),
        ("See GLAZING in the body of the work.", ["GLAZING"]),
        ("See Glazing under the word Kiln.", ["Glazing"]),
        # Each name is announced for itself.
        ("See GLAZING, and the article KILN.", ["GLAZING", "KILN"]),
        ("See Glazing, and the article Kiln.", ["Glazing", "Kiln"]),
        ("See the article GLAZING, and the article KILN.", ["GLAZING", "KILN"]),
        ("See Glazing; the articles on Kilns and Slip.", ["Glazing", "Kilns", "Slip"]),
        ("It cracked (see Glazing, the article Kiln, and the entry for Slip).", ["Glazing", "Kiln", "Slip"]),
        ("See under Glazing, and under Kiln.", ["Glazing", "Kiln"]),
        ("See the page on Glazing; and the page on Kilns.", ["Glazing", "Kilns"]),
        ("See art. GLAZING and the word KILN.", ["GLAZING", "KILN"]),
        ("See the words GLAZING and KILN.", ["GLAZING", "KILN"]),
        ("See the Glazing article and more.", ["Glazing"]),
        # A semicolon is followed by words that join.
        ("See GLAZING; and KILN.", ["GLAZING", "KILN"]),
        ("See Glazing; and also Kiln.", ["Glazing", "Kiln"]),
        ("See Glazing; or see Kiln.", ["Glazing", "Kiln"]),
        ("See Glazing; and see also Kiln.", ["Glazing", "Kiln"]),
        ("See Glazing; as well as the article on Kilns.", ["Glazing", "Kilns"]),
        ("It cracked (see Glazing and see also Kiln).", ["Glazing", "Kiln"]),
        # A section of the article is named behind a colon.
        ("See GLAZING: Early work.", ["GLAZING"]),
        ("See Norway: History.", ["Norway"]),
        ("See Norway: History and Sweden: Economy.", ["Norway", "Sweden"]),
        ("See NORWAY: *Literature*.", ["NORWAY"]),
        ("See Star Trek: Discovery.", ["Star Trek: Discovery"]),
        ("See Pump, Valve, &c.", ["Pump", "Valve"]),
        ("See Pump &c.", ["Pump"]),
        ("See Pump and, for its parts, the manual.", ["Pump"]),
        ("See GLAZING, Chap. II. and KILN.", ["GLAZING", "KILN"]),
        ("The pump (which see) is old, like the Great Valve (which see).", ["Great Valve"]),
    ],
)
def test_a_wordy_form_refers_to_its_names(sentence: str, names: list[str]) -> None:
    assert missing(f"It was so. {sentence}") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("See ELEC-\nTRICITY and Mag-\nnetism.", ["ELECTRICITY", "Magnetism"]),
        ("It cracked (see Under-\n  glazing, Anglo-\nSaxon pots and Kiln).", ["Underglazing", "Anglo-Saxon pots", "Kiln"]),
        ("See ELEC- TRICITY and Mag- netism.", ["ELECTRICITY", "Magnetism"]),
        ("See\nalso the\narticle on\nKiln\nmaking, and\nSlip.", ["Kiln making", "Slip"]),
        ("See Glazing under\nthat head, and the\narticle Kiln\nin this\nSupplement.", ["Glazing", "Kiln"]),
        ("See Glazing;\nand\nKiln.", ["Glazing", "Kiln"]),
    ],
)  # fmt: skip
def test_a_name_goes_on_in_the_next_line(sentence: str, names: list[str]) -> None:
    assert missing(f"It was so. {sentence}") == names


def test_a_hyphen_at_a_line_end_may_be_part_of_a_title() -> None:
    assert missing("It was so. See STEAM-\nKILN and Mag-\nnetism.", "Steam-kiln", "Magnetism") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("> It is {snow and\n> ice} here.\n", ["snow and ice"]),
        ("> It fell on the Tower of\n> Kilns (q.v.) then.\n", ["Tower of Kilns"]),
        ("> - See Sea of\n>   Kilns.\n", ["Sea of Kilns"]),
        ("See Nowhere Land, [Old\nSaltmere](s.md) and Kelp works.\n", ["Nowhere Land", "Kelp works"]),
    ],
)
def test_a_name_goes_on_in_the_next_line_of_a_quotation(text: str, names: list[str]) -> None:
    article = parse_source(Source(f"# Sample\n\n{text}", "a.md"), cues=CueSettings(marks=("{X}",)))
    facts = collect(article)
    found = [
        each
        for reference in facts.references
        for each in resolve(reference, facts, build([facts], outside=["Nothing"]))
    ]
    assert [each.target for each in found if each.target != "s.md"] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "See what is told of it under that head.", "See the word of God.", "See this matter under the stairs.", "Come to town; and see the sights.",
        "He came, and see Lyon he did.", "See Figure 2; and the page below.", "See Glazer, and the articles quoted.",
        "See the article by Jones; and the articles of his pupils.", "They rest; and also sleep.", "See note 3: History.",
        "See Huber, Kent, in this volume, p. 3.", "(see pre-\nand post-war)", "See Huber: *The Golden Cup*.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_wordy_form_is_left_alone(sentence: str) -> None:
    assert not set(missing(f"It was so. {sentence}")) - {"Glazer"}


def test_a_title_wins_over_every_wordy_form() -> None:
    titles = ("Norway: History", "Kilns in this volume", "Pump; and Valve", "Life under the word")
    assert missing("See Norway: History. See Kilns in this volume. See Life under the word.", *titles) == []
