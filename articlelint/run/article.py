"""What is done with one article, wherever that happens: in this process, in a worker, with or without a cache.

Every step is a pure function of the article's text, the plans of the run and, for references, the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from articlelint.corpus.index import Index
from articlelint.disk import reading
from articlelint.engine import checker, stamping
from articlelint.engine.plans import Plans
from articlelint.errors import UsageError
from articlelint.model import facts
from articlelint.model.article import Article, Format
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.facts import Examined, Facts
from articlelint.parsing import format_of, parse_guarded, parse_source
from articlelint.suppressions import judging
from articlelint.text.source import Source, decode

Read = Callable[[str], Source]
_MOST_BYTES = 1 << 31  # of an article whose size nobody asked for


@dataclass(frozen=True)
class Texts:
    """The texts of a corpus by path: those that are `given`, else what the files under the root hold."""

    root: Path
    given: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, path: str) -> Source:
        """An article's text. Raises UsageError when it cannot be read."""
        return decode(self.given[path], path) if path in self.given else read(self.root, path)


def read(root: Path, path: str) -> Source:
    """A file as a Source; its path is the one relative to the root. Raises UsageError when it cannot be read."""
    return decode(read_bytes(root, path), path)


def read_bytes(root: Path, path: str, most: int = _MOST_BYTES) -> bytes:
    """What an article's file holds."""
    try:
        return reading.read(root / path, most)
    except reading.TooLargeError as error:
        raise UsageError(
            f"{path}: is larger than max-file-size ({most:,} bytes); raise it, or exclude the file"
        ) from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error


def parse(source: Source, plans: Plans, format: Format | None = None) -> Article:
    """The article in a source, read as the settings say."""
    settings = plans.settings
    chosen = format or plans.format_of(source.path)
    article = parse_source(source, chosen, language=settings.language, cues=settings.cues)
    return plans.publishers.at(article.path, article.format).adapt(article) if plans.publishers else article


def facts_of(article: Article, plans: Plans) -> Facts:
    """What an article tells the others, as its publishers see it."""
    own = facts.collect(article)
    return plans.publishers.at(own.path, own.format).refine(own, article) if plans.publishers else own


def facts_of_source(source: Source, plans: Plans) -> Facts:
    """What is known of an article, without asking any rule. Raises UnparsedError when its parser fails."""
    settings = plans.settings
    article = parse_guarded(source, plans.format_of(source.path), language=settings.language, cues=settings.cues)
    if plans.publishers:
        article = plans.publishers.at(article.path, article.format).adapt(article)
    return facts_of(article, plans)


def examine(source: Source, plans: Plans, format: Format | None = None) -> Examined:
    """First half: parses one article and asks the rules that need nothing else."""
    try:
        article = parse(source, plans, format)
        own = facts_of(article, plans)
    except Exception as error:  # one file must not silence the others, whatever it holds
        return _unparsed(source, plans, format, error)
    findings = checker.examine(article, plans.of(source.path))
    return Examined(own, _holding(own, plans, stamping.stamp(findings, source)))


def _unparsed(source: Source, plans: Plans, format: Format | None, error: Exception) -> Examined:
    """What is known of an article that no parser takes: that it is there."""
    chosen = format or plans.format_of(source.path) or format_of(source.path)
    failed = checker.crash(error, source.path, f"{chosen} parser" if chosen else "parser")
    return Examined(Facts(source.path, chosen or "plain"), tuple(stamping.stamp((failed,), source)))


def check_references(own: Facts, index: Index, plans: Plans, read: Read) -> tuple[Diagnostic, ...]:
    """Second half: what the corpus answers to one article's references. The text is read again only to show a finding's place."""
    found = tuple(checker.relate(own, index, plans.of(own.path)))
    return _holding(own, plans, stamping.stamp(found, read(own.path))) if found else ()


def _holding(own: Facts, plans: Plans, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of rules that hold for the article's publisher: where files name pages, no title is missing."""
    unreported = plans.publishers.at(own.path, own.format).unreported if plans.publishers else frozenset[str]()
    return tuple(each for each in diagnostics if each.rule not in unreported)


def reported(path: str, diagnostics: Iterable[Diagnostic], plans: Plans, *, lone: bool) -> list[Diagnostic]:
    """What is reported of an article once all rules have run: neither what is suppressed nor what is less grave than asked for."""
    judge = plans.judge(path, lone=lone)
    left = judging.settle(diagnostics, judge, plans.silenced(path))
    return list(checker.shown(left, plans.settings_of(path), plans.of(path).rules))
