"""Rules meet articles. Pure: texts and settings in, findings out; no file is read here.

The first half (`examine`) needs one article and nothing else; the second (`relate`) needs only facts and the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from articlelint.diagnostic import Diagnostic, Finding, at_least
from articlelint.facts import Facts
from articlelint.index import Index
from articlelint.model import Article
from articlelint.phrases import Matches, Scanner
from articlelint.resolve import Resolution, resolve
from articlelint.rule import Rule
from articlelint.settings import Settings


class Told(NamedTuple):
    """A finding and the rule that it came from."""

    rule: str
    severity: str
    finding: Finding


class Crash(NamedTuple):
    """A rule that raised an exception, and what it said."""

    rule: str
    path: str
    error: str


@dataclass(frozen=True)
class Plan:
    """The selected rules, sorted by what their checks ask for, so that nothing is built that none of them needs."""

    article_rules: tuple[Rule, ...] = ()
    phrase_rules: tuple[Rule, ...] = ()
    reference_rules: tuple[Rule, ...] = ()
    facts_rules: tuple[Rule, ...] = ()
    scanner: Scanner | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return (*self.article_rules, *self.phrase_rules, *self.reference_rules, *self.facts_rules)

    @property
    def needs_corpus(self) -> bool:
        """Whether any rule looks beyond one article."""
        return bool(self.reference_rules or self.facts_rules)


def plan(rules: Sequence[Rule]) -> Plan:
    """Sorts rules by when they run."""
    phrase = tuple(rule for rule in rules if "Matches" in rule.check.wants)
    reference = tuple(rule for rule in rules if "Resolution" in rule.check.wants)
    facts = tuple(rule for rule in rules if "Index" in rule.check.wants and rule not in reference)
    apart = {rule.name for rule in (*phrase, *reference, *facts)}
    return Plan(
        tuple(rule for rule in rules if rule.name not in apart),
        phrase,
        reference,
        facts,
        Scanner.build({rule.name: rule.options for rule in phrase}) if phrase else None,
    )


def examine(article: Article, plan: Plan) -> Iterator[Told | Crash]:
    """What the selected rules say of one article by itself."""
    for rule in plan.article_rules:
        if article.format in rule.formats:
            yield from _run(rule, article.path, {"Article": article})
    if plan.scanner is None:
        return
    for name, matches in plan.scanner.scan(article):
        rule = next(rule for rule in plan.phrase_rules if rule.name == name)
        if article.format in rule.formats:
            yield from _run(rule, article.path, {"Article": article, "Matches": matches})


def relate(facts: Facts, index: Index, plan: Plan) -> Iterator[Told | Crash]:
    """What the selected rules say of one article's references, and of its place in the corpus."""
    if plan.reference_rules:
        for reference in facts.references:
            for resolution in resolve(reference, facts, index):
                yield from _relate_one(plan, facts, index, reference, resolution)
    if index.lone:
        return
    for rule in plan.facts_rules:
        if facts.format in rule.formats:
            yield from _run(rule, facts.path, {"Facts": facts, "Index": index})


def _relate_one(
    plan: Plan, facts: Facts, index: Index, reference: Any, resolution: Resolution
) -> Iterator[Told | Crash]:
    for rule in plan.reference_rules:
        check = rule.check
        if check.statuses and resolution.status not in check.statuses:
            continue
        if (check.kinds and reference.kind not in check.kinds) or facts.format not in rule.formats:
            continue
        have = {"Reference": reference, "Resolution": resolution, "Facts": facts, "Index": index}
        yield from _run(rule, facts.path, have)


def _run(rule: Rule, path: str, have: dict[str, object]) -> Iterator[Told | Crash]:
    """Calls a rule's check. The one place that may catch everything: a rule that fails must not silence the others."""
    arguments = [rule.options if want == "Options" else have[want] for want in rule.check.wants]
    try:
        for finding in rule.check.function(*arguments):
            yield Told(rule.name, finding.severity or rule.severity, finding)
    except Exception as error:
        yield Crash(rule.name, path, f"{type(error).__name__}: {error}")


def shown(diagnostics: Iterable[Diagnostic], settings: Settings) -> Iterator[Diagnostic]:
    """Leaves out what is less grave than asked for, unless its rule was selected by its full name."""
    for each in diagnostics:
        if each.rule in settings.select or at_least(each.severity, settings.severity):
            yield each


__all__ = ["Crash", "Matches", "Plan", "Told", "examine", "plan", "relate", "shown"]
