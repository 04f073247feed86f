"""Our dataclasses are to others what those of `dataclasses` are."""

from __future__ import annotations

import copy
import dataclasses
import marshal
import pickle
import subprocess
import sys
import typing
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter

from articlelint import constructors, records

HOW = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True, "unsafe_hash": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {},
]


def make(dataclass: Any, field: Any, **how: Any) -> Any:
    @dataclass(**how)
    class Place:
        """A place."""

        kind: ClassVar[str] = "place"

        name: str
        size: int = 3
        notes: Mapping[str, int] = field(default_factory=dict, repr=False)

        def doubled(self) -> int:
            return self.size * 2

    @dataclass(**how)
    class Town(Place):
        """A town."""

        mayor: str = "nobody"

    return Place, Town


@pytest.mark.parametrize("how", HOW, ids=str)
def test_they_behave_as_dataclasses_do(how: dict[str, bool]) -> None:
    for ours, theirs in zip(
        make(records.dataclass, records.field, **how),
        make(dataclasses.dataclass, dataclasses.field, **how),
        strict=True,
    ):
        one, other = ours(name="Lyon", size=4), theirs(name="Lyon", size=4)
        assert repr(one) == repr(other)
        assert one == ours(name="Lyon", size=4) != ours(name="Lyon")
        assert one != other
        assert one.notes == {}
        assert ours(name="a").notes is not ours(name="a").notes
        assert (ours.__hash__ is None) == (theirs.__hash__ is None)
        assert ours.__match_args__ == theirs.__match_args__
        assert ours.__doc__ == theirs.__doc__
        assert hasattr(one, "__dict__") == hasattr(other, "__dict__")
        assert dataclasses.is_dataclass(one)
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert [_told(each) for each in dataclasses.fields(one)] == [_told(each) for each in dataclasses.fields(other)]
        assert records.names(ours) == records.names(theirs) == tuple(each.name for each in dataclasses.fields(theirs))
        assert records.required(ours) == records.required(theirs) == {"name"}
        assert records.replace(one, size=5) == dataclasses.replace(one, size=5) == ours(name="Lyon", size=5)
        assert copy.copy(one) == copy.deepcopy(one) == one
        with pytest.raises(TypeError):
            ours()
        if how.get("frozen"):
            with pytest.raises(dataclasses.FrozenInstanceError):
                one.size = 5
            with pytest.raises(dataclasses.FrozenInstanceError):
                del one.size
        else:
            one.size = 5
            assert one.doubled() == 10


def _told(field: Any) -> tuple[Any, ...]:
    made = field.default_factory is not dataclasses.MISSING
    return field.name, field.type, field.default, made, field.repr, field.kw_only


def test_pydantic_takes_them() -> None:
    from articlelint.settings import Override

    adapter = TypeAdapter(Override)
    assert adapter.validate_python({"paths": ["a/"]}) == Override(("a/",))
    assert adapter.dump_python(Override(("a/",)))["rules"] == {}
    assert adapter.json_schema()["required"] == ["paths"]


def test_a_plugin_may_extend_one_of_ours_with_dataclasses() -> None:
    from articlelint.phrases import PhraseOptions

    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Options(PhraseOptions):
        """Options of a plug-in."""

        most: int = 3

    made = Options(phrases=("a",), most=4)
    assert (made.phrases, made.most, made.names) == (("a",), 4, "skip")
    assert records.replace(made, most=5) == Options(phrases=("a",), most=5)
    assert "most" in records.names(Options)


def test_they_can_be_pickled() -> None:
    from articlelint.node import Inline
    from articlelint.settings import Settings
    from articlelint.text import Span

    for each in (Settings(language="fr"), Inline("code", Span(1, 2))):
        assert pickle.loads(pickle.dumps(each)) == each


class _Ours(records.NamedTuple):
    """A place."""

    name: str
    sizes: tuple[int, ...] = ()
    more: int | None = None

    @property
    def size(self) -> int:
        return sum(self.sizes)


class _Theirs(typing.NamedTuple):
    """A place."""

    name: str
    sizes: tuple[int, ...] = ()
    more: int | None = None

    @property
    def size(self) -> int:
        return sum(self.sizes)


def test_our_tuples_are_those_of_typing():
    ours, theirs = _Ours("a", (1, 2)), _Theirs("a", (1, 2))
    assert ours == theirs
    assert repr(ours) == repr(theirs).replace("_Theirs", "_Ours")
    assert ours._replace(more=3) == theirs._replace(more=3)
    assert (ours.size, _Ours.__doc__, _Ours.__qualname__) == (theirs.size, _Theirs.__doc__, "_Ours")
    assert (_Ours._fields, _Ours._field_defaults) == (_Theirs._fields, _Theirs._field_defaults)
    assert typing.get_type_hints(_Ours) == typing.get_type_hints(_Theirs)
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert TypeAdapter(_Ours).validate_python(("a", [1, 2])) == ours
    assert type(TypeAdapter(_Ours).validate_python(("a", [1, 2]))) is _Ours
    assert ours._asdict() == theirs._asdict()
    assert _Ours._make(["a", (1, 2), None]) == ours == copy.copy(ours)
    assert _Ours.__match_args__ == _Theirs.__match_args__
    assert _Ours("a", sizes=(1, 2), more=None) == ours


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kind: kind(),
        lambda kind: kind("a", (), 1, 2),
        lambda kind: kind("a", colour="red"),
        lambda kind: kind._make(["a"]),
        lambda kind: kind("a")._replace(colour="red"),
        lambda kind: setattr(kind("a"), "name", "b"),
        lambda kind: setattr(kind("a"), "colour", "red"),
    ],
)
def test_our_tuples_refuse_what_those_of_typing_refuse(wrong):
    for kind in (_Ours, _Theirs):  # which of the first two it is for `_replace` differs between Pythons
        with pytest.raises((TypeError, ValueError, AttributeError)):
            wrong(kind)


NEW = (
    "from articlelint import constructors, library; constructors.SHIPPED = {!r}; constructors._kept = constructors._shipped();"
    "import sys; [sys.modules.pop(name) for name in list(sys.modules) if name.startswith('articlelint.') and name != 'articlelint.constructors'];"
    "constructors._anew.clear(); from articlelint import library; library.lint('# A\\n\\nText.\\n', path='a.md'); print(len(constructors._anew))"
)


@pytest.mark.parametrize("spoil", [None, b"", b"nonsense", marshal.dumps(("another Python", {})), marshal.dumps(7)])
def test_constructors_that_a_wheel_brings_are_not_compiled_again(tmp_path, spoil):
    from articlelint import library

    library.lint("# A\n\nText.\n", path="a.md")
    file = tmp_path / "constructors.compiled"
    file.write_bytes(constructors.learnt() if spoil is None else spoil)
    command = [sys.executable, "-c", NEW.format(str(file))]
    new = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert new == 0 if spoil is None else new > 50
