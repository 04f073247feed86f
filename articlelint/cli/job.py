"""One call of `articlelint check`, its words read: what to check, under which settings, at what speed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from articlelint.cli import console, flags
from articlelint.config import environment
from articlelint.config.loading import Found
from articlelint.config.settings import Settings
from articlelint.disk import user_folders
from articlelint.errors import UsageError
from articlelint.web import permission

if TYPE_CHECKING:
    from articlelint.model.diagnostics import Report

_STDIN = Path("-")
_YES = ("1", "true", "yes", "on")
_URLS = "references/unreachable-url"
GITLAB_REPORT = "gl-code-quality-report.json"  # what GitLab's documentation calls it


@dataclass(frozen=True)
class Job:
    """What is to be checked. `texts` replace what the files of these paths hold.

    With `diff_base`, only what changed since then; with `commit`, also what changes since then broke in other articles.
    """

    paths: tuple[Path, ...]
    found: Found
    jobs: int
    cache_folder: Path | None
    texts: Mapping[str, bytes]
    diff_base: str | None = None
    commit: str | None = None
    reach: permission.Reach | None = None

    def check(self, texts: Mapping[str, bytes] | None = None) -> Report:
        """One run; `texts` on top of the job's own."""
        with permission.permitted(self.reach):
            return self._checked(texts)

    def _checked(self, texts: Mapping[str, bytes] | None) -> Report:
        texts = {**self.texts, **(texts or {})}
        jobs, folder = self.jobs, self.cache_folder
        if self.diff_base is not None:
            from articlelint.run.diff_base import check_since

            return check_since(self.paths, self.found, self.diff_base, jobs=jobs, cache_folder=folder, texts=texts)
        if self.commit is not None:
            from articlelint.run.commit import check_commit

            return check_commit(self.paths, self.found, self.commit, jobs=jobs, cache_folder=folder, texts=texts)
        from articlelint.run import pipeline

        return pipeline.check_paths(self.paths, self.found, jobs=jobs, cache_folder=folder, texts=texts)

    def bytes_of(self, path: str) -> bytes:
        """What an article's file holds."""
        return self.texts[path] if path in self.texts else _bytes_of(self.found, path)


def _bytes_of(found: Found, path: str) -> bytes:
    from articlelint.run.article import read_bytes

    return read_bytes(found.root, path)


def prepared(options: argparse.Namespace) -> Job:
    """The words of the command, read. Raises ArticlelintError for what makes no sense together."""
    options.force_exclude = True if options.pre_commit else options.force_exclude
    for message in environment.unknown(os.environ):
        console.warn(f"warning: {message}")
    flags.refuse_contradictions(options)
    if options.ci and options.output_format is None:
        options.output_format = _ci_format(os.environ)
        if options.output_format == "gitlab" and options.output_file is None:
            options.output_file = Path(GITLAB_REPORT)
    from_stdin = _STDIN in options.paths
    paths = options.paths or [_hooked(options)]
    found = flags.found(options, _start(options.stdin_filename or Path()) if from_stdin else paths[0])
    if not from_stdin and len(paths) > 1:
        found = _found_together(options, found, paths)
    found = found._replace(settings=_asking(found.settings, ask=options.urls))
    texts = (
        {_relative(options.stdin_filename, found): _standard_input(found.settings.max_file_size)} if from_stdin else {}
    )
    if from_stdin and options.stdin_filename is None:
        found = found._replace(lone=True)
    named = () if from_stdin else tuple(options.paths if options.pre_commit else paths)
    jobs, folder = _jobs(options), _cache_folder(options, found)
    reach = permission.reach(private=_allows_private(options)) if options.urls else None
    return Job(named, found, jobs, folder, texts, *_bases(options), reach)


def _allows_private(options: argparse.Namespace) -> bool:
    """Whether URLs of the intranet are asked for: only who calls the command can say so, never a repository."""
    return bool(options.urls_allow_private) or os.environ.get("ARTICLELINT_URLS_ALLOW_PRIVATE", "").lower() in _YES


def _hooked(options: argparse.Namespace) -> Path:
    """Where a run without paths begins: here, or for a hook with the corpus that the commit touches."""
    if not options.pre_commit:
        return Path()
    from articlelint.cli import pre_commit

    return pre_commit.start(os.environ)


def _bases(options: argparse.Namespace) -> tuple[str | None, str | None]:
    """The revisions that `diff_base` and `commit` of a job name."""
    if not options.pre_commit:
        return options.diff_base, None
    from articlelint.cli import pre_commit

    return pre_commit.bases(options.diff_base, os.environ)


def _found_together(options: argparse.Namespace, found: Found, paths: Sequence[Path]) -> Found:
    """Several paths without a config file or git, all of them below the current folder, are one corpus: their common folder's."""
    if found.config is not None or (found.root / ".git").exists():
        return found
    common = Path(os.path.commonpath([path.resolve() for path in paths]))
    here = Path.cwd()
    if common == found.root or (common != here and here not in common.parents):
        return found
    return flags.found(options, common)


def _ci_format(environ: Mapping[str, str]) -> str:
    """The format that the system which runs us reads; people read the log of the others."""
    if environ.get("GITHUB_ACTIONS"):
        return "github"
    return "gitlab" if environ.get("GITLAB_CI") else "concise"


def _asking(settings: Settings, *, ask: bool) -> Settings:
    """The network is asked with `--urls` only, whatever the config selects or sets."""
    if ask:
        return replace(settings, extend_select=(*settings.extend_select, _URLS))
    named = any(_URLS in words for words in (settings.rules, settings.select, settings.extend_select))
    return replace(settings, ignore=(*settings.ignore, _URLS)) if named else settings


def _start(name: Path) -> Path:
    """A path that exists, from which the config is looked for: an editor may check a file that was never saved."""
    return name if name.exists() else next(parent for parent in name.absolute().parents if parent.exists())


def _standard_input(most: int) -> bytes:
    data = console.read_stdin(most + 1)
    if len(data) > most:
        raise UsageError(f"standard input holds more than max-file-size ({most:,}) bytes")
    return data


def _relative(name: Path | None, found: Found) -> str:
    if name is None:
        return "<stdin>"
    place = name.resolve()
    if found.root not in place.parents:
        raise UsageError(f"--stdin-filename: {name} lies outside the corpus {found.root}")
    return place.relative_to(found.root).as_posix()


def _jobs(options: argparse.Namespace) -> int:
    text = os.environ.get("ARTICLELINT_JOBS", "")
    if options.jobs is not None:
        return int(options.jobs)
    if text and not text.isdecimal():
        raise UsageError(f"ARTICLELINT_JOBS: should be a number of processes (got {text!r})")
    return int(text or 0)


def _cache_folder(options: argparse.Namespace, found: Found) -> Path | None:
    # What the network answers is not a matter of the files: it is asked anew.
    if (
        options.no_cache
        or options.urls
        or os.environ.get("ARTICLELINT_NO_CACHE", "0").lower() not in ("", "0", "false", "no")
    ):
        return None
    named = options.cache_dir or cache_folder_from_environment() or user_folders.cache_folder(found.root)
    if named is None:
        return None
    reason = why_no_cache(named, found.root)
    if reason:
        console.warn(f"warning: {reason}; nothing is kept there")
        return None
    return Path(os.path.realpath(named))


def why_no_cache(named: Path, root: Path) -> str:
    """Why a folder that the user names cannot be the cache of a corpus, in a sentence; empty when it can.

    A link in a repository leads wherever its author wants: into a folder of other files, or into the cache of another corpus.
    """
    from articlelint.cache import database

    place = os.path.abspath(named)
    home = os.path.realpath(root)
    if os.path.commonpath((place, home)) == home and os.path.realpath(place) != place:
        return f"{named}: is a symbolic link in the corpus, or lies behind one"
    try:
        reason = database.why_not(Path(place))
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    return f"{named}: {reason}" if reason else ""


def cache_folder_from_environment() -> Path | None:
    """The folder that ARTICLELINT_CACHE_DIR names."""
    named = os.environ.get("ARTICLELINT_CACHE_DIR")
    return Path(named) if named else None
