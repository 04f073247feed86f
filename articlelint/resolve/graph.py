"""The link graph of a corpus: which article refers to which, and what that says of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articlelint.corpus.index import Index
from articlelint.errors import UsageError
from articlelint.resolve import resolve
from articlelint.text.names import normal

_TITLES = frozenset({"wikilink", "hatnote", "see", "see-also-item"})


@dataclass(frozen=True)
class LinkGraph:
    """Articles by path with their titles, references between them with their numbers, and titles that are wanted but missing."""

    titles: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[tuple[str, str], int] = field(default_factory=dict)
    wanted: Mapping[str, int] = field(default_factory=dict)

    @property
    def orphans(self) -> tuple[str, ...]:
        """Articles that no other refers to."""
        referred = {target for source, target in self.links if source != target}
        return tuple(path for path in self.titles if path not in referred)

    @property
    def dead_ends(self) -> tuple[str, ...]:
        """Articles that refer to no other."""
        referring = {source for source, target in self.links if source != target}
        return tuple(path for path in self.titles if path not in referring)

    def most_wanted(self) -> list[tuple[str, int]]:
        """Missing titles, the one that most references name first."""
        return sorted(self.wanted.items(), key=lambda each: (-each[1], each[0]))

    def degrees(self) -> dict[str, tuple[int, int]]:
        """For each article, how many articles refer to it and how many it refers to."""
        into = Counter(target for source, target in self.links if source != target)
        out = Counter(source for source, target in self.links if source != target)
        return {path: (into[path], out[path]) for path in self.titles}


def link_graph(index: Index) -> LinkGraph:
    """The graph of a corpus. Redirect pages are no articles: a reference goes to where they lead."""
    links: Counter[tuple[str, str]] = Counter()
    wanted: Counter[str] = Counter()
    for path in index.articles:
        facts = index.articles[path]
        for reference in facts.references:
            for found in resolve(reference, facts, index):
                if found.status == "missing" and reference.kind in _TITLES:
                    wanted[normal(found.target)] += 1
                if facts.redirect is None:
                    links.update((path, target) for target in found.paths if target in index.articles)
    titles = {path: index.title_of(path) for path in index.articles if index.articles[path].redirect is None}
    ordered = dict(sorted((pair, count) for pair, count in links.items() if pair[1] in titles))
    return LinkGraph(titles, ordered, dict(sorted(wanted.items())))


def as_networkx(graph: LinkGraph) -> Any:
    """The graph for algorithms and file formats, which the extra `graph` brings."""
    try:
        import networkx as nx
    except ImportError as error:
        raise UsageError("this needs networkx: pip install 'articlelint[graph]'") from error
    directed = nx.DiGraph()
    for path, title in graph.titles.items():
        directed.add_node(path, title=title)
    for (source, target), count in graph.links.items():
        directed.add_edge(source, target, count=count)
    return directed


def components(graph: LinkGraph) -> list[list[str]]:
    """Strongly connected parts of more than one article, the largest first: from each article in one, all others of it can be reached."""
    directed = as_networkx(graph)
    from networkx import strongly_connected_components

    parts = (sorted(part) for part in strongly_connected_components(directed) if len(part) > 1)
    return sorted(parts, key=lambda part: (-len(part), part))


def as_data(graph: LinkGraph) -> dict[str, Any]:
    """The graph as plain data, which is what JSON output holds."""
    degrees = graph.degrees()
    return {
        "version": 1,
        "articles": [
            {"path": path, "title": title, "in": degrees[path][0], "out": degrees[path][1]}
            for path, title in graph.titles.items()
        ],
        "links": [
            {"source": source, "target": target, "count": count} for (source, target), count in graph.links.items()
        ],
        "orphans": list(graph.orphans),
        "dead_ends": list(graph.dead_ends),
        "most_wanted": [{"title": title, "count": count} for title, count in graph.most_wanted()],
        "components": components(graph),
    }
