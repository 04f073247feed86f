"""Dataclasses that cost a tenth to declare: a run declares some fifty of them before it reads a word.

`dataclasses` writes six methods for each class and compiles them, and is itself slow to import. Here only the constructor is written out;
the other methods are shared. To everybody else (pydantic, `dataclasses.fields`, type checkers) they are the dataclasses that they would
have been: what `dataclasses` knows of a class is worked out when it is first asked for.
"""

from __future__ import annotations

from operator import attrgetter

from articlelint.constructors import constructor
from articlelint.tuples import NamedTuple

TYPE_CHECKING = False  # as in articlelint/__init__.py
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
    from typing import Any

__all__ = ["NamedTuple", "dataclass", "field", "is_dataclass", "names", "replace", "required"]

_MISSING: Any = type("_Missing", (), {"__repr__": lambda _self: "<made anew>", "__slots__": ()})()
_set = object.__setattr__


class _Field:
    """What a class says of one of its fields."""

    __slots__ = ("default", "default_factory", "kw_only", "name", "repr", "type")

    def __init__(self, default: Any = _MISSING, default_factory: Any = _MISSING, repr: bool = True) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = repr
        self.name = self.type = ""
        self.kw_only = False


def names(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a dataclass, ours or anybody's, in order."""
    if "__record__" in kind.__dict__:
        return tuple(kind.__record__)
    from dataclasses import fields

    return tuple(each.name for each in fields(kind))


def is_dataclass(kind: Any) -> bool:
    """Whether a class is a dataclass, ours or anybody's."""
    return "__record__" in kind.__dict__ or hasattr(kind, "__dataclass_fields__")


def required(kind: Any) -> frozenset[str]:
    """The fields without a default, of a dataclass, ours or anybody's."""
    missing: Any = _MISSING
    given: Any = kind.__dict__.get("__record__", {}).values()
    if "__record__" not in kind.__dict__:
        import dataclasses

        missing, given = dataclasses.MISSING, dataclasses.fields(kind)
    return frozenset(each.name for each in given if each.default is missing and each.default_factory is missing)


if not TYPE_CHECKING:

    def field(*, default: Any = _MISSING, default_factory: Any = _MISSING, repr: bool = True) -> _Field:
        """`dataclasses.field`."""
        return _Field(default, default_factory, repr)

    def dataclass(
        kind: Any = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        kw_only: bool = False,
        unsafe_hash: bool = False,
    ) -> Any:
        """`dataclasses.dataclass`, for classes whose annotations are not evaluated."""
        if kind is None:
            return lambda kind: _made(kind, frozen, slots, kw_only, unsafe_hash)
        return _made(kind, frozen, slots, kw_only, unsafe_hash)

    def replace(given: Any, /, **changes: Any) -> Any:
        """`dataclasses.replace`."""
        kind = given.__class__
        if "__record__" not in kind.__dict__:
            from dataclasses import replace as replaced

            return replaced(given, **changes)
        for name in kind.__record__:
            if name not in changes:
                changes[name] = getattr(given, name)
        return kind(**changes)


def _made(kind: Any, frozen: bool, slots: bool, kw_only: bool, unsafe_hash: bool) -> Any:
    inherited = {name: each for base in kind.__mro__[-1:0:-1] for name, each in _declared(base).items()}
    own = _own_fields(kind, kw_only)
    fields = {**inherited, **own}
    if slots:
        kind = _slotted(kind, [name for name in own if name not in inherited])
    kind.__record__ = fields
    kind.__values__ = staticmethod(_values_of(tuple(fields)))
    kind.__init__ = _constructor(kind, fields, frozen=frozen, slots=slots)
    setattr(kind, "__match_args__", tuple(name for name, each in fields.items() if not each.kw_only))  # noqa: B010 - for mypy
    given = kind.__dict__
    if "__repr__" not in given:
        kind.__repr__ = _repr
    if "__eq__" not in given:
        kind.__eq__ = _eq
        kind.__hash__ = _hash if frozen or unsafe_hash else None
    if frozen:
        kind.__setattr__, kind.__delattr__ = _refuse_to_set, _refuse_to_delete
        if slots:
            kind.__getstate__, kind.__setstate__ = _state, _restore
    kind.__dataclass_fields__ = _Known("__dataclass_fields__", frozen, unsafe_hash)
    kind.__dataclass_params__ = _Known("__dataclass_params__", frozen, unsafe_hash)
    return kind


def _declared(base: Any) -> dict[str, _Field]:
    found: dict[str, _Field] = base.__dict__.get("__record__", {})
    return found


def _own_fields(kind: Any, kw_only: bool) -> dict[str, _Field]:
    found = {}
    for name, annotation in kind.__dict__.get("__annotations__", {}).items():  # noqa: RUF063 - `inspect` is slow to import
        if annotation.startswith(("ClassVar", "typing.ClassVar")):
            continue
        default = kind.__dict__.get(name, _MISSING)
        each = default if isinstance(default, _Field) else _Field(default)
        each.name, each.type, each.kw_only = name, annotation, kw_only
        if each.default_factory is not _MISSING:
            delattr(kind, name)
        elif isinstance(default, _Field):
            setattr(kind, name, each.default)
        found[name] = each
    return found


def _slotted(kind: Any, own: list[str]) -> Any:
    """The class anew, with a slot for each field: a class cannot get slots once it is made."""
    given = dict(kind.__dict__)
    for name in (*own, "__dict__", "__weakref__"):
        given.pop(name, None)
    given["__slots__"] = tuple(own)
    made = type(kind)(kind.__name__, kind.__bases__, given)
    made.__qualname__ = kind.__qualname__
    return made


def _constructor(kind: Any, fields: dict[str, _Field], *, frozen: bool, slots: bool) -> Any:
    """`__init__`, written out. A frozen class with slots is filled through its slots, which is quicker than what `dataclasses` does."""
    known: dict[str, Any] = {"_MISSING": _MISSING, "_set": _set}
    parameters, lines, starred = ["self"], [], False
    for name, each in fields.items():
        if each.kw_only and not starred:
            parameters.append("*")
            starred = True
        value = name
        if each.default_factory is not _MISSING:
            known[f"_new_{name}"] = each.default_factory
            parameters.append(f"{name}=_MISSING")
            value = f"_new_{name}() if {name} is _MISSING else {name}"
        elif each.default is not _MISSING:
            known[f"_default_{name}"] = each.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        if not frozen:
            lines.append(f"self.{name} = {value}")
        elif slots:
            known[f"_set_{name}"] = getattr(kind, name).__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "; ".join(lines) or "pass"
    made = constructor(f"def __init__({', '.join(parameters)}): {body}", known)
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    made.__module__ = kind.__module__
    made.__annotations__ = {name: each.type for name, each in fields.items()} | {"return": None}
    return made


def _values_of(fields: tuple[str, ...]) -> Callable[[Any], Any]:
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda given: tuple(getattr(given, name) for name in fields)


def _repr(self: Any) -> str:
    from reprlib import recursive_repr

    shown = recursive_repr()(_told)
    return shown(self)


def _told(self: Any) -> str:
    kind = self.__class__
    inner = ", ".join(f"{name}={getattr(self, name)!r}" for name, each in kind.__record__.items() if each.repr)
    return f"{kind.__qualname__}({inner})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self.__values__(self) == self.__values__(other)


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _refuse_to_set(self: Any, name: str, value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__record__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__record__, state, strict=True):
        _set(self, name, value)


class _Known:
    """What `dataclasses` keeps of a class under a name, taken from a twin of it that is made when somebody asks."""

    __slots__ = ("_frozen", "_name", "_unsafe_hash")

    def __init__(self, name: str, frozen: bool, unsafe_hash: bool) -> None:
        self._name, self._frozen, self._unsafe_hash = name, frozen, unsafe_hash

    def __get__(self, _instance: Any, kind: Any) -> Any:
        owner = next(base for base in kind.__mro__ if base.__dict__.get(self._name) is self)
        twin = self._twin(owner)
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(owner, name, getattr(twin, name))
        return getattr(owner, self._name)

    def _twin(self, kind: Any) -> Any:
        import dataclasses

        given: dict[str, Any] = {"__module__": kind.__module__, "__doc__": "", "__annotations__": {}}
        for name, each in kind.__record__.items():
            given["__annotations__"][name] = each.type
            how = {key: getattr(each, key) for key in ("default", "default_factory")}
            how = {key: value for key, value in how.items() if value is not _MISSING}
            given[name] = dataclasses.field(**how, repr=each.repr, kw_only=each.kw_only)
        made = type(kind.__name__, (), given)
        return dataclasses.dataclass(frozen=self._frozen, unsafe_hash=self._unsafe_hash)(made)
