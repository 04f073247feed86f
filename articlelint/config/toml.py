"""TOML text to values, and values to TOML text, which the standard library does not write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from articlelint.text.complaints import Unparsed, complaint
from articlelint.text.escapes import json_text


def loads(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ValueError, with line and column at its end where they are known, and nothing else."""
    import tomllib

    try:
        return tomllib.loads(text)
    except Unparsed as error:
        raise ValueError(complaint(error)) from error


def value(given: Any) -> str:
    """Strings, numbers, lists, tables and frozen dataclasses, in one line."""
    if isinstance(given, bool | int):
        return str(given).lower()
    if isinstance(given, str):
        return json_text(given)
    if isinstance(given, Mapping):
        pairs = ", ".join(f"{key(name)} = {value(each)}" for name, each in given.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if is_dataclass(type(given)):
        return value({name.replace("_", "-"): getattr(given, name) for name in [each.name for each in fields(given)]})
    return "[" + ", ".join(value(each) for each in given) + "]"


def key(name: str) -> str:
    """A key, in quotes when it needs them."""
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else value(name)
