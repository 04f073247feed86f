"""JSON schemas that strangers wrote, held against data that strangers wrote: jsonschema, with what could hurt us taken out.

No reference leaves the schema, so none reaches the network or a file. Patterns run in RE2, which cannot backtrack. What compares everything
with everything is done by keys of a set, and what is left is bounded by a number of steps.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cache, lru_cache
from typing import Any

_MOST_VALUES = 10_000  # of a schema
_DEEPEST = 64  # a schema
_LONGEST_LIST = 1_000  # of values in a schema that are not texts; jsonschema compares these each with each
_LONGEST_PATTERN = 1_000
_PATTERN_MEMORY = 1 << 18
_MOST_DATA, _DEEPEST_DATA = (
    100_000,
    200,
)  # values of front matter, written out; ten lines of aliases of YAML make a billion
_LONGEST_NUMBER = 1_024  # bits; Python refuses to write out numbers of some thousand digits
_STEPS, _STEPS_A_VALUE = 20_000, 200  # of keywords looked at; a plain schema takes a few for each value
_LONGEST_MESSAGE, _LONGEST_SHOWN = 500, 50  # characters, and values of a list
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_UNICODE_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})")  # of ECMA 262; RE2 writes it \x{...}


class SchemaProblem(ValueError):
    """A schema that cannot be used. `str()` says why."""


Complaints = Callable[[Any], Iterator[tuple[str, str]]]


def compiled(schema: Mapping[str, Any]) -> Complaints:
    """What tells what is wrong with data: the key at the top, and a sentence. Raises SchemaProblem, or ImportError without the extra."""
    _require_small(schema)
    return _compiled(json.dumps(_plain(schema)))


@lru_cache(maxsize=32)
def _compiled(text: str) -> Complaints:
    import jsonschema
    from jsonschema.validators import validator_for
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    schema: dict[str, Any] = json.loads(text)
    kind = _draft(schema, validator_for)
    # A schema that names its draft anew is given to the stock validator of that draft, which is not ours.
    schema.pop("$schema", None)
    _require_contained(schema)
    try:  # not `format`: as a format, a pattern would be tried in Python's engine
        kind.check_schema(schema, format_checker=jsonschema.FormatChecker(formats=()))
    except jsonschema.SchemaError as error:
        raise SchemaProblem(f"is not valid: {_short(error.message)}") from error
    _require_resolvable(schema, kind)
    budget, comparison = _Budget(), _Comparison()
    safe = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
        kind,
        {
            name: budget.counted(function)
            for name, function in {**kind.VALIDATORS, **_keywords(kind, comparison)}.items()
        },
    )
    validator = safe(schema, registry=Registry())

    def complaints(data: Any) -> Iterator[tuple[str, str]]:
        budget.left = _STEPS + _STEPS_A_VALUE * _count(data)
        comparison.forget()
        try:
            for problem in validator.iter_errors(data):
                yield str(problem.path[0]) if problem.path else "", _short(problem.message)
        except Unresolvable as error:
            raise SchemaProblem(f"refers to {error.ref!r}, which is not in it") from error
        except (_TooManySteps, RecursionError):
            yield "", "the front matter cannot be held against the schema: it takes too many steps"

    return complaints


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"


def _values(top: Any) -> Iterator[tuple[Any, int]]:
    """Every value in another, with its depth. Not recursive, for depth is what is asked."""
    waiting = [(top, 1)]
    while waiting:
        value, depth = waiting.pop()
        yield value, depth
        if isinstance(value, Mapping | list | tuple):
            inner: Iterable[Any] = value.values() if isinstance(value, Mapping) else value
            waiting += ((each, depth + 1) for each in inner)


def _count(data: Any) -> int:
    return sum(1 for _ in _values(data))


def plain(data: Any) -> Any:
    """Data as JSON has them: dates are texts, keys too. Raises SchemaProblem for what aliases of YAML make endless."""
    for number, (_, depth) in enumerate(_values(data)):
        if number > _MOST_DATA or depth > _DEEPEST_DATA:
            raise SchemaProblem("the front matter holds too many values, or nests them too deeply")
    return _plain(data)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(each) for each in value]
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return math.inf if value > 0 else -math.inf
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | None) else str(value)


def _require_small(schema: Mapping[str, Any]) -> None:
    for number, (value, depth) in enumerate(_values(schema)):
        if depth > _DEEPEST:
            raise SchemaProblem(f"is nested more than {_DEEPEST} deep")
        if number > _MOST_VALUES:
            raise SchemaProblem(f"holds more than {_MOST_VALUES} values")
        long = isinstance(value, list | tuple) and len(value) > _LONGEST_LIST
        if long and not all(isinstance(each, str) for each in value):
            raise SchemaProblem(f"holds a list of more than {_LONGEST_LIST} values that are not all texts")


def _draft(schema: Mapping[str, Any], validator_for: Callable[..., Any]) -> Any:
    named = schema.get("$schema", "")
    kind = validator_for(schema if named else {}, default=None if named else validator_for({}))
    if kind is None:
        raise SchemaProblem(f"names an unknown draft {named!r} as its `$schema`")
    return kind


def _require_contained(schema: Mapping[str, Any]) -> None:
    """Looks at every table, whether or not it stands where a schema is expected: a reference can lead anywhere in the document."""
    evaluated = patterned = False
    for value, _ in _values(schema):
        if not isinstance(value, Mapping):
            continue
        if any("json-schema.org" in value[key] for key in ("$id", "id") if isinstance(value.get(key), str)):
            raise SchemaProblem("takes the name of a draft of JSON Schema as its `$id`")
        if isinstance(value.get("$schema"), str):
            raise SchemaProblem("names a `$schema` inside; only the schema as a whole may name one")
        for key in _REFERENCES:
            named = value.get(key)
            if isinstance(named, str) and not named.startswith("#"):
                raise SchemaProblem(f"refers to {named!r}: a `{key}` must not leave the schema, so write `#/$defs/...`")
        for pattern in _patterns(value):
            _pattern(pattern)
        evaluated |= "unevaluatedProperties" in value
        patterned |= "patternProperties" in value
    if evaluated and patterned:  # jsonschema has only a private function for the two together, which backtracks
        raise SchemaProblem("uses `unevaluatedProperties` together with `patternProperties`, which is not supported")


def _patterns(table: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(table.get("pattern"), str):
        yield table["pattern"]
    if isinstance(table.get("patternProperties"), Mapping):
        yield from table["patternProperties"]


def _require_resolvable(schema: Mapping[str, Any], kind: Any) -> None:
    """A reference to nothing is told at once, not when an article first comes to it; an `$id` inside changes what it is relative to."""
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import specification_with

    tables = [value for value, _ in _values(schema) if isinstance(value, Mapping)]
    if any(isinstance(table.get(key), str) for table in tables[1:] for key in ("$id", "id")):
        return
    specification = specification_with(kind.META_SCHEMA.get("$id") or kind.META_SCHEMA["id"])
    resource = specification.create_resource(schema)
    name = resource.id() or ""
    resolver = Registry().with_resource(name, resource).resolver(name)
    for reference in sorted({table["$ref"] for table in tables if isinstance(table.get("$ref"), str)}):
        try:
            resolver.lookup(reference)
        except Unresolvable as error:
            raise SchemaProblem(f"refers to {reference!r}, which is not in it") from error


@cache
def _pattern(pattern: str) -> Callable[[str], bool]:
    """Whether a pattern stands in a text. Raises SchemaProblem for what RE2 does not know, such as lookaround."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _PATTERN_MEMORY
    try:
        if len(pattern) > _LONGEST_PATTERN:
            raise SchemaProblem(f"has a pattern of more than {_LONGEST_PATTERN} characters")
        found = re2.compile(_UNICODE_ESCAPE.sub(r"\1\\x{\2}", pattern), options)
    except (re2.error, UnicodeError) as error:
        said = error.args[0].decode("utf-8", "replace") if isinstance(error, re2.error) else "is not Unicode"
        raise SchemaProblem(
            f"has a pattern that cannot be used, {pattern!r}: {said} (patterns are those of RE2, without lookaround and backreferences)"
        ) from error
    return lambda text: found.search(text.encode("utf-8", "replace").decode()) is not None


def _keywords(kind: Any, comparison: _Comparison) -> dict[str, Any]:
    """The keywords that jsonschema looks at in other ways than a stranger's schema allows for, where the draft has them."""
    ours = {
        "pattern": _check_pattern, "patternProperties": _check_pattern_properties, "additionalProperties": _check_additional,
        "uniqueItems": comparison.unique, "enum": comparison.enum, "const": comparison.const, "multipleOf": _check_multiple(kind),
    }  # fmt: skip
    return {name: function for name, function in ours.items() if name in kind.VALIDATORS}


def _error(message: str) -> Any:
    from jsonschema import ValidationError

    return ValidationError(message)


def _check_pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[Any]:
    if isinstance(instance, str) and not _pattern(pattern)(instance):
        yield _error(f"{_written(instance)} does not match {pattern!r}")


def _check_pattern_properties(validator: Any, patterns: Mapping[str, Any], instance: Any, schema: Any) -> Iterator[Any]:
    if isinstance(instance, dict):
        for pattern, inner in patterns.items():
            for key in filter(_pattern(pattern), instance):
                yield from validator.descend(instance[key], inner, path=key, schema_path=pattern)


def _check_additional(validator: Any, allowed: Any, instance: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    patterns = [_pattern(pattern) for pattern in schema.get("patternProperties", ())]
    known = schema.get("properties", {})
    extra = [key for key in instance if key not in known and not any(matches(key) for matches in patterns)]
    if isinstance(allowed, dict):
        for key in extra:
            yield from validator.descend(instance[key], allowed, path=key)
    elif not allowed and extra:
        verb = "was" if len(extra) == 1 else "were"
        names = ", ".join(map(repr, sorted(extra)))
        yield _error(f"Additional properties are not allowed ({names} {verb} unexpected)")


def _check_multiple(kind: Any) -> Any:
    usual = kind.VALIDATORS["multipleOf"]

    def check(validator: Any, divisor: Any, instance: Any, schema: Any) -> Iterator[Any]:
        try:
            yield from usual(validator, divisor, instance, schema) or ()
        except OverflowError:  # a whole number beyond what a float holds
            yield _error(f"{_written(instance)} is not a multiple of {divisor}")

    return check


def _written(value: Any) -> str:
    """A value as messages show it, without writing out a long list whose end nobody sees."""
    if isinstance(value, str | list | tuple):
        value = value[: _LONGEST_MESSAGE if isinstance(value, str) else _LONGEST_SHOWN]
    return repr(value)[:_LONGEST_MESSAGE]


class _Comparison:
    """The keywords that compare values: by keys that are equal when JSON schema takes the values for equal, each worked out once."""

    def __init__(self) -> None:
        self._sets: dict[int, frozenset[str]] = {}  # by the identity of a list in the schema, which is kept
        self._constants: dict[int, str] = {}  # as are these
        self._known: dict[int, str] = {}  # by the identity of a value in the data, while these are looked at

    def forget(self) -> None:
        """The data are others now."""
        self._known.clear()

    def unique(self, _validator: Any, wanted: bool, instance: Any, _schema: Any) -> Iterator[Any]:
        if wanted and isinstance(instance, list) and len({self._key(each) for each in instance}) < len(instance):
            yield _error(f"{_written(instance)} has non-unique elements")

    def enum(self, _validator: Any, allowed: Sequence[Any], instance: Any, _schema: Any) -> Iterator[Any]:
        if self._key(instance) not in self._set(allowed):
            yield _error(f"{_written(instance)} is not one of {_written(allowed)}")

    def const(self, _validator: Any, wanted: Any, instance: Any, _schema: Any) -> Iterator[Any]:
        if self._key(instance) != self._wanted(wanted):
            yield _error(f"{_written(wanted)} was expected")

    def _set(self, values: Sequence[Any]) -> frozenset[str]:
        if id(values) not in self._sets:
            self._sets[id(values)] = frozenset(map(_key, values))
        return self._sets[id(values)]

    def _wanted(self, value: Any) -> str:
        """The key of one value of the schema; a value of the data is never the very same object."""
        if not isinstance(value, dict | list):
            return _key(value)
        if id(value) not in self._constants:
            self._constants[id(value)] = _key(value)
        return self._constants[id(value)]

    def _key(self, value: Any) -> str:
        if not isinstance(value, dict | list):
            return _key(value)
        if id(value) not in self._known:
            self._known[id(value)] = _key(value)
        return self._known[id(value)]


def _key(value: Any) -> str:
    """Equal for values that JSON schema takes for equal: 1 and 1.0, but not 1 and true, whatever the order of keys."""
    return json.dumps(_numbers_alike(value), sort_keys=True)


def _numbers_alike(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _numbers_alike(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_numbers_alike(each) for each in value]
    return value


class _TooManySteps(Exception):
    """Schemas whose parts refer to one another can double the work with each."""


class _Budget:
    """How many keywords may still be looked at."""

    left = 0

    def counted(self, function: Any) -> Any:
        """The keyword's function, which takes a step from the budget."""

        def check(validator: Any, wanted: Any, instance: Any, schema: Any) -> Iterator[Any]:
            self.left -= 1
            if self.left < 0:
                raise _TooManySteps
            yield from function(validator, wanted, instance, schema) or ()

        return check
