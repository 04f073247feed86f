"""The options of a rule: those of its page, with a user's put on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from articlelint.config.validation import options_of, required_fields
from articlelint.engine.rule import Check
from articlelint.errors import ConfigError


def merged_options(found: Check, options: Any, given: Mapping[str, Any], where: str) -> Any:
    """A rule's options with some of them replaced by a user's."""
    if found.options is None:
        raise ConfigError(f"{where}: takes no options, but {min(given)!r} is given")
    needed = {name: getattr(options, name) for name in required_fields(found.options)}
    checked = options_of(found.options, {**needed, **given}, where)
    names = [key.replace("-", "_") for key in given]
    return replace(options, **{name: getattr(checked, name) for name in names})
