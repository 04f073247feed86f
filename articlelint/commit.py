"""What a hook tells of a commit: the articles that it names, and in all others the references that it breaks.

Most commits change words and leave titles, anchors and files as they were: then nothing elsewhere can break, and no other article is
looked at. Otherwise the corpus is judged as it is, and what is found elsewhere is judged once more as the corpus was.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from articlelint import discover, facts, run, since
from articlelint.config import Found
from articlelint.desk import Desk
from articlelint.diagnostic import Diagnostic, Report, in_order
from articlelint.facts import Facts
from articlelint.git import Repository, Touched
from articlelint.plans import Plans
from articlelint.text import Span, decode


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
    tree = discover.walk(found.root, found.settings)
    report = Report((), 0)
    if paths:
        report = run.check_paths(paths, found, jobs=jobs, cache_folder=cache_folder, texts=texts, tree=tree)
    repository = Repository(found.root, "--pre-commit")
    base = repository.commit(revision)
    touched = repository.touched(base) if base else Touched()
    if not touched:
        return report
    others = set(tree.articles).difference(touched.now, discover.named(list(paths), found.root, tree, found.settings))
    before = _Before(found, tree, touched, repository, base)
    if not others or not before.differs(texts):
        return report
    broken = before.without_known(
        _references(found, tree, sorted(others), jobs, cache_folder, texts), jobs, cache_folder
    )
    if not broken:
        return report
    files = report.files + len({each.path for each in broken})
    told = in_order((*report.diagnostics, *broken))
    return replace(report, diagnostics=told, files=files, notes=(*report.notes, _note(len(broken))))


def _note(count: int) -> str:
    words = "1 finding is" if count == 1 else f"{count} findings are"
    return f"{words} in articles that were not changed: the change breaks their references"


def _references(
    found: Found,
    tree: discover.Tree,
    paths: Sequence[str],
    jobs: int,
    cache_folder: Path | None,
    texts: Mapping[str, bytes],
) -> list[Diagnostic]:
    """What is told of the references of some articles. A hook mends only what it was given, so no fixes are offered."""
    places = [found.root / path for path in paths]
    report = run.check_paths(places, found, jobs=jobs, cache_folder=cache_folder, texts=texts, tree=tree)
    return [replace(each, fix=None) for each in report.diagnostics if each.rule.startswith("references/")]


class _Before:
    """The corpus as it was in a commit: the files of today, but for those that were touched since."""

    def __init__(self, found: Found, tree: discover.Tree, touched: Touched, repository: Repository, base: str) -> None:
        self._found = found
        self._now = tree
        self._touched = touched
        old_articles = discover.articles_among(touched.before, found.settings)
        self._texts = repository.contents(base, old_articles)
        articles = set(tree.articles).difference(touched.now) | self._texts.keys()
        files = (tree.files - touched.now) | touched.before
        self._tree = tree._replace(articles=tuple(sorted(articles)), files=files, left_out=(), notes=())

    def differs(self, texts: Mapping[str, bytes]) -> bool:
        """Whether others may see a difference: a file is gone, or an article is called otherwise, has other places, is new."""
        new = self._touched.now.intersection(self._now.articles)
        if self._touched.before - self._touched.now or new != self._texts.keys():
            return True
        plans = Plans(self._found.settings, self._found.root, self._found.origins)
        desk = Desk(plans, lambda path: decode(self._texts[path], path))

        def seen(path: str, data: bytes) -> Facts:
            own = facts.collect(desk.parse(decode(data, path)))
            own = replace(own, title_span=Span(0, 0), items=(), assets=())
            return own if plans.need_all_references else replace(own, references=())

        root = self._found.root
        return any(
            seen(path, old) != seen(path, texts[path] if path in texts else (root / path).read_bytes())
            for path, old in self._texts.items()
        )

    def without_known(self, told: Sequence[Diagnostic], jobs: int, cache_folder: Path | None) -> list[Diagnostic]:
        """The findings that were not there before."""
        suspects = sorted({each.path for each in told})
        if not suspects:
            return []
        with tempfile.TemporaryDirectory(prefix="articlelint-") as folder:
            cache = None
            if cache_folder is not None and cache_folder.is_dir():
                cache = shutil.copytree(cache_folder, Path(folder) / "cache")  # the other state leaves no trace in it
            old = Counter(
                since.key(each) for each in _references(self._found, self._tree, suspects, jobs, cache, self._texts)
            )
        new = []
        for each in told:
            known = old[since.key(each)] > 0
            old[since.key(each)] -= known
            if not known:
                new.append(each)
        return new
