"""Do readers see the same page after the safe fixes? `python tests/rendered.py FOLDER ...` tells where they do not.

Each safe fix of a Markdown article is applied by itself. The page before and after is rendered by pulldown-cmark and by mistune, and
both must agree that only what the fix took or wrote has changed: no word elsewhere, and no target of a link but that of the reference
that the finding is about.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import mistune
import pyromark

import articlelint
from articlelint.model.diagnostics import Diagnostic
from articlelint.model.edits import apply_edits
from articlelint.text.source import decode

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_MISTUNE = mistune.create_markdown(escape=False, plugins=["table", "footnotes", "strikethrough", "task_lists"])
RENDERERS: dict[str, Callable[[str], str]] = {
    "pulldown-cmark": lambda text: pyromark.html(text, options=_OPTIONS),
    "mistune": lambda text: str(_MISTUNE(text)),
}


class Page(NamedTuple):
    """What a reader sees and can follow: the words, and the targets of links and images."""

    words: str
    targets: Counter[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.targets: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "td", "th", "br", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.words.append(" ")
        self.targets.update(unquote(value) for name, value in attrs if name in ("href", "src") and value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page_of(text: str, render: Callable[[str], str]) -> Page:
    """The page that a renderer makes of an article."""
    front = articlelint.parse(text, path="a.md").front_matter
    reader = _Reader()
    reader.feed(render(text[text.find("\n", front.span.end) + 1 :] if front else text))
    return Page(" ".join("".join(reader.words).split()), reader.targets)


def changed(folder: Path) -> Iterator[str]:
    """The safe fixes after which a page differs in more than they told, in sentences."""
    root = folder.resolve()
    by_path: dict[str, list[Diagnostic]] = {}
    for each in articlelint.check([folder], severity="info").diagnostics:
        if each.fix and each.fix.applicability == "safe" and each.path.endswith((".md", ".markdown")):
            by_path.setdefault(each.path, []).append(each)
    for path, found in sorted(by_path.items()):
        text = decode((root / path).read_bytes(), path).text
        for renderer, render in RENDERERS.items():
            before = page_of(text, render)
            for each in found:
                assert each.fix is not None
                after = page_of(apply_edits(text, [each.fix]), render)
                for fault in _faults(text, each, before, after):
                    yield f"{path}:{each.start.line}: {each.rule}, by {renderer}: {fault}"


def _faults(text: str, told: Diagnostic, before: Page, after: Page) -> Iterator[str]:
    edits = told.fix.edits if told.fix else ()
    gone, come = _difference(before.words, after.words)
    taken = "".join(text[edit.start : edit.end] for edit in edits)
    written = "".join(edit.replacement for edit in edits)
    if len(_plain(gone)) > len(_plain(taken)) or len(_plain(come)) > len(_plain(written)):
        yield f"{gone[:80]!r} became {come[:80]!r}, though {taken[:80]!r} became {written[:80]!r}"
    lost, new = before.targets - after.targets, after.targets - before.targets
    of_link = told.rule.startswith("references/")
    if sum(lost.values()) > of_link or sum(new.values()) > of_link:
        yield f"links to {sorted(lost)} became links to {sorted(new)}"


def _difference(one: str, other: str) -> tuple[str, str]:
    """What is left of two texts without their common beginning and end."""
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    end = next((at for at in range(least - start) if one[-1 - at] != other[-1 - at]), least - start)
    return one[start : len(one) - end], other[start : len(other) - end]


def _plain(words: str) -> str:
    return "".join(words.split())


if __name__ == "__main__":
    count = 0
    for argument in sys.argv[1:]:
        for sentence in changed(Path(argument)):
            count += 1
            print(sentence, flush=True)
    print(f"{count} faults")
    sys.exit(bool(count))
