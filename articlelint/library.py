"""The Python door: parse, lint and check, and a corpus that answers to names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from articlelint import config, discover, facts, index, network, run
from articlelint.diagnostic import Report, Severity
from articlelint.errors import UsageError
from articlelint.facts import Facts
from articlelint.model import Article, Format
from articlelint.parse import parse_source
from articlelint.resolve import Resolution
from articlelint.settings import DEFAULTS, Settings
from articlelint.text import Source, Span

PathLike = str | os.PathLike[str]


def parse(text: str, path: PathLike = "", format: Format | None = None) -> Article:
    r"""The article that a text is. The format is `format`, else what the path's suffix says, else what the text looks like.

    >>> article = parse("# Lyon\n\nLyon lies on the [[Rhône]].\n", path="lyon.md")
    >>> article.title.text
    'Lyon'
    >>> [(reference.kind, reference.target) for reference in article.references]
    [('wikilink', 'Rhône')]
    """
    return parse_source(_source(text, path), format)


def lint(
    text: str,
    path: PathLike = "",
    format: Format | None = None,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    severity: Severity | None = None,
    config: PathLike | None = None,
) -> Report:
    r"""What the rules say of one article alone; its references are not resolved, because nothing else is known.

    `select`, `ignore` and `severity` are those of the command; `config` names a config file, otherwise none is read.

    >>> report = lint("# Lyon\n\nLyon is a city.\n\n## See also\n", path="lyon.md")
    >>> [(each.rule, each.start.line) for each in report.diagnostics]
    [('sections/empty-section', 5)]
    """
    settings = _settings(config_file=config, select=select, ignore=ignore, severity=severity)
    root = Path(config).resolve().parent if config is not None else None
    return run.check_text(_source(text, path), settings, root, format)


def check(
    paths: Iterable[PathLike] | PathLike = (".",),
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    severity: Severity | None = None,
    config: PathLike | None = None,
    isolated: bool = False,
    urls: bool = False,
) -> Report:
    """What `articlelint check` finds: the articles among `paths`, resolved against the whole corpus that they belong to.

    `isolated` reads no config file; `urls` asks the network whether external URLs answer. Raises ArticlelintError for what the command ends with exit status 2.
    """
    places = [Path(path) for path in ((paths,) if isinstance(paths, str | os.PathLike) else paths)]
    if not places:
        raise UsageError("check: no paths are given; name a file or a folder")
    found = _find(places[0], config, isolated=isolated)
    settings = _with(found.settings, select, ignore, severity)
    if urls:
        settings = replace(settings, extend_select=(*settings.extend_select, "references/unreachable-url"))
    with network.permitted(network.reach(private=False) if urls else None):
        return run.check_paths(places, found._replace(settings=settings))


@dataclass(frozen=True)
class Corpus:
    """The articles under one root, and what they answer to.

    >>> corpus = Corpus.load("examples")
    >>> corpus.resolve("Tarn Valley").paths
    ('tarn-valley.md',)
    >>> corpus.resolve("tarn valley").title
    'Tarn Valley'
    """

    root: Path
    settings: Settings = DEFAULTS
    index: index.Index = field(default_factory=index.Index, repr=False)

    @classmethod
    def load(cls, folder: PathLike = ".", *, config: PathLike | None = None, isolated: bool = False) -> Corpus:
        """Reads every article of the corpus that the folder belongs to; its config file says what is an article."""
        place = Path(folder)
        if not place.exists():
            raise UsageError(f"{place}: no such folder")
        found = _find(place, config, isolated=isolated)
        tree = discover.walk(found.root, found.settings)
        known = (_facts(found.root, path, found.settings) for path in tree.articles)
        return cls(
            found.root,
            found.settings,
            index.build(known, tree.files, run.outside_titles(found), settings=found.settings),
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles, by path relative to the root with `/`, sorted."""
        return tuple(self.index.articles)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the articles are called, sorted."""
        return tuple(sorted({facts.title for facts in self.index.articles.values() if facts.title}))

    def resolve(self, name: str) -> Resolution:
        """What the corpus answers to a name: `status` is found, redirect, variant, ambiguous, outside or missing.

        `paths` are the articles that answer, `title` the name as its article writes it, `suggestions` near names of a
        missing one.
        """
        answer = self.index.lookup(name)
        status: Any = "found" if answer.status == "exact" else answer.status
        near = self.index.suggest(name) if status == "missing" else ()
        return Resolution(status, Span(0, len(name)), name, answer.paths, answer.title, near)

    def article(self, path: str) -> Article:
        """One article, read and parsed; `path` is one of `paths`."""
        if path not in self.index.articles:
            raise UsageError(f"{path}: no article of the corpus under {self.root}")
        return parse_source(run.read(self.root, path), language=self.settings.language, cues=self.settings.cues)

    def __iter__(self) -> Iterator[Article]:
        """Every article, read and parsed one at a time."""
        return map(self.article, self.paths)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.index.articles)


def _source(text: str, path: PathLike) -> Source:
    """A byte order mark is no part of a text."""
    marked = text.startswith("\ufeff")
    return Source(text[1:] if marked else text, os.fspath(path).replace(os.sep, "/"), bom=marked)


def _facts(root: Path, path: str, settings: Settings) -> Facts:
    return facts.collect(parse_source(run.read(root, path), language=settings.language, cues=settings.cues))


def _find(place: Path, config_file: PathLike | None, *, isolated: bool) -> config.Found:
    return config.find(place, None if config_file is None else Path(config_file), isolated=isolated)


def _settings(
    *,
    config_file: PathLike | None,
    select: Iterable[str] | None,
    ignore: Iterable[str] | None,
    severity: Severity | None,
) -> Settings:
    settings = DEFAULTS if config_file is None else config.load(Path(config_file))
    return _with(settings, select, ignore, severity)


def _with(
    settings: Settings, select: Iterable[str] | None, ignore: Iterable[str] | None, severity: Severity | None
) -> Settings:
    given: dict[str, Any] = {}
    for name, words in (("select", select), ("ignore", ignore)):
        if words is not None:
            given[name] = (words,) if isinstance(words, str) else tuple(words)
    if severity is not None:
        given["severity"] = severity
    return replace(settings, **given)
