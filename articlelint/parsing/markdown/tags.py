"""Template tags that come in pairs and hold no text: Liquid's `{% comment %}`, `{% highlight %}`, Hugo's `{{< highlight >}}` and its like.

What other pairs hold is read as usual: `{{< note >}}` and `{% raw %}` show Markdown.
"""

from __future__ import annotations

import re

_CODE = (
    "highlight|code|mermaid|math|katex|latex|plantuml|uml|graphviz|diagram|chart|toml|yaml|json|html|script|style|console|shell|terminal|"
    "command|snippet|codeblock|verbatim|listing"
)
_PAIRED = re.compile(
    r"\{\{(?P<sign>[<%])[ \t]*+(?P<hugo>[A-Za-z][\w./-]*+)[^\n>]{0,300}(?P=sign)?>?\}\}"
    r"|\{%-?[ \t]*+(?P<liquid>[A-Za-z]\w*+)[^\n%]{0,300}%\}"
)
_IS_CODE = re.compile(rf"(?:^|[-_/.])(?:{_CODE})(?:$|[-_/.\d])", re.IGNORECASE)
# `[[menus.main]]` before `name = "Home"` is a table of TOML, wherever it stands.
_TOML_TABLE = re.compile(r"\[\[[\w.\"-]+\]\][ \t]*(?:\r\n?|\n)[ \t]*[\w.\"-]+[ \t]*=[ \t]*[^\s=]")


def opening_at(text: str, pos: int) -> tuple[str, int] | None:
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
