"""The words that a reader sees of a line of Markdown."""

from __future__ import annotations

import html
import re

_SPECIAL = re.compile(r"[\\`*_\[\]<&~]")
_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>")
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)")
_EMPHASIS = re.compile(r"(\*{1,3}|~~|(?<!\w)_{1,3}(?=\S))(?=\S)(.+?)(?<=\S)\1(?!\w)|(\*{1,3})(?=\S)(.+?)(?<=\S)\3")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain(words: str) -> str:
    """`words` without inline markup: links by their texts, code without ticks, entities and escapes as what they stand for."""
    if not _SPECIAL.search(words):
        return words
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\x00{len(kept) - 1}\x00"

    words = _CODE.sub(lambda m: keep(m[2].strip() or m[2]), words)
    words = _ESCAPE.sub(lambda m: keep(m[1]), words)
    words = _WIKILINK.sub(lambda m: m[2] or m[1], words)
    words = _LINK.sub(r"\1", words)
    words = _TAG.sub("", words)
    for _level in range(2):
        words = _EMPHASIS.sub(lambda m: m[2] or m[4], words)
    words = html.unescape(words)
    return re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m[1])], words).strip()
