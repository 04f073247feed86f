"""What is done with one article, wherever that happens: in this process, in a worker, with or without a cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from articlelint.corpus.index import Index
from articlelint.engine import checker, stamping
from articlelint.engine.plans import Plans
from articlelint.model import facts
from articlelint.model.article import Article, Format
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.facts import Examined, Facts
from articlelint.parsing import format_of, parse_source
from articlelint.publishers.detection import Publishers
from articlelint.suppressions import judging
from articlelint.text.source import Source

Read = Callable[[str], Source]


@dataclass(frozen=True)
class Desk:
    """The plans of a run, and how to get at a text by its path. Both halves of the trip are pure functions of these and the text."""

    plans: Plans
    read: Read
    publishers: Publishers | None = None

    def examine(self, path: str) -> Examined:
        """First half: reads and parses one article and asks the rules that need nothing else."""
        return self.examine_source(self.read(path))

    def examine_source(self, source: Source, format: Format | None = None) -> Examined:
        """The first half for a text that is at hand."""
        plan = self.plans.of(source.path)
        try:
            article = self.parse(source, format)
            own = self.facts(article)
        except Exception as error:  # one file must not silence the others, whatever it holds
            return self._unparsed(source, format, error)
        told = stamping.stamp(checker.examine(article, plan), source)
        left_out = self.publishers.at(own.path, own.format).unreported if self.publishers else ()
        return Examined(own, tuple(each for each in told if each.rule not in left_out))

    def _unparsed(self, source: Source, format: Format | None, error: Exception) -> Examined:
        """What is known of an article that no parser takes: that it is there."""
        chosen = format or self.plans.format_of(source.path) or format_of(source.path)
        failed = checker.crash(error, source.path, f"{chosen} parser" if chosen else "parser")
        return Examined(Facts(source.path, chosen or "plain"), tuple(stamping.stamp((failed,), source)))

    def facts(self, article: Article) -> Facts:
        """What an article tells the others, as its publishers see it."""
        own = facts.collect(article)
        return self.publishers.at(own.path, own.format).refine(own, article) if self.publishers else own

    def parse(self, source: Source, format: Format | None = None) -> Article:
        """The article in a source, read as the settings say."""
        settings = self.plans.settings
        chosen = format or self.plans.format_of(source.path)
        article = parse_source(source, chosen, language=settings.language, cues=settings.cues)
        return self.publishers.at(article.path, article.format).adapt(article) if self.publishers else article

    def relate(self, own: Facts, index: Index) -> tuple[Diagnostic, ...]:
        """Second half: what the corpus says to one article's references. The text is read again only to show a finding's place."""
        told = tuple(checker.relate(own, index, self.plans.of(own.path)))
        return tuple(stamping.stamp(told, self.read(own.path))) if told else ()

    def settle(self, path: str, diagnostics: Iterable[Diagnostic], *, lone: bool) -> list[Diagnostic]:
        """What is told of an article once all rules have spoken: without what is silenced, or less grave than asked for."""
        settled = judging.settle(diagnostics, self.plans.judge(path, lone=lone), self.plans.silenced(path))
        return list(checker.shown(settled, self.plans.settings_of(path), self.plans.of(path).rules))
