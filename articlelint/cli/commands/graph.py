"""`articlelint graph`: the link graph of a corpus."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from articlelint.cli import console, flags
from articlelint.cli.parser import Commands, one_of
from articlelint.text.escapes import json_text, visible

if TYPE_CHECKING:
    from articlelint.resolve.graph import LinkGraph

_FORMATS = ("text", "json", "dot", "graphml")
_SHOWN = 20
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint graph                                                       a summary of the corpus one stands in
  articlelint graph articles --output-format dot | dot -Tsvg > graph.svg  a picture, drawn by Graphviz
  articlelint graph --output-format json --output-file graph.json         everything, for programs
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser(
        "graph",
        help="show which articles refer to which",
        description="Show the link graph of a corpus: orphans, dead ends, titles that are wanted but missing, articles that hang together.",
        epilog=_EPILOG,
    )
    parser.set_defaults(run=_run)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="FOLDER", help="a path in the corpus (default: here)"
    )
    parser.add_argument(
        "--output-format",
        type=one_of(_FORMATS),
        choices=_FORMATS,
        default="text",
        help="how it is shown (default: text)",
    )
    parser.add_argument(
        "--output-file", type=Path, metavar="FILE", help="write it to a file instead of standard output"
    )
    flags.add_config(parser)


def _run(options: argparse.Namespace) -> int:
    from articlelint.disk import writing
    from articlelint.errors import UsageError
    from articlelint.resolve.graph import link_graph
    from articlelint.run import pipeline

    if not options.folder.exists():
        raise UsageError(f"{options.folder}: no such folder")
    found = flags.found(options, options.folder)
    text = _render(link_graph(pipeline.load_index(found)), options.output_format)
    if options.output_file is None:
        console.say_data(text)
    else:
        try:
            writing.write_output(options.output_file, (text,), found.root)
        except writing.NotWrittenError as error:
            raise UsageError(f"--output-file: {error}") from error
    return 0


def _render(graph: LinkGraph, format: str) -> str:
    if format == "json":
        from articlelint.resolve.graph import as_data

        return json_text(as_data(graph), indent=2) + "\n"
    lines = {"dot": _dot, "graphml": _graphml, "text": _text}[format]
    return "\n".join(lines(graph)) + "\n"


def _graphml(graph: LinkGraph) -> Iterator[str]:
    """What networkx, Gephi and yEd read: http://graphml.graphdrawing.org."""
    from articlelint.report.xml import attribute, content

    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield '  <key id="title" for="node" attr.name="title" attr.type="string"/>'
    yield '  <key id="count" for="edge" attr.name="count" attr.type="long"/>'
    yield '  <graph edgedefault="directed">'
    for path, title in graph.titles.items():
        yield f'    <node id={attribute(path)}><data key="title">{content(title)}</data></node>'
    for (source, target), count in graph.links.items():
        yield f'    <edge source={attribute(source)} target={attribute(target)}><data key="count">{count}</data></edge>'
    yield "  </graph>"
    yield "</graphml>"


def _dot(graph: LinkGraph) -> Iterator[str]:
    yield "digraph articles {"
    for path, title in graph.titles.items():
        yield f"  {_quoted(path)} [label={_quoted(title)}];"
    for source, target in graph.links:
        yield f"  {_quoted(source)} -> {_quoted(target)};"
    yield "}"


def _quoted(word: str) -> str:
    escaped = visible(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(graph: LinkGraph) -> Iterator[str]:
    from articlelint.resolve.graph import components

    parts = components(graph)
    yield f"{len(graph.titles)} articles, {sum(graph.links.values())} references between them"
    degrees = graph.degrees()
    known = sorted(degrees, key=lambda path: (-degrees[path][0], path))
    yield from _list(
        "most referred to", [f"{degrees[path][0]:6}  {visible(path)}" for path in known if degrees[path][0]]
    )
    yield from _list("wanted but missing", [f"{count:6}  {visible(title)}" for title, count in graph.most_wanted()])
    yield from _list("orphans (no other article refers to them)", [f"  {visible(path)}" for path in graph.orphans])
    yield from _list("dead ends (they refer to no other article)", [f"  {visible(path)}" for path in graph.dead_ends])
    sizes = [f"{len(part):6}  {', '.join(map(visible, part[:5]))}{', ...' if len(part) > 5 else ''}" for part in parts]
    yield from _list("parts that hang together (each article leads to all others)", sizes)


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(lines)}"
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN} more; --output-format json has them all"
