"""References written by hand, as the readers of articles make them, and small corpora to resolve them in."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from articlelint.config.settings import DEFAULTS, Settings
from articlelint.corpus.index import Index, build
from articlelint.model.article import CueSettings, Reference
from articlelint.model.facts import Facts, collect
from articlelint.parsing import parse_source
from articlelint.resolve import Resolution, resolve
from articlelint.text.source import Source, Span

_WIKILINK = re.compile(r"(?P<embed>!?)\[\[(?P<target>[^\]|#]*)(?:#(?P<fragment>[^\]|]*))?(?:\|(?P<label>.*))?\]\]")
_LINK = re.compile(r"(?P<embed>!?)\[(?P<label>[^\]]*)\]\((?P<target>[^#)]*)(?:#(?P<fragment>[^)]*))?\)")


def reference(markup: str) -> Reference:
    """`[[X#S|label]]`, `![[X]]`, `[t](a.md#b)` or a bare name as the reference that it is, at offset 0."""
    wiki = "[[" in markup
    match = (_WIKILINK if wiki else _LINK).fullmatch(markup)
    if match is None:
        return Reference("hatnote", Span(0, len(markup)), Span(0, len(markup)), markup)
    end = match.end("target") if match["fragment"] is None else match.end("fragment")
    kinds: Any = ("embed" if match["embed"] else "wikilink") if wiki else ("image" if match["embed"] else "link")
    span = Span(match.start("target"), end)
    return Reference(kinds, span, Span(0, len(markup)), match["target"], match["fragment"], match["label"])


def article(path: str, title: str = "", *headings: str, **more: Any) -> Facts:
    """The facts of an article."""
    format = "wikitext" if path.endswith(".wiki") else "plain" if path.endswith(".txt") else "markdown"
    return replace(Facts(path, format, title), headings=headings, **more)


def corpus(*facts: Facts, files: Iterable[str] = (), outside: Iterable[str] = (), **settings: Any) -> Index:
    """An index of these articles, with other files beside them."""
    return build(facts, {*files, *(fact.path for fact in facts)}, outside, replace(DEFAULTS, **settings))


def resolved(markup: str, here: str, index: Index) -> Resolution | None:
    """What the corpus answers to a reference in the article `here`; None when it is left alone."""
    found = resolve(reference(markup), index.articles[here], index)
    assert len(found) < 2
    return found[0] if found else None


def status(markup: str, here: str, index: Index) -> str:
    """The status of the answer; `silent` when the reference is left alone."""
    found = resolved(markup, here, index)
    return found.status if found else "silent"


__all__ = ["Settings", "article", "corpus", "reference", "resolved", "status"]


def answers(
    sentence: str, titles: tuple[str, ...] = ("Nothing",), language: str = "en", cues: CueSettings | None = None
) -> list[Resolution]:
    """What a corpus of these titles answers to the references of a sentence."""
    article = parse_source(Source(f"Sample\n\n{sentence}\n", "sample.txt"), None, language, cues or CueSettings())
    chosen = Settings(language=language, cue_words=article.cues.words, cue_languages=article.cues.languages)
    index = build([collect(article)], outside=titles, settings=chosen)
    found = [
        each
        for reference in article.references
        if reference.kind != "url"
        for each in resolve(reference, collect(article), index)
    ]
    for each in found:
        assert article.text[each.span.start : each.span.end].replace("\n", " ").startswith(each.target[:1])
    return found


def missing(sentence: str, *titles: str, language: str = "en", cues: CueSettings | None = None) -> list[str]:
    """The names that a sentence refers to and nobody answers to."""
    found = answers(sentence, titles or ("Nothing",), language, cues)
    return [each.target for each in found if each.status == "missing"]
