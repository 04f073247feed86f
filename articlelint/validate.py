"""pydantic at the door: what users wrote (config values, options of their pages) is checked here, and only here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from pydantic import TypeAdapter, ValidationError

from articlelint.errors import ConfigError
from articlelint.rule import Check


def options_of(kind: type[Any], given: Mapping[str, Any], where: str) -> Any:
    """An instance of a dataclass from a TOML table. Raises ConfigError that names the key, the trouble and a near name."""
    known = tuple(getattr(kind, "__dataclass_fields__"))  # noqa: B009
    values = {}
    for key, value in given.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{where}: unknown key {key!r}{did_you_mean(key, known)}")
        values[name] = value
    try:
        return _adapter(kind).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part).replace("_", "-") for part in first["loc"])
        raise ConfigError(
            f"{where}: {place}: {first['msg'][:1].lower()}{first['msg'][1:]} (got {first['input']!r})"
        ) from error


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """`; did you mean 'x'?`, or the known names when none is near."""
    names = tuple(name.replace("_", "-") for name in known)
    near = get_close_matches(word.replace("_", "-"), names, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; known are {', '.join(sorted(names))}" if names else ""


def merged_options(found: Check, options: Any, given: Mapping[str, Any], where: str) -> Any:
    """A rule's options with some of them replaced by a user's."""
    if found.options is None:
        raise ConfigError(f"{where}: takes no options, but {min(given)!r} is given")
    checked = options_of(found.options, given, where)
    names = [key.replace("-", "_") for key in given]
    return replace(options, **{name: getattr(checked, name) for name in names})
