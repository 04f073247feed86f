"""The Python door: parse, lint, fix and check, and a corpus that answers to names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypedDict

from articlelint.config import loading
from articlelint.config.settings import DEFAULTS, Settings
from articlelint.corpus.index import Index
from articlelint.corpus.index import build as index_of
from articlelint.engine import catalogue
from articlelint.engine.plans import Plans
from articlelint.engine.rule import Rule
from articlelint.errors import UsageError
from articlelint.fix import rounds
from articlelint.model import facts
from articlelint.model.article import Article, Format, Reference
from articlelint.model.diagnostics import FailOn, Report, Severity
from articlelint.model.facts import Facts
from articlelint.parsing import format_of, parse_source
from articlelint.publishers.detection import Publishers, detect
from articlelint.resolve import Link, Resolution, resolve
from articlelint.resolve import graph as linkgraph
from articlelint.resolve.markdown_links import anchored, resolve_link
from articlelint.run import baseline as known_findings
from articlelint.run import pipeline
from articlelint.run.article import parse as parse_article
from articlelint.run.article import read
from articlelint.text.source import Source, Span, decode, encode
from articlelint.text.values import Lazy
from articlelint.web import permission

PathLike = str | os.PathLike[str]
# Of the answers for the targets of one reference, the one that most needs looking at stands for all.
_GRAVEST = ("missing", "missing-anchor", "broken-redirect", "ambiguous", "variant", "redirect", "outside", "found")


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
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str | None = None,
    extend_select: Iterable[str] | str | None = None,
    severity: Severity | None = None,
    config: PathLike | None = None,
    corpus: Corpus | None = None,
) -> Report:
    r"""What the rules say of one article: alone, so that its references are not resolved, or in a `corpus`.

    `select`, `ignore`, `extend_select` and `severity` are those of the command; `config` names a config file, otherwise none is
    read. In a corpus, which has its own config, the text stands for what the article at `path` holds, or for a new one.
    Raises UsageError for a rule that does not exist, ConfigError for a config that does not fit.

    >>> report = lint("# Lyon\n\nLyon is a city.\n\n## See also\n", path="lyon.md")
    >>> [(each.rule, each.start.line) for each in report.diagnostics]
    [('sections/empty-section', 5)]
    >>> france = Corpus.from_texts({"paris.md": "# Paris\n\nA city.\n", "rhone.md": "# Rhône\n\nA river.\n"})
    >>> report = lint("# Lyon\n\nLyon rivals [[Pariss]].\n", path="lyon.md", corpus=france)
    >>> [(each.rule, each.help) for each in report.diagnostics]
    [('references/dangling-wikilink', 'did you mean `Paris`?')]
    """
    if corpus is not None and config is not None:
        raise UsageError("lint: a corpus has its own config; give `config` to it, or leave the corpus out")
    given = {"select": select, "ignore": ignore, "extend_select": extend_select, "severity": severity}
    source = _source(text, path)
    if corpus is not None:
        return pipeline.check_text(source, _with(corpus.settings, given), corpus.root, format, corpus.index_with)
    root = Path(config).resolve().parent if config is not None else None
    return pipeline.check_text(source, _with(_settings(config), given), root, format)


def fix_text(
    text: str,
    path: PathLike = "",
    format: Format | None = None,
    *,
    unsafe: bool = False,
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str | None = None,
    extend_select: Iterable[str] | str | None = None,
    config: PathLike | None = None,
    corpus: Corpus | None = None,
) -> str:
    r"""The text as `articlelint check --fix` leaves it: mended, checked and mended again until nothing is left to fix.

    `unsafe` also applies fixes that may change the meaning; the other arguments are those of `lint`.

    >>> fix_text("# Lyon\n\nLyon is a a city.\n", path="lyon.md")
    '# Lyon\n\nLyon is a city.\n'
    """
    name = os.fspath(path) or "text"
    before = encode(_source(text, name), _source(text, name).text)

    def check(texts: Mapping[str, bytes]) -> Report:
        now = decode(texts.get(name, before), name).text
        report = lint(
            now, path, format, select=select, ignore=ignore, extend_select=extend_select, config=config, corpus=corpus
        )
        return replace(report, diagnostics=tuple([replace(each, path=name) for each in report.diagnostics]))

    done = rounds.mend(check, lambda _path: before, unsafe=unsafe)
    source = decode(done.texts.get(name, before), name)
    return ("\ufeff" if source.bom else "") + source.text


def check(
    paths: Iterable[PathLike] | PathLike = (".",),
    *,
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str | None = None,
    extend_select: Iterable[str] | str | None = None,
    severity: Severity | None = None,
    fail_on: FailOn | None = None,
    baseline: PathLike | None = None,
    jobs: int = 0,
    config: PathLike | None = None,
    isolated: bool = False,
    urls: bool = False,
) -> Report:
    """What `articlelint check` finds: the articles among `paths`, resolved against the whole corpus that they belong to.

    `select`, `ignore`, `extend_select`, `severity` and `fail_on` are those of the command; `baseline` names a file of known
    findings, relative to the current folder; `jobs` processes work, one per processor for 0; `isolated` reads no config file;
    `urls` asks the network whether external URLs answer.
    The report's `exit_status` is what the command would end with. Nothing is written, and no cache is kept.
    Raises ArticlelintError for what the command ends with exit status 2 before it has looked at anything.

    >>> report = check("examples/tarn-valley.md", select="sections", fail_on="never")
    >>> report.files, report.count("error"), report.exit_status
    (1, 1, 0)
    """
    places = tuple(Path(path) for path in ((paths,) if isinstance(paths, str | os.PathLike) else paths))
    if not places:
        raise UsageError("check: no paths are given; name a file or a folder")
    if jobs < 0:
        raise UsageError(f"check: jobs should be a number of processes, or 0 for one per processor (got {jobs})")
    given: dict[str, Any] = {"select": select, "ignore": ignore, "extend_select": extend_select}
    given |= {"severity": severity, "fail_on": fail_on}
    given["baseline"] = None if baseline is None else str(Path(baseline).absolute())
    found = _find(places[0], config, isolated=isolated)
    found = found._replace(settings=_with(found.settings, given))
    if urls:
        settings = found.settings
        asking = (*settings.extend_select, "references/unreachable-url")
        found = found._replace(settings=replace(settings, extend_select=asking))
    with permission.permitted(permission.reach(private=False) if urls else None):
        report = pipeline.check_paths(places, found, jobs=jobs)
    report = replace(report, fail_on=found.settings.fail_on)
    return known_findings.without_known(report, found, places)


def rules(*, config: PathLike | None = None) -> tuple[Rule, ...]:
    """Every rule, sorted by name: those that are shipped, and those of the `rule-folders` of a config file.

    >>> [rule.name for rule in rules() if rule.family == "metadata"]
    ['metadata/invalid-front-matter', 'metadata/schema']
    """
    folders = () if config is None else _rule_folders(config)
    return tuple(sorted(catalogue.load(folders).values(), key=lambda rule: rule.name))


class Node(TypedDict):
    """An article in the link graph."""

    path: str
    title: str


class Edge(TypedDict):
    """How many references lead from one article to another."""

    source: str
    target: str
    count: int


class Graph(TypedDict):
    r"""Which articles refer to which, as plain data: dicts and lists that `json.dumps` takes.

    >>> Corpus.from_texts({"a.md": "# A\n\n[B](b.md)\n", "b.md": "# B\n"}).graph()["nodes"]
    [{'path': 'a.md', 'title': 'A'}, {'path': 'b.md', 'title': 'B'}]
    """

    nodes: list[Node]
    edges: list[Edge]


@dataclass(frozen=True)
class Corpus(Lazy):
    r"""The articles under one root, or of some texts in memory, and what they answer to.

    >>> corpus = Corpus.load("examples")
    >>> corpus.resolve("Tarn Valley").paths
    ('tarn-valley.md',)
    >>> corpus.resolve("tarn valley").title
    'Tarn Valley'

    >>> corpus = Corpus.from_texts({
    ...     "lyon.md": "# Lyon\n\nLyon lies on the [[Rhône]]. See Paris for more.\n",
    ...     "rhone.md": "# Rhône\n\nA river.\n\n## Course\n\nLong.\n",
    ... })
    >>> [(link.target, link.resolution.status) for link in corpus.references("lyon.md")]
    [('Rhône', 'found'), ('Paris', 'missing')]
    >>> [(link.path, link.reference.kind) for link in corpus.backlinks("rhone.md")]
    [('lyon.md', 'wikilink')]
    >>> corpus.resolve("Rhône", anchor="Corse").suggestions
    ('Rhône#Course',)
    >>> corpus.graph()["edges"]
    [{'source': 'lyon.md', 'target': 'rhone.md', 'count': 1}]
    """

    root: Path
    settings: Settings = DEFAULTS
    index: Index = field(default_factory=Index, repr=False)
    texts: Mapping[str, str] | None = field(default=None, repr=False)
    failures: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: PathLike = ".", *, config: PathLike | None = None, isolated: bool = False) -> Corpus:
        """Reads every article of the corpus that the folder belongs to; its config file says what is an article.

        An article that cannot be read, is larger than `max-file-size`, or that a parser fails on is left out; `failures` tells why.
        Raises UsageError when there is no such folder, ConfigError for a config that does not fit.
        """
        place = Path(folder)
        if not place.exists():
            raise UsageError(f"{place}: no such folder")
        found = _find(place, config, isolated=isolated)
        failures: list[str] = []
        corpus = cls(found.root, found.settings)
        return replace(corpus, index=pipeline.load_index(found, failures.append), failures=tuple(failures))

    @classmethod
    def from_texts(
        cls,
        texts: Mapping[str, str],
        *,
        titles: Iterable[str] = (),
        files: Iterable[str] = (),
        config: PathLike | None = None,
    ) -> Corpus:
        """A corpus in memory: texts by path, relative to a root that need not exist, with `/`.

        `titles` exist outside the corpus; `files` are others that links may lead to, such as images. No file is read but the
        `config`, if one is named.
        """
        corpus = cls(Path(), _settings(config), texts=dict(texts))
        publishers = detect({*texts, *files}, corpus.settings, texts.get)
        known = (_facts(corpus.read(path), publishers) for path in texts)
        return replace(corpus, index=index_of(known, {*texts, *files}, titles, corpus.settings, publishers))

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles, by path relative to the root with `/`, sorted."""
        return tuple(self.index.articles)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the articles are called, sorted."""
        return tuple(sorted({facts.title for facts in self.index.articles.values() if facts.title}))

    def resolve(self, name: str | Reference, *, from_path: str = "", anchor: str | None = None) -> Resolution:
        """What the corpus answers to a name or a reference.

        `status` is found, redirect, broken-redirect, variant, ambiguous, outside, missing or missing-anchor; `paths` are the
        articles that answer, `title` the name as its article writes it, `suggestions` near names of a missing one.

        A name is a title, or with `from_path` also a path relative to that article; `anchor` is the place in the article
        that must be there too. A reference is read as the article at `from_path` would have it; of the targets of a "see" that names
        several, the answer is the one that most needs looking at (`resolve_all` gives each). What only the web can answer is outside.
        """
        if isinstance(name, Reference):
            reference = name if anchor is None else replace(name, fragment=anchor)
            answers = self.resolve_all(reference, from_path=from_path)
            if not answers:
                return Resolution("outside", reference.span, reference.target)
            return min(answers, key=lambda each: _GRAVEST.index(each.status))
        named = self._named(name)
        if named.status == "missing" and from_path:
            link = Reference("link", Span(0, len(name)), Span(0, len(name)), name, anchor)
            arrived = resolve_link(link, self._facts_of(from_path), self.index)
            if arrived and arrived[0].status != "missing":
                return arrived[0]
        if anchor is None or len(named.paths) != 1:
            return named
        place = Reference("wikilink", named.span, named.span, name, anchor)
        there = anchored(place, self._facts_of(from_path), self.index, named.paths[0], f"{name}#{anchor}")
        return there if there.status == "missing-anchor" else named

    def resolve_all(self, reference: Reference, *, from_path: str = "") -> tuple[Resolution, ...]:
        """One answer for each target of a reference; none for what is not for the corpus to judge, such as a URL."""
        return resolve(reference, self._facts_of(from_path), self.index)

    def references(self, path: str) -> tuple[Link, ...]:
        """What an article refers to, in the order of its text, each with where it leads; URLs left out.

        Raises UsageError when the corpus has no such article.
        """
        self._require(path)
        return self._links[path]

    def backlinks(self, path: str) -> tuple[Link, ...]:
        """The references of other articles that lead to this one, by path and order of their text.

        Raises UsageError when the corpus has no such article.
        """
        self._require(path)
        return self._backlinks.get(path, ())

    def graph(self) -> Graph:
        """Which articles refer to which, as plain data; redirect pages are no articles of their own."""
        found = linkgraph.link_graph(self.index)
        return Graph(
            nodes=[Node(path=path, title=title) for path, title in found.titles.items()],
            edges=[Edge(source=ends[0], target=ends[1], count=count) for ends, count in found.links.items()],
        )

    def article(self, path: str) -> Article:
        """One article, read and parsed; `path` is one of `paths`. Raises UsageError when the corpus has no such article."""
        self._require(path)
        return self.read(path)

    def read(self, path: str) -> Article:
        """The article that a file or text is, whether the corpus counts it among its own or not."""
        source = _source(self.texts[path], path) if self.texts is not None else read(self.root, path)
        return parse_article(source, self._plans)

    def index_with(self, own: Facts) -> Index:
        """The index as it is when one article, which may be new, has these facts."""
        if self.index.articles.get(own.path) == own:
            return self.index
        articles = {**self.index.articles, own.path: own}
        files = {*self.index.files, own.path}
        return index_of(articles.values(), files, self.index.titles.outside, self.settings, self.index.publishers)

    def __iter__(self) -> Iterator[Article]:
        """Every article, read and parsed one at a time."""
        return map(self.article, self.paths)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.index.articles)

    @cached_property
    def _plans(self) -> Plans:
        return Plans(self.settings, self.root)

    @cached_property
    def _links(self) -> Mapping[str, tuple[Link, ...]]:
        return {
            path: tuple(
                [
                    Link(path, reference, answer)
                    for reference in own.references
                    for answer in resolve(reference, own, self.index)
                ]
            )
            for path, own in self.index.articles.items()
        }

    @cached_property
    def _backlinks(self) -> Mapping[str, tuple[Link, ...]]:
        found: dict[str, list[Link]] = {}
        for links in self._links.values():
            for link in links:
                for path in link.paths:
                    if path != link.path:
                        found.setdefault(path, []).append(link)
        return {path: tuple(links) for path, links in found.items()}

    def _named(self, name: str) -> Resolution:
        answer = self.index.lookup(name)
        status: Any = "found" if answer.status == "exact" else answer.status
        near = (lambda: self.index.suggest(name)) if status == "missing" else ()
        return Resolution(status, Span(0, len(name)), name, answer.paths, answer.title, near, kind=answer.kind)

    def _facts_of(self, path: str) -> Facts:
        """Those of an article; of a path that is none, what its name tells."""
        return self.index.articles.get(path) or Facts(path, format_of(path) or "markdown")

    def _require(self, path: str) -> None:
        if path not in self.index.articles:
            where = "in memory" if self.texts is not None else f"under {self.root}"
            raise UsageError(f"{path}: no article of the corpus {where}")


def _source(text: str, path: PathLike) -> Source:
    """A byte order mark is no part of a text."""
    marked = text.startswith("\ufeff")
    return Source(text[1:] if marked else text, os.fspath(path).replace(os.sep, "/"), bom=marked)


def _find(place: Path, config_file: PathLike | None, *, isolated: bool) -> loading.Found:
    return loading.find(place, None if config_file is None else Path(config_file), isolated=isolated)


def _settings(config_file: PathLike | None) -> Settings:
    return DEFAULTS if config_file is None else loading.load(Path(config_file))


def _rule_folders(config_file: PathLike) -> Iterator[Path]:
    root = Path(config_file).resolve().parent
    return (root / folder for folder in _settings(config_file).rule_folders)


def _with(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """The settings with the arguments of a call put in; a word alone is a list of one, None says nothing."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        many = name in ("select", "ignore", "extend_select")
        values[name] = ((value,) if isinstance(value, str) else tuple(value)) if many else value
    return replace(settings, **values)


def _facts(article: Article, publishers: Publishers) -> Facts:
    """What an article tells the others, as its publishers see it."""
    view = publishers.at(article.path, article.format)
    adapted = view.adapt(article)
    return view.refine(facts.collect(adapted), adapted)
