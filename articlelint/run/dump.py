"""The whole trip over a dump instead of a folder: two passes through its stream, in memory that holds the names of its articles only.

First pass: every page is parsed and examined; its names go into the index, its references and findings into a spool on disk.
Second pass: pages and spool are read side by side; references are resolved, and a page's text is at hand where a finding shows its place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from articlelint.cache import records_text, serialization
from articlelint.config.settings import Settings
from articlelint.corpus.index import Index
from articlelint.engine.crashes import told_once
from articlelint.engine.plans import Plans
from articlelint.files.mediawiki_dump import Dump, DumpError, Page
from articlelint.model.diagnostics import Diagnostic, Report, in_order
from articlelint.run import progress, resolve, workers
from articlelint.run.article import Desk
from articlelint.text.source import Source

_CHUNK_CHARACTERS = 400_000
_CHUNKS_PER_WORKER = 4
Row = tuple[str, str, str, str]  # path, names, references, own diagnostics
Work = Callable[[Sequence[Page]], list[Any]]


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
            named, count = self._examine_all(spool)
            lone = self._plans.need_corpus and count < 2 and not self._outside
            corpus = resolve.build_index(
                resolve.articles_of_rows(named), frozenset(), self._outside, self._settings_of_site()
            )
            del named  # the index holds it in a fraction of the room
            spool.seek(0)
            told = (each for each in self._relate_all(spool, corpus, lone=lone) if each)
            diagnostics = in_order(one for each in told for one in serialization.loads(resolve.Diagnostics, each))
        crashes = sum(bool(one.data.get("crash")) for one in diagnostics)
        return Report(told_once(diagnostics), count, (), crashes, lone, tuple(dict.fromkeys(self._failures)))

    def _settings_of_site(self) -> Settings:
        """A dump says of its wiki what its namespaces are, and whether the first letter of a title has a case; the first pass has read it."""
        names = (name for dump in self._dumps for name in dump.site.namespaces if name)
        settings = replace(self._settings, namespaces=tuple(dict.fromkeys((*self._settings.namespaces, *names))))
        sensitive = any(not dump.site.first_letter for dump in self._dumps)
        return replace(settings, wiki_case="case-sensitive") if sensitive else settings

    def _examine_all(self, spool: IO[bytes]) -> tuple[list[tuple[str, str, str]], int]:
        """First pass. The references of all articles stay in memory only where a rule asks who refers to whom."""
        keep = self._plans.need_all_references
        named: list[tuple[str, str, str]] = []
        for path, names, refs, told in self._map(self._examine):
            named.append((path, names, refs if keep else ""))
            spool.write(f"{refs}\t{told}\n".encode("utf-8", "surrogatepass"))
        return named, len(named)

    def _relate_all(self, spool: IO[bytes], corpus: Index, *, lone: bool) -> Iterator[str]:
        """Second pass."""
        texts: dict[str, bytes] = {}

        def work(pages: Sequence[Page]) -> list[str]:
            return [self._relate(page, texts[page.title], corpus, lone=lone) for page in pages]

        def results() -> Iterator[list[str]]:
            nonlocal texts
            for window in self._windows():
                texts = {page.title: spool.readline() for pages in window for page in pages}
                yield from workers.spread(work, window, self._jobs)

        for rows in progress.along(results(), "Resolving", len, len(corpus.articles)):
            yield from rows

    def _map(self, work: Callable[[Page], Row]) -> Iterator[Row]:
        def results() -> Iterator[list[Row]]:
            for window in self._windows():
                yield from workers.spread(lambda pages: [work(page) for page in pages], window, self._jobs)

        for rows in progress.along(results(), "Reading", len):
            yield from rows

    def _examine(self, page: Page) -> Row:
        source = source_of(page)
        examined = Desk(self._plans, lambda _path: source).examine_source(source, "wikitext")
        if page.redirect and examined.facts.redirect is None:
            examined = examined._replace(facts=replace(examined.facts, redirect=page.redirect))
        return (page.title, *records_text.stored(examined))

    def _relate(self, page: Page, line: bytes, corpus: Index, *, lone: bool) -> str:
        source = source_of(page)
        refs, _, told = line.decode("utf-8", "surrogatepass").rstrip("\n").partition("\t")
        desk = Desk(self._plans, lambda _path: source)
        found: resolve.Diagnostics = serialization.loads(resolve.Diagnostics, told) if told else ()
        if self._plans.need_corpus and not lone:
            own = records_text.with_own(corpus.articles[page.title], refs)
            found = (*found, *desk.relate(own, corpus))
        settled: tuple[Diagnostic, ...] = tuple(desk.settle(page.title, found, lone=lone))
        return serialization.dumps(settled) if settled else ""

    def _windows(self) -> Iterator[list[list[Page]]]:
        """The articles in chunks, as many at a time as the workers take at once."""
        window: list[list[Page]] = [[]]
        room = _CHUNK_CHARACTERS
        for page in self._articles():
            if room <= 0:
                if len(window) == self._jobs * _CHUNKS_PER_WORKER:
                    yield window
                    window = []
                window.append([])
                room = _CHUNK_CHARACTERS
            window[-1].append(page)
            room -= len(page.text) + 1_000
        if window[0]:
            yield window

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


def source_of(page: Page) -> Source:
    """A page as a text whose path is the page's title."""
    return Source(page.text, page.title, title=page.title)
