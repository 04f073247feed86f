"""Two sections of one parent with one heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article, Heading, Section
from articlelint.model.diagnostics import Finding


@check()
def duplicate_heading(article: Article) -> Iterator[Finding]:
    """Compares siblings only: "History" under two cities is no duplicate."""
    if len({_key(heading) for heading in article.headings}) == len(article.headings):
        return
    groups: list[Iterable[Section]] = [article.sections[1:]]
    while groups:
        seen: dict[str, Heading] = {}
        for section in groups.pop():
            groups.append(section.children)
            heading = section.heading
            key = _key_in(article, heading) if heading else ""
            if heading is None or not key:
                continue
            first = seen.setdefault(key, heading)
            if first is not heading:
                yield _duplicate(article, heading, first)


def _key_in(article: Article, heading: Heading) -> str:
    """As `_key`, but in code capitals matter: `Close` and `close` are two names. What a template writes (`{{flag|Mali}}`), only its call tells."""
    raw = article.source.slice(heading.span)
    if article.format == "wikitext" and "{{" in raw:
        return raw
    code = "`" in raw
    return " ".join(heading.text.split()) if code else _key(heading)


def _key(heading: Heading) -> str:
    """The heading without what structure/heading-style takes away."""
    return " ".join(heading.text.casefold().split()).rstrip(" .:：。*_")


def _duplicate(article: Article, heading: Heading, first: Heading) -> Finding:
    place = article.source.place(first.span.start)
    return Finding(
        heading.span,
        f"a section of the same level is called `{first.text}` already, in line {place['line']}",
        "rename one of them, or join them",
        data={"first": place},
    )
