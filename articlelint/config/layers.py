"""Layers of config tables, the later ones on top -> Settings, and for each value where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple

from articlelint.config import excerpts
from articlelint.config.profiles import PROFILES
from articlelint.config.settings import DEFAULTS, Override, Settings, Suppressed
from articlelint.config.validation import options_of
from articlelint.errors import ConfigError

_TABLES = {"overrides": Override, "suppressions": Suppressed}
_ADDED = ("overrides", "suppressions", "extend_select", "extend_exclude")


class Layer(NamedTuple):
    """One table of config values and what to call the place they stand in; `text` is the file's, to tell a key's line."""

    where: str
    table: Mapping[str, Any]
    text: str = ""


def build(layers: Iterable[Layer]) -> tuple[Settings, dict[str, str]]:
    """The settings, and the layer that each value came from (`default` where none said anything).

    What a later layer says replaces what an earlier one said; tables of rules are merged, lists of overrides and `extend-` lists are added up.
    """
    values: dict[str, Any] = {}
    origins = {each.name: "default" for each in fields(Settings)}
    given = [(layer, _checked(layer)) for layer in layers]
    profile = next((checked["profile"] for _, checked in reversed(given) if checked.get("profile")), "")
    if profile:
        base = Layer(f"profile {profile}", PROFILES[profile].table)
        given.insert(0, (base, _not_taken_back(_checked(base), [checked for _, checked in given])))
    for layer, checked in given:
        for name, value in checked.items():
            if name == "rules":
                values[name] = {
                    rule: {**values.get(name, {}).get(rule, {}), **given} for rule, given in _both(values, value)
                }
            elif name in _ADDED or (name == "ignore" and origins[name].startswith("profile ")):
                values[name] = (*values.get(name, ()), *value)
            else:
                values[name] = value
            added = name in _ADDED or name == "rules" or origins[name].startswith("profile ")
            origins[name] = f"{origins[name]}, {layer.where}" if added and origins[name] != "default" else layer.where
    return replace(DEFAULTS, **values), origins


def _not_taken_back(base: dict[str, Any], above: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A profile without what the config selects or configures by name: `ignore` would win over `select` there."""
    wanted = {name for each in above for key in ("select", "extend_select", "rules") for name in each.get(key, ())}
    if "ignore" in base:
        base["ignore"] = tuple(name for name in base["ignore"] if name not in wanted)
    return base


def _both(values: Mapping[str, Any], given: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    earlier = values.get("rules", {})
    return ((rule, given.get(rule, {})) for rule in (*earlier, *(rule for rule in given if rule not in earlier)))


def _checked(layer: Layer) -> dict[str, Any]:
    """A layer's values by the names of Settings. Raises ConfigError with the place, the trouble and a near name."""
    try:
        given = dict(layer.table)
        built = {name: _entries(given.pop(name), kind, name) for name, kind in _TABLES.items() if name in given}
        checked = options_of(Settings, given, "")
        _require_positive(checked)
    except ConfigError as error:
        place = excerpts.of_key(layer.text, error.key) if error.key else None
        raise ConfigError(excerpts.pointed(layer.where, place, str(error).removeprefix(": "))) from error
    return {**built, **{name: getattr(checked, name) for name in (key.replace("-", "_") for key in given)}}


def _require_positive(checked: Settings) -> None:
    if checked.max_file_size < 1:
        raise ConfigError(f"max-file-size: should be at least 1 (got {checked.max_file_size})", key="max-file-size")


def _entries(given: Any, kind: type[Any], name: str) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise ConfigError(f"{name}: should be a list of tables, `[[{name}]]`", key=name)
    return tuple(options_of(kind, entry, name) for entry in given)
