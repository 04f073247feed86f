"""The whole run: discover, read, parse, examine, index, resolve, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from articlelint.cache.records import Cache, package_state
from articlelint.config.loading import Found
from articlelint.config.settings import DEFAULTS, Settings
from articlelint.corpus import files as filemap
from articlelint.corpus import index
from articlelint.corpus.outside import known_titles
from articlelint.disk import reading
from articlelint.engine import stamping
from articlelint.engine.crashes import told_once
from articlelint.engine.plans import Plans
from articlelint.engine.selection import OWN_NAMES
from articlelint.errors import CacheLost, UsageError
from articlelint.files import discovery
from articlelint.model import facts
from articlelint.model.article import Format
from articlelint.model.diagnostics import Diagnostic, Report, in_order
from articlelint.publishers.detection import Publishers, detect
from articlelint.run import article, collect, resolve
from articlelint.run.article import Texts
from articlelint.run.collect import Collected
from articlelint.text import source as text
from articlelint.version import __version__

_MOST_CONFIG = 1_000_000  # bytes of a publisher's config file
_MOST_IN_MEMORY = 20_000  # articles
_MOST_NAMED = 3  # folders in a note
Among = Callable[[Callable[[], Iterator[tuple[str, str, str]]]], Collection[str]]


def check_paths(
    paths: Sequence[Path],
    found: Found,
    *,
    jobs: int = 0,
    cache_folder: Path | None = None,
    texts: Mapping[str, bytes] = MappingProxyType({}),
    tree: discovery.Tree | None = None,
    among: Among | None = None,
) -> Report:
    """Lints the articles among `paths` against the corpus under the root; without paths, those of `texts`.

    `jobs` processes work, as many as there are processors for 0; what they find out is kept in `cache_folder`, if there is one.
    A dump of a wiki is a corpus of its own.
    `texts` stand for what the files of these paths hold, and leave no trace in the cache; `tree` stands for the files under the root.
    `among` narrows the paths down by what is stored of them: it gets their rows of path, names and references, as often as it asks.
    """
    if any(discovery.is_dump(path) for path in paths):
        return _check_dumps(paths, found, jobs)
    plans = Plans(found.settings, found.root, found.origins)
    tree = tree or discovery.walk(found.root, found.settings, with_stats=cache_folder is not None)
    if plans.need_corpus and not found.lone:
        plans.publishers = publishers_of(found, tree.files, texts)
        tree = without_templates(tree, plans.publishers)
    wanted = discovery.named(list(paths), found.root, tree, found.settings) if paths else tuple(sorted(texts))
    tree = tree._replace(notes=(*tree.notes, *_notes_on_links(paths, found.root, tree)))
    leading_out = discovery.told_leading_out(paths, found.root)
    if not wanted and not leading_out:
        tree = tree._replace(notes=(*tree.notes, discovery.why_none(list(paths), found.root, tree)))
    jobs = jobs or os.cpu_count() or 1
    try:
        with _store(cache_folder, found, plans, len(tree.articles)) as cache:
            report = _check(wanted, found, plans, tree, cache, jobs, Texts(found.root, dict(texts)), among)
    except CacheLost:
        # The disk is full, or another program has written into our file: what the articles say is not a matter of that.
        with _store(None, found, plans, len(tree.articles)) as cache:
            report = _check(wanted, found, plans, tree, cache, jobs, Texts(found.root, dict(texts)), among)
    unread = (*leading_out, *discovery.refused(paths, found.root, tree))
    return replace(report, failures=(*unread, *report.failures)) if unread else report


def _notes_on_links(paths: Sequence[Path], root: Path, tree: discovery.Tree) -> Iterator[str]:
    """What is said of symbolic links that are no articles."""
    for path in discovery.broken_links(paths, root, tree):
        yield f"skipped {path}: the symbolic link leads nowhere"
    for path in discovery.leaving_links(paths, root, tree):
        yield f"skipped {path}: the symbolic link leads out of the corpus"


@contextmanager
def _store(folder: Path | None, found: Found, plans: Plans, articles: int) -> Iterator[Cache | None]:
    """Where records are kept: the cache; without one, memory, or a passing file when there are too many for it."""
    if folder is not None:
        with closing(Cache(folder, _context(found, plans))) as cache:
            yield cache
    elif articles <= _MOST_IN_MEMORY:
        yield None
    else:
        from tempfile import TemporaryDirectory

        with (
            TemporaryDirectory(prefix="articlelint-") as passing,
            closing(Cache(Path(passing), "run", passing=True)) as cache,
        ):
            yield cache


def _check(
    wanted: Sequence[str],
    found: Found,
    plans: Plans,
    tree: discovery.Tree,
    cache: Cache | None,
    jobs: int,
    texts: Texts,
    among: Among | None,
) -> Report:
    looks_around = plans.need_corpus and not found.lone
    extra = set(wanted).difference(tree.articles)
    every = sorted((*tree.articles, *extra)) if extra else tree.articles
    needed = every if looks_around else wanted
    files = tree.files if looks_around else frozenset[str]()
    outside = sorted(outside_titles(found)) if plans.need_corpus else []
    world = resolve.world_of(filemap.in_order(files, tree.articles), outside)
    collected = collect.collect(needed, tree, plans, cache, jobs, texts, world)
    if among is not None:
        left = among(lambda: collected.texts(wanted))
        wanted = [path for path in wanted if path in left]
    known = {each.path: each for each in collected.findings(wanted)}
    answers: dict[str, tuple[Diagnostic, ...]] = {}
    if plans.need_corpus:
        stale = sorted(path for path, each in known.items() if each.answers is None)
        whole = set(wanted).issuperset(tree.articles)
        corpus = _Corpus(stale, collected, files, outside, plans)
        answers = corpus.answers(texts, jobs)
        note = corpus.absent_note() if whole and files and plans.need_files else ""
        tree = tree._replace(notes=(*tree.notes, note)) if note else tree
    lone = plans.need_corpus and (found.lone or (len(needed) < 2 and not outside))
    diagnostics: list[Diagnostic] = []
    for path in wanted:
        each = known.get(path)
        every_one = (*each.own, *(each.answers or answers.get(path, ()))) if each else ()
        if every_one:  # most articles have none
            diagnostics += article.reported(path, every_one, plans, lone=lone)
    return _report_on(wanted, diagnostics, collected, found, tree, lone=lone)


def _report_on(
    wanted: Sequence[str],
    diagnostics: list[Diagnostic],
    collected: Collected,
    found: Found,
    tree: discovery.Tree,
    *,
    lone: bool,
) -> Report:
    """The report, with notes on files that were no articles or could not be read."""
    skipped = [collected.skipped[path] for path in wanted if path in collected.skipped]
    if "info" in (found.settings.severity, found.settings.fail_on) and not set(OWN_NAMES) & set(found.settings.ignore):
        diagnostics += (stamping.skipped(path, collected.skipped[path]) for path in wanted if path in collected.skipped)
    linted = len(wanted) - len(skipped)
    if wanted and not linted:
        skipped.append("no articles found: all of these files were skipped")
    failures = tuple(collected.failures[path] for path in sorted(collected.failures))
    return _report(diagnostics, linted, (*tree.notes, *skipped), failures, lone=lone)


class _Corpus:
    """What the corpus answers to the articles of which that is not known; its index is built only where it is asked for."""

    def __init__(
        self, stale: Sequence[str], collected: Collected, files: frozenset[str], outside: Sequence[str], plans: Plans
    ) -> None:
        self._stale = stale
        self._collected = collected
        self._files = files
        self._outside = outside
        self._plans = plans
        self._cache = collected.cache if collected.is_kept else None
        self._generation = self._cache.note("generation") if self._cache else None

    @cached_property
    def _index(self) -> index.Index:
        return resolve.index_for(self._stale, self._collected, self._files, self._outside, self._plans)

    def answers(self, texts: Texts, jobs: int) -> dict[str, tuple[Diagnostic, ...]]:
        """The diagnostics of references, by path; they are kept in the cache while the corpus is what it was."""
        if not self._stale:
            return {}
        new = resolve.answers(self._stale, self._collected, self._index, self._plans, texts, jobs)
        if self._cache:
            self._cache.keep_answers(new, self._generation)
        return dict(new)

    def absent_note(self) -> str:
        """On links that were not judged because the folder that they lead into is not in this checkout; empty when all are.

        It is a remark on the corpus as a whole, so it holds as long as the corpus is the same, and is kept in the cache beside it.
        """
        known = self._cache.note("absent") if self._cache else None
        if known is None:
            known = _absent_note(self._index.absent_folders)
            if self._cache:
                self._cache.keep_note("absent", known, self._generation)
        return str(known)


def _absent_note(folders: Mapping[str, int]) -> str:
    if not folders:
        return ""
    first = sorted(folders, key=lambda folder: (-folders[folder], folder))[:_MOST_NAMED]
    names = ", ".join(f"`{folder}/`" for folder in first)
    rest = len(folders) - len(first)
    more = f" and {rest:,} more" if rest else ""
    what = "a folder that is" if len(folders) == 1 else "folders that are"
    return f"{sum(folders.values()):,} links into {what} not in this checkout were left alone: {names}{more}"


def _check_dumps(paths: Sequence[Path], found: Found, jobs: int) -> Report:
    for path in paths:
        if not discovery.is_dump(path):
            raise UsageError(
                f"{path}: is no dump; a dump is a corpus of its own, check other files by a command of their own"
            )
        if not path.exists():
            raise UsageError(f"{path}: no such file")
    from articlelint.run import dump  # a run over files reads no XML

    return dump.DumpRun(paths, found.settings, found.root, outside_titles(found), jobs).check()


def check_text(
    source: text.Source,
    settings: Settings = DEFAULTS,
    root: Path | None = None,
    format: Format | None = None,
    corpus: Callable[[facts.Facts], index.Index] | None = None,
) -> Report:
    """Lints one article: alone, so that nothing is resolved against a corpus, or against the one that `corpus` makes with its facts."""
    plans = Plans(settings, root or Path())
    examined = article.examine(source, plans, format)
    # What an article refers to in itself can be judged without others: its own anchors, labels without a definition.
    around = corpus or (lambda own: index.build([own], settings=settings))
    answers: tuple[Diagnostic, ...] = ()
    if plans.need_corpus:
        answers = article.check_references(examined.facts, around(examined.facts), plans, lambda _path: source)
    found = article.reported(source.path, (*examined.diagnostics, *answers), plans, lone=corpus is None)
    return _report(found, 1, (), (), lone=plans.need_corpus and corpus is None)


def files(paths: Sequence[Path], found: Found) -> tuple[str, ...]:
    """The articles that a run with these paths would check."""
    tree = discovery.walk(found.root, found.settings)
    return discovery.named(list(paths), found.root, tree, found.settings)


def left_out(paths: Sequence[Path], found: Found) -> list[str]:
    """A sentence for each folder of files that are left out though nobody told so, and why."""
    tree = discovery.walk(found.root, found.settings)
    return discovery.left_out_by_default(paths, found.root, tree)


def load_index(found: Found, failed: Callable[[str], None] | None = None) -> index.Index:
    """The index of a corpus whose articles are all read now.

    Raises UsageError for an article that cannot be read, is too large, or that its parser fails on: nobody knows what it refers to. With
    `failed`, such an article is left out, and that is called with the reason.
    """
    tree = discovery.walk(found.root, found.settings)
    plans = Plans(found.settings, found.root)
    plans.publishers = publishers_of(found, tree.files)
    tree = without_templates(tree, plans.publishers)
    known = _known(found, plans, tree.articles, failed)
    return index.build(known, tree.files, outside_titles(found), found.settings, plans.publishers)


def without_templates(tree: discovery.Tree, publishers: Publishers) -> discovery.Tree:
    """The tree without what its publishers take for no article."""
    articles = [path for path in tree.articles if publishers.is_article(path)]
    return tree if len(articles) == len(tree.articles) else discovery.holding(tree, articles, tree.files)


def publishers_of(found: Found, files: frozenset[str], texts: Mapping[str, bytes] = MappingProxyType({})) -> Publishers:
    """What shows the articles under the root to readers, as their own files among `files` configure it."""

    def look(path: str) -> str | None:
        if path not in files:
            return None
        try:
            data = texts[path] if path in texts else reading.read(found.root / path, _MOST_CONFIG)
            return text.decode(data, path).text
        except (OSError, UsageError):
            return None  # what a publisher is not told, it does not know

    return detect(files, found.settings, look)


def _known(
    found: Found, plans: Plans, paths: Iterable[str], failed: Callable[[str], None] | None
) -> Iterator[facts.Facts]:
    for path in paths:
        try:
            data = article.read_bytes(found.root, path, found.settings.max_file_size)
            if not collect.is_binary(data):
                yield article.facts_of_source(text.decode(data, path), plans)
        except UsageError as error:
            if failed is None:
                raise UsageError(f"{error}; without it nobody knows what it refers to") from error
            failed(str(error))


def _context(found: Found, plans: Plans) -> str:
    """Names everything that a file's records depend on, other than the file: the tool, settings, the users' rule pages, publishers."""
    pages = [rule.page for rule in plans.rules.values()] if found.settings.rule_folders else []
    settings = replace(
        found.settings, output_format="full", fail_on="warning", baseline="", force_exclude=False
    )  # how it is shown and which files are asked for is not kept
    key = "\0".join((__version__, package_state(), repr(settings), str(found.lone), repr(plans.publishers), *pages))
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def outside_titles(found: Found) -> Iterable[str]:
    """The known titles that are not in the corpus, from the files that `titles` names."""
    places = [found.root / name for name in found.settings.titles]
    return known_titles(places)


def _report(
    diagnostics: Iterable[Diagnostic], files: int, notes: tuple[str, ...], failures: tuple[str, ...], *, lone: bool
) -> Report:
    ordered = in_order(diagnostics)
    crashes = sum(bool(d.data.get("crash")) for d in ordered)
    return Report(told_once(ordered), files, notes, crashes, lone, failures)
