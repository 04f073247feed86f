"""`articlelint graph`: the link graph of a corpus."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from articlelint.arguments import Subparsers

if TYPE_CHECKING:
    from articlelint.linkgraph import LinkGraph

_FORMATS = ("text", "json", "dot", "graphml")
_SHOWN = 20


def add(subparsers: Subparsers) -> None:
    """Declares the command's options."""
    parser = subparsers.add_parser(
        "graph",
        help="show which articles refer to which",
        description="Show the link graph of a corpus: orphans, dead ends, titles that are wanted but missing, articles that hang together.",
    )
    parser.set_defaults(run=_run)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="FOLDER")
    parser.add_argument("--output-format", choices=_FORMATS, default="text")
    parser.add_argument("--output-file", type=Path, metavar="FILE")
    parser.add_argument("--config", type=Path)
    parser.add_argument("--isolated", action="store_true")


def _run(options: argparse.Namespace) -> int:
    from articlelint import config, run
    from articlelint.errors import UsageError
    from articlelint.linkgraph import link_graph

    if not options.folder.exists():
        raise UsageError(f"{options.folder}: no such folder")
    found = config.find(options.folder, options.config, isolated=options.isolated)
    text = _render(link_graph(run.load_index(found)), options.output_format)
    if options.output_file is None:
        sys.stdout.write(text)
    else:
        options.output_file.write_text(text, encoding="utf-8")
    return 0


def _render(graph: LinkGraph, format: str) -> str:
    if format == "json":
        import json

        from articlelint.linkgraph import as_data

        return json.dumps(as_data(graph), ensure_ascii=False, indent=2) + "\n"
    if format == "graphml":
        from articlelint.linkgraph import as_networkx

        directed = as_networkx(graph)
        from networkx import generate_graphml

        return "\n".join(generate_graphml(directed)) + "\n"
    return "\n".join(_dot(graph) if format == "dot" else _text(graph)) + "\n"


def _dot(graph: LinkGraph) -> Iterator[str]:
    yield "digraph articles {"
    for path, title in graph.titles.items():
        yield f"  {_quoted(path)} [label={_quoted(title)}];"
    for source, target in graph.links:
        yield f"  {_quoted(source)} -> {_quoted(target)};"
    yield "}"


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(graph: LinkGraph) -> Iterator[str]:
    from articlelint.linkgraph import components

    parts = components(graph)
    yield f"{len(graph.titles)} articles, {sum(graph.links.values())} references between them"
    degrees = graph.degrees()
    known = sorted(degrees, key=lambda path: (-degrees[path][0], path))
    yield from _list("most referred to", [f"{degrees[path][0]:6}  {path}" for path in known if degrees[path][0]])
    yield from _list("wanted but missing", [f"{count:6}  {title}" for title, count in graph.most_wanted()])
    yield from _list("orphans (no other article refers to them)", [f"  {path}" for path in graph.orphans])
    yield from _list("dead ends (they refer to no other article)", [f"  {path}" for path in graph.dead_ends])
    sizes = [f"{len(part):6}  {', '.join(part[:5])}{', ...' if len(part) > 5 else ''}" for part in parts]
    yield from _list("parts that hang together (each article leads to all others)", sizes)


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(lines)}"
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN} more; --output-format json has them all"
