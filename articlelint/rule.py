"""All that an author of rules sees: Rule, Check, `@check`, and what a check may ask for.

A check is a generator function. The names of its parameters' types say what it needs, and so when it runs:

* `article: Article`: once per article; the text is at hand.
* `matches: Matches` (beside `article`): once per article in which one of the rule's phrases stands.
* `reference: Reference, resolution: Resolution`: once per resolved reference; only facts are at hand, no text.
* `facts: Facts, index: Index`: once per article, against the whole corpus.

and `options: Options`, a frozen dataclass of the check's module whose defaults a page's `[options]` replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from articlelint.diagnostic import Finding, Severity
from articlelint.model import Format

CheckFunction = Callable[..., Iterator[Finding]]
F = TypeVar("F", bound=CheckFunction)
ALL_FORMATS: tuple[Format, ...] = ("markdown", "plain", "wikitext")


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks, and what it asks for. `statuses` and `kinds` narrow down which resolutions it is shown.

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


def check(
    *,
    formats: Iterable[Format] = ALL_FORMATS,
    kinds: Iterable[str] = (),
    statuses: Iterable[str] = (),
    silences: bool = False,
) -> Callable[[F], F]:
    """Declares a function to be a check. It stays a plain function, so it can be called in tests and sent to workers."""

    def declare(function: F) -> F:
        annotations = {name: str(kind) for name, kind in function.__annotations__.items() if name != "return"}
        options = function.__globals__.get("Options") if annotations.get("options") == "Options" else None
        function.__check__ = Check(  # type: ignore[attr-defined]
            name=function.__name__.replace("_", "-"),
            function=function,
            wants=tuple(annotations.values()),
            options=options,
            formats=tuple(formats),
            kinds=frozenset(kinds),
            statuses=frozenset(statuses),
            silences=silences,
        )
        return function

    return declare


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
class Rule:
    """What a user sees, selects and switches off. Its page is at once its documentation, its data and its tests.

    `name` is `family/name`, from the page's path. `options` is an instance of its check's Options. `on` is False for rules
    that must be selected by name or configured first. `severities` lists every severity it may speak in. A `quiet` rule was
    not selected and runs for its effect only; what it says is not told.
    """

    name: str
    summary: str
    severity: Severity
    check: Check
    options: Any
    on: bool = True
    severities: tuple[Severity, ...] = ()
    formats: tuple[Format, ...] = ALL_FORMATS
    page: str = ""
    examples: tuple[Example, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    quiet: bool = False

    @property
    def family(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]

    @property
    def fixable(self) -> bool:
        """Whether the page shows a fixed example, which is what makes a rule fixable."""
        return any(example.verdict == "fixed" for example in self.examples)
