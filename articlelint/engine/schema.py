"""The JSON schema of the config file, from the types of the settings and of the rules' options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articlelint.config import validation
from articlelint.config.settings import KEYS, Override, Settings, Suppressed
from articlelint.engine import catalogue
from articlelint.engine.rule import Rule
from articlelint.model.diagnostics import SEVERITIES

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def config_schema() -> dict[str, Any]:
    """What an articlelint.toml may hold."""
    rules = catalogue.load()
    properties = _properties(Settings)
    for name, text in KEYS.items():
        properties[name.replace("_", "-")]["description"] = text
    override = _table(Override)
    override["properties"]["rules"] = {"$ref": "#/$defs/rules"}
    properties["rules"] = {"$ref": "#/$defs/rules", "description": KEYS["rules"]}
    properties["overrides"]["items"] = override
    properties["suppressions"]["items"] = _table(Suppressed)
    properties["extend"] = {
        "description": "Config files that this one stands on; paths relative to it.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
    selectors = {"$ref": "#/$defs/selectors"}
    for table in (properties, override["properties"]):
        for name in ("select", "ignore", "extend-select"):
            if name in table:
                table[name].pop("items", None)
                table[name] = {**table[name], "items": selectors}
    properties["suppressions"]["items"]["properties"]["rules"]["items"] = selectors
    return {
        "$schema": _DRAFT,
        "title": "articlelint",
        "description": "The config of articlelint: articlelint.toml, or [tool.articlelint] in pyproject.toml.",
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "additionalProperties": False,
        "$defs": {"selectors": _selectors(rules), "rules": _rules(rules)},
    }


def _selectors(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The shipped names are offered; a user's own rules are allowed too."""
    families = sorted({rule.family for rule in rules.values()})
    return {"anyOf": [{"enum": ["all", *families, *rules]}, {"type": "string"}]}


def _rules(rules: Mapping[str, Rule]) -> dict[str, Any]:
    own = {"type": "object", "properties": {"severity": {"enum": list(SEVERITIES)}}}
    return {
        "type": "object",
        "properties": {name: _rule(rule) for name, rule in rules.items()},
        "additionalProperties": own,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    properties = _properties(type(rule.options)) if rule.options is not None else {}
    return {
        "type": "object",
        "description": rule.summary,
        "properties": {"severity": {"enum": list(SEVERITIES)}, **properties},
        "additionalProperties": False,
    }


def _table(kind: type[Any]) -> dict[str, Any]:
    table: dict[str, Any] = {"type": "object", "properties": _properties(kind), "additionalProperties": False}
    needed = validation.required_fields(kind)
    return {**table, "required": needed} if needed else table


def _properties(kind: type[Any]) -> dict[str, Any]:
    """The schema of each field, under the name that it has in TOML."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(kind).json_schema()
    definitions = schema.get("$defs", {})
    return {
        name.replace("_", "-"): _inlined({key: each for key, each in value.items() if key != "title"}, definitions)
        for name, value in schema.get("properties", {}).items()
    }


def _inlined(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """The schema with what it refers to put in: definitions of many types would share one name space."""
    if isinstance(schema, list):
        return [_inlined(each, definitions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: _inlined(each, definitions) for key, each in schema.items()}
