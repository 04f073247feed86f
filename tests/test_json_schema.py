"""A JSON schema in a config is a stranger's: it reaches nothing outside itself, and takes no longer than its data are long."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from articlelint.checks import _json_schema
from articlelint.checks._json_schema import SchemaProblem, compiled, plain
from articlelint.cli.main import main

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[Any]]]:
    """The URL of a server that counts who comes."""
    server = socket.create_server(("127.0.0.1", 0))
    came: list[Any] = []

    def accept() -> None:
        while True:
            try:
                connection, place = server.accept()
            except OSError:
                return
            came.append(place)
            connection.close()

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/schema.json", came
    server.close()


def _write(folder: Path, schema: str, front: str = "title: Aa\n") -> None:
    (folder / "articlelint.toml").write_text(f'[rules."metadata/schema"]\njson-schema = {schema}\n')
    (folder / "a.md").write_text(f"---\n{front}---\n\n# Aa\n\nAa is a river.\n", encoding="utf-8")


@pytest.mark.parametrize(
    "schema",
    [
        '{ "$ref" = "URL" }',
        '{ properties = { title = { "$ref" = "URL" } } }',
        '{ "$dynamicRef" = "URL" }',
        '{ "$id" = "URL", "$ref" = "other.json" }',
        '{ "$id" = "URL", properties = { title = { "$ref" = "other.json#/x" } } }',
        '{ "$schema" = "URL" }',
        '{ "$schema" = "https://json-schema.org/draft/2019-09/schema", "$recursiveRef" = "URL" }',
        '{ "$schema" = "http://json-schema.org/draft-04/schema#", id = "URL", allOf = [{ "$ref" = "x" }] }',
        '{ "$ref" = "#/odd", odd = { "$ref" = "URL" } }',
        '{ "$ref" = "#/odd", odd = { "$id" = "URL", "$ref" = "other" } }',
        '{ "$ref" = "https://json-schema.org/draft/2020-12/schema" }',
        '{ properties = { title = { "$schema" = "http://json-schema.org/draft-07/schema#", pattern = "a" } } }',
        '{ "$ref" = "#/odd", odd = { "$id" = "https://json-schema.org/draft/2020-12/schema", "$ref" = "#" } }',
        '{ "$ref" = "#/nowhere" }',
    ],
)
def test_no_reference_leaves_the_schema(
    schema: str, listener: tuple[str, list[Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, came = listener
    _write(tmp_path, schema.replace("URL", url))
    assert main(["check", str(tmp_path), "--no-cache"]) == 2
    _out, err = capsys.readouterr()
    assert err.count("json-schema") >= 1
    assert len(err.splitlines()) < 8, "one error, not one for each article"
    assert came == []


def test_a_reference_to_a_file_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.json").write_text('{"required": ["missing"]}')
    _write(tmp_path, f'{{ "$ref" = "{(tmp_path / "own.json").as_uri()}" }}')
    assert main(["check", str(tmp_path), "--no-cache"]) == 2
    assert "must not leave the schema" in capsys.readouterr().err


def test_references_inside_the_schema_are_followed() -> None:
    schema = {
        "$id": "http://a.example/",
        "properties": {"title": {"$ref": "#/$defs/t"}},
        "$defs": {"t": {"minLength": 9}},
    }
    assert list(compiled(schema)({"title": "short"})) == [("title", "'short' is too short")]
    anchored = {"properties": {"title": {"$ref": "#t"}}, "$defs": {"t": {"$anchor": "t", "type": "string"}}}
    assert list(compiled(anchored)({"title": 1})) == [("title", "1 is not of type 'string'")]
    bundled = {
        "properties": {"a": {"$ref": "#/$defs/b"}},
        "$defs": {"b": {"$id": "http://b.example/", "$ref": "#/$defs/c", "$defs": {"c": {"const": 1}}}},
    }
    assert list(compiled(bundled)({"a": 2})) == [("a", "1 was expected")]


def test_what_only_looks_like_a_reference_is_none() -> None:
    schema = {"properties": {"$ref": {"type": "string"}, "pattern": {"type": "string"}, "$schema": {"type": "string"}}}
    assert list(compiled(schema)({"$ref": "x", "pattern": "(", "$schema": "y"})) == []


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(.*a){30}$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"])
@pytest.mark.parametrize(
    "wrap",
    [
        lambda pattern: {"properties": {"title": {"pattern": pattern}}},
        lambda pattern: {"patternProperties": {pattern: {"type": "string"}}, "additionalProperties": False},
        lambda pattern: {"propertyNames": {"pattern": pattern}},
        lambda pattern: {"$ref": "#/odd/0", "odd": [{"properties": {"title": {"pattern": pattern}}}]},
        lambda pattern: {"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"title": {"$ref": "#/definitions/a"}}, "definitions": {"a": {"pattern": pattern}}},
        lambda pattern: {"properties": {"title": {"pattern": pattern}, "more": {"$ref": "#"}}, "$schema": "https://json-schema.org/draft/2019-09/schema"},
    ],
)  # fmt: skip
def test_patterns_do_not_backtrack(pattern: str, wrap: Callable[[str], dict[str, Any]]) -> None:
    text = "a" * 5000 + "x" * 5000 + "!"
    start = time.monotonic()
    list(compiled(wrap(pattern))({"title": text, text: 1, "more": {"title": text}}))
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("^[a-z]+$", "abc", True),
        ("^[a-z]+$", "abc\n", False),
        (r"^\u00e9\d$", "é5", True),
        (r"^\\u00e9$", r"\u00e9", True),
        (r"^\p{Lu}", "Éa", True),
        ("b", "abc", True),
        ("^.$", "😀", True),
        ("^.$", "\ud800", True),
    ],
)
def test_patterns_are_those_of_json_schema(pattern: str, value: str, fits: bool) -> None:
    assert (not list(compiled({"properties": {"a": {"pattern": pattern}}})({"a": value}))) is fits


@pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\\1", "(?<!a)b", "[", "(a{1000}){1000}", "a" * 2000])
def test_a_pattern_that_cannot_be_used_is_one_error(
    pattern: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path, f'{{ properties = {{ title = {{ pattern = "{pattern}" }} }} }}')
    (tmp_path / "b.md").write_text("---\ntitle: B\n---\n\n# B\n\nB is a lake.\n")
    assert main(["check", str(tmp_path), "--no-cache"]) == 2
    _out, err = capsys.readouterr()
    assert err.count("has a pattern") == 1
    assert "articlelint.toml:2" in err


def test_a_format_is_not_tried_as_a_pattern() -> None:
    schema = {"properties": {"title": {"format": "regex"}}}
    assert list(compiled(schema)({"title": "(" * 10_000})) == []


def test_what_is_compared_is_compared_once() -> None:
    start = time.monotonic()
    many = [{"n": number} for number in range(5_000)]
    assert list(compiled({"properties": {"a": {"uniqueItems": True}}})({"a": many})) == []
    allowed = [{"n": -number} for number in range(900)]
    assert len(list(compiled({"properties": {"a": {"items": {"enum": allowed}}}})({"a": many[1:]}))) == 4999
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("schema", "value", "fits"),
    [
        ({"uniqueItems": True}, [1, True], True),
        ({"uniqueItems": True}, [1, 1.0], False),
        ({"uniqueItems": True}, [{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}], False),
        ({"enum": [1]}, 1.0, True),
        ({"enum": [1]}, True, False),
        ({"enum": [[1, {"a": None}]]}, [1, {"a": None}], True),
        ({"const": {"a": 0}}, {"a": False}, False),
        ({"const": {"a": 0}}, {"a": 0.0}, True),
        ({"const": "a"}, "a", True),
        ({"multipleOf": 0.5}, 10**400, False),
        ({"multipleOf": 2}, 4, True),
    ],
)
def test_values_are_equal_as_json_schema_has_it(schema: dict[str, Any], value: object, fits: bool) -> None:
    assert (not list(compiled({"properties": {"a": schema}})(plain({"a": value})))) is fits


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$defs": {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 4} for n in range(30)} | {"a30": True}, "$ref": "#/$defs/a0"},
        {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]},
    ],
    ids=["itself", "doubling", "both"],
)  # fmt: skip
def test_a_schema_that_goes_on_for_ever_is_given_up(schema: dict[str, Any]) -> None:
    start = time.monotonic()
    said = list(compiled(schema)({"title": "x"}))
    assert said == [("", "the front matter cannot be held against the schema: it takes too many steps")]
    assert time.monotonic() - start < 5


def test_a_schema_that_is_deep_or_large_is_one_error() -> None:
    deep: dict[str, Any] = {}
    for _ in range(200):
        deep = {"not": deep}
    for schema in (deep, {"enum": list(range(5000))}, {"$defs": {str(n): {"type": "string"} for n in range(6000)}}):
        with pytest.raises(SchemaProblem):
            compiled(schema)
    assert list(compiled({"properties": {"a": {"enum": [str(n) for n in range(5000)]}}})({"a": "17"})) == []


def test_unevaluated_properties_go_with_all_but_patterns() -> None:
    schema = {"properties": {"a": {}}, "unevaluatedProperties": False}
    assert [key for key, _ in compiled(schema)({"a": 1, "b": 2})] == [""]
    with pytest.raises(SchemaProblem, match="patternProperties"):
        compiled({**schema, "patternProperties": {"^(a+)+$": {}}})


def test_aliases_that_make_a_billion_are_a_finding(tmp_path: Path, check: Check) -> None:
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    _write(tmp_path, "{ required = ['title'] }", "\n".join([*lines, "title: Aa", ""]))
    start = time.monotonic()
    status, out, _ = check(tmp_path, "--output-format", "json")
    assert status == 1
    (found,) = json.loads(out)["diagnostics"]
    assert found["rule"] == "metadata/invalid-front-matter"
    assert "too many values" in found["message"]
    assert time.monotonic() - start < 5


def test_values_that_json_does_not_know_are_texts() -> None:
    from datetime import date

    assert plain({1: date(2001, 2, 3), "s": {1}, "b": b"x"}) == {"1": "2001-02-03", "s": [1], "b": "b'x'"}
    assert list(compiled({"properties": {"n": {"type": "number"}}})(plain({"n": 10**9999}))) == []


def test_messages_stay_short() -> None:
    ((_, message),) = compiled({"properties": {"a": {"type": "integer"}}})({"a": "x" * 100_000})
    assert len(message) <= 500
    assert _json_schema.compiled({}) is _json_schema.compiled({})
