"""Which plan holds for which path: the rules under the settings, with the overrides that match the path put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from articlelint import catalogue, engine, select
from articlelint.rule import Rule
from articlelint.settings import Override, Settings


class Plans:
    """Every plan of a run, each built once. Raises UsageError when a setting names a rule that does not exist."""

    def __init__(self, settings: Settings, root: Path) -> None:
        self.settings = settings
        self.rules = catalogue.load(root / folder for folder in settings.rule_folders)
        select.require_known(
            (*settings.select, *settings.ignore, *settings.rules), self.rules, "select, ignore or rules"
        )
        for override in settings.overrides:
            words = (*override.select, *override.ignore, *override.rules)
            select.require_known(words, self.rules, f"overrides for {', '.join(override.paths)}")
        self._plans: dict[tuple[int, ...], engine.Plan] = {}
        self._matchers = tuple(_matcher(override) for override in settings.overrides)
        self.default = self._plan(())

    def of(self, path: str) -> engine.Plan:
        """The plan for one article."""
        if not self._matchers:
            return self.default
        return self._plan(tuple(number for number, matches in enumerate(self._matchers) if matches(path)))

    @property
    def need_corpus(self) -> bool:
        """Whether any path's plan may look beyond one article."""
        plans = [self.default, *(self._plan((number,)) for number in range(len(self._matchers)))]
        return any(plan.needs_corpus for plan in plans)

    def _plan(self, numbers: tuple[int, ...]) -> engine.Plan:
        if numbers not in self._plans:
            settings = overridden(self.settings, (self.settings.overrides[number] for number in numbers))
            self._plans[numbers] = engine.plan(select.selected(self.rules, settings))
        return self._plans[numbers]

    def rule(self, name: str) -> Rule | None:
        """A rule by its name."""
        return self.rules.get(name)


def overridden(settings: Settings, overrides: Iterable[Override]) -> Settings:
    """The settings with some overrides put in, the later ones on top."""
    for override in overrides:
        settings = replace(
            settings,
            select=(*settings.select, *override.select),
            ignore=(*settings.ignore, *override.ignore),
            rules=_merged(settings.rules, override.rules),
        )
    return settings


def _merged(
    one: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    return {name: {**one.get(name, {}), **other.get(name, {})} for name in (*one, *other)}


def _matcher(override: Override) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(override.paths).match_file
