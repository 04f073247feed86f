"""Rules meet articles. Pure: texts and settings in, findings out; no file is read here.

The first half (`examine`) needs one article and nothing else; the second (`relate`) needs only facts and the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from articlelint.diagnostic import Diagnostic, Finding, Severity, at_least
from articlelint.facts import Facts
from articlelint.index import Index
from articlelint.model import Article
from articlelint.needles import NONE, Haystack
from articlelint.phrases import Matches, PhraseOptions, Scanner
from articlelint.prose.surroundings import Surroundings
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
    haystack: Haystack | None = None
    least: Severity = "info"

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return (*self.article_rules, *self.phrase_rules, *self.reference_rules, *self.facts_rules)

    def runs_whole(self, rule: Rule) -> bool:
        """Whether a rule says all that it can say: phrases below the least severity are not looked for."""
        return (
            rule not in self.phrase_rules
            or rule.severity == "info"
            or all(at_least(each, self.least) for each in rule.severities)
        )

    @property
    def needs_corpus(self) -> bool:
        """Whether any rule looks beyond one article."""
        return bool(self.reference_rules or self.facts_rules)


def plan(rules: Sequence[Rule], least: Severity = "info") -> Plan:
    """Sorts rules by when they run. `least` is the least severity that will be shown: no phrase below it is looked for."""
    phrase = tuple(rule for rule in rules if "Matches" in rule.check.wants)
    reference = tuple(rule for rule in rules if "Resolution" in rule.check.wants)
    facts = tuple(rule for rule in rules if "Index" in rule.check.wants and rule not in reference)
    apart = {rule.name for rule in (*phrase, *reference, *facts)}
    return Plan(
        tuple(rule for rule in rules if rule.name not in apart),
        phrase,
        reference,
        facts,
        Scanner.build(_lists(phrase, least)) if phrase else None,
        _haystack(rule for rule in rules if rule.name not in apart),
        least,
    )


def _haystack(rules: Iterable[Rule]) -> Haystack | None:
    needles = {rule.name: rule.check.needles(rule.options) for rule in rules if rule.check.needles}
    return Haystack(needles) if needles else None


def _lists(rules: Sequence[Rule], least: Severity) -> dict[str, PhraseOptions]:
    """Each rule's options, without the second tier of its list where nobody will see it."""
    return {
        rule.name: rule.options if at_least("info", least) or rule.severity == "info" else rule.options.graver()
        for rule in rules
    }


def examine(article: Article, plan: Plan) -> Iterator[Told | Crash]:
    """What the selected rules say of one article by itself."""
    present = plan.haystack.find(article.text) if plan.haystack else {}
    for rule in plan.article_rules:
        needed = rule.check.needles is None or rule.name in present or "Found" in rule.check.wants
        if needed and article.format in rule.formats:
            yield from _run(rule, article.path, {"Article": article, "Found": present.get(rule.name, NONE)})
    if plan.scanner is None:
        return
    have: dict[str, object] = {"Article": article, "Surroundings": Surroundings(article, plan.least)}
    found = plan.scanner.scan(article)
    for rule in plan.phrase_rules:
        if article.format in rule.formats and (rule.name in found or "Article" in rule.check.wants):
            yield from _run(rule, article.path, {**have, "Matches": found.get(rule.name, Matches())})


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


def shown(diagnostics: Iterable[Diagnostic], settings: Settings, rules: Iterable[Rule] = ()) -> Iterator[Diagnostic]:
    """Leaves out what is less grave than asked for.

    An info rule of `rules` that was selected by its full name is asked for; a passing info of a graver rule is not.
    """
    named = {rule.name for rule in rules if rule.severity == "info" and rule.name in settings.select}
    for each in diagnostics:
        if at_least(each.severity, settings.severity) or each.rule in named:
            yield each


__all__ = ["Crash", "Matches", "Plan", "Told", "examine", "plan", "relate", "shown"]
