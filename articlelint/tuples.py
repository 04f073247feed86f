"""Named tuples that cost a quarter to declare: what `collections.namedtuple` writes out and compiles for each class is shared here.

To everybody else they are what `typing.NamedTuple` would have made of them.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]

from articlelint.constructors import constructor

TYPE_CHECKING = False  # as in articlelint/__init__.py
if TYPE_CHECKING:
    from typing import Any, NamedTuple

__all__ = ["NamedTuple"]
_new = tuple.__new__


def _make(kind: Any, values: Any) -> Any:
    """Makes one from a sequence of its values."""
    made = _new(kind, values)
    if len(made) != len(kind._fields):
        raise TypeError(f"Expected {len(kind._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **changes: Any) -> Any:
    """Makes another with some values replaced."""
    made = self._make(map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"Got unexpected field names: {list(changes)!r}")
    return made


def _asdict(self: Any) -> dict[str, Any]:
    """The values by name."""
    return dict(zip(self._fields, self, strict=True))


def _repr(self: Any) -> str:
    inner = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
    return f"{self.__class__.__name__}({inner})"


def _getnewargs(self: Any) -> tuple[Any, ...]:
    return tuple(self)


_SHARED = {
    "__slots__": (),
    "_make": classmethod(_make),
    "_replace": _replace,
    "__replace__": _replace,  # `copy.replace`, from Python 3.13 on
    "_asdict": _asdict,
    "__repr__": _repr,
    "__getnewargs__": _getnewargs,
}

if not TYPE_CHECKING:

    class _Tuples(type):
        """Makes a class of tuples out of one with fields."""

        def __new__(cls, name: str, bases: tuple[type, ...], given: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, given)
            fields = tuple(given.get("__annotations__", {}))
            defaults = {field: given[field] for field in fields if field in given}
            known = {
                "_fields": fields,
                "_field_defaults": defaults,
                "__match_args__": fields,
                "__new__": _constructor(name, fields, defaults),
            }
            known |= {
                field: _tuplegetter(number, f"Alias for field number {number}") for number, field in enumerate(fields)
            }
            own = {key: value for key, value in given.items() if key not in defaults}
            return type(name, (tuple,), {**_SHARED, **known, **own})

    class NamedTuple(metaclass=_Tuples):
        """`typing.NamedTuple`, for classes whose annotations are not evaluated."""


def _constructor(name: str, fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    listed = "".join([f"{field}, " for field in fields])
    made = constructor(f"def __new__(_cls, {listed}): return _new(_cls, ({listed}))", {"_new": _new})
    made.__defaults__ = tuple(defaults.values())
    made.__qualname__ = f"{name}.__new__"
    return made
