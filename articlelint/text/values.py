"""pydantic's door, for every class of the public face: `model_dump`, `model_validate`, `model_json_schema` as its users know them.

pydantic is imported when one of these is called, not before. A class is dumped as its fields are, unless it names another
shape (`_wire`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Literal, NamedTuple, Self

_adapters: dict[Any, Any] = {}


def _adapter(kind: Any) -> Any:
    if kind not in _adapters:
        from pydantic import TypeAdapter

        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


class Wire(NamedTuple):
    """The shape in which a class is dumped, and the way there and back."""

    shape: type[Any]
    to: Callable[[Any], Any]
    back: Callable[[Any], Any]


class Dumped:
    """Gives a dataclass or named tuple the methods of a pydantic model. Keyword arguments are those of pydantic's TypeAdapter."""

    __slots__ = ()

    def model_dump(self, *, mode: Literal["python", "json"] = "python", **how: Any) -> Any:
        """The object as plain data: a dict, or a list for `Span` and `Position`; `mode="json"` leaves nothing that JSON does not have."""
        return _adapter(type(self)).dump_python(self, mode=mode, **how)

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

    @classmethod
    def _wire(cls) -> Wire | None:
        """The shape that it is dumped in; None when that is its fields."""
        return None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Lets it stand in anybody's pydantic model."""
        wire = cls._wire()
        return _schema_by(wire, cls, handler) if wire else handler(source)


class Lazy:
    """A dataclass that works out some of what it knows when first asked: equality, copies and pickles are of its fields alone."""

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]


def _schema_by(wire: Wire, kind: type[Any], handler: Any) -> Any:
    """The core schema of a `kind` that has another shape when dumped; an instance of it passes as it is."""
    from pydantic_core import core_schema

    inner = handler.generate_schema(wire.shape)

    def accept(value: Any, validate: Callable[[Any], Any]) -> Any:
        return value if isinstance(value, kind) else wire.back(validate(value))

    return core_schema.no_info_wrap_validator_function(
        accept,
        inner,
        serialization=core_schema.plain_serializer_function_ser_schema(wire.to, return_schema=inner),
    )
