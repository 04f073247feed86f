"""Words that cast doubt, and, as info, scare quotes: a word or two in quotation marks that nobody is said to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.phrases import Matches, PhraseOptions
from articlelint.prose import judge
from articlelint.prose.surroundings import Surroundings
from articlelint.text.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(PhraseOptions):
    """`scare_quotes` is what a word or two in quotation marks, without a speaker or source, is told as; "skip" leaves them alone."""

    scare_quotes: Literal["skip", "info", "warning"] = "info"


@check()
def doubt(article: Article, matches: Matches, surroundings: Surroundings, options: Options) -> Iterator[Finding]:
    """Reports the phrases of the list, then scare quotes."""
    text = article.text
    told = Matches(match for match in matches if not _introduces_a_term(text, match.span))
    yield from judge.findings(told, surroundings, options)
    if options.scare_quotes == "skip" or (options.scare_quotes == "info" and surroundings.least != "info"):
        return
    for span in surroundings.quotations:
        if _scares(article.text, span) and not _excused(article.text, span, surroundings):
            yield Finding(
                span,
                f"quotation marks cast doubt on {article.text[span.start : span.end]}",
                "take them away, or say whose words these are",
                severity=options.scare_quotes,
            )


_WORDS = re.compile(r"[\"“„«'‘](?:[a-z][\w’'-]+)(?: [a-z][\w’'-]+)?[\"”“»'’]")
_WORD_AS_WORD = re.compile(
    r"\b(?:words?|terms?|phrases?|names?|nicknames?|titles?|mean(?:s|ing|t)?|call(?:s|ed)?|known|spelled|pronounced|translat\w+|"
    r"labell?ed|nam(?:ed|ing)|dubbed|defin\w+|refer\w*|titled|entitled|quot\w+|signs?|read(?:s|ing)?|letters?|expressions?|as|command|option|"
    r"key|button|field|value|type|click|select|set|example|such|sen[ts]e|slogan|suffix|prefix|noun|verb|adjective|greek|latin|from|for|or)\b",
    re.IGNORECASE,
)


def _introduces_a_term(text: str, span: Span) -> bool:
    """Whether it is `so-called` before a quotation or link, as in: the so-called "glass terminals"; or behind the comma of "tools, so-called X"."""
    if not text[span.start : span.end].lower().startswith("so"):
        return False
    named = text[span.end + 1 : span.end + 2]
    return named in tuple("\"“«'‘[*_`") or (
        named.isalpha() and text[max(0, span.start - 2) : span.start] in (", ", ",\n")
    )


def _scares(text: str, span: Span) -> bool:
    return span.end - span.start < 40 and _WORDS.fullmatch(text, span.start, span.end) is not None


def _excused(text: str, span: Span, around: Surroundings) -> bool:
    """Whether a speaker or source stands in the sentence, or the word is spoken of as a word."""
    sentence = around.sentence(span)
    return (
        around.attributed(Span(sentence.end, sentence.end), reach=400)
        or around.cited(span)
        or _WORD_AS_WORD.search(text, max(sentence.start, span.start - 50), span.start) is not None
        or text[span.end : span.end + 2] == " ("
        or around.in_appendix(span)
    )
