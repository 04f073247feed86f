"""Rules and checks: what a check may ask for, and what a rule makes of it. `articlelint.rule` is the public face of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from articlelint.errors import RuleError
from articlelint.model.article import Format
from articlelint.model.diagnostics import Finding, Severity

CheckFunction = Callable[..., Iterator[Finding]]
F = TypeVar("F", bound=CheckFunction)
_GIVEN = ("Article", "Found", "Matches", "Surroundings", "Reference", "Resolution", "Facts", "Index", "Options")
ALL_FORMATS: tuple[Format, ...] = ("markdown", "plain", "wikitext")


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks, and what it asks for. `statuses` and `kinds` narrow down which resolutions it is shown.

    `all_references` tells that it looks at what other articles refer to, and not only at what they are called.
    `alone` tells of one that asks for the index that it has something to say of an article that is no part of a corpus too.
    `silences` tells that what it yields silences other rules (suppress.py), so that it must always run.
    """

    name: str
    function: CheckFunction
    wants: tuple[str, ...]
    options: type[Any] | None
    formats: tuple[Format, ...] = ALL_FORMATS
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    silences: bool = False
    needles: Callable[[Any], Iterable[str]] | None = None
    all_references: bool = False
    alone: bool = False


class Declaration(NamedTuple):
    """What must be known of a check before it is called. A wheel brings it, so that a check is imported when it is first called.

    `needles` are the words for a rule's options, sorted; None for a check without any.
    """

    wants: tuple[str, ...]
    formats: tuple[Format, ...]
    kinds: frozenset[str]
    statuses: frozenset[str]
    silences: bool
    all_references: bool
    alone: bool
    needles: tuple[str, ...] | None

    @property
    def waits_for_needles(self) -> bool:
        """Whether the check is called only for a text in which one of its needles stands."""
        return self.needles is not None and "Found" not in self.wants


def declaration(found: Check, options: Any) -> Declaration:
    """What a check declares, under these options."""
    needles = tuple(sorted(found.needles(options))) if found.needles else None
    return Declaration(
        found.wants,
        found.formats,
        found.kinds,
        found.statuses,
        found.silences,
        found.all_references,
        found.alone,
        needles,
    )


def check(
    *,
    formats: Iterable[Format] = ALL_FORMATS,
    kinds: Iterable[str] = (),
    statuses: Iterable[str] = (),
    silences: bool = False,
    needles: Callable[[Any], Iterable[str]] | None = None,
    all_references: bool = False,
    alone: bool = False,
) -> Callable[[F], F]:
    """Declares a function to be a check. It stays a plain function, so it can be called in tests and sent to workers.

    `formats` are those that it looks into, `kinds` of references and `statuses` of resolutions those that it is shown. `needles`
    tells, from its options, words one of which must stand in a text (in any case) for the check to say anything. `silences`,
    `all_references` and `alone` are explained at `Check`. Raises RuleError when a parameter's type is none that a check is given.
    """

    def declare(function: F) -> F:
        wants = tuple(_wanted(function, kind) for name, kind in function.__annotations__.items() if name != "return")
        options = function.__globals__.get("Options") if "Options" in wants else None
        function.__check__ = Check(  # type: ignore[attr-defined]  # no type says that a function carries one
            name=function.__name__.replace("_", "-"),
            function=function,
            wants=wants,
            options=options,
            formats=tuple(formats),
            kinds=frozenset(kinds),
            statuses=frozenset(statuses),
            silences=silences,
            needles=needles,
            all_references=all_references,
            alone=alone,
        )
        return function

    return declare


def _wanted(function: CheckFunction, kind: object) -> str:
    """The name of a parameter's type, whether it was written as a name, in quotation marks or behind its module's name."""
    name = (kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind))).strip("\"'").rpartition(".")[2]
    if name not in _GIVEN:
        raise RuleError(
            f"the check {function.__name__!r} asks for {kind}, which no check is given; known are {', '.join(_GIVEN)}"
        )
    return name


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule page. `verdict` is bad, good, fixed, or corpus (a companion article); `file` its name, if it matters.

    `encoding` is the one that it is stored in; a page itself is UTF-8.
    """

    format: Format
    verdict: str
    text: str
    line: int
    file: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule page says, before its check is known."""

    name: str
    title: str
    text: str
    rule: Mapping[str, Any]
    examples: tuple[Example, ...]
    settings: Mapping[str, Any]


class Loader(Protocol):
    """Where a rule gets its check, options and page from, when they are asked for."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that the page names; empty when it leaves that to the check."""

    @property
    def declared(self) -> Declaration | None:
        """What the check declares, when that is known without it."""

    def check(self) -> tuple[Check, Any]:
        """The check and its options."""

    def page(self) -> Page:
        """The page, read and parsed."""


class Rule:
    """What a user sees, selects and switches off. Its page is at once its documentation, its data and its tests.

    `name` is `family/name`, from the page's path. `on` is False for rules that must be selected by name or configured
    first. `severities` lists every severity it may speak in. A `quiet` rule was not selected and runs for its effect only;
    what it says is not told. The check, its options (an instance of its Options) and the page's text are loaded when they are first
    asked for: a run pays only for the rules that it selects.

    >>> from articlelint import rules
    >>> rule = next(rule for rule in rules() if rule.name == "sections/empty-section")
    >>> rule.family, rule.severity, rule.on, rule.fixable, rule.page.splitlines()[0]
    ('sections', 'error', True, True, '# A section without content')
    """

    __slots__ = (
        "_check", "_declared", "_load", "_options", "_page", "fixable", "name", "on", "quiet", "severities", "severity", "summary",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        summary: str,
        severity: Severity,
        load: Loader,
        *,
        on: bool = True,
        severities: tuple[Severity, ...] = (),
        fixable: bool = False,
    ) -> None:
        self.name = name
        self.summary = summary
        self.severity: Severity = severity
        self.on = on
        self.severities: tuple[Severity, ...] = severities or (severity,)
        self.fixable = fixable
        self.quiet = False
        self._load = load
        self._check: Check | None = None
        self._declared: Declaration | None = None
        self._options: Any = None
        self._page: Page | None = None

    def __repr__(self) -> str:
        return f"Rule({self.name!r})"

    @property
    def family(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]

    @property
    def check(self) -> Check:
        """The function that looks. Raises RuleError when there is none of that name."""
        if self._check is None:
            self._check, self._options = self._load.check()
        return self._check

    @property
    def declared(self) -> Declaration:
        """What the check declares under the rule's options. Raises RuleError when there is none of that name."""
        if self._declared is None:
            known = self._load.declared if self._check is None else None
            self._declared = known or declaration(self.check, self.options)
        return self._declared

    def call(self) -> tuple[CheckFunction, Any]:
        """The function that looks, and the options to give it; stand-ins while they are not loaded, which load them when called."""
        if self._check is not None:
            return self._check.function, self.options
        return (self._later_with_options if "Options" in self.declared.wants else self._later()), None

    def _later(self) -> CheckFunction:
        function: CheckFunction | None = None

        def look(*arguments: Any) -> Iterator[Finding]:
            nonlocal function
            if function is None:
                function = self.check.function
            return function(*arguments)

        return look

    def _later_with_options(self, *arguments: Any) -> Iterator[Finding]:
        wants = self.check.wants
        options = self.options
        given = [options if want == "Options" else each for want, each in zip(wants, arguments, strict=True)]
        return self.check.function(*given)

    @property
    def options(self) -> Any:
        """What the page and the config tell the check."""
        return self._options if self.check.options else None

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that the rule looks into."""
        return self._load.formats or self.declared.formats

    @property
    def page(self) -> str:
        """The text of the rule's page."""
        return self._read().text

    @property
    def examples(self) -> tuple[Example, ...]:
        """The page's examples."""
        return self._read().examples

    @property
    def settings(self) -> Mapping[str, Any]:
        """The config under which the page's examples are proved."""
        return self._read().settings

    def with_(
        self, *, severity: Severity | None = None, options: Any = None, quiet: bool = False, on: bool | None = None
    ) -> Rule:
        """The same rule with another severity, other options, quiet, or switched on."""
        other = object.__new__(Rule)
        for name in Rule.__slots__:
            setattr(other, name, getattr(self, name))
        if on is not None:
            other.on = on
        if severity is not None:
            other.severity = severity
            other.severities = (severity,)
        if options is not None:
            other._check, other._options = self.check, options
            other._declared = None
        other.quiet = quiet
        return other

    def _read(self) -> Page:
        if self._page is None:
            self._page = self._load.page()
        return self._page
