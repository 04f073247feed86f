r"""What dialects add to CommonMark: math, hidden text, directives, template tags, MDX.

Template tags that come in pairs may hold no text: Liquid's `{% comment %}`, `{% highlight %}`, Hugo's `{{< highlight >}}` and their like.
What other pairs hold is read as usual: `{{< note >}}` and `{% raw %}` show Markdown.

MDX adds `{/* comments */}`, imports, and tags that need no blank line around them. Its comments and imports are read in every Markdown
file: Docusaurus reads `.md` as MDX too, and nobody else writes such lines.

`$x$` and `$$x$$` are math to GitHub, GitLab, Obsidian and Pandoc, ``$`x`$`` to GitHub and GitLab too; `\(x\)` and `\[x\]` are read by MathJax
and arithmatex (`\\(x\\)` where the backslash itself must be escaped), while CommonMark sees escaped brackets: there the words decide.
"""

from __future__ import annotations

import re

from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.positions import Place


def read_math(state: Place, pos: int) -> int | None:
    """Reads `$$ ... $$` on lines of its own."""
    return _read_between(state, pos, "$$", "math")


def read_comment(state: Place, pos: int) -> int | None:
    """Reads `%% ... %%` on lines of its own."""
    return _read_between(state, pos, "%%", "comment")


def _read_between(state: Place, pos: int, mark: str, kind: str) -> int | None:
    """Reads `$$ ... $$` or `%% ... %%` that fills its lines."""
    src = state.src
    start = src.find(mark, pos)
    if src[pos:start].strip(" "):
        return None
    stop = src.find(mark, start + 2)
    if stop < 0:
        return None
    end = state.find_line_end_at(stop)
    if src[stop + 2 : end].strip():
        return None
    state.close(pos)
    state.add_leaf("math" if kind == "math" else "comment", start, stop + 2)
    return end


def read_paired(state: Place, pos: int) -> int | None:
    """Reads `{% comment %}` or `{{< highlight >}}` at the beginning of a line, up to the line of its closing tag."""
    src = state.src
    start = pos + len(src[pos : pos + 4]) - len(src[pos : pos + 4].lstrip(" "))
    opening = paired_tag_at(src, start)
    if opening is None:
        return None
    closing = closing_of(src, start)
    if closing.pattern in state.unclosed:
        return None
    match = closing.search(src, opening[1])
    if match is None:
        state.unclosed.add(closing.pattern)
        return None
    end = state.find_line_end_at(match.end() - 1)
    if src[match.end() : end].strip():
        return None  # it stands among words: an inline
    state.close(pos)
    state.add_leaf("comment" if opening[0] == "comment" else "code", start, match.end())
    return end


_GENERATED = re.compile(r" {0,3}:::[ \t]+[A-Za-z_]\w*(?P<dotted>(?:\.\w+)*)[ \t]*$", re.MULTILINE)
_DIRECTIVE_END = re.compile(r"^ {0,3}:{3,}[ \t]*$", re.MULTILINE)


def _is_generated(state: Place, pos: int, end: int) -> bool:
    """`::: mills.Wheel`: mkdocstrings writes the documentation of an object there; a name without a dot may open a directive."""
    match = _GENERATED.match(state.src, pos)
    if match is None or match["dotted"]:
        return match is not None
    if ":::" not in state.unclosed and not _DIRECTIVE_END.search(state.src, end):
        state.unclosed.add(":::")  # nor will another one be closed: that keeps the time linear
    return ":::" in state.unclosed


def read_directive(state: Place, pos: int) -> int | None:
    """`:::note` and the `:::` that closes it say nothing themselves; what stands between them is read as usual."""
    match = grammar.DIRECTIVE.match(state.src, pos)
    if not match:
        return None
    state.close(pos)
    if _is_generated(state, pos, match.end()):
        state.add_leaf("template", pos, match.end())
    return match.end() + 1


_CODE = (
    "highlight|code|mermaid|math|katex|latex|plantuml|uml|graphviz|diagram|chart|toml|yaml|json|html|script|style|console|shell|terminal|"
    "command|snippet|codeblock|verbatim|listing"
)
_PAIRED = re.compile(
    r"\{\{(?P<sign>[<%])[ \t]*(?P<hugo>[A-Za-z][\w./-]*)[^\n>]{0,300}(?P=sign)?>?\}\}|\{%-?[ \t]*(?P<liquid>[A-Za-z]\w*)[^\n%]{0,300}%\}"
)
_IS_CODE = re.compile(rf"(?:^|[-_/.])(?:{_CODE})(?:$|[-_/.\d])", re.IGNORECASE)
# `[[menus.main]]` before `name = "Home"` is a table of TOML, wherever it stands.
_TOML_TABLE = re.compile(r"\[\[[\w.\"-]+\]\][ \t]*(?:\r\n?|\n)[ \t]*[\w.\"-]+[ \t]*=[ \t]*[^\s=]")


def paired_tag_at(text: str, pos: int) -> tuple[str, int] | None:
    """What a tag opens that no reader sees as text, `comment` or `code`, and where the tag ends; None for any other."""
    match = _PAIRED.match(text, pos)
    if not match:
        return None
    name = match["hugo"] or match["liquid"]
    kind = "comment" if name == "comment" else "code" if _IS_CODE.search(name) else ""
    return (kind, match.end()) if kind else None


def closing_of(text: str, pos: int) -> re.Pattern[str]:
    """What closes the tag that stands at `pos`."""
    match = _PAIRED.match(text, pos)
    if match and match["hugo"]:
        return re.compile(rf"\{{\{{[<%][ \t]*/[ \t]*{re.escape(match['hugo'])}[ \t]*[>%]\}}\}}")
    name = re.escape(match["liquid"]) if match else ""
    return re.compile(rf"\{{%-?[ \t]*end{name}[ \t]*-?%\}}")


def is_toml_table(text: str, pos: int) -> bool:
    """Whether the double bracket at `pos` begins its line and a table of TOML."""
    return (not pos or text[pos - 1] in "\r\n") and _TOML_TABLE.match(text, pos) is not None


_HIDDEN_EXPRESSION = re.compile(r"[ \t]*\{/\*")
_MODULE = re.compile(
    r"(?:import[ \t](?:[^\n]{0,500}?[ \t]from[ \t]*)?[\"'][^\"'\n]{1,300}[\"'];?[ \t]*$"
    r"|import[ \t]*\{[ \t]*$|export[ \t]+(?:const|let|var|function|default|async)\b)",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*+\})*+\}"
_TAG = re.compile(rf"[ \t]*</?(?:[A-Za-z_$][\w.:$-]*+(?=[\s/>{{]))?(?:[^<>{{}}\"']|\"[^\"]*\"|'[^']*'|{_BRACES})*+>")
_LINE_OF_TAGS = re.compile(rf"(?:{_TAG.pattern})++[ \t]*$", re.MULTILINE)


def read_hidden_expression(state: Place, pos: int) -> int | None:
    """Reads `{/* ... */}` that fills its lines; one among words belongs to its paragraph."""
    src = state.src
    match = _HIDDEN_EXPRESSION.match(src, pos)
    if not match or state.open >= 0 or "*/}" in state.unclosed:
        return None
    stop = src.find("*/}", match.end())
    if stop < 0:
        state.unclosed.add("*/}")
        return None
    end = state.find_line_end_at(stop)
    if src[stop + 3 : end].strip():
        return None
    state.add_leaf("comment", pos, stop + 3)
    return end


def read_module(state: Place, pos: int) -> int | None:
    """Reads `import X from "./x.mdx"` and `export const ...`, up to the next blank line."""
    if state.open >= 0 or state.inside or not _MODULE.match(state.src, pos):
        return None
    blank = _BLANK_LINE.search(state.src, pos)
    end = blank.start() if blank else state.cursor_max
    state.add_leaf("code", pos, end)
    return end


def read_tags(state: Place, pos: int) -> int | None:
    """Reads a line of nothing but tags, in MDX: what stands between it and the next is Markdown."""
    match = _LINE_OF_TAGS.match(state.src, pos)
    if not match:
        return None
    state.close(pos)
    state.add_leaf("html", pos, match.end())
    return match.end() + 1


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


def formula_at(view: str, pos: int) -> tuple[str, str] | None:
    r"""What opens at a backslash, `\(` or `\\[`, and what closes it; None when no formula can."""
    start = pos + 2 if view.startswith("\\\\", pos) else pos + 1
    closing = _CLOSING.get(view[start : start + 1])
    return (view[pos : start + 1], view[pos:start] + closing) if closing else None


def is_formula(words: str) -> bool:
    """Whether what stands between escaped brackets is a formula: commands, powers, or no word of three letters."""
    return bool(_COMMAND.search(words)) or "^" in words or not _WORD.search(_NO_WORDS.sub(" ", words))
