"""The whole trip: discover, read, parse, examine, index, relate, stamp."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from articlelint import catalogue, discover, engine, facts, index, select, stamp, text
from articlelint.config import Found
from articlelint.diagnostic import Diagnostic, Report, in_order
from articlelint.errors import UsageError
from articlelint.model import Article
from articlelint.parse import parse_source
from articlelint.settings import DEFAULTS, Settings


class Examined(NamedTuple):
    """What the first half of the trip leaves of one article."""

    facts: facts.Facts
    told: tuple[engine.Told | engine.Crash, ...]


def check_paths(paths: Sequence[Path], found: Found) -> Report:
    """Lints the articles among `paths` against the corpus under the root."""
    settings = found.settings
    plan = _plan(settings, found.root)
    tree = discover.walk(found.root, settings)
    wanted = _wanted(paths, found.root, tree)
    needed = tree.articles if plan.needs_corpus and not found.lone else wanted
    sources = {path: read(found.root, path) for path in needed}
    examined = {path: examine(source, plan, settings) for path, source in sources.items()}
    corpus = index.build((each.facts for each in examined.values()), tree.files, _outside(found), settings)
    diagnostics: list[Diagnostic] = []
    for path in wanted:
        diagnostics += _tell(examined[path], sources[path], plan, corpus, settings)
    return _report(diagnostics, len(wanted), tree.notes, lone=corpus.lone and plan.needs_corpus)


def check_text(source: text.Source, settings: Settings = DEFAULTS, root: Path | None = None) -> Report:
    """Lints one article alone: nothing is resolved against a corpus."""
    plan = _plan(settings, root or Path())
    examined = examine(source, plan, settings)
    lone = index.build([examined.facts], settings=settings)
    return _report(_tell(examined, source, plan, lone, settings), 1, (), lone=plan.needs_corpus)


def read(root: Path, path: str) -> text.Source:
    """A file as a Source; its path is the one relative to the root."""
    return text.decode((root / path).read_bytes(), path)


def examine(source: text.Source, plan: engine.Plan, settings: Settings) -> Examined:
    """Parses one article and asks the rules that need nothing else. A pure function of the text and the settings."""
    article: Article = parse_source(source, language=settings.language)
    return Examined(facts.collect(article), tuple(engine.examine(article, plan)))


def _plan(settings: Settings, root: Path) -> engine.Plan:
    rules = catalogue.load(root / folder for folder in settings.rule_folders)
    select.require_known((*settings.select, *settings.ignore, *settings.rules), rules, "select, ignore or rules")
    return engine.plan(select.selected(rules, settings))


def _wanted(paths: Sequence[Path], root: Path, tree: discover.Tree) -> tuple[str, ...]:
    known = set(tree.articles)
    wanted: set[str] = set()
    for path in paths:
        place = path.resolve()
        if not place.exists():
            raise UsageError(f"{path}: no such file or folder")
        relative = place.relative_to(root).as_posix() if place != root else ""
        if place.is_dir():
            wanted.update(name for name in known if not relative or name.startswith(relative + "/"))
        else:
            wanted.add(relative)
    return tuple(sorted(wanted))


def _outside(found: Found) -> Iterable[str]:
    for name in found.settings.titles:
        place = found.root / name
        if not place.is_file():
            raise UsageError(f"titles: {place}: no such file")
        yield from (line.strip() for line in place.read_text(encoding="utf-8").splitlines() if line.strip())


def _tell(
    examined: Examined, source: text.Source, plan: engine.Plan, corpus: index.Index, settings: Settings
) -> list[Diagnostic]:
    told = (*examined.told, *engine.relate(examined.facts, corpus, plan))
    return list(stamp.stamp(engine.shown(told, settings), source))


def _report(diagnostics: Iterable[Diagnostic], files: int, notes: tuple[str, ...], *, lone: bool) -> Report:
    ordered = in_order(diagnostics)
    return Report(ordered, files, notes, sum(bool(d.data.get("crash")) for d in ordered), lone)
