"""What a hook reports of a commit: the articles that it names, and in all others the references that it breaks.

Most commits change words and leave titles, anchors and files as they were: then nothing elsewhere can break, and no other article is
looked at. Otherwise the corpus is judged as it is, and what is found elsewhere is judged once more as the corpus was.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from articlelint.cache import database
from articlelint.config.loading import Found
from articlelint.engine.plans import Plans
from articlelint.files import discovery
from articlelint.files.git import Repository, Touched
from articlelint.model.diagnostics import Diagnostic, Report, in_order
from articlelint.model.facts import Facts
from articlelint.run import article, diff_base, mentions, pipeline
from articlelint.text.source import Span, decode


def check_commit(
    paths: Sequence[Path],
    found: Found,
    revision: str,
    *,
    jobs: int = 0,
    cache_folder: Path | None = None,
    texts: Mapping[str, bytes],
) -> Report:
    """As `run.check_paths` of the named paths; and what changes since the revision broke in articles that it does not touch."""
    repository = Repository(found.root, "--pre-commit")
    tree = _committed(discovery.walk(found.root, found.settings, with_stats=cache_folder is not None), repository)
    report = Report((), 0)
    if paths:
        report = pipeline.check_paths(paths, found, jobs=jobs, cache_folder=cache_folder, texts=texts, tree=tree)
    base = repository.commit(revision)
    touched = repository.touched(base) if base else Touched()
    if not touched:
        return report
    others = set(tree.articles).difference(touched.now, discovery.named(list(paths), found.root, tree, found.settings))
    before = _Before(found, tree, touched, repository, base)
    names = before.names_at_stake(texts) if others else set()
    if not names:
        return report
    findings = _references(found, tree, [found.root], jobs, cache_folder, texts, before.among(names, others))
    broken = before.without_known(findings, jobs, cache_folder)
    if not broken:
        return report
    files = report.files + len({each.path for each in broken})
    everything = in_order((*report.diagnostics, *broken))
    return replace(report, diagnostics=everything, files=files, notes=(*report.notes, _note(len(broken))))


def _committed(tree: discovery.Tree, repository: Repository) -> discovery.Tree:
    """The files without those that nobody added to git: the commit will not have them, so they answer to nothing."""
    lying_around = frozenset(repository.unknown())
    articles = tuple(path for path in tree.articles if path not in lying_around)
    return discovery.holding(tree, articles, tree.files - lying_around) if lying_around else tree


def _note(count: int) -> str:
    words = "1 finding is" if count == 1 else f"{count} findings are"
    return f"{words} in articles that were not changed: the change breaks their references"


def _references(
    found: Found,
    tree: discovery.Tree,
    paths: Sequence[Path],
    jobs: int,
    cache_folder: Path | None,
    texts: Mapping[str, bytes],
    among: pipeline.Among | None = None,
) -> list[Diagnostic]:
    """The findings about the references of some articles. A hook fixes only what it was given, so no fixes are offered."""
    report = pipeline.check_paths(
        paths, found, jobs=jobs, cache_folder=cache_folder, texts=texts, tree=tree, among=among
    )
    return [replace(each, fix=None) for each in report.diagnostics if each.rule.startswith("references/")]


class _Before:
    """The corpus as it was in a commit: the files of today, but for those that were touched since."""

    def __init__(self, found: Found, tree: discovery.Tree, touched: Touched, repository: Repository, base: str) -> None:
        self._found = found
        self._now = tree
        self._touched = touched
        old_articles = discovery.articles_among(touched.before, found.settings)
        self._texts = repository.contents(base, old_articles)
        articles = set(tree.articles).difference(touched.now) | self._texts.keys()
        files = (tree.files - touched.now) | touched.before
        self._tree = discovery.holding(tree, articles, files)._replace(left_out=(), notes=())
        self._lists = repository.contents(base, touched.before.intersection(found.settings.titles))
        self._plans = Plans(found.settings, found.root, found.origins)
        self._plans.publishers = pipeline.publishers_of(found, tree.files)

    def names_at_stake(self, texts: Mapping[str, bytes]) -> set[str]:
        """What articles were called, or are called now, that others see a difference in; and what files were called that are gone."""
        gone = self._touched.before - self._touched.now
        names = {name for path in gone for name in (Path(path).stem, *self._folders_gone(path))}
        for path in self._texts.keys() | self._touched.now.intersection(self._now.articles):
            old = self._seen(path, self._texts.get(path))
            new = self._seen(path, self._held(path, texts)) if path not in gone else None
            if old != new:
                names.update(*(mentions.names_of(each) for each in (old, new) if each))
        return names | self._titles_taken_out()

    def _titles_taken_out(self) -> set[str]:
        """What the lists of outside titles held before, and hold no more."""
        if not self._lists:
            return set()
        with tempfile.TemporaryDirectory(prefix="articlelint-") as folder:
            return set(pipeline.outside_titles(self._with_lists(Path(folder)))) - set(
                pipeline.outside_titles(self._found)
            )

    def _with_lists(self, folder: Path) -> Found:
        """The corpus with its lists of titles as they were, written to a folder."""
        if not self._lists:
            return self._found
        places = {path: folder / str(number) for number, path in enumerate(self._lists)}
        for path, place in places.items():
            place.write_bytes(self._lists[path])
        titles = tuple(str(places.get(path, path)) for path in self._found.settings.titles)
        return self._found._replace(settings=replace(self._found.settings, titles=titles))

    def among(self, names: set[str], others: Collection[str]) -> pipeline.Among:
        """Those of some articles that may have to do with these names; all of them when a rule looks further than that."""
        if self._plans.need_all_references:
            return lambda _rows: others
        return lambda rows: mentions.mentioning(names, rows).intersection(others)

    def _held(self, path: str, texts: Mapping[str, bytes]) -> bytes:
        return texts[path] if path in texts else article.read_bytes(self._found.root, path)

    def _folders_gone(self, path: str) -> Iterator[str]:
        known = {folder.rstrip("/") for folder in self._now.folders}
        return (folder.name for folder in Path(path).parents if folder.name and folder.as_posix() not in known)

    def _seen(self, path: str, data: bytes | None) -> Facts | None:
        """What others see of an article."""
        if data is None:
            return None
        own = article.facts_of(article.parse(decode(data, path), self._plans), self._plans)
        own = replace(own, title_span=Span(0, 0), items=(), assets=())
        return own if self._plans.need_all_references else replace(own, references=())

    def without_known(self, findings: Sequence[Diagnostic], jobs: int, cache_folder: Path | None) -> list[Diagnostic]:
        """The findings that were not there before."""
        suspects = [self._found.root / path for path in sorted({each.path for each in findings})]
        if not suspects:
            return []
        with tempfile.TemporaryDirectory(prefix="articlelint-") as folder:
            cache = database.copied(cache_folder, Path(folder) / "cache")  # the other state leaves no trace in it
            found = self._with_lists(Path(folder))
            old = Counter(
                diff_base.key(each) for each in _references(found, self._tree, suspects, jobs, cache, self._texts)
            )
        new = []
        for each in findings:
            known = old[diff_base.key(each)] > 0
            old[diff_base.key(each)] -= known
            if not known:
                new.append(each)
        return new
