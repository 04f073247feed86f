"""Environment variables -> settings: `ARTICLELINT_FAIL_ON=error` says what `fail-on = "error"` says in a config file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_origin, get_type_hints

from articlelint.config.layers import Layer
from articlelint.config.settings import Settings
from articlelint.errors import ConfigError
from articlelint.text.closest import did_you_mean

PREFIX = "ARTICLELINT_"
# Flags that are no settings; commands/check.py reads them.
FLAGS = ("CONFIG", "OUTPUT_FILE", "CACHE_DIR", "NO_CACHE", "JOBS", "URLS_ALLOW_PRIVATE")


def layers(environ: Mapping[str, str]) -> Iterator[Layer]:
    """One layer for each variable that names a setting. Raises ConfigError for a setting that is no plain value or list."""
    found = sorted(name for name in environ if name.startswith(PREFIX) and name[len(PREFIX) :] not in FLAGS)
    if not found:
        return
    hints = get_type_hints(Settings)
    for name in found:
        key = name[len(PREFIX) :].lower()
        if key in hints and environ[name]:
            yield Layer(name, {key: _value(environ[name], hints[key], name)})


def unknown(environ: Mapping[str, str]) -> list[str]:
    """A sentence for each of our variables that names nothing; they are worth a warning, no more: they may be a script's own."""
    known = [PREFIX + name for name in (*FLAGS, *(each.name.upper() for each in fields(Settings)))]
    strange = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return [f"{name} names no setting{did_you_mean(name, known)}" for name in strange]


def _value(text: str, hint: Any, name: str) -> Any:
    if get_origin(hint) is tuple:
        return [word.strip() for word in text.split(",") if word.strip()]
    if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        raise ConfigError(f"{name}: a table cannot be set by an environment variable; use a config file")
    if hint is bool and text.lower() not in ("0", "1", "true", "false", "yes", "no", "on", "off"):
        raise ConfigError(f"{name}: should be 1 or 0 (got {text!r})")
    if hint is bool:
        return text.lower() in ("1", "true", "yes", "on")
    return int(text) if hint is int and text.isdecimal() else text
