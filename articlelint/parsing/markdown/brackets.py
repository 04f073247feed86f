"""Brackets inside a block of Markdown: links, images, wiki links, embeds, footnote marks."""

from __future__ import annotations

import re

from mistune.util import unikey

from articlelint.model.nodes import Reference
from articlelint.parsing.markdown import links
from articlelint.parsing.markdown.extensions import is_toml_table
from articlelint.parsing.markdown.state import TRIGGER, Bracket, Scanner, pair

_DOTTED_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+(?:\(\))?")  # [text][package.name] is for generated documentation
_LONGEST_NESTED = 1_000
_LETTER = re.compile(r"[^\W\d_]")


def simple_link(scanner: Scanner, match: re.Match[str]) -> int:
    """Takes down `[words](target)` where the words hold no mark and the target no bracket."""
    start, end = match.span()
    view = scanner.view
    if start and view[start - 1] in "![":
        return open_bracket(scanner, start)
    at = scanner.context
    words, target = match.end(2), match.start(3)
    found = links.reference("link", match[3], at.span(target, end - 1), at.span(start, end), match[2], at.section)
    scanner.references.append(found)
    holes = scanner.holes
    holes.append((start, start + 1, "mark"))
    holes.append((words, end, "target"))
    scanner.dead = len(scanner.brackets)
    return end


def open_bracket(scanner: Scanner, pos: int) -> int:
    """Reads `[`: a footnote mark or wiki link, taken whole, or a bracket that waits for its `]`."""
    view = scanner.view
    following = view[pos + 1 : pos + 2]
    if following == "^":
        note = links.FOOTNOTE.match(view, pos)
        if note:
            return _footnote(scanner, note)
    start = pos - 1 if pos and view[pos - 1] == "!" and not _is_escaped(scanner, pos - 1) else pos
    if following == "[":
        match = links.WIKILINK.match(view, pos)
        if match and not (view.startswith("(", match.end()) and links.tail_at(view, match.end())):
            return _wikilink(scanner, match, embed=start < pos)
    if scanner.brackets:
        scanner.brackets[-1].nested = True
    scanner.brackets.append(Bracket(start, pos + 1))
    return pos + 1


def _is_escaped(scanner: Scanner, pos: int) -> bool:
    holes = scanner.holes
    return bool(holes) and holes[-1] == (pos - 1, pos, "mark") and scanner.view[pos - 1] == "\\"


def _footnote(scanner: Scanner, match: re.Match[str]) -> int:
    label = match[1]
    known = scanner.definitions.footnotes
    scanner.holes.append((match.start(), match.end(), "note"))
    # `[^a-z]` may be a regular expression; where footnotes are in use, a word is a label.
    if unikey(label) not in known and (label.isdecimal() or (known and label.replace("-", "").isalnum())):
        at = scanner.context
        span = at.span(*match.span(1))
        scanner.references.append(Reference("footnote", span, at.span(*match.span()), label, section=at.section))
    return match.end()


def _wikilink(scanner: Scanner, match: re.Match[str], *, embed: bool) -> int:
    found = links.wikilink(match, scanner.context, embed=embed)
    start, end = match.span()
    if is_toml_table(scanner.view, start):
        scanner.holes.append((start, end, "code"))
        return end
    if found is None:
        scanner.holes.append((start - embed, end, "template"))
        return end
    scanner.references.append(found)
    if embed:
        scanner.holes.append((start - 1, end, "target"))
        return end
    words = match.start(2) + 1 if match[2] is not None else start + 2
    scanner.holes.append((start, words, "target" if match[2] is not None else "mark"))
    scanner.holes.append((end - 2, end, "mark"))
    if match[2] is not None and TRIGGER.search(match[2]):
        return words
    return end


def close_bracket(scanner: Scanner, pos: int) -> int:
    """Reads `]`: what its bracket and what follows make a link of, if anything."""
    brackets = scanner.brackets
    if not brackets:
        return pos + 1
    bracket = brackets.pop()
    active = len(brackets) >= scanner.dead or bracket.image
    scanner.dead = min(scanner.dead, len(brackets))
    if not active:
        return pos + 1
    view = scanner.view
    if view.startswith("(", pos + 1):
        tail = links.tail_at(view, pos + 1)
        if tail:
            label = _words(view, bracket, pos)
            at = scanner.context
            whole = at.span(bracket.start, tail.end)
            target = view[tail.start : tail.stop]
            if not links.is_placeholder(target) and not _sets_anchor(view, label, tail):
                span = at.span(tail.start, tail.stop)
                scanner.references.append(links.reference(bracket.kind, target, span, whole, label, at.section))
            return _finish(scanner, bracket, pos, tail.end)
    return _close_labelled(scanner, bracket, pos)


def _words(view: str, bracket: Bracket, pos: int) -> str:
    """What stands in the brackets; of images in images only a beginning, or their labels would take the square of the text's length."""
    return view[bracket.text : min(pos, bracket.text + _LONGEST_NESTED) if bracket.nested else pos]


def _sets_anchor(view: str, label: str, tail: links.Tail) -> bool:
    """`[](){ #id }` is how MkDocs is told to set an anchor."""
    return not label and tail.start == tail.stop and view.startswith("{", tail.end)


def _close_labelled(scanner: Scanner, bracket: Bracket, pos: int) -> int:
    """`[text][label]`, `[label][]`, `[label]`."""
    view = scanner.view
    label = links.LABEL.match(view, pos + 1) if view.startswith("[", pos + 1) else None
    text = _words(view, bracket, pos)
    known = scanner.definitions.links
    full = label is not None and bool(label[1].strip())
    if label is not None and full:
        name, span, end = label[1], label.span(1), label.end()
    elif bracket.nested or pos - bracket.text > 999 or not (known or label):
        return pos + 1
    else:
        name, span, end = text, (bracket.text, pos), label.end() if label else pos + 1
    key = unikey(name)
    place = known.get(key)
    at = scanner.context
    whole = at.span(bracket.start, end)
    if place is None:
        if label is None or scanner.brackets or not _means_label(view, bracket, text, name):
            return pos + 1
        if scanner.definitions.are_generated:
            return pos + 1
        scanner.references.append(Reference("link-label", at.span(*span), whole, name, None, text, at.section))
    elif (key, at.section) not in scanner.defined:
        # The target stands in the definition, however often it is used: told once, and once more in a See also section.
        scanner.defined.add((key, at.section))
        target = scanner.definitions.text[place.start : place.end]
        scanner.references.append(links.reference(bracket.kind, target, place, whole, text, at.section))
    return _finish(scanner, bracket, pos, end)


def _means_label(view: str, bracket: Bracket, text: str, name: str) -> bool:
    """Whether `[text][name]` can only be a link whose definition is missing: no indices, marks of sources, types or boxes."""
    before = view[bracket.start - 1] if bracket.start else " "
    return (
        not before.isalnum()
        and before not in "])_`"
        and len(name) < 100
        and "^" not in name + text
        and _LETTER.search(text) is not None
        and _LETTER.search(name) is not None
        and _DOTTED_NAME.fullmatch(name) is None
        and text.strip() not in {"x", "X", "i", "j"}
        and not (text is name and text[0] == text[-1] == "`")  # [`str`][] is for generated documentation too
    )


def _finish(scanner: Scanner, bracket: Bracket, pos: int, end: int) -> int:
    """Takes down a link whose text ends at `pos`: its marks, and the emphasis inside its text."""
    runs = scanner.runs
    first = len(runs)
    while first and runs[first - 1].start > bracket.start:
        first -= 1
    if first < len(runs):
        pair(runs[first:], scanner.holes)
        del runs[first:]
    if bracket.image:
        scanner.holes.append((bracket.start, end, "target"))
        return end
    scanner.holes.append((bracket.start, bracket.text, "mark"))
    scanner.holes.append((pos, end, "target"))
    scanner.dead = len(scanner.brackets)
    return end
