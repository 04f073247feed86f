"""Rules: shipped pages, users' pages, plug-ins' checks -> Rule objects, sorted by name.

The shipped pages are compiled into one JSON file when a wheel is built (`compiled` makes it), so that a run reads one file and not
sixty; a checkout reads the pages themselves.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articlelint.disk import reading
from articlelint.engine.page import read_page
from articlelint.engine.rule import Check, Declaration, Page, Rule
from articlelint.errors import RuleError
from articlelint.model.article import Format
from articlelint.model.diagnostics import SEVERITIES, Severity

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

COMPILED = "catalogue.json"
_GROUP = "articlelint.checks"
_PAGE_KEYS = {"check", "severity", "severities", "on", "formats", "scope", "options"}


def shipped_folder() -> Path:
    """Where our own pages are: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent.parent
    inside = here / "rules"
    return inside if inside.is_dir() else here.parent / "rules"


def load(folders: Iterable[Path] = ()) -> Mapping[str, Rule]:
    """Every rule by name: ours, then those of the users' folders, which may replace ours by name."""
    rules = dict(_shipped())
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(f"{folder}: no such folder of rule pages; name an existing one in `rule-folders`")
        rules.update((rule.name, rule) for rule in _rules_in(folder, trusted=False))
    return dict(sorted(rules.items()))


@cache
def _shipped() -> Mapping[str, Rule]:
    folder = shipped_folder()
    rows = _compiled_rows(folder)
    if rows is None:
        return {rule.name: rule for rule in _rules_in(folder, trusted=True)}
    return {name: build_rule(name, str(folder / f"{name}.md"), *row, trusted=True) for name, row in rows.items()}


def _compiled_rows(folder: Path) -> Mapping[str, Any] | None:
    """The compiled pages of a wheel; None in a checkout, whose pages may have been edited since."""
    try:
        text = (folder / COMPILED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    import json

    rows: Mapping[str, Any] = json.loads(text)
    return rows


def compiled(folder: Path) -> str:
    """What all pages of a folder say about their rules, as the JSON text that a wheel carries."""
    import json

    rows = {
        page.name: [page.title, page.rule, _is_fixable(page), _declared(page, path)] for page, path in _pages_in(folder)
    }
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _declared(page: Page, path: Path) -> Sequence[Any] | None:
    """What the page's check declares, as JSON has it; None where it cannot be imported: a wheel may be built without our dependencies."""
    try:
        rule = build_rule(page.name, str(path), page.title, page.rule, False, trusted=True)
        return [sorted(each) if isinstance(each, frozenset) else each for each in rule.declared]
    except ImportError:
        return None


def _declaration(row: Sequence[Any]) -> Declaration:
    wants, formats, kinds, statuses, silences, all_references, alone, needles = row
    return Declaration(
        tuple(wants),
        tuple(formats),
        frozenset(kinds),
        frozenset(statuses),
        silences,
        all_references,
        alone,
        None if needles is None else tuple(needles),
    )


def _rules_in(folder: Path, *, trusted: bool) -> Iterator[Rule]:
    for page, path in _pages_in(folder):
        yield build_rule(page.name, str(path), page.title, page.rule, _is_fixable(page), trusted=trusted)


def _pages_in(folder: Path) -> Iterator[tuple[Page, Path]]:
    home = folder.resolve()
    for path in sorted(folder.glob("*/*.md")):
        if home not in path.resolve().parents:
            raise RuleError(
                f"{path}: is a symbolic link that leads out of {folder}; name its own folder in `rule-folders`"
            )
        yield read_page(f"{path.parent.name}/{path.stem}", _text_of(path), str(path)), path


def _text_of(path: Path) -> str:
    try:
        return reading.read_text(path)
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: is no UTF-8; store it as UTF-8") from error


def _is_fixable(page: Page) -> bool:
    """Whether the page shows a fixed example, which is what makes a rule fixable."""
    return any(example.verdict == "fixed" for example in page.examples)


def build_rule(
    name: str,
    where: str,
    title: str,
    given: Mapping[str, Any],
    fixable: bool,
    declared: Sequence[Any] | None = None,
    *,
    trusted: bool,
) -> Rule:
    """A rule from what its page says. Raises RuleError that names the page when a key or severity is not known."""
    unknown = set(given) - _PAGE_KEYS
    if unknown:
        known = ", ".join(sorted(_PAGE_KEYS))
        raise RuleError(f"{where}: unknown key {min(unknown)!r} in the rule block; known are {known}")
    severity = _severity(given.get("severity", "warning"), where)
    return Rule(
        name,
        title,
        severity,
        FromPage(name, where, given, tuple(given.get("formats", ())), trusted, declared),
        on=given.get("on", True),
        severities=tuple(_severity(word, where) for word in given.get("severities", ())),
        fixable=fixable,
    )


@dataclass(frozen=True)
class FromPage:
    """Loads a rule's check, options and page. Our own pages are proved by tests, so their options are not validated again."""

    name: str
    where: str
    given: Mapping[str, Any] = field(repr=False)
    formats: tuple[Format, ...]
    trusted: bool
    row: Sequence[Any] | None = field(default=None, repr=False)

    @property
    def declared(self) -> Declaration | None:
        """What the wheel says of the check."""
        return _declaration(self.row) if self.row else None

    def check(self) -> tuple[Check, Any]:
        """The check that the page names, or that is called as the page is."""
        found = find_check(self.given.get("check") or self.name.partition("/")[2], self.where)
        return found, build_options(found, self.given.get("options", {}), self.where, trusted=self.trusted)

    def page(self) -> Page:
        """The page with its examples."""
        return read_page(self.name, _text_of(Path(self.where)), self.where)


def _severity(word: str, where: str) -> Severity:
    for severity in SEVERITIES:
        if word == severity:
            return severity
    raise RuleError(f"{where}: unknown severity {word!r}; known are {', '.join(SEVERITIES)}")


def find_check(name: str, where: str) -> Check:
    """The check of that name: a module of articlelint.checks, else an entry point of the group articlelint.checks.

    A page is a stranger's, so its check is a plain name: nothing else is imported on its behalf than what is one of ours, or installed as a
    plug-in.
    """
    module = str(name).replace("-", "_")
    place = f"articlelint.checks.{module}"
    function = None
    if module.isascii() and module.isidentifier() and not module.startswith("_"):
        try:
            function = getattr(importlib.import_module(place), module, None)
        except ModuleNotFoundError as error:
            if error.name != place:
                raise
    found = getattr(function or _plugin(str(name), where), "__check__", None)
    if not isinstance(found, Check):
        raise RuleError(f"{where}: the plug-in for {name!r} is not a check; it must be declared with `@check()`")
    return found


def _plugin(name: str, where: str) -> Any:
    from importlib.metadata import entry_points

    for entry in entry_points(group=_GROUP, name=name):
        try:
            return entry.load()
        except Exception as error:
            raise RuleError(
                f"{where}: the check {name!r} of the plug-in {_name_of(entry)} cannot be loaded: {type(error).__name__}: {error}; "
                "mend or uninstall the plug-in, or leave out the rule"
            ) from error
    raise RuleError(f"{where}: no check is named {name!r}; install the plug-in that brings it, or correct the page")


def plugin_of(module: str) -> str:
    """The distribution that a check of this module came with, by name and version; empty for our own."""
    from importlib.metadata import entry_points

    package = module.partition(".")[0]
    if package == __name__.partition(".")[0]:
        return ""
    found = (entry for entry in entry_points(group=_GROUP) if entry.module.partition(".")[0] == package)
    return next(map(_name_of, found), module)


def _name_of(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def build_options(found: Check, given: Mapping[str, Any], where: str, *, trusted: bool) -> Any:
    """An instance of the check's Options from a TOML table; pydantic validates what we did not write ourselves."""
    if found.options is None:
        if given:
            raise RuleError(f"{where}: the check {found.name!r} takes no options, but {min(given)!r} is given")
        return None
    if trusted:
        return found.options(**{key.replace("-", "_"): frozen(value) for key, value in given.items()})
    from articlelint.config.validation import options_of

    return options_of(found.options, given, where)


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value
