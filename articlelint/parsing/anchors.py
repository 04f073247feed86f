"""Explicit anchors of Markdown: ids of HTML tags, `{#id}` attributes, and block ids such as `^abc`."""

from __future__ import annotations

import re

from articlelint.model.article import Article

_TAG_ID = re.compile(r"\s(?:id|name)[ \t]*=[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s\"'<>]+))", re.IGNORECASE)
# The same without blanks before the sign, which is then the first thing to look for: many times as fast.
_TIGHT_TAG_ID = re.compile(
    r"=(?:(?<=\sid=)|(?<=\sname=))[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s\"'<>]+))", re.IGNORECASE
)
_BRACED_ID = re.compile(r"\{:?[ \t]*#([^\s{}\"']+)")
# mkdocstrings writes the documentation of an object here, under an anchor with its name.
_GENERATED = re.compile(r"^ {0,3}:::[ \t]+([A-Za-z_][\w.]*)[ \t]*\r?$", re.MULTILINE)
_BLOCK_ID = re.compile(r"(?:^|[ \t])(\^[A-Za-z0-9-]+)[ \t]*\r?$", re.MULTILINE)


def scan_anchors(article: Article) -> tuple[str, ...]:
    """The ids that stand in a text, those of its headings left out. Code is not looked into twice: an id too many does no harm."""
    text = article.text
    found: list[str] = []
    if "<" in text and "=" in text:
        pattern = _TAG_ID if " =" in text or "\t=" in text else _TIGHT_TAG_ID
        found += [match[1] or match[2] or match[3] for match in pattern.finditer(text)]
    if "{" in text and "#" in text:
        taken = {heading.anchor for heading in article.all_headings}
        found += (match[1] for match in _BRACED_ID.finditer(text) if match[1] not in taken)
    if ":::" in text:
        found += (match[1] for match in _GENERATED.finditer(text))
    if "^" in text:
        found += (match[1] for match in _BLOCK_ID.finditer(text))
    return tuple(dict.fromkeys(found))
