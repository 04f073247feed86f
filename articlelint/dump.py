"""pydantic's door, for frozen dataclasses: `model_dump`, `model_validate`, `model_json_schema` as its users know them.

pydantic is imported when one of these is called, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Self

_adapters: dict[Any, Any] = {}


def _adapter(kind: Any) -> Any:
    if kind not in _adapters:
        from pydantic import TypeAdapter

        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


class Dumped:
    """Gives a dataclass the methods of a pydantic model. Keyword arguments are those of pydantic's TypeAdapter."""

    __slots__ = ()

    def model_dump(self, *, mode: Literal["python", "json"] = "python", **how: Any) -> dict[str, Any]:
        """The object as plain data; `mode="json"` leaves nothing that JSON does not have."""
        data: dict[str, Any] = _adapter(type(self)).dump_python(self, mode=mode, **how)
        return data

    def model_dump_json(self, *, indent: int | None = None, **how: Any) -> str:
        """The object as JSON text."""
        data: bytes = _adapter(type(self)).dump_json(self, indent=indent, **how)
        return data.decode()

    @classmethod
    def model_validate(cls, data: Any, **how: Any) -> Self:
        """The object that plain data describes. Raises pydantic.ValidationError where it does not fit."""
        made: Self = _adapter(cls).validate_python(data, **how)
        return made

    @classmethod
    def model_validate_json(cls, data: str | bytes, **how: Any) -> Self:
        """The object that JSON text describes. Raises pydantic.ValidationError where it does not fit."""
        made: Self = _adapter(cls).validate_json(data, **how)
        return made

    @classmethod
    def model_json_schema(cls, *, mode: Literal["validation", "serialization"] = "validation") -> dict[str, Any]:
        """The JSON schema (draft 2020-12) of what `model_dump` gives and `model_validate` takes."""
        schema: dict[str, Any] = _adapter(cls).json_schema(mode=mode)
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": cls.__name__}


def schema_by(
    shape: type[Any], kind: type[Any], handler: Any, *, to: Callable[[Any], Any], back: Callable[[Any], Any]
) -> Any:
    """The core schema of a `kind` that is dumped as a `shape` and validated from one; an instance of it passes as it is."""
    from pydantic_core import core_schema

    inner = handler.generate_schema(shape)

    def accept(value: Any, validate: Callable[[Any], Any]) -> Any:
        return value if isinstance(value, kind) else back(validate(value))

    return core_schema.no_info_wrap_validator_function(
        accept,
        inner,
        serialization=core_schema.plain_serializer_function_ser_schema(to, return_schema=inner),
    )
