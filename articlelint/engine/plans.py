"""Which plan holds for which path: the rules under the settings, with the overrides that match the path put in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from articlelint.config import excerpts
from articlelint.config.settings import Override, Settings, Suppressed
from articlelint.disk import reading
from articlelint.disk.gitignore import spec_of
from articlelint.engine import catalogue, checker, selection
from articlelint.engine.rule import Rule
from articlelint.errors import ArticlelintError
from articlelint.model.nodes import Format
from articlelint.publishers.detection import Publishers
from articlelint.suppressions.judging import Judge

Matches = Callable[[str], bool]


class Plan(NamedTuple):
    """The settings that hold for some paths, and the rules that run under them."""

    settings: Settings
    rules: checker.Plan


class Plans:
    """Every plan of a run, each built once. Raises UsageError when a setting names a rule that does not exist."""

    def __init__(self, settings: Settings, root: Path, origins: Mapping[str, str] = MappingProxyType({})) -> None:
        self.settings = settings
        self.publishers: Publishers | None = None  # what shows the articles, when a run knows
        self._root, self._origins = root, origins
        self.rules = catalogue.load(root / folder for folder in settings.rule_folders)
        self._require_known(origins)
        self._plans: dict[tuple[int, ...], Plan] = {}
        self._matchers = tuple(_matcher(override.paths) for override in settings.overrides)
        self._silencers = tuple((_matcher(entry.paths), entry) for entry in settings.suppressions)
        self._formats = tuple((_matcher((pattern,)), format) for pattern, format in settings.formats.items())
        self._judges: dict[tuple[int, bool], Judge] = {}
        self.default = self._plan(()).rules

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process loads the rules itself."""
        return _restored, (self.settings, self._root, dict(self._origins), self.publishers)

    def of(self, path: str) -> checker.Plan:
        """The rules for one article."""
        return self._of(path).rules

    def settings_of(self, path: str) -> Settings:
        """The settings for one article."""
        return self._of(path).settings

    def format_of(self, path: str) -> Format | None:
        """The format that the settings give an article; None where they leave it to its suffix."""
        return next((format for matches, format in self._formats if matches(path)), None)

    def silenced(self, path: str) -> tuple[Suppressed, ...]:
        """What the config silences in one article."""
        return tuple(entry for matches, entry in self._silencers if matches(path))

    def judge(self, path: str, *, lone: bool) -> Judge:
        """What is needed to judge the suppressions of one article."""
        plan = self.of(path)
        key = (id(plan), lone)
        if key not in self._judges:
            self._judges[key] = _judge(self.rules, plan, lone=lone)
        return self._judges[key]

    @property
    def need_corpus(self) -> bool:
        """Whether any path's plan may look beyond one article."""
        return any(plan.needs_corpus for plan in self._all())

    @property
    def need_all_references(self) -> bool:
        """Whether any path's plan looks at what other articles refer to, and not only at what they are called."""
        return any(rule.declared.all_references for plan in self._all() for rule in plan.facts_rules)

    @property
    def need_files(self) -> bool:
        """Whether a rule tells of images and downloads that are not there."""
        return any(
            "missing" in rule.declared.statuses and "image" in rule.declared.kinds
            for rule in self.default.reference_rules
        )

    def load_checks(self) -> None:
        """Makes all rules that may run ready, once, before work is spread over processes."""
        for plan in self._all():
            if plan.scanner:
                plan.scanner.ready()
            for rule in plan.rules:
                _ = rule.check  # loads it

    def _all(self) -> list[checker.Plan]:
        return [self.default, *(self._plan((number,)).rules for number in range(len(self._matchers)))]

    def rule(self, name: str) -> Rule | None:
        """A rule by its name."""
        return self.rules.get(name)

    def _of(self, path: str) -> Plan:
        if not self._matchers:
            return self._plan(())
        return self._plan(tuple(number for number, matches in enumerate(self._matchers) if matches(path)))

    def _plan(self, numbers: tuple[int, ...]) -> Plan:
        if numbers not in self._plans:
            settings = overridden(self.settings, (self.settings.overrides[number] for number in numbers))
            self._plans[numbers] = Plan(
                settings, checker.plan(selection.selected(self.rules, settings), settings.severity)
            )
        return self._plans[numbers]

    def _require_known(self, origins: Mapping[str, str]) -> None:
        """`origins` tells where each setting was made, so that an error can name the place."""
        settings = self.settings

        for name in ("select", "extend-select", "ignore"):
            with _placed(origins, name) as where:
                selection.require_known(getattr(settings, name.replace("-", "_")), self.rules, where)
        with _placed(origins, "rules") as where:
            selection.require_configurable(settings.rules, self.rules, where)
        for override in settings.overrides:
            with _placed(origins, "overrides", override.paths) as where:
                selection.require_known((*override.select, *override.ignore), self.rules, where)
                selection.require_configurable(override.rules, self.rules, where)
        for entry in settings.suppressions:
            with _placed(origins, "suppressions", entry.paths) as where:
                selection.require_known(entry.rules, self.rules, where)


@contextmanager
def _placed(origins: Mapping[str, str], name: str, paths: Iterable[str] = ()) -> Iterator[str]:
    """What to call a setting in an error; one that comes out of a config file is told with its place there."""
    origin = origins.get(name.replace("-", "_"), "default")
    named = f"{name} for {', '.join(paths)}" if paths else name
    try:
        yield named
    except ArticlelintError as error:
        if origin in ("default", f"--{name}"):
            said = str(error) if origin == "default" else f"{origin}{str(error).removeprefix(name)}"
            raise type(error)(said) from error
        raise type(error)(_pointed(origin, error)) from error


def _pointed(origin: str, error: ArticlelintError) -> str:
    for file in filter(os.path.isfile, origin.split(", ")):
        text = reading.read_text(file, "utf-8-sig")
        place = excerpts.of_word(text, error.key) or excerpts.of_key(text, error.key) if error.key else None
        if place:
            return excerpts.pointed(file, place, str(error))
    return f"{origin}: {error}"


def overridden(settings: Settings, overrides: Iterable[Override]) -> Settings:
    """The settings with some overrides put in. A later word takes back the same word of what stands below it."""
    for override in overrides:
        settings = replace(
            settings,
            select=(*_without(settings.select, override.ignore), *override.select),
            extend_select=_without(settings.extend_select, override.ignore),
            ignore=(*_without(settings.ignore, override.select), *override.ignore),
            rules=_merged(settings.rules, override.rules),
        )
    return settings


def _without(words: Iterable[str], taken_back: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in set(taken_back))


def _merged(
    one: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    return {name: {**one.get(name, {}), **other.get(name, {})} for name in (*one, *other)}


def _matcher(patterns: tuple[str, ...]) -> Matches:
    matches: Matches = spec_of(patterns).match_file
    return matches


def _judge(rules: Mapping[str, Rule], plan: checker.Plan, *, lone: bool) -> Judge:
    corpus_rules = (
        {rule.name for rule in (*plan.reference_rules, *plan.facts_rules) if not rule.declared.alone} if lone else set()
    )
    ran = {rule.name for rule in plan.rules if not rule.quiet and plan.runs_whole(rule)} - corpus_rules

    def has_run(word: str) -> bool:
        expected = selection.runs_by_default(word, rules)
        return bool(expected) and expected <= ran

    return Judge(
        is_known=lambda word: selection.known_selector(word, rules),
        has_run=has_run,
        hint=lambda word: selection.hint(word, rules),
        quiet=frozenset(rule.name for rule in plan.rules if rule.quiet),
    )


def _restored(settings: Settings, root: Path, origins: Mapping[str, str], publishers: Publishers | None) -> Plans:
    plans = Plans(settings, root, origins)
    plans.publishers = publishers
    return plans
