"""The whole trip: discover, read, parse, examine, index, relate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from articlelint import discover, index, text
from articlelint.config import Found
from articlelint.desk import Desk, Examined
from articlelint.diagnostic import Diagnostic, Report, in_order
from articlelint.errors import UsageError
from articlelint.plans import Plans
from articlelint.settings import DEFAULTS, Settings


def check_paths(paths: Sequence[Path], found: Found) -> Report:
    """Lints the articles among `paths` against the corpus under the root."""
    settings = found.settings
    plans = Plans(settings, found.root)
    tree = discover.walk(found.root, settings)
    wanted = _wanted(paths, found.root, tree)
    desk = Desk(plans, lambda path: read(found.root, path))
    needed = tree.articles if plans.need_corpus and not found.lone else wanted
    examined = {path: desk.examine(path) for path in needed}
    corpus = index.build((each.facts for each in examined.values()), tree.files, _outside(found), settings)
    diagnostics: list[Diagnostic] = []
    for path in wanted:
        diagnostics += finish(examined[path], desk, corpus)
    return _report(diagnostics, len(wanted), tree.notes, lone=corpus.lone and plans.need_corpus)


def check_text(source: text.Source, settings: Settings = DEFAULTS, root: Path | None = None) -> Report:
    """Lints one article alone: nothing is resolved against a corpus."""
    plans = Plans(settings, root or Path())
    desk = Desk(plans, lambda _path: source)
    examined = desk.examine_source(source)
    lone = index.build([examined.facts], settings=settings)
    return _report(finish(examined, desk, lone), 1, (), lone=plans.need_corpus)


def read(root: Path, path: str) -> text.Source:
    """A file as a Source; its path is the one relative to the root."""
    return text.decode((root / path).read_bytes(), path)


def finish(examined: Examined, desk: Desk, corpus: index.Index) -> list[Diagnostic]:
    """Both halves of what is told of one article."""
    told = (*examined.told, *desk.relate(examined.facts, corpus))
    return desk.settle(examined.facts.path, told, lone=corpus.lone)


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


def _report(diagnostics: Iterable[Diagnostic], files: int, notes: tuple[str, ...], *, lone: bool) -> Report:
    ordered = in_order(diagnostics)
    return Report(ordered, files, notes, sum(bool(d.data.get("crash")) for d in ordered), lone)
