"""No phrase of any neutrality rule is reported inside a quotation, whatever its marks."""

import random

import pytest

from articlelint.config.settings import Settings
from articlelint.parsing import parse_source
from articlelint.phrases.entry import entries
from articlelint.phrases.pattern import written
from articlelint.prose.surroundings import Surroundings
from articlelint.run.pipeline import check_text
from articlelint.testing import rules_in
from articlelint.text.source import Source, Span

STYLES = {
    "straight": 'The sign reads "PHRASE" in front.',
    "curly": "The sign reads “PHRASE” in front.",
    "single": "The sign reads 'PHRASE' in front.",
    "curly single": "The sign reads ‘PHRASE’ in front.",
    "guillemets": "The sign reads « PHRASE » in front.",
    "German": "The sign reads „PHRASE“ in front.",
    "German single": "The sign reads ‚PHRASE‘ in front.",
    "reversed guillemets": "The sign reads »PHRASE« in front.",
    "Japanese": "The sign reads 「PHRASE」 in front.",
    "typewriter": "The sign reads ``PHRASE'' in front.",
    "nested": "She said “the sign reads ‘PHRASE’ and more PHRASE” in front.",
    "nested straight": "She said \"the sign reads 'PHRASE' and more PHRASE\" in front.",
    "apostrophes": "She said “it’s the dogs’ sign, isn’t it, PHRASE, the boys’ own” in front.",
    "straight apostrophes": "The sign reads 'it's the dog's, PHRASE' in front.",
    "reopened": "She said: “The sign is red.\n\n“It is PHRASE.\n\n“It is old, PHRASE.”",
    "not reopened": "She said: “The sign is red.\n\nIt is PHRASE.\n\nIt is old.” He left.",
    "over lines": "The sign reads “red\nand PHRASE and\nold” in front.",
    "with a comma": 'The sign reads "a red and green dog", "PHRASE," and "a wolf and a goat".',
    "in brackets": 'The sign (red, "PHRASE") is old.',
    "tagged": "He said: <blockquote>It is PHRASE.</blockquote> He left.",
    "tagged over blocks": "<blockquote>\n\nIt is PHRASE.\n\nIt is old, PHRASE.\n\n</blockquote>",
    "tagged inline": "He said <q>it is PHRASE</q> and left.",
    "block": "> The sign is PHRASE.\n> It is old, PHRASE.",
}
INFO = Settings(select=("neutrality",), severity="info")


def phrases() -> list[str]:
    chosen = random.Random(1)
    found = []
    for rule in rules_in():
        if rule.family == "neutrality":
            for entry in entries(rule.options):
                forms = list(written(entry.phrase, rule.options.words, chosen, 1))
                found += [form.replace("*", "thing") for form in forms]
    return sorted(set(found))


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_reported_inside_a_quotation(style: str) -> None:
    text = "# Sign\n\n" + "\n\n".join(STYLES[style].replace("PHRASE", phrase) for phrase in phrases())
    report = check_text(Source(text, "sign.md"), INFO)
    said = [(d.rule, d.excerpt) for d in report.diagnostics if d.rule.startswith("neutrality/")]
    assert said == []


def test_the_phrases_are_reported_outside_quotations() -> None:
    text = "# Sign\n\n" + "\n\n".join(f"The sign is {phrase} in front." for phrase in phrases())
    report = check_text(Source(text, "sign.md"), INFO)
    lines = {d.start.line for d in report.diagnostics}
    assert len(lines) > 0.7 * len(phrases())


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' home is HERE and the cats' home too.",
        "It's HERE, isn't it?",
        "The '90s were HERE and so were the boys' toys.",
        "Rock 'n' roll is HERE.",
        'A 5" gun is HERE and a 6" gun.',
        "He said “no”. It is HERE. He said “yes”.",
        "He said 'no' and HERE and 'yes'.",
        "He said «no» and HERE.",
        "‘Twas HERE in the masters’ house.",
        "“A quotation that is closed.”\n\nIt is HERE.",
    ],
)
def test_what_stands_outside_is_outside(text: str) -> None:
    article = parse_source(Source("Title\n\n" + text, "a.txt"))
    at = article.text.index("HERE")
    assert Surroundings(article).quotation(Span(at, at + 4)) is None


@pytest.mark.parametrize("mark", ['"', "'", "“", "”", "‘", "’", "«", "»", "„", "``", "''", '" ', "' "])
def test_many_marks_take_linear_time(mark: str) -> None:
    article = parse_source(Source("Title\n\n" + f"x {mark}y " * 20_000, "a.txt"))
    assert Surroundings(article).quotations is not None
