"""The link graph of a corpus: which article refers to which, and what that says of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articlelint.corpus.index import Index
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


def components(graph: LinkGraph) -> list[list[str]]:
    """Strongly connected parts of more than one article, the largest first: from each article in one, all others of it can be reached."""
    out: dict[str, list[str]] = {path: [] for path in graph.titles}
    into: dict[str, list[str]] = {path: [] for path in graph.titles}
    for source, target in graph.links:
        out[source].append(target)
        into[target].append(source)
    seen: set[str] = set()
    finished = [path for start in graph.titles for path in _in_order_of_leaving(start, out, seen)]
    seen = set()  # Kosaraju: against the links, the article that was left last reaches just the part that it is in
    parts = [sorted(_in_order_of_leaving(start, into, seen)) for start in reversed(finished)]
    return sorted((part for part in parts if len(part) > 1), key=lambda part: (-len(part), part))


def _in_order_of_leaving(start: str, ways: Mapping[str, Sequence[str]], seen: set[str]) -> list[str]:
    """All that can be reached and was not seen, each after what is reached from it; without recursion, for chains of any length."""
    if start in seen:
        return []
    seen.add(start)
    left: list[str] = []
    trail = [(start, iter(ways[start]))]
    while trail:
        further = trail[-1][1]
        target = next((each for each in further if each not in seen), None)
        if target is None:
            left.append(trail.pop()[0])
        else:
            seen.add(target)
            trail.append((target, iter(ways[target])))
    return left


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
