"""A rule page: Markdown in which a `toml rule` block is the rule and `bad`, `good`, `fixed` blocks are its tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from articlelint.config import toml
from articlelint.engine.rule import Example, Page
from articlelint.errors import RuleError
from articlelint.model.article import Format

# A fence that nothing closes holds the rest of the page, so that no page takes longer than it is long.
_FENCE = re.compile(
    r"^(?P<fence>`{3,}+|~{3,}+)(?P<info>[^\n`]*+)\n(?P<body>.*?)(?:^(?P=fence)(?P<closed>[ \t]*+)$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r"^# ++(?P<title>[^\n]*[^ \n]) *+$", re.MULTILINE)
_FILE = re.compile(r"\bfile=(?P<name>\S+)")
_ENCODING = re.compile(r"\bencoding=(?P<name>[\w-]+)")
_VERDICTS = ("bad", "good", "fixed", "corpus")
_FORMATS: Mapping[str, Format] = {
    "markdown": "markdown", "md": "markdown", "text": "plain", "plain": "plain", "wikitext": "wikitext", "mediawiki": "wikitext",
}  # fmt: skip


def read_page(name: str, text: str, where: str, *, examples: bool = True) -> Page:
    """A page's parts. Raises RuleError naming `where` when a part is missing or does not parse."""
    rule: Mapping[str, Any] | None = None
    settings: Mapping[str, Any] = {}
    found: list[Example] = []
    for fence in _FENCE.finditer(text):
        if fence["closed"] is None:
            break
        words = fence["info"].split()
        line = text.count("\n", 0, fence.start()) + 1
        if words[:2] == ["toml", "rule"]:
            rule = _toml(fence["body"], where, line)
        elif words[:2] == ["toml", "settings"]:
            settings = _toml(fence["body"], where, line)
        elif examples and len(words) > 1 and words[0] in _FORMATS and words[1] in _VERDICTS:
            file = _FILE.search(fence["info"])
            encoding = _ENCODING.search(fence["info"])
            stored = encoding["name"] if encoding else "utf-8"
            found.append(
                Example(_FORMATS[words[0]], words[1], fence["body"], line, file["name"] if file else "", stored)
            )
    title = _TITLE.search(text)
    if rule is None or title is None:
        missing = "a `toml rule` block" if rule is None else "a `# Title` line"
        raise RuleError(f"{where}: a rule page needs {missing}")
    return Page(name, title["title"], text, rule, tuple(found), settings)


def _toml(body: str, where: str, line: int) -> Mapping[str, Any]:
    try:
        return toml.loads(body)
    except ValueError as error:
        raise RuleError(f"{where}:{line}: the TOML block does not parse: {error}") from error
