"""Which rules speak, by name, family or `all`; the most exact word wins and `ignore` wins a tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from articlelint.diagnostic import SEVERITIES, Severity, at_least
from articlelint.errors import UsageError
from articlelint.rule import Rule
from articlelint.settings import Settings

_EXACT, _FAMILY, _ALL = 3, 2, 1


def known_selector(word: str, rules: Mapping[str, Rule]) -> bool:
    """Whether a word names a rule, a family, or everything."""
    return word == "all" or word in rules or any(rule.family == word for rule in rules.values())


def require_known(words: Iterable[str], rules: Mapping[str, Rule], where: str) -> None:
    """Raises UsageError, with the nearest known name, at the first word that names nothing."""
    for word in words:
        if known_selector(word, rules):
            continue
        names = [*rules, *dict.fromkeys(rule.family for rule in rules.values()), "all"]
        tails = {name.rpartition("/")[2]: name for name in rules}
        near = get_close_matches(word, names, n=1) or [tails[t] for t in get_close_matches(word, tails, n=1)]
        hint = f"; did you mean {near[0]!r}?" if near else "; `articlelint rule --all` lists them"
        raise UsageError(f"{where}: no rule or family is called {word!r}{hint}")


def _strength(rule: Rule, words: Iterable[str]) -> int:
    strengths = {"all": _ALL, rule.family: _FAMILY, rule.name: _EXACT}
    return max((strengths.get(word, 0) for word in words), default=0)


def is_selected(rule: Rule, select: Iterable[str], ignore: Iterable[str], severity: Severity) -> bool:
    """Whether a rule runs. A rule that is off, or graver than asked for, runs only when named in full."""
    wanted, unwanted = _strength(rule, select), _strength(rule, ignore)
    if wanted == 0 or unwanted >= wanted:
        return False
    if wanted == _EXACT:
        return True
    return rule.on and any(at_least(each, severity) for each in rule.severities or (rule.severity,))


def selected(rules: Mapping[str, Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules that run under these settings, sorted by name, with the settings' severities and options put in."""
    chosen = [
        _configured(rule, settings.rules.get(rule.name, {}))
        for rule in rules.values()
        if is_selected(rule, settings.select, settings.ignore, settings.severity)
    ]
    return tuple(sorted(chosen, key=lambda rule: rule.name))


def _configured(rule: Rule, given: Mapping[str, Any]) -> Rule:
    if not given:
        return rule
    options = {key: value for key, value in given.items() if key != "severity"}
    severity: Severity = given.get("severity", rule.severity)
    if severity not in SEVERITIES:
        raise UsageError(f"{rule.name}: unknown severity {severity!r}; known are {', '.join(SEVERITIES)}")
    if options:
        from articlelint.validate import merged_options

        rule = replace(rule, options=merged_options(rule.check, rule.options, options, f"rule {rule.name}"))
    if severity == rule.severity:
        return rule
    return replace(rule, severity=severity, severities=(severity,))
