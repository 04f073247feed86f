"""Rules meet articles. Pure: texts and settings in, findings out; no file is read here.

The first half (`examine`) needs one article and nothing else; the second (`relate`) needs only facts and the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from articlelint.config.settings import Settings
from articlelint.corpus.index import Index
from articlelint.engine import catalogue
from articlelint.engine.prefilter import NONE, Haystack
from articlelint.engine.rule import CheckFunction, Rule
from articlelint.fix.anchors import moves_anchor
from articlelint.model.article import Article
from articlelint.model.diagnostics import Diagnostic, Finding, Severity, at_least
from articlelint.model.facts import Facts
from articlelint.phrases import Matches, PhraseOptions, Scanner

_NO_MATCHES = Matches()
CRASH_RULE = "internal/crash"  # of what is no rule
_MOST_FRAMES = 20
_ARTICLE = ("Article",)
_ARTICLE_AND_OPTIONS = ("Article", "Options")


class Told(NamedTuple):
    """A finding and the rule that it came from."""

    rule: str
    severity: Severity
    finding: Finding


class Crash(NamedTuple):
    """What raised an exception: a rule, or `what` stands before all rules. `plugin` is the distribution that the check came with."""

    rule: str
    path: str
    error: str
    what: str = "rule"
    plugin: str = ""
    traceback: str = ""


class Ready(NamedTuple):
    """A rule with all that a call of its check takes, looked up once."""

    rule: str
    severity: Severity
    function: CheckFunction
    wants: tuple[str, ...]
    options: Any
    kinds: frozenset[str]
    statuses: frozenset[str]
    needs_needles: bool
    waits_for_needles: bool


class ReadyRules:
    """The rules of a plan that look into one format."""

    def __init__(self, plan: Plan, format: str) -> None:
        self.article = _ready(plan.article_rules, format)
        self.phrase = _ready(plan.phrase_rules, format)
        self.reference = _ready(plan.reference_rules, format)
        self.facts = _ready(plan.facts_rules, format)
        self.facts_alone = _ready((rule for rule in plan.facts_rules if rule.declared.alone), format)
        self._by_resolution: dict[tuple[str, str], tuple[Ready, ...]] = {}

    def for_resolution(self, kind: str, status: str) -> tuple[Ready, ...]:
        """The reference rules that want to be shown such a resolution."""
        known = self._by_resolution.get((kind, status))
        if known is None:
            known = self._by_resolution[kind, status] = tuple(
                ready
                for ready in self.reference
                if (not ready.kinds or kind in ready.kinds) and (not ready.statuses or status in ready.statuses)
            )
        return known


def _ready(rules: Iterable[Rule], format: str) -> tuple[Ready, ...]:
    return tuple(
        Ready(
            rule.name,
            rule.severity,
            function,
            rule.declared.wants,
            options,
            rule.declared.kinds,
            rule.declared.statuses,
            rule.declared.needles is not None,
            rule.declared.waits_for_needles,
        )
        for rule in rules
        if format in rule.formats
        for function, options in [rule.call()]
    )


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

    @cached_property
    def _ready(self) -> dict[str, ReadyRules]:
        return {}

    def ready_for(self, format: str) -> ReadyRules:
        """The rules that look into a format, ready to be called."""
        if format not in self._ready:
            self._ready[format] = ReadyRules(self, format)
        return self._ready[format]

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
    phrase = tuple(rule for rule in rules if "Matches" in rule.declared.wants)
    reference = tuple(rule for rule in rules if "Resolution" in rule.declared.wants)
    facts = tuple(rule for rule in rules if "Index" in rule.declared.wants and rule not in reference)
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
    needles = {rule.name: words for rule in rules if (words := rule.declared.needles) is not None}
    return Haystack(needles) if needles else None


def _lists(rules: Sequence[Rule], least: Severity) -> dict[str, PhraseOptions]:
    """Each rule's options, without the second tier of its list where nobody will see it."""
    return {
        rule.name: rule.options if at_least("info", least) or rule.severity == "info" else rule.options.graver()
        for rule in rules
    }


def crash(error: Exception, path: str, what: str, rule: str = CRASH_RULE, module: str = "") -> Crash:
    """An exception that was caught in `what`, with its traceback; `module` is the one of the check."""
    import traceback

    own = error.__traceback__.tb_next if error.__traceback__ else None  # our call of it tells nothing
    lines = traceback.format_exception(type(error), error, own, limit=-_MOST_FRAMES)
    return Crash(
        rule,
        path,
        f"{type(error).__name__}: {error}",
        what,
        catalogue.plugin_of(module) if module else "",
        "".join(lines),
    )


def examine(article: Article, plan: Plan) -> list[Told | Crash]:
    """What the selected rules say of one article by itself."""
    told: list[Told | Crash] = []
    try:
        _examine(article, plan, told)
        told = [_cautious(article, each) for each in told]
    except Exception as error:  # what is made ready for rules must silence one file at most
        told.append(crash(error, article.path, "search for phrases"))
    return told


def _cautious(article: Article, told: Told | Crash) -> Told | Crash:
    """A fix that changes a heading's anchor is not safe, whatever its rule says: other pages may link to it."""
    fix = None if isinstance(told, Crash) else told.finding.fix
    if isinstance(told, Crash) or fix is None or fix.applicability != "safe" or not moves_anchor(article, fix):
        return told
    return told._replace(finding=replace(told.finding, fix=replace(fix, applicability="unsafe")))


def _examine(article: Article, plan: Plan, told: list[Told | Crash]) -> None:
    present = plan.haystack.find(article.lowered) if plan.haystack else {}
    ready = plan.ready_for(article.format)
    have: dict[str, object] = {"Article": article}
    for each in ready.article:
        if each.needs_needles:
            found = present.get(each.rule, NONE)
            if not found and each.waits_for_needles:
                continue
            have["Found"] = found
        _run(each, article.path, have, told)
    if plan.scanner is None:
        return
    # An article that has not changed needs neither this nor what it imports.
    from articlelint.prose.surroundings import Surroundings

    have["Surroundings"] = Surroundings(article, plan.least)
    matches = plan.scanner.scan(article)
    for each in ready.phrase:
        if each.rule in matches or "Article" in each.wants:
            have["Matches"] = matches.get(each.rule, _NO_MATCHES)
            _run(each, article.path, have, told)


def relate(facts: Facts, index: Index, plan: Plan) -> list[Told | Crash]:
    """What the selected rules say of one article's references, and of its place in the corpus."""
    told: list[Told | Crash] = []
    try:
        _relate(facts, index, plan, told)
    except Exception as error:
        told.append(crash(error, facts.path, "resolution of references"))
    return told


def _relate(facts: Facts, index: Index, plan: Plan, told: list[Told | Crash]) -> None:
    ready = plan.ready_for(facts.format)
    have: dict[str, object] = {"Facts": facts, "Index": index}
    if ready.reference:
        # A corpus that has not changed needs neither this nor the grammar that it imports.
        from articlelint.resolve import resolve

        for reference in facts.references:
            for resolution in resolve(reference, facts, index):
                for each in ready.for_resolution(reference.kind, resolution.status):
                    have["Reference"], have["Resolution"] = reference, resolution
                    _run(each, facts.path, have, told)
    for each in ready.facts_alone if index.lone else ready.facts:
        _run(each, facts.path, have, told)


def _run(ready: Ready, path: str, have: Mapping[str, object], told: list[Told | Crash]) -> None:
    """Calls a rule's check. It may catch everything: a rule that fails must not silence the others."""
    rule, severity, function, wants, options = ready[:5]
    try:
        if wants == _ARTICLE:  # most checks ask for no more, and there are many
            findings = function(have["Article"])
        elif wants == _ARTICLE_AND_OPTIONS:
            findings = function(have["Article"], options)
        else:
            findings = function(*[options if want == "Options" else have[want] for want in wants])
        for finding in findings:
            told.append(Told(rule, finding.severity or severity, finding))
    except Exception as error:
        told.append(crash(error, path, "rule", rule, function.__module__))


def shown(diagnostics: Iterable[Diagnostic], settings: Settings, rules: Iterable[Rule] = ()) -> Iterator[Diagnostic]:
    """Leaves out what is less grave than asked for.

    An info rule of `rules` that was selected by its full name is asked for; a passing info of a graver rule is not.
    """
    named = {rule.name for rule in rules if rule.severity == "info" and rule.name in settings.select}
    for each in diagnostics:
        if at_least(each.severity, settings.severity) or each.rule in named:
            yield each


__all__ = ["Crash", "Matches", "Plan", "Told", "examine", "plan", "relate", "shown"]
