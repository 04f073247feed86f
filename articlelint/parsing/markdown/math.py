r"""Math inside a block of Markdown: which dollars and escaped brackets hold a formula, whose brackets are no links.

`$x$` and `$$x$$` are GitHub's, GitLab's, Obsidian's and Pandoc's, ``$`x`$`` GitHub's and GitLab's too; `\(x\)` and `\[x\]` are read by MathJax
and arithmatex (`\\(x\\)` where the backslash itself must be escaped), while CommonMark sees escaped brackets: there the words decide.
"""

from __future__ import annotations

import re

# No blank behind the opening dollar nor before the closing one, no digit behind it: else prices would make formulas.
_DOLLARS = re.compile(
    r"\$\$(?:[^$\\]|\\.)++\$\$|\$`[^`\r\n]++`\$|\$(?![\s$])(?:[^$\\\r\n]|\\.)++(?<!\s)\$(?!\d)", re.DOTALL
)
_PRICE = re.compile(r"\$\d[\d.,]*[\s)–-]")
_BRACKETS = re.compile(r"[\[\]]")
_COMMAND = re.compile(r"\\[A-Za-z]")
_NO_WORDS = re.compile(r"\\[A-Za-z]+(?:\{[^{}]*\})?|\]\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]{3}")
_CLOSING = {"(": ")", "[": "]"}


def dollars_end(view: str, pos: int) -> int:
    """Where the formula ends whose dollar stands at `pos`; -1 when none does."""
    match = _DOLLARS.match(view, pos)
    if not match:
        return -1
    formula = match[0]
    if "`" in formula and not formula.startswith("$`"):
        return -1  # code binds more tightly
    if ("](" in formula or "[[" in formula) and not _is_apart(view, match):
        return -1
    return match.end()


def _is_apart(view: str, match: re.Match[str]) -> bool:
    """Whether dollars around something like a link hold a formula: not two prices, nor pieces of two links (`[US$](a.md), [A$](b.md)`)."""
    before = view[match.start() - 1] if match.start() else " "
    if before.isalnum() or view[match.end() : match.end() + 1].isalnum() or _PRICE.match(match[0]):
        return False
    depth = 0
    for bracket in _BRACKETS.finditer(match[0]):
        depth += 1 if bracket[0] == "[" else -1
        if depth < 0:
            return False
    return True


def opening_at(view: str, pos: int) -> tuple[str, str] | None:
    r"""What opens at a backslash, `\(` or `\\[`, and what closes it; None when no formula can."""
    start = pos + 2 if view.startswith("\\\\", pos) else pos + 1
    closing = _CLOSING.get(view[start : start + 1])
    return (view[pos : start + 1], view[pos:start] + closing) if closing else None


def is_formula(words: str) -> bool:
    """Whether what stands between escaped brackets is a formula: commands, powers, or no word of three letters."""
    return bool(_COMMAND.search(words)) or "^" in words or not _WORD.search(_NO_WORDS.sub(" ", words))
