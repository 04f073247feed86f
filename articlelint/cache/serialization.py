"""Facts and diagnostics as JSON text and back, for the cache and for other processes: small, and plain data only.

What an article tells the others is kept apart from what is its own. A dataclass or named tuple becomes the list of its fields, in order; what
comes back equals what went in. The shapes are read off the annotations once per class, so a new field needs nothing here (the version in the cache's name tells old shapes apart).
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from json import encoder
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from articlelint.model.diagnostics import Diagnostic
from articlelint.model.facts import Examined, Facts
from articlelint.model.nodes import Reference
from articlelint.text.source import Span

T = TypeVar("T")
Convert = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, type(None))


def dumps(value: Any) -> str:
    """A dataclass, named tuple, list or plain value as compact JSON."""
    return "".join(_encode(value, 0))


def loads(kind: Callable[..., T], text: str) -> T:
    """An instance of `kind` from what `dumps` made of one. Raises ValueError or TypeError on text that is not that."""
    decode = decoder(kind)
    value = parsed(text)
    return decode(value) if decode else value  # type: ignore[no-any-return] # of that kind by its making


def parsed(text: str) -> Any:
    """The plain data of a text that `dumps` made. Raises ValueError on text that is not that."""
    try:
        value, end = _scan(text, 0)
    except StopIteration as error:
        raise ValueError("stored data ends too early") from error
    if end != len(text):
        raise ValueError("stored data goes on behind its end")
    return value


_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined] # typeshed leaves it out


def row(value: Any) -> Any:
    """The plain data of a dataclass or mapping, its values as they are."""
    kind: type[Any] = value.__class__
    return _row_maker(kind)(value)  # type: ignore[arg-type] # a class is hashable


@cache
def _row_maker(kind: Any) -> Convert:
    if is_dataclass(kind):
        return attrgetter(*[each.name for each in fields(kind)])
    if issubclass(kind, Mapping):
        return dict
    raise TypeError(f"{kind.__name__} has no place in stored data")


def _encoder() -> Callable[[Any, int], Any]:
    """What `JSONEncoder` makes for each call of `encode`, made once."""
    make = getattr(encoder, "c_make_encoder", None)
    if make is None:
        how: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "check_circular": False}
        return json.JSONEncoder(default=row, **how).iterencode  # type: ignore[return-value] # its second argument is a flag
    found: Callable[[Any, int], Any] = make(
        None, row, encoder.encode_basestring, None, ":", ",", False, False, True
    )  # fmt: skip
    return found


_encode = _encoder()


@cache
def decoder(kind: Any) -> Convert | None:
    """The function that turns plain data into a `kind`; None when plain data is what it is already."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN or kind is Any or origin is Literal or origin in (dict, Mapping):
        return None
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if hasattr(kind, "_fields") or (isinstance(kind, type) and is_dataclass(kind)):
        return _record(kind)
    if getattr(kind, "__module__", "") == "collections.abc":
        return None
    raise TypeError(f"{kind} has no place in stored data")


def _optional(arguments: tuple[Any, ...]) -> Convert | None:
    inner = [decode for each in arguments if (decode := decoder(each))]
    if not inner:
        return None
    decode = inner[0]
    return lambda value: None if value is None else decode(value)


def _tuple(arguments: tuple[Any, ...]) -> Convert:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = decoder(arguments[0])
        if inner is None:
            return tuple
        decode = inner
        return lambda value: tuple([decode(each) for each in value])
    inners = [decoder(each) for each in arguments]
    return lambda value: tuple([f(each) if f else each for f, each in zip(inners, value, strict=True)])


def _record(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    names = kind._fields if hasattr(kind, "_fields") else [each.name for each in fields(kind)]
    nested = [(place, decode) for place, name in enumerate(names) if (decode := decoder(hints[name]))]

    def build(row: Any) -> Any:
        for place, decode in nested:
            row[place] = decode(row[place])
        return kind(*row)

    return build


_NOWHERE = Span(0, 0)
# The facts of an article that tell others nothing, which change with every line that is added: their places among the fields.
_OWN_PLACES = tuple([each.name for each in fields(Facts)].index(name) for name in ("references", "title_span", "items"))
_NOTHING = [(), _NOWHERE, ()]
_Own = tuple[tuple[Reference, ...], Span, tuple[Span, ...]]


class Record(NamedTuple):
    """What was found out of one article, as JSON texts. Empty texts stand for nothing.

    `names` is what it tells the others, `refs` what only its own reference rules need, `diagnostics` those that need no other article.
    """

    path: str
    names: str
    refs: str
    diagnostics: str


def record_of(path: str, examined: Examined) -> Record:
    """The texts of what was found out; `facts_of` and `diagnostics_of` read them."""
    names = list(row(examined.facts))
    own = [names[place] for place in _OWN_PLACES]
    for place, nothing in zip(_OWN_PLACES, _NOTHING, strict=True):
        names[place] = nothing
    return Record(path, dumps(names), dumps(own) if own != _NOTHING else "", text_of(examined.diagnostics))


def facts_of(names: str, refs: str = "") -> Facts:
    """The facts in the texts of a record; without `refs`, only what the article tells the others."""
    values = parsed(names)
    if refs:
        for place, value in zip(_OWN_PLACES, parsed(refs), strict=True):
            values[place] = value
    facts: Facts = decoder(Facts)(values)  # type: ignore[misc] # a dataclass always has a decoder
    return facts


def with_own(facts: Facts, refs: str) -> Facts:
    """The facts together with what is the article's own."""
    if not refs:
        return facts
    own: tuple[tuple[Reference, ...], Span, tuple[Span, ...]] = decoder(_Own)(parsed(refs))  # type: ignore[misc] # as above
    return replace(facts, references=own[0], title_span=own[1], items=own[2])


def text_of(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Diagnostics as text, empty for none."""
    return dumps(diagnostics) if diagnostics else ""


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    """The diagnostics that `text_of` made a text of."""
    return loads(tuple[Diagnostic, ...], text) if text else ()
