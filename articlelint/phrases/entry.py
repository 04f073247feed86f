"""One entry of a rule's list, and the options that every rule with a list has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from articlelint.model.diagnostics import Severity
from articlelint.phrases.fold import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, or a pattern such as `{some|many} {critics|experts} {say|argue}`, and how it is to be reported.

    `unless` holds longer phrases or patterns within which it is left alone, `instead` a neutral wording, `severity` what
    replaces the rule's, `precision` and `seen` how often it was right of how many times it was met in labelled text.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    phrase: str
    unless: tuple[str, ...] = ()
    instead: str | None = None
    severity: Severity | None = None
    precision: float | None = None
    seen: int | None = None

    @property
    def capital(self) -> bool:
        """Whether the phrase is written with a capital in the list: then it is one, not a sign of a name."""
        return self.phrase[:1].isupper()

    def written_as(self, words: str) -> bool:
        """Whether the words of the text have the capital that the phrase has."""
        return not self.capital or words[:1].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseOptions:
    """The options of a rule with a list.

    `phrases` is the list, `info_phrases` its second tier, for what only sometimes means bias. `extend_phrases` adds,
    `remove_phrases` removes, `unless` excepts whatever is within one of its phrases. `words` names sets of words for
    use in patterns. `quotations`, `names`, `subjects`, `captions` and `appendices` are left alone unless set to "report";
    `attribution`, `negation`, `citation` and `guides` may also lower a finding to "info". `language` is what the list is written in: an
    article that is plainly in another one is left alone, but for what `extend_phrases` adds. Empty: any.
    """

    phrases: tuple[str | Entry, ...] = ()
    info_phrases: tuple[str | Entry, ...] = ()
    extend_phrases: tuple[str | Entry, ...] = ()
    remove_phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    message: str = "`{phrase}` is not neutral"
    help: str = ""
    quotations: Literal["skip", "report"] = "skip"
    names: Literal["skip", "report"] = "skip"
    subjects: Literal["skip", "report"] = "skip"
    captions: Literal["skip", "report"] = "skip"
    appendices: Literal["skip", "report"] = "skip"
    attribution: Literal["skip", "info", "report"] = "skip"
    negation: Literal["skip", "info", "report"] = "skip"
    citation: Literal["skip", "info", "report"] = "report"
    guides: Literal["skip", "info", "report"] = "report"
    language: str = ""

    def graver(self) -> PhraseOptions:
        """The same without what could only be reported as info."""
        return replace(
            self, info_phrases=(), phrases=_graver(self.phrases), extend_phrases=_graver(self.extend_phrases)
        )


def added(options: PhraseOptions) -> frozenset[str]:
    """The phrases that the user adds."""
    return frozenset(entry.phrase for entry in _entries(options.extend_phrases, None))


def _graver(given: Iterable[str | Entry]) -> tuple[str | Entry, ...]:
    return tuple(each for each in given if isinstance(each, str) or _severity(each) != "info")


def _severity(entry: Entry | Mapping[str, Any]) -> Any:
    return entry.get("severity") if isinstance(entry, Mapping) else entry.severity


def entries(options: PhraseOptions) -> Iterator[Entry]:
    """The entries that count: the lists, then what the user adds, without what the user removes."""
    removed = {fold(phrase) for phrase in options.remove_phrases}
    for given, severity in (
        (options.phrases, None),
        (options.info_phrases, "info"),
        (options.extend_phrases, None),
    ):
        for entry in _entries(given, severity):  # type: ignore[arg-type]
            if not removed or fold(entry.phrase) not in removed:
                yield entry


def _entries(given: Iterable[str | Entry | Mapping[str, Any]], severity: Severity | None) -> Iterator[Entry]:
    for each in given:
        if isinstance(each, str):
            yield Entry(each, severity=severity)
            continue
        entry = each if isinstance(each, Entry) else Entry(**each)
        yield entry if entry.severity or not severity else replace(entry, severity=severity)
