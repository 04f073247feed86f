"""The whole trip: discover, read, parse, examine, index, relate."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from articlelint.cache import serialization
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
from articlelint.errors import CacheLost, UsageError
from articlelint.files import discovery
from articlelint.files.dump_names import is_dump
from articlelint.model import facts
from articlelint.model.article import Format
from articlelint.model.diagnostics import Diagnostic, Report, in_order
from articlelint.publishers.detection import Publishers, detect
from articlelint.run import absent, collect, resolve
from articlelint.run.article import Desk
from articlelint.text import source as text
from articlelint.version import __version__

_MOST_BYTES = 1 << 31  # of an article whose size nobody asked for
_MOST_CONFIG = 1_000_000  # bytes of a publisher's config file
_MOST_IN_MEMORY = 20_000  # articles
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
    if any(is_dump(path) for path in paths):
        return _check_dumps(paths, found, jobs)
    plans = Plans(found.settings, found.root, found.origins)
    tree = tree or discovery.walk(found.root, found.settings, with_stats=cache_folder is not None)
    looks_around = plans.need_corpus and not found.lone
    publishers = publishers_of(found, tree.files, texts) if looks_around else None
    if publishers:
        tree = without_templates(tree, publishers)
    wanted = discovery.named(list(paths), found.root, tree, found.settings) if paths else tuple(sorted(texts))
    for path in discovery.broken_links(paths, found.root, tree):
        tree = tree._replace(notes=(*tree.notes, f"skipped {path}: the symbolic link leads nowhere"))
    for path in discovery.leaving_links(paths, found.root, tree):
        tree = tree._replace(notes=(*tree.notes, f"skipped {path}: the symbolic link leads out of the corpus"))
    leading_out = discovery.told_leading_out(paths, found.root)
    if not wanted and not leading_out:
        tree = tree._replace(notes=(*tree.notes, discovery.why_none(list(paths), found.root, tree)))
    jobs = jobs or os.cpu_count() or 1
    try:
        with _store(cache_folder, found, plans, len(tree.articles), publishers) as cache:
            report = _check(wanted, found, plans, tree, cache, jobs, texts, among, publishers)
    except CacheLost:
        # The disk is full, or another program has written into our file: what the articles say is not a matter of that.
        with _store(None, found, plans, len(tree.articles)) as cache:
            report = _check(wanted, found, plans, tree, cache, jobs, texts, among, publishers)
    unread = (*leading_out, *discovery.refused(paths, found.root, tree))
    return replace(report, failures=(*unread, *report.failures)) if unread else report


@contextmanager
def _store(
    folder: Path | None, found: Found, plans: Plans, articles: int, publishers: Publishers | None = None
) -> Iterator[Cache | None]:
    """Where records are kept: the cache; without one, memory, or a passing file when there are too many for it."""
    if folder is not None:
        with closing(Cache(folder, _context(found, plans, publishers))) as cache:
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
    texts: Mapping[str, bytes],
    among: Among | None,
    publishers: Publishers | None,
) -> Report:
    root = str(found.root)
    desk = Desk(
        plans, lambda path: text.decode(texts[path], path) if path in texts else read(found.root, path), publishers
    )
    looks_around = plans.need_corpus and not found.lone
    extra = set(wanted).difference(tree.articles)
    every = sorted((*tree.articles, *extra)) if extra else tree.articles
    needed = every if looks_around else wanted
    files = tree.files if looks_around else frozenset[str]()
    outside = sorted(outside_titles(found)) if plans.need_corpus else []
    world = resolve.world_of(filemap.in_order(files, tree.articles), outside)
    known = collect.stock(needed, tree, desk, cache, jobs, lambda path: os.path.join(root, path), texts, world)
    if among is not None:
        left = among(lambda: known.records("path, names, refs", wanted))
        wanted = [path for path in wanted if path in left]
    lone = plans.need_corpus and (found.lone or (len(needed) < 2 and not outside))
    own, related = _said(wanted, known)
    if plans.need_corpus:
        whole = set(wanted).issuperset(tree.articles)
        new, notes = _related(related, known, files, outside, desk, jobs, publishers, whole=whole)
        related.update(new)
        tree = tree._replace(notes=(*tree.notes, *notes))
    diagnostics: list[Diagnostic] = []
    for path in wanted:
        texts_of = (own.get(path), related.get(path))
        told = [each for text in texts_of if text for each in serialization.loads(resolve.Diagnostics, text)]
        if told:  # of most articles nothing is
            diagnostics += desk.settle(path, told, lone=lone)
    skipped = [known.skipped[path] for path in wanted if path in known.skipped]
    if "info" in (found.settings.severity, found.settings.fail_on):
        diagnostics += (stamping.skipped(path, known.skipped[path]) for path in wanted if path in known.skipped)
    linted = len(wanted) - len(skipped)
    if wanted and not linted:
        skipped.append("no articles found: all of these files were skipped")
    failures = tuple(known.failures[path] for path in sorted(known.failures))
    return _report(diagnostics, linted, (*tree.notes, *skipped), failures, lone=lone)


def _said(wanted: Sequence[str], known: collect.Shelf) -> tuple[dict[str, str], dict[str, str | None]]:
    """What articles said of themselves, and what the corpus said to them, as JSON; None where that must be asked."""
    own: dict[str, str] = {}
    related: dict[str, str | None] = {}
    for path, told, said in known.says(wanted):
        own[path], related[path] = told, said
    return own, related


def _related(
    related: Mapping[str, str | None],
    known: collect.Shelf,
    files: frozenset[str],
    outside: Sequence[str],
    desk: Desk,
    jobs: int,
    publishers: Publishers | None,
    *,
    whole: bool,
) -> tuple[list[tuple[str, str]], list[str]]:
    """What the corpus says to the articles of which that is not known; and of itself, if they are the whole of it."""
    cache = known.cache if known.is_kept else None
    generation = cache.note("generation") if cache else None
    stale = sorted(path for path, said in related.items() if said is None)

    @lru_cache(1)
    def corpus() -> index.Index:
        return resolve.index_for(stale, known, files, outside, desk, publishers)

    new = resolve.relate_all(stale, known, corpus(), desk, jobs, generation) if stale else []
    note = absent.absent_note(corpus, cache, generation) if whole and files and desk.plans.need_files else ""
    return new, [note] if note else []


def _check_dumps(paths: Sequence[Path], found: Found, jobs: int) -> Report:
    for path in paths:
        if not is_dump(path):
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
    desk = Desk(plans, lambda _path: source)
    examined = desk.examine_source(source, format)
    # What an article says of itself can be judged without others: its own anchors, labels without a definition.
    around = corpus or (lambda own: index.build([own], settings=settings))
    related = desk.relate(examined.facts, around(examined.facts)) if plans.need_corpus else ()
    told = desk.settle(source.path, (*examined.told, *related), lone=corpus is None)
    return _report(told, 1, (), (), lone=plans.need_corpus and corpus is None)


def files(paths: Sequence[Path], found: Found) -> tuple[str, ...]:
    """The articles that a run with these paths would check."""
    tree = discovery.walk(found.root, found.settings)
    return discovery.named(list(paths), found.root, tree, found.settings)


def read(root: Path, path: str) -> text.Source:
    """A file as a Source; its path is the one relative to the root. Raises UsageError when it cannot be read."""
    return text.decode(read_bytes(root, path), path)


def read_bytes(root: Path, path: str) -> bytes:
    """What an article's file holds."""
    try:
        return reading.read(root / path, _MOST_BYTES)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error


def load_index(found: Found) -> index.Index:
    """The index of a corpus whose articles are all read now."""
    tree = discovery.walk(found.root, found.settings)
    publishers = publishers_of(found, tree.files)
    tree = without_templates(tree, publishers)
    desk = Desk(Plans(found.settings, found.root), lambda path: _read_wholly(found.root, path), publishers)
    known = (desk.facts(desk.parse(desk.read(path))) for path in tree.articles)
    return index.build(known, tree.files, outside_titles(found), found.settings, publishers)


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


def _read_wholly(root: Path, path: str) -> text.Source:
    try:
        return read(root, path)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read: {error.strerror}; without it nobody knows what it refers to"
        ) from error


def _context(found: Found, plans: Plans, publishers: Publishers | None) -> str:
    """Names everything that a file's records depend on, other than the file: the tool, settings, the users' rule pages, publishers."""
    pages = [rule.page for rule in plans.rules.values()] if found.settings.rule_folders else []
    settings = replace(
        found.settings, output_format="full", fail_on="warning", baseline="", force_exclude=False
    )  # how it is shown and which files are asked for is not kept
    key = "\0".join((__version__, package_state(), repr(settings), str(found.lone), repr(publishers), *pages))
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
