"""The code itself is held to what CONTRIBUTING.md promises of it: standard Python, small files, few layers, reasons beside exceptions."""

import ast
import configparser
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "articlelint"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
MOST_LAYERS = 12
MOST_MODULES = 13
CATALOGUES = {
    "checks",
    "report",
    "cli/commands",
    "publishers",
}  # one file per check, format, command or publisher is what they are for
WAITING = {
    "api.py": "one docstring with an example per public function",
    "api.py: check": "a docstring for twelve arguments",
    "files/discovery.py: walk": "is being cut where folders are listed",
    "run/pipeline.py: _check": "is being cut where references are resolved",
}
WITHOUT_REASON = ("cache/", "checks/", "files/", "model/", "parsing/", "phrases/", "resolve/", "text/")  # being given
_PRIVATE = re.compile(r"(?<![\w.])(?:_sre\b|(?:re|argparse|atexit|collections|os)\._\w+|marshal\b)")
_EXCUSE = re.compile(r"#\s*(?:noqa\b(?::\s*[A-Z0-9, ]+)?|type:\s*ignore\b(?:\[[\w, -]+\])?)(?P<reason>.*)")


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _code(path: Path) -> Iterator[tuple[int, str]]:
    """Lines without comments and strings: a docstring may name what is not used."""
    lines: dict[int, list[str]] = {}
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type in (tokenize.NAME, tokenize.OP):
            lines.setdefault(token.start[0], []).append(token.string)
    return ((number, re.sub(r" ?\. ?", ".", " ".join(words))) for number, words in lines.items())


def test_nothing_private_of_the_standard_library_is_used() -> None:
    used = [
        f"{_name(path)}:{number}: {line}" for path in MODULES for number, line in _code(path) if _PRIVATE.search(line)
    ]
    assert not used


def test_types_are_imported_for_type_checkers_by_the_standard_name() -> None:
    assert not [_name(path) for path in MODULES if re.search(r"^TYPE_CHECKING\s*=", path.read_text(), re.MULTILINE)]


def test_no_module_is_longer_than_a_reader_holds_in_mind() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_MODULE and name not in WAITING}


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{_name(path)}: {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_a_screen() -> None:
    long = {name: length for path in MODULES for name, length in _functions(path) if length > LONGEST_FUNCTION}
    assert not {name: length for name, length in long.items() if name not in WAITING}


@pytest.mark.parametrize("init", [path for path in MODULES if path.name == "__init__.py"], ids=_name)
def test_every_package_says_what_it_is_for(init: Path) -> None:
    assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))


def test_no_package_has_more_modules_than_a_newcomer_reads_through() -> None:
    modules: dict[str, int] = {}
    for path in MODULES:
        if path.name != "__init__.py":
            package = _name(path).rpartition("/")[0]
            modules[package] = modules.get(package, 0) + 1
    crowded = {name: count for name, count in modules.items() if count > MOST_MODULES and name not in CATALOGUES}
    assert not {name: count for name, count in crowded.items() if name not in WAITING}
    assert not [name for name in WAITING if name in modules and name not in crowded], "take it off WAITING"


def test_the_contract_of_layers_is_short() -> None:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contract["importlinter:contract:layers"]["layers"].split("\n")
    assert len([each for each in layers if each.strip()]) <= MOST_LAYERS


def _excuses(path: Path) -> Iterator[tuple[int, str, str]]:
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        found = _EXCUSE.match(token.string) if token.type == tokenize.COMMENT else None
        if found:
            yield token.start[0], token.string, found["reason"].strip(" #-;:,")


def test_every_exception_to_a_linter_or_a_type_checker_says_why() -> None:
    bare = [f"{_name(path)}:{number}: {text}" for path in MODULES for number, text, why in _excuses(path) if not why]
    assert not [each for each in bare if not each.startswith(WITHOUT_REASON)]
