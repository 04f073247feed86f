"""`--add-suppressions`: writes what silences the present findings, so that a house can start clean and look at each later.

A comment must not change the article: on a heading it goes above it, in running text to the end of the line. Where neither silences the
finding without breaking something, and that is seen by checking again, a comment for the whole file goes to its end. Plain text holds no
comments; its findings go into the config.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articlelint.errors import UsageError
from articlelint.fix.rounds import Check, Read
from articlelint.model.diagnostics import Diagnostic, Edit, Fix, Report
from articlelint.model.edits import apply_edits, in_newlines
from articlelint.suppressions.judging import FAMILY
from articlelint.text.source import Source, decode, encode


@dataclass(frozen=True, slots=True)
class Silenced:
    """New contents by path, the findings for which the config must speak, how many comments were written, and what was found before."""

    texts: dict[str, bytes]
    in_config: tuple[Diagnostic, ...]
    count: int
    report: Report


@dataclass(frozen=True, slots=True)
class _Style:
    """How a comment is written: the reason that it gives, and the file it goes into; MDX knows no HTML comments."""

    reason: str
    path: str


def silence(check: Check, read: Read, is_plain: Mapping[str, bool], reason: str) -> Silenced:
    """Silences all that `check` finds. A file whose findings cannot be silenced one by one is silenced as a whole, rule by rule."""
    report = check({})
    findings = [
        each for each in report.diagnostics if not each.rule.startswith(f"{FAMILY}/") and "crash" not in each.data
    ]
    commented = [each for each in findings if not is_plain[each.path]]
    texts = {
        path: _by_line(decode(read(path), path), group, _Style(reason, path))
        for path, group in _by_path(commented).items()
    }
    left = _by_path(check(texts).diagnostics)
    for path in texts:
        if path in left:
            texts[path] = _whole(decode(read(path), path), _by_path(commented)[path], _Style(reason, path))
    return Silenced(texts, tuple(each for each in findings if is_plain[each.path]), len(commented), report)


def _by_path(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        found.setdefault(each.path, []).append(each)
    return found


def _by_line(source: Source, diagnostics: list[Diagnostic], style: _Style) -> bytes:
    lines: dict[int, set[str]] = {}
    for each in diagnostics:
        lines.setdefault(each.start.line, set()).add(each.rule)
    return _edited(source, [_edit(source, line, rules, style) for line, rules in lines.items()])


def _edit(source: Source, line: int, rules: set[str], style: _Style) -> Edit:
    span = source.line_span(line)
    words = source.slice(span)
    if words.lstrip(" >").startswith(("#", "=")):
        return Edit(span.start, span.start, f"{_comment('disable-next-line', rules, style)}\n")
    end = span.start + len(words.rstrip(" \t\\"))
    return Edit(end, end, f" {_comment('disable-line', rules, style)}")


def _whole(source: Source, diagnostics: list[Diagnostic], style: _Style) -> bytes:
    end = len(source.text)
    gap = "\n" if source.text.endswith("\n") else "\n\n"
    comment = _comment("disable-file", {each.rule for each in diagnostics}, style)
    return _edited(source, [Edit(end, end, f"{gap}{comment}\n")])


def _comment(directive: str, rules: set[str], style: _Style) -> str:
    why = f": {style.reason}" if style.reason else ""
    opening, closing = ("{/*", "*/}") if style.path.endswith(".mdx") else ("<!--", "-->")
    return f"{opening} articlelint-{directive} {', '.join(sorted(rules))}{why} {closing}"


def _edited(source: Source, edits: list[Edit]) -> bytes:
    fixes = [in_newlines(source.text, Fix((edit,))) for edit in edits]
    try:
        return encode(source, apply_edits(source.text, fixes))
    except UnicodeError as error:
        raise UsageError(f"{source.path}: cannot hold a comment: {error}; save it as UTF-8") from error
