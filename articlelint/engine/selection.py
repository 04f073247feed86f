"""Which rules speak, by name, family or `all`; the most exact word wins and `ignore` wins a tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articlelint.config.settings import Settings
from articlelint.engine.rule import Rule
from articlelint.errors import UsageError
from articlelint.model.diagnostics import SEVERITIES, Severity, at_least

_EXACT, _FAMILY, _ALL = 3, 2, 1
# What is no rule and can be ignored all the same: that a file was not looked at. It has no page, for there is nothing to configure.
OWN_NAMES = ("internal", "internal/skipped")


def known_selector(word: str, rules: Mapping[str, Rule]) -> bool:
    """Whether a word names a rule, a family, or everything."""
    return word in ("all", *OWN_NAMES) or word in rules or any(rule.family == word for rule in rules.values())


def runs_by_default(word: str, rules: Mapping[str, Rule]) -> frozenset[str]:
    """The rules that a word names and that run when nothing is configured; when none of them does, all that it names."""
    named = [rule for rule in rules.values() if word in ("all", rule.family, rule.name)]
    usual = [rule for rule in named if is_selected(rule, ("all",), (), "warning")]
    return frozenset(rule.name for rule in usual or named)


def require_known(words: Iterable[str], rules: Mapping[str, Rule], where: str) -> None:
    """Raises UsageError, with the nearest known name, at the first word that names nothing."""
    for word in words:
        if not known_selector(word, rules):
            raise UsageError(
                f"{where}: no rule or family is called {word!r}; {hint(word, rules) or '`articlelint rule` lists them'}",
                key=word,
            )


def require_configurable(given: Mapping[str, Mapping[str, Any]], rules: Mapping[str, Rule], where: str) -> None:
    """Raises UsageError at the first rule, severity or option that does not exist."""
    for name, options in given.items():
        if name not in rules:
            raise UsageError(
                f"{where}: no rule is called {name!r}; {hint(name, rules) or '`articlelint rule` lists them'}", key=name
            )
        configured(rules[name], options, where)


def hint(word: str, rules: Mapping[str, Rule]) -> str:
    """`did you mean 'family/name'?`, or nothing when no name is near."""
    from difflib import get_close_matches

    names = [*rules] if "/" in word else [*rules, *dict.fromkeys(rule.family for rule in rules.values()), "all"]
    tails = {name.rpartition("/")[2]: name for name in rules}
    near = get_close_matches(word, names, n=1) or [tails[t] for t in get_close_matches(word, tails, n=1)]
    return f"did you mean {near[0]!r}?" if near else ""


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
    select = (*settings.select, *settings.extend_select)
    if settings.require_reason:
        select = (*select, "suppression/without-reason")
    chosen = []
    for rule in rules.values():
        each = configured(rule, settings.rules.get(rule.name, {}), "rules")
        if is_selected(each, select, settings.ignore, settings.severity):
            chosen.append(each)
        elif rule.family == "suppression" and rule.declared.silences:
            chosen.append(rule.with_(quiet=True))
    return tuple(sorted(chosen, key=lambda rule: rule.name))


def configured(rule: Rule, given: Mapping[str, Any], where: str) -> Rule:
    """The rule with a table of options and a severity put in. Raises at the first that does not exist."""
    if not given:
        return rule
    options = {key: value for key, value in given.items() if key != "severity"}
    severity: Severity = given.get("severity", rule.severity)
    if severity not in SEVERITIES:
        near = f"; known are {', '.join(SEVERITIES)}"
        raise UsageError(f'{where}."{rule.name}": unknown severity {severity!r}{near}', key=str(severity))
    if options:
        from articlelint.engine.options import merged_options

        merged = merged_options(rule.check, rule.options, options, f'{where}."{rule.name}"')
        rule = rule.with_(options=merged, on=True)  # a rule that is off until configured is configured now
    if "severity" not in given:
        return rule
    return rule.with_(severity=severity)
