"""What a change brought: findings on the lines that it touched, and all that it broke elsewhere.

The corpus is judged twice, as it is and as it was. A finding that was not there before is the change's doing wherever it stands: an
article was deleted or renamed, a heading or alias was taken away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from articlelint.cache import database
from articlelint.config.loading import Found
from articlelint.files import discovery
from articlelint.files.git import Changes, Repository
from articlelint.model.diagnostics import Diagnostic, Report
from articlelint.publishers import detection
from articlelint.run import pipeline

Key = tuple[str, str, str]


def check_since(
    paths: Sequence[Path],
    found: Found,
    revision: str,
    *,
    jobs: int = 0,
    cache_folder: Path | None = None,
    texts: Mapping[str, bytes] | None = None,
) -> Report:
    """As `run.check_paths`, of what has changed since a revision.

    Of the named paths: findings on changed lines, and those that were not there before. Of all other articles: what the change broke.
    """
    repository = Repository(found.root, "--diff-base")
    base = repository.base(revision)
    tree = discovery.walk(found.root, found.settings)
    named = frozenset(discovery.named(list(paths), found.root, tree, found.settings))
    now = pipeline.check_paths([found.root], found, jobs=jobs, cache_folder=cache_folder, texts=texts or {})
    refused = discovery.told_leading_out(paths, found.root)
    if not now.diagnostics:
        return replace(now, files=len(named), failures=(*refused, *now.failures))
    changes = repository.changes(base)
    before = _before(repository, base, found, changes, jobs, cache_folder)
    kept = tuple(each for each in now.diagnostics if _matters(each, changes, before, named))
    return replace(now, diagnostics=kept, files=len(named), failures=(*refused, *now.failures))


def _matters(each: Diagnostic, changes: Changes, before: Counter[Key], named: frozenset[str]) -> bool:
    known = before[key(each)] > 0
    before[key(each)] -= known
    if each.data.get("crash"):
        return True
    if each.path in named and changes.touches(each.path, each.start.line, max(each.start.line, each.end.line)):
        return True
    return not known and (each.path in named or each.rule.startswith("references/"))


def _before(
    repository: Repository, base: str, found: Found, changes: Changes, jobs: int, cache_folder: Path | None
) -> Counter[Key]:
    """What was found in the corpus as it was, by the paths that articles have now."""
    found = _anchored(found)
    with tempfile.TemporaryDirectory(prefix="articlelint-") as folder:
        old_root = Path(folder).resolve() / "tree"
        corpus = _rebuilt(repository, base, found, old_root)
        # What is known of unchanged contents holds for the old state too.
        old_cache = database.copied(cache_folder, Path(folder) / "cache")
        report = pipeline.check_paths([corpus], found._replace(root=corpus), jobs=jobs, cache_folder=old_cache)
        now_at = {old: new for new, old in changes.renamed.items()}
        return Counter(key(each, now_at) for each in report.diagnostics)


def _rebuilt(repository: Repository, base: str, found: Found, top: Path) -> Path:
    """The folder as it was: articles and publishers' config files with their contents, other files by name only."""
    top.mkdir()
    corpus = top / repository.prefix
    corpus.mkdir(parents=True, exist_ok=True)
    files = repository.files(base)
    articles = discovery.articles_among(files, found.settings)
    repository.check_out(base, [*articles, *detection.configs_among(files)], top)
    for path in files:
        place = corpus / path
        if not place.exists() and not place.is_symlink():
            os.makedirs(place.parent, exist_ok=True)
            place.touch()
    # The same rules and known titles judge both states.
    for name in (*found.settings.titles, *found.settings.rule_folders):
        if not Path(name).is_absolute():
            _copied(found.root / name, corpus / name, top)
    return corpus


def _anchored(found: Found) -> Found:
    """With the lists and rule pages outside of the corpus named outright: they are the same for both states, and are not copied."""

    def anchored(names: Sequence[str]) -> tuple[str, ...]:
        places = ((name, (found.root / name).resolve()) for name in names)
        return tuple(name if found.root in place.parents else str(place) for name, place in places)

    titles, folders = anchored(found.settings.titles), anchored(found.settings.rule_folders)
    return found._replace(settings=replace(found.settings, titles=titles, rule_folders=folders))


def _copied(source: Path, target: Path, top: Path) -> None:
    """Copies a list or a folder of rule pages; a link of the older state that is in the way might lead out of `top`, and is taken away."""
    for place in reversed((target, *target.parents)):
        if top in place.parents and place.is_symlink():
            place.unlink()
    if source.is_dir():
        for page in source.glob("*/*.md"):  # all that a folder of rules is read for
            _copied(page, target / page.relative_to(source), top)
    elif source.is_file():
        os.makedirs(target.parent, exist_ok=True)
        shutil.copyfile(source, target)


def key(each: Diagnostic, now_at: Mapping[str, str] = MappingProxyType({})) -> Key:
    """What makes a finding the same in both states: its rule, its article, and what it speaks of."""
    target = each.data.get("target")
    said = f"{target}" if target is not None else " ".join(each.excerpt.split())
    return (each.rule, now_at.get(each.path, each.path), said)
