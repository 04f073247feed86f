"""What users wrote (config values, options of their pages) is checked here, and only here.

Plain values of the right type are taken as they are; pydantic is imported only for the rest: to convert it, or to say what is
wrong with it.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from articlelint.errors import ConfigError
from articlelint.text.closest import did_you_mean

_UNFIT = object()


def options_of(kind: Any, given: Mapping[str, Any], where: str) -> Any:
    """An instance of a dataclass from a TOML table. Raises ConfigError that names the key, the trouble and a near name."""
    if not isinstance(given, Mapping):
        raise ConfigError(f"{where}: should be a table (got {given!r})")
    known = tuple(each.name for each in fields(kind))
    values = {}
    for key, value in given.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{where}: unknown key {key!r}{_did_you_mean(key, known)}", key=key)
        values[name] = value
    hints = _hints(kind, frozenset(values))
    plain = {name: fitted(hints[name], value) for name, value in values.items()}
    if set(required_fields(kind)) <= plain.keys() and not any(each is _UNFIT for each in plain.values()):
        with suppress(ValueError):  # of a __post_init__; pydantic says it better
            return kind(**plain)
    return _by_pydantic(kind, values, where)


@cache
def _hints(kind: Any, wanted: frozenset[str]) -> dict[str, Any]:
    """The types of some fields. Only these are evaluated, where the class itself declares all of them: settings have forty."""
    own = kind.__dict__.get("__annotations__", {})  # noqa: RUF063 - inspect.get_annotations costs the import of inspect
    if wanted <= own.keys():
        kind = type(kind.__name__, (), {"__module__": kind.__module__, "__annotations__": {n: own[n] for n in wanted}})
    return get_type_hints(kind)


def fitted(hint: Any, value: Any) -> Any:
    """A plain value as its type wants it (lists as tuples), or `_UNFIT`."""
    origin = get_origin(hint)
    if hint is Any:
        return value
    if hint in (str, bool, int):
        return value if type(value) is hint else _UNFIT
    if origin is Literal:
        return value if isinstance(value, str) and value in get_args(hint) else _UNFIT
    if origin is tuple and get_args(hint)[1:] == (Ellipsis,) and isinstance(value, list | tuple):
        return _fitted_all(tuple, [get_args(hint)[0]] * len(value), value)
    if origin is not None and issubclass_of_mapping(origin) and isinstance(value, dict):
        items = _fitted_all(tuple, [get_args(hint)[1]] * len(value), value.values())
        return _UNFIT if items is _UNFIT else dict(zip(value, items, strict=True))
    if origin in (Union, types.UnionType):
        fits = (fitted(each, value) for each in get_args(hint))
        return next((each for each in fits if each is not _UNFIT), _UNFIT)
    return _UNFIT


def issubclass_of_mapping(origin: Any) -> bool:
    """Whether an annotation's origin is a kind of mapping."""
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _fitted_all(kind: Any, hints: Any, values: Any) -> Any:
    found = kind(fitted(hint, value) for hint, value in zip(hints, values, strict=True))
    return _UNFIT if any(each is _UNFIT for each in found) else found


def _by_pydantic(kind: Any, values: Mapping[str, Any], where: str) -> Any:
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(values)
    except ValidationError as error:
        raise _complaint(error.errors()[0], where) from error


def _complaint(first: Any, where: str) -> ConfigError:
    place = ".".join(str(part).replace("_", "-") for part in first["loc"])
    said = f"{first['msg'][:1].lower()}{first['msg'][1:]}".replace("a valid tuple", "a list")
    if first["type"] == "missing":
        return ConfigError(f"{where}: {place} is missing")
    near = ""
    if first["type"] == "literal_error" and isinstance(first["input"], str):
        near = did_you_mean(first["input"], first["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", "))
    return ConfigError(f"{where}: {place}: {said} (got {first['input']!r}){near}", key=str(first["loc"][0]))


def required_fields(kind: Any) -> list[str]:
    """The fields of a dataclass that have no default."""
    return [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """`; did you mean 'x'?`, or the known names when none is near."""
    names = [name.replace("_", "-") for name in known]
    near = did_you_mean(word.replace("_", "-"), names)
    return near or (f"; known are {', '.join(sorted(names))}" if names else "")
