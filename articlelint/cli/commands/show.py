"""`articlelint show`: the article as the rules see it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from articlelint.cli import console, flags
from articlelint.cli.parser import Commands, one_of
from articlelint.text.escapes import json_escaped, visible

if TYPE_CHECKING:
    from articlelint.model.article import Article, Section
    from articlelint.text.source import Span

_DESCRIPTION = (
    "Show an article as it is read: its title, sections, blocks and references, each with its line and column."
)
_MOST_WORDS = 60
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint show articles/rivers.md                       as a tree
  articlelint show articles/rivers.md --output-format json  as data; `articlelint.Article` reads it
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser("show", help="show how an article is read", description=_DESCRIPTION, epilog=_EPILOG)
    parser.set_defaults(run=_run)
    parser.add_argument("file", type=Path, metavar="FILE", help="the article")
    parser.add_argument(
        "--output-format",
        type=one_of(("tree", "json")),
        choices=("tree", "json"),
        default="tree",
        help="as a tree, or as JSON (default: tree)",
    )
    flags.add_config(parser)


def _run(options: argparse.Namespace) -> int:
    from articlelint.engine import plans
    from articlelint.errors import UsageError
    from articlelint.run.article import parse, read

    found = flags.found(options, options.file)
    place = options.file.resolve()
    if not place.exists():
        raise UsageError(f"{options.file}: no such file")
    if found.root not in place.parents:
        raise UsageError(f"{options.file}: leads out of the corpus {found.root}; name the file itself")
    source = read(found.root, place.relative_to(found.root).as_posix())
    article = parse(source, plans.Plans(found.settings, found.root, found.origins))
    if options.output_format == "json":
        console.say_data(json_escaped(article.model_dump_json(indent=2)) + "\n")
    else:
        console.say("".join(f"{visible(line)}\n" for line in tree(article)))
    return 0


def tree(article: Article) -> Iterator[str]:
    """The article, a line for each of its parts."""
    yield f"{article.path}: {article.format}, language {article.language}"
    if article.title:
        yield f"title ({article.title.origin}) {_place(article, article.title.span)} {article.title.text!r}"
    if article.front_matter:
        front = article.front_matter
        broken = f": does not parse: {front.problem[1]}" if front.problem else ""
        yield f"front matter ({front.language}) {_place(article, front.span)}{broken}"
    for section in article.sections:
        yield from _section(article, section, "")
    if article.references:
        yield "references"
    for reference in article.references:
        words = article.source.slice(reference.span)
        yield f"  {reference.kind} {_place(article, reference.span)} {_short(words)}"


def _section(article: Article, section: Section, indent: str) -> Iterator[str]:
    if section.heading is None:
        yield f"{indent}lead"
    else:
        heading = section.heading
        guess = " (inferred)" if heading.inferred else ""
        yield f"{indent}section level {heading.level}{guess} {_place(article, heading.span)} {_short(heading.text)}"
    for block in section.blocks:
        inside = f" in {' > '.join(block.inside)}" if block.inside else ""
        yield f"{indent}  {block.kind}{inside} {_place(article, block.span)} {_short(article.source.slice(block.span))}"
    for child in section.children:
        yield from _section(article, child, indent + "  ")


def _place(article: Article, span: Span) -> str:
    start, end = article.source.position(span.start), article.source.position(span.end)
    return f"{start.line}:{start.column}-{end.line}:{end.column}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return repr(words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1] + "…")
