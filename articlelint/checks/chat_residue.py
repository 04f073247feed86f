"""What a chat program left in a text: citation tokens, tracking links, sentences to the person who asked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articlelint.engine.prefilter import Found
from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.source import Span

# Tokens that no person writes. They stand in links and tags too, so the whole written text is searched, code excepted.
_TOKENS = re.compile(
    r":?contentReference\[oaicite:\d+\](?:\{index=\d+\})?"
    r"|\boaicite(?::\d+)?\b|\boai_citation(?::\d+)?\b|\battributableIndex\b|\bgrok_card\b|\bgrok_render_citation_card_json\b"
    r"|\ue200?(?:cite)?[\ue202]?\b(?:cite)?turn\d+(?:search|view|image|news|file|fetch|academia)\d+(?:[\ue201\ue202]?turn\d+[a-z]+\d+)*\ue201?"
    r"|\bppl-ai-file-upload\b|\battached_file:\d+|:::writing\{[^}\n]*\}"
    r"|\butm_source=(?:chatgpt\.com|openai(?:\.com)?|copilot\.com|perplexity(?:\.ai)?|claude\.ai)\b|\breferrer=grok\.com\b"
    r"|\[cite_start\]|\[cite: ?\d+(?:, ?\d+)*\]|\[span_\d+\]\((?:start|end)_span\)|【\d+(?::\d+)?†[^】\n]{0,60}】|\[(?:web|oai):\d+\]"
)
_TOKEN_NEEDLES = frozenset(
    {
        "oaicite", "oai_citation", "attributableindex", "grok_", "ppl-ai-file", "attached_file:", ":::writing{", "utm_source=", "referrer=grok",
        "[cite", "[span_", "【", "[web:", "[oai:", *(f"turn{digit}" for digit in range(10)),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`certain` are phrases that only a program says of itself; `phrases` those that people write too, told as warnings."""

    certain: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def _needles(options: Options) -> tuple[str, ...]:
    return (*_TOKEN_NEEDLES, *options.certain, *options.phrases)


@check(needles=_needles)
def chat_residue(article: Article, options: Options, found: Found) -> Iterator[Finding]:
    """Phrases count in prose, as written here: "As an AI" is not "as an aircraft"."""
    if not found:
        return
    if not found.isdisjoint(_TOKEN_NEEDLES):
        for match in _TOKENS.finditer(article.written):
            help_text = "remove it, and cite the source itself"
            yield Finding(Span(*match.span()), f"`{match[0]}` is a leftover of a chat program", help_text)
    pattern = _phrases(options.certain, options.phrases)
    if not found <= _TOKEN_NEEDLES:
        for match in pattern.finditer(article.prose):
            words = " ".join(match[0].split())
            alone = found.isdisjoint(_TOKEN_NEEDLES) and not found.intersection(
                each.lower() for each in options.certain
            )
            said_by_people = alone and not _begins_block(article, match.start())
            yield Finding(
                Span(*match.span()),
                f"`{words}` speaks to a person who asked a program",
                "remove it, and check what else the program wrote",
                severity="error" if match["certain"] else "info" if said_by_people else "warning",
            )


def _begins_block(article: Article, at: int) -> bool:
    """Whether it is the first thing said in its paragraph: within one, an author speaks to readers so too."""
    place = bisect_right(article.blocks, at, key=lambda block: block.span.start) - 1
    return place >= 0 and not article.text[max(article.blocks[place].span.start, at - 40) : at].strip("*_\"'“ ")


@cache
def _phrases(certain: tuple[str, ...], uncertain: tuple[str, ...]) -> re.Pattern[str]:
    one, other = (
        "|".join(map(_words, sorted(each, key=len, reverse=True))) or r"(?!)" for each in (certain, uncertain)
    )
    return re.compile(rf"(?<!\w)(?:(?P<certain>{one})|(?P<other>{other}))(?!\w)")


def _words(phrase: str) -> str:
    """A phrase in the prose: its first letter in either case, any apostrophe, any blanks."""
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in phrase.split())
    first = words[0]
    return f"[{first.upper()}{first.lower()}]{words[1:]}" if first.isalpha() else words
