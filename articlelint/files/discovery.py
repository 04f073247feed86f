"""paths -> files: git ignore rules, include and exclude patterns, suffixes; and what the file system says of them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from articlelint.config.settings import DEFAULT_EXCLUDE, Settings
from articlelint.disk import gitignore
from articlelint.disk.gitignore import Patterns, Rules
from articlelint.errors import UsageError
from articlelint.files.no_articles import REASONS, NoArticles, is_suspicious

# What stands in these is never linked to, and they may be large.
_NEVER_ENTERED = frozenset(
    {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox", ".nox", ".mypy_cache", ".ruff_cache"}
    | {".pytest_cache", ".articlelint_cache", ".rumdl_cache", ".cache", ".idea", ".vscode"}
)

# MediaWiki's XML dumps, packed or not.
DUMP_NAME = re.compile(r"\.xml(?:-p\d+p\d+)?(?P<packing>\.(?:bz2|gz|zst|7z|xz))?\Z", re.IGNORECASE)
Stat = tuple[int, int, int, int]
_GONE = (-1, -1, -1, -1)
_stat: Callable[[os.stat_result], Stat] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


class FolderStats(NamedTuple):
    """What the file system says of the files of a folder, and one digest that changes whenever any of it does.

    A corpus whose folders all have the digests that the cache knows needs no look at single files. `stats` are size, times and inode of
    each file, in the order of the `names`.
    """

    names: tuple[str, ...]
    stats: tuple[Stat, ...]
    digest: bytes


# Blanks, and characters without a width, that a keyboard or a copied name leaves behind a suffix.
_UNSEEN = " \t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u3000\ufeff"


class Tree(NamedTuple):
    """The files under a root, by path relative to it with `/`: the articles, and all files that a link may lead to.

    `stats` are, by folder, those of its articles, if they were asked for. `left_out` tells of the files that are no articles why they are
    none; `folders` are those that were entered, with a slash behind. `broken` are symbolic links that lead nowhere: they are no files;
    `leaving` are those that would be articles and lead out of the root. `refused` are folders that cannot be read, and why.
    """

    articles: tuple[str, ...]
    files: frozenset[str]
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    folders: tuple[str, ...] = ()
    stats: Mapping[str, FolderStats] = MappingProxyType({})
    broken: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    leaving: tuple[str, ...] = ()


def walk(root: Path, settings: Settings, *, with_stats: bool = False) -> Tree:
    """All files under the root, but for folders that git leaves out. Symbolic links are not followed; they are no articles.

    With `with_stats`, the tree holds what the file system says of the articles too.
    """
    found = _Walk(root, settings)
    rules = gitignore.git_rules(str(root)) if settings.respect_gitignore else None
    refused: dict[str, str] = {}
    stats: dict[str, FolderStats] = {}
    for above, entries, holding in gitignore.walk(str(root), rules, _NEVER_ENTERED, refused):
        own = found.enter(above, entries, holding)
        if with_stats and own:
            stats[above[:-1]] = _stats_of(own)
    return found.tree()._replace(stats=stats, refused=found.unread(refused))


class _Walk:
    """What is found under a root, folder by folder."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self._judge = _Judge(settings, root)
        self._inside = os.path.join(os.path.realpath(root), "")
        self._files: list[str] = []
        self._articles: list[str] = []
        self._left_out: list[tuple[str, str]] = []
        self._notes: list[str] = []
        self._folders: list[str] = []
        self._broken: list[str] = []
        self._leaving: list[str] = []

    def enter(self, above: str, entries: list[os.DirEntry[str]], rules: Rules | None) -> list[os.DirEntry[str]]:
        """Notes the files of a folder; returns its articles, by name."""
        self._judge.enter(above[:-1], {entry.name for entry in entries})
        self._folders.append(above)
        own, others = self._judge.parted(entries, rules)
        paths = [above + entry.name for entry in own]
        self._files += paths
        self._articles += paths
        if others:
            own += [entry for entry in others if self._is_article(above + entry.name, entry, rules)]
            own.sort(key=lambda entry: entry.name)
        return own

    def _is_article(self, path: str, entry: os.DirEntry[str], rules: Rules | None) -> bool:
        if entry.is_symlink() and not os.path.exists(entry.path):
            self._broken.append(path)
            return False
        self._files.append(path)
        reason = self._judge.reason(path)
        if not reason and rules is not None and rules.ignores(path):
            reason = "ignored by git"
        if not reason and entry.is_symlink():
            reason = "symbolic links"
            if not os.path.realpath(entry.path).startswith(self._inside):
                self._leaving.append(path)
        if reason:
            self._left_out.append((path, reason))
            if (meant := self._judge.misspelt(path)) is not None:
                self._notes.append(meant)
            return False
        self._articles.append(path)
        return True

    def unread(self, refused: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """The folders that cannot be read and might hold articles, and why."""
        return tuple((path, why) for path, why in refused.items() if self._judge.may_hold_articles(path))

    def tree(self) -> Tree:
        """All of it."""
        return Tree(
            tuple(sorted(self._articles)),
            frozenset(self._files),
            notes=tuple(self._notes),
            left_out=tuple(self._left_out),
            folders=tuple(self._folders),
            broken=tuple(self._broken),
            leaving=tuple(self._leaving),
        )


def holding(tree: Tree, articles: Collection[str], files: frozenset[str]) -> Tree:
    """The tree with other articles and files; the stats of those that it loses go with them."""
    lost: dict[str, set[str]] = {}
    for path in set(tree.articles).difference(articles):
        folder, _, name = path.rpartition("/")
        lost.setdefault(folder, set()).add(name)
    left = {folder: known for folder, known in tree.stats.items() if len(lost.get(folder, ())) < len(known.names)}
    stats = {folder: _stats_without(known, lost.get(folder, ())) for folder, known in left.items()}
    return tree._replace(articles=tuple(sorted(articles)), files=files, stats=stats)


def _stats_of(entries: Sequence[os.DirEntry[str]]) -> FolderStats:
    """The files of a folder. One that is gone already differs from every file that is there."""
    return _with_digest(tuple([entry.name for entry in entries]), _stats([entry.path for entry in entries]))


def _stats(paths: Sequence[str]) -> tuple[Stat, ...]:
    try:
        return tuple(map(_stat, map(os.lstat, paths)))
    except OSError:  # one of them is gone
        return tuple(_stat_or_none(path) for path in paths)


def _stat_or_none(path: str) -> Stat:
    try:
        return _stat(os.lstat(path))
    except OSError:
        return _GONE


def _with_digest(names: tuple[str, ...], stats: tuple[Stat, ...]) -> FolderStats:
    text = f"{'/'.join(names)}//{stats}"  # no name holds a slash
    return FolderStats(names, stats, blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def _stats_without(folder: FolderStats, names: Collection[str]) -> FolderStats:
    """The files of a folder but for some, not all of them."""
    if not names:
        return folder
    kept = [pair for pair in zip(folder.names, folder.stats, strict=True) if pair[0] not in names]
    return _with_digest(tuple(name for name, _ in kept), tuple(stat for _, stat in kept))


class _Judge:
    """Tells why a file is no article."""

    def __init__(self, settings: Settings, root: Path | None = None) -> None:
        self._include = Patterns(settings.include)
        self._exclude = Patterns((*settings.exclude, *settings.extend_exclude, *settings.titles))
        self._folder_is_included = self._folder_is_excluded = False
        # Who replaces the default list says what is left out, and nothing else is.
        self._no_articles = NoArticles(root) if settings.exclude == DEFAULT_EXCLUDE else None
        self._folder = self._folder_reason = ""

    def enter(self, folder: str, names: Collection[str] = ()) -> None:
        """The files asked for next stand in this folder."""
        self._folder_is_included = self._include.matches_folder(folder)
        self._folder_is_excluded = self._exclude.matches_folder(folder)
        self._folder = folder
        self._folder_reason = self._no_articles.enter(folder, names) if self._no_articles else ""

    def may_hold_articles(self, folder: str) -> bool:
        """Whether `exclude` does not leave a folder out as a whole."""
        return not self._exclude.matches_folder(folder[:-1])

    def parted(
        self, entries: list[os.DirEntry[str]], holding: Rules | None
    ) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
        """The files that are surely articles, by their names alone, and those that must be asked for one by one: few, mostly."""
        names = [entry.name for entry in entries]
        included = names if self._folder_is_included else self._include.among(names)
        excluded = None if self._folder_is_excluded else self._exclude.among(names)
        ignored = set[str]() if holding is None else holding.among(names)
        if included is None or excluded is None or ignored is None or self._folder_reason:
            return [], entries
        wanted = set(included).difference(excluded, ignored)
        if self._no_articles:
            above = self._folder + "/" if self._folder else ""
            wanted = {name for name in wanted if not is_suspicious(above + name)}
        own = [entry for entry in entries if entry.name in wanted and not entry.is_symlink()]
        if len(own) == len(entries):
            return own, []
        return own, [entry for entry in entries if entry.name not in wanted or entry.is_symlink()]

    def misspelt(self, path: str) -> str | None:
        """A sentence on a file whose name would be an article's but for what nobody sees behind it."""
        bare = path.rstrip(_UNSEEN)
        if bare == path or not bare or self._include.verdict(bare) is not True or self._exclude.verdict(bare) is True:
            return None
        behind = ", ".join(f"U+{ord(char):04X}" for char in path[len(bare) :])
        return f"`{bare}` with {behind} behind its suffix: no tool takes it for an article; rename it to `{bare}`"

    def _is_included(self, path: str) -> bool:
        """Whether `include` names a file; `README.MD` is as good as `README.md`."""
        if self._include.verdict(path) is True:
            return True
        stem, dot, suffix = path.rpartition(".")
        return suffix != suffix.lower() and self._include.verdict(stem + dot + suffix.lower()) is True

    def reason(self, path: str) -> str:
        """Why a file is no article; empty when it is one."""
        if not self._folder_is_included and not self._is_included(path):
            return "of another kind than `include` says"
        if self._folder_is_excluded or self._exclude.verdict(path) is True:
            return "excluded"
        return self._folder_reason or (self._no_articles.why(path) if self._no_articles else "")


def is_dump(path: Path) -> bool:
    """Whether a file's name is that of an XML dump: it is a corpus of its own."""
    return DUMP_NAME.search(path.name) is not None


def articles_among(paths: Iterable[str], settings: Settings) -> list[str]:
    """Those of some paths that are articles by what `include` and `exclude` say."""
    judge = _Judge(settings)
    found = []
    for path in sorted(paths):
        judge.enter(path.rpartition("/")[0])
        if not judge.reason(path):
            found.append(path)
    return found


def named(paths: list[Path], root: Path, tree: Tree, settings: Settings) -> tuple[str, ...]:
    """The articles that the words of a command line mean: a folder's articles, and every file that is named outright.

    Raises UsageError for a path that does not exist or lies outside the root.
    """
    wanted: set[str] = set()
    # Named outright, a file is left out only by `force-exclude`.
    excluded = Patterns(
        (*settings.exclude, *settings.extend_exclude, *settings.titles) if settings.force_exclude else ()
    )
    for path in paths:
        place = path.resolve()
        if not place.exists():
            raise UsageError(f"{path}: no such file or folder")
        if leads_out(path, root):
            continue
        if place != root and root not in place.parents:
            raise UsageError(f"{path}: lies outside the corpus {root}; check it by a command of its own")
        relative = place.relative_to(root).as_posix()
        if not place.is_dir():
            if not excluded.matches(relative):
                wanted.add(relative)
        elif place == root:
            wanted.update(tree.articles)
        else:
            inside = {name for name in tree.articles if name.startswith(relative + "/")}
            # A folder of fixtures or dependencies that is named outright is meant.
            wanted |= inside or {
                name for name, why in tree.left_out if why in REASONS and name.startswith(relative + "/")
            }
    return tuple(sorted(wanted))


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path is a link to a file that stands in the corpus and leads out of it."""
    return (
        path.is_symlink()
        and not path.is_dir()
        and root in (path.parent.resolve(), *path.parent.resolve().parents)
        and root not in path.resolve().parents
    )


def told_leading_out(paths: Iterable[Path], root: Path) -> tuple[str, ...]:
    """A sentence on each of the named paths that is such a link."""
    return tuple(
        f"{path}: is a symbolic link that leads out of the corpus {root}; it is not read"
        for path in paths
        if leads_out(path, root)
    )


def leaving_links(paths: Iterable[Path], root: Path, tree: Tree) -> list[str]:
    """The symbolic links in the named folders that lead out of the root."""
    below = [path.resolve() for path in paths if path.is_dir()] if tree.leaving else []
    return [path for path in tree.leaving if any(folder in (root / path).parents for folder in below)]


def broken_links(paths: Iterable[Path], root: Path, tree: Tree) -> list[str]:
    """The symbolic links in the named folders that lead nowhere."""
    below = [path.resolve() for path in paths if path.is_dir()] if tree.broken else []
    return [path for path in tree.broken if any(folder in (root / path).parents for folder in below)]


def refused(paths: Iterable[Path], root: Path, tree: Tree) -> list[str]:
    """A sentence for each folder that cannot be read though a run with these paths would have to."""
    wanted = [path.resolve() for path in paths] if tree.refused else []
    return [
        f"{folder or './'}: cannot be read: {why}; make it readable, or name it in `exclude`"
        for folder, why in tree.refused
        if any(each in ((root / folder), *(root / folder).parents) for each in wanted)
    ]


def left_out_by_default(paths: Iterable[Path], root: Path, tree: Tree) -> list[str]:
    """A sentence for each folder in the named ones with files that are no articles though nobody told so, and why."""
    below = [path.resolve() for path in paths]
    counts: Counter[tuple[str, str]] = Counter()
    for path, reason in tree.left_out:
        if reason in REASONS and any(folder in (root / path).parents for folder in below):
            counts[path.rpartition("/")[0], reason] += 1
    return [
        f"left out: {count} {'file' if count == 1 else 'files'} in `{folder or '.'}/`: {reason}"
        for (folder, reason), count in sorted(counts.items())
    ]


def why_none(paths: list[Path], root: Path, tree: Tree) -> str:
    """One sentence for a run that found no article."""
    where = ", ".join(map(os.fspath, paths))
    below = tuple("" if path.resolve() == root else f"{path.resolve().relative_to(root).as_posix()}/" for path in paths)
    counts = Counter(reason for path, reason in tree.left_out if path.startswith(below))
    if not counts:
        return f"no articles found: there are no files under {where}"
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))
    return f"no articles found under {where}: of {counts.total()} files, {reasons}"
