"""Rules: shipped pages, users' pages, plug-ins' checks -> Rule objects, sorted by name, each built once."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from articlelint.diagnostic import SEVERITIES, Severity
from articlelint.errors import RuleError
from articlelint.page import Page, read_page
from articlelint.rule import Check, Rule

_PAGE_KEYS = {"check", "severity", "severities", "on", "formats", "scope", "options"}


def shipped_folder() -> Path:
    """Where our own pages are: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    inside = here / "rules"
    return inside if inside.is_dir() else here.parent / "rules"


def load(folders: Iterable[Path] = ()) -> Mapping[str, Rule]:
    """Every rule by name: ours, then those of the users' folders, which may replace ours by name."""
    rules = dict(_shipped())
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(f"{folder}: no such folder of rule pages; name an existing one in `rule-folders`")
        rules.update((rule.name, rule) for rule in _rules_in(folder, trusted=False))
    return dict(sorted(rules.items()))


@cache
def _shipped() -> Mapping[str, Rule]:
    return {rule.name: rule for rule in _rules_in(shipped_folder(), trusted=True)}


def _rules_in(folder: Path, *, trusted: bool) -> Iterator[Rule]:
    for path in sorted(folder.glob("*/*.md")):
        name = f"{path.parent.name}/{path.stem}"
        yield build_rule(read_page(name, path.read_text(encoding="utf-8"), str(path)), str(path), trusted=trusted)


def build_rule(page: Page, where: str, *, trusted: bool) -> Rule:
    """A page and its check become a rule. Our own pages are proved by tests, so their options are not validated again."""
    unknown = set(page.rule) - _PAGE_KEYS
    if unknown:
        raise RuleError(
            f"{where}: unknown key {min(unknown)!r} in the rule block; known are {', '.join(sorted(_PAGE_KEYS))}"
        )
    name = page.rule.get("check") or page.name.partition("/")[2]
    severity = _severity(page.rule.get("severity", "warning"), where)
    found = find_check(name, where)
    return Rule(
        name=page.name,
        summary=page.title,
        severity=severity,
        check=found,
        options=build_options(found, page.rule.get("options", {}), where, trusted=trusted),
        on=page.rule.get("on", True),
        severities=tuple(_severity(s, where) for s in page.rule.get("severities", (severity,))),
        formats=tuple(page.rule.get("formats", found.formats)),
        page=page.text,
        examples=page.examples,
        settings=page.settings,
    )


def _severity(word: str, where: str) -> Severity:
    if word not in get_args(Severity):
        raise RuleError(f"{where}: unknown severity {word!r}; known are {', '.join(SEVERITIES)}")
    return word  # type: ignore[return-value]


def find_check(name: str, where: str) -> Check:
    """The check of that name: a module of articlelint.checks, else an entry point of the group articlelint.checks."""
    module = name.replace("-", "_")
    try:
        function = getattr(importlib.import_module(f"articlelint.checks.{module}"), module)
    except ModuleNotFoundError:
        function = _plugin(name, where)
    found: Check = function.__check__
    return found


def _plugin(name: str, where: str) -> Any:
    from importlib.metadata import entry_points

    for entry in entry_points(group="articlelint.checks", name=name):
        return entry.load()
    raise RuleError(f"{where}: no check is named {name!r}; install the plug-in that brings it, or correct the page")


def build_options(found: Check, given: Mapping[str, Any], where: str, *, trusted: bool) -> Any:
    """An instance of the check's Options from a TOML table; pydantic validates what we did not write ourselves."""
    if found.options is None:
        if given:
            raise RuleError(f"{where}: the check {found.name!r} takes no options, but {min(given)!r} is given")
        return None
    if trusted:
        return found.options(**{key.replace("-", "_"): frozen(value) for key, value in given.items()})
    from articlelint.validate import options_of

    return options_of(found.options, given, where)


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value
