"""Front matter held against what the configuration asks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from articlelint.checks import _json_schema as json_schema
from articlelint.engine.rule import check
from articlelint.errors import ConfigError
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.parsing.front_matter import data_of
from articlelint.text.source import Span

Kind = Literal["string", "number", "integer", "boolean", "date", "list", "table", "strings"]
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]+)?")
_KINDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "string": ("a text", lambda value: isinstance(value, str)),
    "number": ("a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
    "integer": ("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    "boolean": ("true or false", lambda value: isinstance(value, bool)),
    "date": (
        "a date",
        lambda value: isinstance(value, date) or (isinstance(value, str) and bool(_DATE.fullmatch(value))),
    ),
    "list": ("a list", lambda value: isinstance(value, list)),
    "table": ("a table", lambda value: isinstance(value, dict)),
    "strings": (
        "a list of texts",
        lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`required` keys; `types` of keys; `values` that a key may have; `closed`: no keys but these; or a whole `json_schema`.

    Raises ConfigError for a JSON schema that cannot be used.
    """

    required: tuple[str, ...] = ()
    types: Mapping[str, Kind] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed: bool = False
    json_schema: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.json_schema:
            _compiled(self.json_schema)


@check(formats=("markdown",))
def schema(article: Article, options: Options) -> Iterator[Finding]:
    """Front matter that does not parse is another rule's."""
    front = article.front_matter
    if front is not None and front.problem is not None:
        return
    try:
        data = data_of(article.text, front) if front else {}
    except ValueError as error:
        yield Finding(
            article.source.first_line(),
            f"the front matter cannot be read: {error}",
            "correct it, or put the value in quotes",
        )
        return
    try:
        plain = json_schema.plain(data)
    except json_schema.SchemaProblem as error:
        yield Finding(article.source.first_line(), str(error), "write out fewer values")
        return
    complaints = _compiled(options.json_schema)(plain) if options.json_schema else ()
    for key, message in (*_complaints(data, options), *complaints):
        yield Finding(_key_span(article, key), message, "see the schema in the configuration", data={"key": key})


def _complaints(data: Mapping[str, Any], options: Options) -> Iterator[tuple[str, str]]:
    for key in options.required:
        if data.get(key) in (None, ""):
            yield key, f"the front matter needs a key `{key}`"
    for key, kind in options.types.items():
        if data.get(key) is not None and not _KINDS[kind][1](data[key]):
            yield key, f"`{key}` must be {_KINDS[kind][0]}"
    for key, allowed in options.values.items():
        given = data.get(key)
        for value in given if isinstance(given, list) else [given]:
            if value is not None and str(value) not in allowed:
                yield (
                    key,
                    f"`{value}` is not allowed for `{key}`; allowed are {', '.join(f'`{each}`' for each in allowed)}",
                )
    if options.closed:
        known = {*options.required, *options.types, *options.values}
        for key in data.keys() - known:
            yield key, f"the key `{key}` is not known"


def _compiled(schema: Mapping[str, Any]) -> json_schema.Complaints:
    try:
        return json_schema.compiled(schema)
    except ImportError as error:
        raise ConfigError(
            "metadata/schema: json-schema needs `pip install articlelint[schema]`", key="json-schema"
        ) from error
    except json_schema.SchemaProblem as error:
        raise ConfigError(f"metadata/schema: json-schema {error}", key="json-schema") from error


def _key_span(article: Article, key: str) -> Span:
    """The key where it stands, else the article's first line."""
    front = article.front_matter
    if front is not None and key:
        match = re.compile(rf"^[ \t]*[\"']?(?P<key>{re.escape(key)})[\"']?[ \t]*[:=]", re.MULTILINE).search(
            article.text, *front.span
        )
        if match:
            return Span(*match.span("key"))
    return article.source.first_line()
