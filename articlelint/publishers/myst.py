"""MyST's own syntax in an article: labels, roles, directives, and the Markdown that directives hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlelint.model.article import Article, Reference
from articlelint.parsing import parse_source
from articlelint.text.source import Source, make_span

_FENCE = re.compile(r"[ \t]*(`{3,}|:{3,}|~{3,})[ \t]*(?:\{([\w:.+-]+)\})?[ \t]*([^\n\r]*)")
_LABEL = re.compile(r"[ \t]*\(([^()\n]+)\)=[ \t]*\r?\Z")
_NAME = re.compile(r"[ \t]*:(?:name|label):[ \t]*+(\S++(?:[ \t]++\S++)*+)[ \t]*+\r?\Z")
_ROLE = re.compile(r"(?<![`\w])\{(ref|numref|doc|download)\}(`+)(?!`)(?:[^`<\n]*<([^`<>\n]+)>|([^`\n]+))\2(?!`)")
_ENTRY = re.compile(r"[ \t]*+(?:[^<\n]*+<([^<>\n]++)>|([^\s<>]\S*+(?:[ \t]++\S++)*+))[ \t]*+\r?\Z")
_NAMES = {"ref": "ref", "numref": "ref", "doc": "doc", "download": "file"}
_FILES = frozenset({"figure", "image", "include", "literalinclude"})
_PROSE = frozenset(
    {
        "note", "warning", "tip", "hint", "important", "caution", "danger", "error", "attention", "seealso", "admonition", "topic", "sidebar",
        "dropdown", "tab-item", "tab-set", "card", "grid", "grid-item", "grid-item-card", "margin", "figure", "versionadded", "versionchanged",
        "deprecated", "details", "epigraph", "div", "rubric",
    }
)  # fmt: skip


class Page(NamedTuple):
    """What MyST finds in an article; `includes` tells that parts of other files are put in."""

    labels: tuple[str, ...]
    references: tuple[Reference, ...]
    includes: bool


class _Line(NamedTuple):
    """A line: its place, its text, the directives around it (empty for plain code), and whether a fence opens or closes there."""

    start: int
    text: str
    inside: tuple[str, ...]
    opens: re.Match[str] | None = None


def read(article: Article) -> Page:
    """Labels and references of an article in MyST's syntax."""
    labels: list[str] = []
    references: list[Reference] = []
    held: list[str] = []
    includes = False
    for line in _lines(article.text):
        prose = all(name in _PROSE for name in line.inside)
        inside = line.inside[-1] if line.inside else None
        option = _NAME.match(line.text) if inside else None
        if option:
            labels.append(option[1])
        if line.opens and line.opens[2] in _FILES and prose and (argument := line.opens[3].strip()):
            at = line.start + line.opens.start(3)
            includes = includes or line.opens[2] == "include"
            references.append(_reference("file", argument, at, article))
        elif inside == "toctree" and all(name in _PROSE for name in line.inside[:-1]) and not line.opens:
            references += _entries(line, article)
        elif prose and not line.opens:
            label = _LABEL.match(line.text)
            labels += [label[1]] if label else []
            references += _roles(line)
        shown = prose and line.inside and not line.opens and not line.text.lstrip().startswith(":")
        held.append(line.text if shown else " " * len(line.text))
    if any(each.strip() for each in held):
        references += _held("\n".join(held), article)
    return Page(tuple(labels), tuple(references), includes)


def is_comment(text: str, offset: int) -> bool:
    """Whether the line of an offset is a comment, which begins with a percent sign."""
    return text.startswith("%", text.rfind("\n", 0, offset) + 1)


def _lines(text: str) -> Iterator[_Line]:
    """The lines with the fences around them, in one pass."""
    stack: list[tuple[str, str]] = []
    at = 0
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        closing = bool(fence and stack and not fence[2] and not fence[3].strip() and fence[1].startswith(stack[-1][0]))
        opaque = bool(stack) and stack[-1][1] not in _PROSE
        names = tuple(name for _, name in stack)
        if closing:
            stack.pop()
            yield _Line(at, line, names, fence)
        elif fence and not opaque and (fence[1][0] != ":" or fence[2]):
            yield _Line(at, line, names, fence)
            stack.append((fence[1], fence[2] or ""))
        else:
            yield _Line(at, line, names)
        at += len(line) + 1


def _roles(line: _Line) -> Iterator[Reference]:
    for match in _ROLE.finditer(line.text):
        number = 3 if match[3] else 4
        target = match[number].strip().lstrip("!~")
        start = line.start + match.start(number) + match[number].index(target)
        whole = make_span((line.start + match.start(), line.start + match.end()))
        yield Reference("shortcode", make_span((start, start + len(target))), whole, target, None, _NAMES[match[1]])


def _entries(line: _Line, article: Article) -> Iterator[Reference]:
    """A line of a toctree: a document, with a title before it or not."""
    if line.text.lstrip().startswith(":") or not line.text.strip() or line.text.strip() == "---":
        return
    match = _ENTRY.match(line.text)
    target = match and (match[1] or match[2])
    if match and target and "*" not in target:
        yield _reference("doc", target, line.start + match.start(1 if match[1] else 2), article)


def _reference(name: str, target: str, start: int, article: Article) -> Reference:
    span = make_span((start, start + len(target)))
    bare = target.removesuffix(".md") if name == "doc" else target
    return Reference("shortcode", make_span((start, start + len(bare))), span, bare, None, name)


def _held(text: str, article: Article) -> list[Reference]:
    """The links of the Markdown that directives hold, which stand where they stand in the article."""
    inner = parse_source(Source(text, article.path), "markdown", article.language)
    return [each for each in inner.references if each.kind in ("link", "image")]
