"""The whole run over a dump instead of a folder: two passes through its stream, in memory that holds the names of its articles only.

First pass: every page is parsed and examined; its names go into the index, its references and findings into a spool on disk.
Second pass: pages and spool are read side by side; references are resolved, and a page's text is at hand where a finding shows its place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, NamedTuple

from articlelint.cache.serialization import Record, diagnostics_of, record_of, with_own
from articlelint.config.settings import Settings
from articlelint.corpus.index import Index
from articlelint.engine.crashes import told_once
from articlelint.engine.plans import Plans
from articlelint.files.mediawiki_dump import Dump, DumpError, Page
from articlelint.model.diagnostics import Diagnostic, Report, in_order
from articlelint.run import article, progress, workers
from articlelint.run.resolve import PackedArticles, build_index
from articlelint.text.source import Source

_CHUNK_CHARACTERS = 400_000
Pages = list[Page]
Spooled = tuple[str, str]  # the texts of an article's references and diagnostics


class DumpRun:
    """One run over the pages of some dumps, which are one corpus together."""

    def __init__(
        self, paths: Sequence[Path], settings: Settings, root: Path, outside: Iterable[str], jobs: int
    ) -> None:
        self._dumps = [Dump(path) for path in paths]
        self._settings = settings
        self._plans = Plans(settings, root)
        self._outside = sorted(outside)
        self._jobs = jobs or os.cpu_count() or 1
        self._failures: list[str] = []

    def check(self) -> Report:
        """Lints every article of the dumps."""
        with tempfile.TemporaryFile(prefix="articlelint-") as spool:
            articles = self._examine_all(spool)
            count = len(articles)
            lone = self._plans.need_corpus and count < 2 and not self._outside
            corpus = build_index(articles, frozenset(), self._outside, self._settings_of_site())
            spool.seek(0)
            diagnostics = in_order(self._report_all(spool, corpus, lone=lone))
        crashes = sum(bool(one.data.get("crash")) for one in diagnostics)
        return Report(told_once(diagnostics), count, (), crashes, lone, tuple(dict.fromkeys(self._failures)))

    def _settings_of_site(self) -> Settings:
        """The settings of the wiki that the dump names: its namespaces, and whether the first letter of a title has a case; the first pass has read it."""
        names = (name for dump in self._dumps for name in dump.site.namespaces if name)
        settings = replace(self._settings, namespaces=tuple(dict.fromkeys((*self._settings.namespaces, *names))))
        sensitive = any(not dump.site.first_letter for dump in self._dumps)
        return replace(settings, wiki_case="case-sensitive") if sensitive else settings

    def _examine_all(self, spool: IO[bytes]) -> PackedArticles:
        """First pass. The references of all articles stay in memory only where a rule asks who refers to whom."""
        keep = self._plans.need_all_references
        articles = PackedArticles()
        results = workers.spread(_Examiner(self._plans).examine, self._chunks(), self._jobs)
        for records in progress.along(results, "Reading", len):
            for path, names, refs, diagnostics in records:
                articles.add(path, names, refs if keep else "")
                spool.write(f"{refs}\t{diagnostics}\n".encode("utf-8", "surrogatepass"))
        articles.sort()
        return articles

    def _report_all(self, spool: IO[bytes], corpus: Index, *, lone: bool) -> Iterator[Diagnostic]:
        """Second pass."""
        chunks = ([(page, _unspooled(spool.readline())) for page in pages] for pages in self._chunks())
        results = workers.spread(_Reporter(self._plans, corpus, lone).report, chunks, self._jobs)
        for rows in progress.along(results, "Resolving", len, len(corpus.articles)):
            for diagnostics in rows:
                yield from diagnostics

    def _chunks(self) -> Iterator[Pages]:
        """The articles, some at a time."""
        chunk: Pages = []
        room = _CHUNK_CHARACTERS
        for page in self._articles():
            if room <= 0:
                yield chunk
                chunk, room = [], _CHUNK_CHARACTERS
            chunk.append(page)
            room -= len(page.text) + 1_000
        if chunk:
            yield chunk

    def _articles(self) -> Iterator[Page]:
        """The pages that are articles: those of the main namespace. A title that comes twice counts once."""
        seen: set[str] = set()
        for dump in self._dumps:
            try:
                for page in dump.pages():
                    if page.namespace == 0 and page.title and page.title not in seen:
                        seen.add(page.title)
                        yield page
            except DumpError as error:
                self._failures.append(str(error))


class _Examiner(NamedTuple):
    """The first half of a run for pages, in any process."""

    plans: Plans

    def examine(self, pages: Pages) -> list[Record]:
        """What is found out of some pages."""
        return [self._record(page) for page in pages]

    def _record(self, page: Page) -> Record:
        examined = article.examine(source_of(page), self.plans, "wikitext")
        if page.redirect and examined.facts.redirect is None:
            examined = examined._replace(facts=replace(examined.facts, redirect=page.redirect))
        return record_of(page.title, examined)


class _Reporter(NamedTuple):
    """The second half of a run for pages, in any process."""

    plans: Plans
    corpus: Index
    lone: bool

    def report(self, pages: list[tuple[Page, Spooled]]) -> list[list[Diagnostic]]:
        """What is reported of some pages."""
        return [self._reported(page, *spooled) for page, spooled in pages]

    def _reported(self, page: Page, refs: str, diagnostics: str) -> list[Diagnostic]:
        found = diagnostics_of(diagnostics)
        if self.plans.need_corpus and not self.lone:
            own = with_own(self.corpus.articles[page.title], refs)
            source = source_of(page)
            found = (*found, *article.check_references(own, self.corpus, self.plans, lambda _path: source))
        return article.reported(page.title, found, self.plans, lone=self.lone)


def _unspooled(line: bytes) -> Spooled:
    refs, _, diagnostics = line.decode("utf-8", "surrogatepass").rstrip("\n").partition("\t")
    return refs, diagnostics


def source_of(page: Page) -> Source:
    """A page as a text whose path is the page's title."""
    return Source(page.text, page.title, title=page.title)
