"""Our reading of Markdown beside stock mistune's syntax tree and beside pulldown-cmark's events.

    python -m tests.equality FOLDER ...
    python -m tests.equality commonmark.json    (the specification's examples, as mistune's source distribution has them)

tells, for each folder, in how many articles the sequence of block kinds, the containers around them, the headings and the link targets are the same,
and the first places where they are not. Where dialects differ on purpose (wiki links, comments, hidden text, math,
footnotes) both sides leave the construct out.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from articlelint.model.article import Article
from articlelint.parsing.markdown import parse_markdown
from articlelint.text.source import Source, decode

_KINDS = {
    "block_code": "code",
    "block_html": "html",
    "thematic_break": "break",
    "block_text": "paragraph",
    "paragraph": "paragraph",
}
_TABLES = "mistune.plugins.table.table"
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# What our dialect reads and plain CommonMark does not: where it differs, such an article does not count.
_OURS = re.compile(r"\{\{|\{%|<%|%%|\$|\[\^|^> ?\[!|^ *(?:!!!|\?\?\?|:::)", re.MULTILINE)


class Reading(NamedTuple):
    """What a reader made of an article."""

    kinds: list[str]
    headings: list[str]
    targets: list[str]
    nested: list[
        str
    ]  # each block's kind behind its quotes and lists, which mistune's own reading leaves out: it knows no laziness


def ours(article: Article) -> Reading:
    """Our reading, as comparable words."""
    found = [(block.span.start, block.kind, block.inside) for block in article.blocks if block.kind != "definition"]
    found += [(heading.whole.start, "heading", ()) for heading in article.headings]
    found = [(start, "html" if kind == "comment" else kind, inside) for start, kind, inside in sorted(found)]
    nested = [" ".join((*(each for each in inside if each != "table"), kind)) for _start, kind, inside in found]
    heads = [f"{h.level} {' '.join(article.source.slice(h.span).split())}" for h in article.all_headings]
    return Reading(
        [kind for _start, kind, _inside in found], heads, [_plain(target) for target in _targets(article)], nested
    )


def _targets(article: Article) -> Iterator[str]:
    for each in article.references:
        if each.whole == each.span:  # a bare URL
            continue
        if each.kind in ("link", "image", "url") and not _by_tag(article, each.whole.start):
            yield each.target if each.fragment is None else f"{each.target}#{each.fragment}"


def _by_tag(article: Article, start: int) -> bool:
    return (
        article.text[start : start + 1] == "<"
        and re.match(r"<[A-Za-z][^:>\s]*[\s/>]", article.text[start : start + 99]) is not None
    )


def _plain(target: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", target))


@cache
def _stock() -> Callable[[str], Any]:
    import mistune

    return mistune.create_markdown(
        renderer="ast", plugins=["table", f"{_TABLES}_in_quote", f"{_TABLES}_in_list", "task_lists"]
    )


def mistunes(text: str) -> Reading:
    """mistune's own reading."""
    reading = Reading([], [], [], [])
    _walk(_stock()(text), reading, text)
    return reading


def _walk(tokens: Sequence[dict[str, Any]], reading: Reading, text: str) -> None:
    for token in tokens:
        kind = token["type"]
        if kind in ("link", "image"):
            if f"[[{token.get('label')}]]" not in text:  # to us, a wiki link
                reading.targets.append(token["attrs"]["url"])
        elif kind == "heading":
            reading.kinds.append("heading")
            reading.headings.append(str(token["attrs"]["level"]))
        elif kind == "table_cell":
            if any(child.get("raw") or child.get("children") for child in token.get("children", ())):
                reading.kinds.append("cell")
        elif kind in ("list_item", "task_list_item") and not any(c["type"] != "blank_line" for c in token["children"]):
            reading.kinds.append("item")
        elif kind in _KINDS:
            reading.kinds.append(_KINDS[kind])
        _walk(token.get("children", ()), reading, text)


def pulldowns(text: str) -> Reading:
    """pulldown-cmark's reading, with the headings' words taken from the text at its offsets."""
    import pyromark

    taken = _Events(text)
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_TASKLISTS
    for event, place in pyromark.events_with_range(text, options=options):
        sort, tag = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        name, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if sort == "Start":
            taken.start(name, value, place["start"], place["end"])
        elif sort == "End":
            taken.end()
        elif sort == "Rule":
            taken.block("break")
        elif sort not in ("TaskListMarker", "SoftBreak", "HardBreak"):
            taken.words()
    return taken.reading


class _Events:
    """Takes pulldown-cmark's events down as a Reading. The text of a tight item comes without a paragraph around it."""

    def __init__(self, text: str) -> None:
        self.reading = Reading([], [], [], [])
        self.text = text
        self.data = text.encode()
        self.inside: list[tuple[str, int]] = []  # open tags, and how many blocks there were when each was opened
        self.in_words = False

    def block(self, kind: str) -> None:
        self.reading.kinds.append(kind)
        around = [_CONTAINERS[name] for name, _count in self.inside if name in _CONTAINERS]
        self.reading.nested.append(" ".join((*around, kind)))
        self.in_words = False

    def words(self) -> None:
        holders = [name for name, _count in self.inside if name not in _INLINE]
        if not self.in_words and holders and holders[-1] == "Item":
            self.block("paragraph")
            self.in_words = True

    def start(self, name: str, value: Any, start: int, end: int) -> None:
        if name in _INLINE:
            self.words()
        elif name in _PULLDOWN and (name != "TableCell" or self.data[start:end].strip()):
            self.block(_PULLDOWN[name])
        else:
            self.in_words = False
        self.inside.append((name, len(self.reading.kinds)))
        if name == "Heading":
            self.reading.headings.append(f"{value['level'][1:]} {_words(self.data[start:end].decode())}")
        elif name in ("Link", "Image") and value["link_type"] != "Email" and f"[[{value['id']}]]" not in self.text:
            self.reading.targets.append(value["dest_url"])

    def end(self) -> None:
        name, count = self.inside.pop()
        if name == "Item" and count == len(self.reading.kinds):
            self.inside.append((name, count))
            self.block("item")
            self.inside.pop()
        if name not in _INLINE:
            self.in_words = False


_INLINE = {"Emphasis", "Strong", "Link", "Image", "Strikethrough"}
_CONTAINERS = {"BlockQuote": "quote", "Item": "list"}
_PULLDOWN = {
    "Paragraph": "paragraph",
    "CodeBlock": "code",
    "HtmlBlock": "html",
    "TableCell": "cell",
    "Heading": "heading",
}


def _words(heading: str) -> str:
    heading = re.sub(r"\s*\n[ \t>]*(?:=+|-+)\s*$", "", heading.rstrip())
    heading = re.sub(r"^ {0,3}#{1,6}(?=[ \t]|$)|[ \t]+#+[ \t]*$", "", heading.strip())
    return " ".join(re.sub(r"\n[ \t>]*", "\n", heading).split())


def compare(source: Source) -> Iterator[tuple[str, str]]:
    """What was compared, and the first difference, or nothing."""
    article = parse_markdown(source)
    start = article.front_matter.span.end if article.front_matter else 0
    body = source.text[start:].partition("\n")[2] if start else source.text
    mine, stock, rust = ours(article), mistunes(body), pulldowns(body.replace("\r\n", "\n").replace("\r", "\n"))
    named = {_url(target) for target in stock.targets}
    yield "kinds as mistune", _first(mine.kinds, stock.kinds)
    yield "heading levels as mistune", _first([h[0] for h in mine.headings], stock.headings)
    yield "targets as mistune", _first(_once(mine.targets, named), _once(stock.targets, named))
    yield "kinds as pulldown-cmark", _first(mine.kinds, rust.kinds)
    yield "containers as pulldown-cmark", _first(mine.nested, rust.nested)
    yield "headings as pulldown-cmark", _first([_bare(h) for h in mine.headings], [_bare(h) for h in rust.headings])
    named = {_url(target) for target in rust.targets}
    yield "targets as pulldown-cmark", _first(_once(mine.targets, named), _once(rust.targets, named))


def _once(targets: list[str], named: set[str]) -> list[str]:
    """Each target where it first stands: we tell of a definition's target once."""
    return [target for target in dict.fromkeys(map(_url, targets)) if target in named]


def _bare(heading: str) -> str:
    return re.sub(r"\s*\{:?\s*(?:#|id=)[^{}]*\}$", "", heading)


def _url(target: str) -> str:
    from mistune.util import escape_url

    return escape_url(target)


def _first(mine: list[str], other: list[str]) -> str:
    """The first difference of two sequences, in words."""
    if mine == other:
        return ""
    at = next(
        (n for n, pair in enumerate(zip(mine, other, strict=False)) if pair[0] != pair[1]), min(len(mine), len(other))
    )
    return f"item {at}: ours {mine[at : at + 3]}, theirs {other[at : at + 3]}"


def differs_on_purpose(text: str) -> bool:
    """Whether a text holds what our dialect reads and plain CommonMark does not."""
    return _OURS.search(text) is not None


def _sources(place: Path) -> Iterator[Source]:
    """The articles of a folder, or the examples of a file."""
    if place.is_file():
        for example in json.loads(place.read_text(encoding="utf-8")):
            yield Source(example["markdown"], f"example {example['example']}")
        return
    for path in sorted(place.rglob("*.md")):
        if path.is_file():
            yield decode(path.read_bytes(), str(path))


def main(folders: Sequence[str]) -> int:
    """Tells how many articles are read alike, and what differs."""
    for folder in folders:
        count: Counter[str] = Counter()
        same: Counter[str] = Counter()
        for source in _sources(Path(folder)):
            for what, difference in compare(source):
                if difference and differs_on_purpose(source.text):
                    continue
                count[what] += 1
                same[what] += not difference
                if difference:
                    print(f"{source.path}: {what}: {difference}")
        for what, number in count.items():
            print(f"{folder}: {what}: {same[what]} of {number} articles ({100 * same[what] / number:.2f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
