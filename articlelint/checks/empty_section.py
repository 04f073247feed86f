"""A heading with nothing under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.diagnostic import Edit, Finding, Fix
from articlelint.model import Article, Section
from articlelint.rule import check


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`placeholders` are texts that do not count as content when they stand alone."""

    placeholders: tuple[str, ...] = ("TBD", "TODO", "...", "…")


@check()
def empty_section(article: Article, options: Options) -> Iterator[Finding]:
    """Judges leaf sections only: a parent lives from its children."""
    for section in article.walk():
        heading = section.heading
        if heading is None or section.children or any(_is_content(article, section, options)):
            continue
        yield Finding(
            heading.span,
            f"section `{heading.text}` is empty",
            "write it, or remove its heading",
            Fix((Edit(section.span.start, section.span.end, ""),), "unsafe"),
        )


def _is_content(article: Article, section: Section, options: Options) -> Iterator[bool]:
    for block in section.blocks:
        if block.kind != "comment":
            yield article.source.slice(block.span).strip() not in options.placeholders
