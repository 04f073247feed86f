"""A URL in prose without a description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.text.appendices import canonical
from articlelint.text.source import Span


@dataclass(frozen=True, slots=True)
class Options:
    """`sections` are the appendix sections in which a bare URL is no fault."""

    sections: tuple[str, ...] = ("external-links", "references", "notes", "bibliography", "further-reading")


@check()
def bare_url(article: Article, options: Options) -> Iterator[Finding]:
    """Reports the URL. One inside a tag or a link with a label is not bare."""
    for span in _plain(article, options) if article.format == "plain" else _marked_up(article, options):
        yield Finding(
            span,
            "this URL has no description",
            "say what readers find there, and link those words",
            data={"target": article.source.slice(span)},
        )


def _marked_up(article: Article, options: Options) -> Iterator[Span]:
    for reference in article.references:
        # An empty label in wikitext: a template words the link.
        unlabelled = reference.label is None if article.format == "wikitext" else not reference.label
        bare = reference.kind == "url" and unlabelled and reference.span.start - reference.whole.start <= 1
        if bare and reference.section not in options.sections:
            yield reference.span


def _plain(article: Article, options: Options) -> Iterator[Span]:
    """Plain text knows no links: a URL is only a piece that is no prose."""
    listed = [
        section.span
        for section in article.walk()
        if section.heading and canonical(section.heading.text, article.language) in options.sections
    ]
    for inline in article.inlines:
        if inline.kind == "url" and not any(span.start <= inline.span.start < span.end for span in listed):
            yield inline.span
