"""Files that are left out by default, whatever their suffix: what others wrote, what programs made, templates and data."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

_DEPENDENCIES = "a dependency"
_FOLDERS = {
    "site-packages": _DEPENDENCIES,
    "dist-packages": _DEPENDENCIES,
    "bower_components": _DEPENDENCIES,
    "jspm_packages": _DEPENDENCIES,
    "Pods": _DEPENDENCIES,
    "third_party": _DEPENDENCIES,
    "third-party": _DEPENDENCIES,
    "testdata": "a test fixture",
    "test-data": "a test fixture",
    "__fixtures__": "a test fixture",
    "__snapshots__": "a test fixture",
}
_TESTS = frozenset({"test", "tests", "spec", "specs", "__tests__", "testing"})
# An article may stand in a folder called `build` or `vendor`: these names mean it only beside what a build is described by.
_BESIDE_MANIFEST = {
    "build": "built by a program",
    "_build": "built by a program",
    "dist": "built by a program",
    "target": "built by a program",
    "vendor": _DEPENDENCIES,
    "deps": _DEPENDENCIES,
}
_MANIFESTS = frozenset(
    {
        "package.json", "pyproject.toml", "setup.py", "setup.cfg", "conf.py", "Cargo.toml", "go.mod", "composer.json", "Gemfile", "pom.xml",
        "build.gradle", "build.gradle.kts", "CMakeLists.txt", "meson.build", "mix.exs", "pubspec.yaml",
    }
)  # fmt: skip
_DATA_NAME = re.compile(
    r"(?:.*word-?_?list.*|words(?:[_-].*)?|stop-?_?words.*|top_level|entry_points|SOURCES|dependency_links|requires|constraints.*|version)\.txt",
    re.IGNORECASE,
)
_MAYBE_DATA = frozenset({"data", "dataset", "datasets", "wordlist", "wordlists", "dict", "dictionaries", "dicts"})
_MAYBE_TEMPLATE = re.compile(
    r"(?:.*/)?(?:_?templates?|archetypes|issue_template)/|(?:.*/)?+(?=[^/]*template)[^/]*\.(?:md|markdown|txt|wiki)\Z",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\{\{-?\s*[\w.$\"'][^{}\r\n]*\}\}|<%[^%]*%>")
_PROSE = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?: [^\W\d_]++,?){5}")
_VAULT_SETTINGS = (
    (".obsidian/templates.json", "folder"),
    (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"),
)
_HEAD = 2_000
REASONS = frozenset({*_FOLDERS.values(), *_BESIDE_MANIFEST.values(), "a virtual environment", "data", "a template"})


class NoArticles:
    """Tells why files are no articles, folder by folder, from the top down: what stands beside a folder tells what it is."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._known: dict[str, str] = dict.fromkeys(_template_folders(root), "a template") if root else {}

    def enter(self, folder: str, names: Collection[str]) -> str:
        """Why all files of a folder are none; empty when they may be articles."""
        above, _, name = folder.rpartition("/")
        reason = (
            self._known.get(folder)
            or self._known.get(above)
            or self._known.get(f"{above}/?{name}")
            or why_folder(folder)
        )
        if "pyvenv.cfg" in names:
            reason = "a virtual environment"
        if reason:
            self._known[folder] = reason
        elif not _MANIFESTS.isdisjoint(names):
            self._known.update({f"{folder}/?{each}": why for each, why in _BESIDE_MANIFEST.items()})
        return reason

    def why(self, path: str) -> str:
        """Why one file is none; empty when it may be an article. Few are read for that: their names or folders are suspicious."""
        folder, _, name = path.rpartition("/")
        if self._root is None:
            return ""
        if _may_be_data(folder, name):  # an encyclopedia has an article `Version.txt`: only a look into it tells
            return "" if _PROSE.search(self._head(path)) else "data"
        if _MAYBE_TEMPLATE.match(path) and _PLACEHOLDER.search(self._head(path)):
            return "a template"
        return ""

    def _head(self, path: str) -> str:
        try:
            with (self._root or Path()).joinpath(path).open("rb") as file:
                return file.read(_HEAD).decode("utf-8", "replace")
        except OSError:
            return "what cannot be read is told when it is read as an article"


def _template_folders(root: Path) -> Iterator[str]:
    """Where a vault keeps its templates: the core plug-in of Obsidian and Templater say so in their settings."""
    for place, key in _VAULT_SETTINGS:
        try:
            data = json.loads((root / place).read_bytes())
        except (OSError, ValueError):
            continue
        folder = data.get(key) if isinstance(data, dict) else None
        if isinstance(folder, str) and folder.strip("/. "):
            yield folder.strip("/")


def is_suspicious(path: str) -> bool:
    """Whether `why` must be asked of a file."""
    if not path.lower().endswith(".txt"):
        return _MAYBE_TEMPLATE.match(path) is not None
    folder, _, name = path.rpartition("/")
    return _may_be_data(folder, name) or _MAYBE_TEMPLATE.match(path) is not None


def _may_be_data(folder: str, name: str) -> bool:
    named = _DATA_NAME.fullmatch(name) is not None
    return named or (name.lower().endswith(".txt") and not _MAYBE_DATA.isdisjoint(folder.lower().split("/")))


@lru_cache(maxsize=4096)
def why_folder(folder: str) -> str:
    """What a folder's name, and those of the folders above, say of its files."""
    parts = folder.split("/")
    for at, part in enumerate(parts):
        if part in _FOLDERS:
            return _FOLDERS[part]
        if part == "fixtures" and not _TESTS.isdisjoint(parts[:at]):
            return "a test fixture"
    return ""
