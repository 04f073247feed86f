"""defaults < config file < flags, as one frozen Settings. pydantic validates what a user wrote, when there is any."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from articlelint.errors import ConfigError
from articlelint.settings import DEFAULTS, Override, Settings

CONFIG_NAMES = ("articlelint.toml", ".articlelint.toml", "pyproject.toml")


class Found(NamedTuple):
    """The root of the corpus, the config file that decides, if any, and whether there is a corpus at all."""

    root: Path
    config: Path | None
    settings: Settings
    lone: bool = False


def find(start: Path, explicit: Path | None = None, *, isolated: bool = False) -> Found:
    """Root and settings for a path: the nearest config file, else the git root, else the path itself."""
    start = start.resolve()
    folder = start if start.is_dir() else start.parent
    if explicit is not None:
        return Found(explicit.resolve().parent, explicit, load(explicit))
    if not isolated:
        for place in (folder, *folder.parents):
            for name in CONFIG_NAMES:
                if (place / name).is_file() and (table := read_table(place / name)) is not None:
                    return Found(place, place / name, from_table(table, place / name))
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return Found(place, None, DEFAULTS)
    return Found(folder, None, DEFAULTS, lone=start.is_file())


def load(path: Path) -> Settings:
    """The settings of one config file. Raises ConfigError that names the file, the key and a near name."""
    table = read_table(path)
    if table is None:
        raise ConfigError(f"{path}: has no [tool.articlelint] table")
    return from_table(table, path)


def read_table(path: Path) -> Mapping[str, Any] | None:
    """The articlelint table of a TOML file; None when a pyproject.toml has none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: does not parse as TOML: {error}") from error
    if path.name == "pyproject.toml":
        table: Mapping[str, Any] | None = data.get("tool", {}).get("articlelint")
        return table
    return data


def from_table(table: Mapping[str, Any], where: Path) -> Settings:
    """Settings from a TOML table, on top of the defaults."""
    if not table:
        return DEFAULTS
    from articlelint.validate import options_of

    given = dict(table)
    overrides = tuple(options_of(Override, entry, f"{where}: overrides") for entry in given.pop("overrides", ()))
    checked = options_of(Settings, given, str(where))
    names = [key.replace("-", "_") for key in given]
    return replace(DEFAULTS, overrides=overrides, **{name: getattr(checked, name) for name in names})
