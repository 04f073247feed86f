"""Every rule page shows the rule at work in each format that the rule looks into."""

from articlelint.engine.rule import Rule
from articlelint.testing import rules_in

# What is reported there has no fix that could be shown.
_NO_FIX = {
    ("references/self-reference", "plain"),  # without link markup there is nothing to take away but the words
    ("structure/heading-style", "plain"),  # a line in bold, or with a final colon, is not seen as a heading
}


def _wanted(rule: Rule) -> set[tuple[str, str, str]]:
    verdicts = ("bad", "good", "fixed") if rule.fixable else ("bad", "good")
    return {
        (rule.name, format, verdict)
        for format in rule.formats
        for verdict in verdicts
        if verdict != "fixed" or (rule.name, format) not in _NO_FIX
    }


def test_every_page_has_examples_in_each_format() -> None:
    wanted = {each for rule in rules_in() for each in _wanted(rule)}
    shown = {(rule.name, example.format, example.verdict) for rule in rules_in() for example in rule.examples}
    assert sorted(wanted - shown) == []
