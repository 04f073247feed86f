"""Appendix sections out of their order, or body after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article, Section
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.appendices import NAMES, canonical, order

_BODY = 0
# Only these close an article: "Notes" or "Works" may be sections of its body.
_CLOSING = frozenset({"see-also", "references", "further-reading", "external-links"})
# With prose in them they may as well be chapters: how a tool treats links.
_CHAPTERS = frozenset(
    {"links", "link", "sources", "source", "reference", "footnotes", "footnote", "notes", "note", "citations"}
)
# What may follow the appendix sections, or stand anywhere.
_UNPLACED = frozenset(
    {
        "credits", "attribution", "attributions", "disclosure", "disclaimer", "authors", "author", "author and primary editor",
        "authors and primary editors", "acknowledgements", "acknowledgments", "acknowledgement", "thanks", "contributors", "contributing",
        "resources", "resource list", "license", "licence", "copyright", "contact", "appendix", "changelog", "change log", "history of changes", "feedback", "support", "navigation", "gallery",
        "comments", "next", "next steps", "translations", "metadata", "tags", "categories", "footer",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`order` names sections from first to last (`See also`, or `see-also`); empty: the order of the article's language."""

    order: tuple[str, ...] = ()


@check()
def section_order(article: Article, options: Options) -> Iterator[Finding]:
    """One finding for an article: the first section that must go elsewhere, and a fix that sorts them all."""
    if len(article.headings) < 2:
        return
    ranks = _ranks(article, options)
    for group in _groups(article):
        ranked = [(_rank(article, section, ranks), section) for section in group]
        known = [(rank, section) for rank, section in ranked if rank is not None]
        late = _first_too_early(article, known)
        if late is None:
            continue
        (_, early), (rank, other) = late
        assert early.heading is not None
        assert other.heading is not None
        names = ", ".join(_display(kind, article.language) for kind in ranks)
        what = "the body section" if rank == _BODY else "section"
        yield Finding(
            early.heading.span,
            f"section `{early.heading.text}` stands before {what} `{other.heading.text}`",
            f"the order at the end of an article is: {names}",
            _sorting(article, ranked),
            data={"before": other.heading.text},
        )


def _ranks(article: Article, options: Options) -> dict[str, int]:
    names = options.order or order(article.language)
    return {canonical(name, article.language) or name.casefold(): place for place, name in enumerate(names, 1)}


def _groups(article: Article) -> Iterator[Sequence[Section]]:
    """The top sections; below a lone one, or below several level-1 headings, their children. A title repeated and left empty does not count."""
    group: Sequence[Section] = article.sections[1:]
    while len(kept := [section for section in group if _counts(article, section)]) == 1:
        group = kept[0].children
    if group and all(section.level == 1 for section in group):
        for section in group:
            yield section.children
    else:
        yield group


def _counts(article: Article, section: Section) -> bool:
    heading = section.heading
    return bool(section.children or section.blocks or (heading and canonical(heading.text, article.language)))


def _rank(article: Article, section: Section, ranks: dict[str, int]) -> int | None:
    """A place in the order, 0 for the body, None for what has no fixed place."""
    text = section.heading.text if section.heading else ""
    kind = canonical(text, article.language)
    if text.casefold().strip(" .:") in _CHAPTERS and _has_prose(section):
        return None
    found = ranks.get(kind or text.casefold())
    if found is not None or kind:
        return found
    return _BODY if text.casefold().strip(" .:") not in _UNPLACED and _has_prose(section) else None


def _closes(article: Article, section: Section) -> bool:
    return section.heading is not None and canonical(section.heading.text, article.language) in _CLOSING


def _has_prose(section: Section) -> bool:
    return any(block.kind == "paragraph" and not block.inside for each in section.walk() for block in each.blocks)


def _first_too_early(
    article: Article, known: Sequence[tuple[int, Section]]
) -> tuple[tuple[int, Section], tuple[int, Section]] | None:
    """The first section that stands before one that belongs above it, and that one."""
    found = None
    body: tuple[int, Section] | None = None
    least: tuple[int, Section] | None = None
    for each in reversed(known):
        rank, section = each
        if least is not None and rank > least[0]:
            found = (each, least)
        elif body is not None and rank and _closes(article, section):
            found = (each, body)
        if rank == _BODY:
            body = each
        elif least is None or rank < least[0]:
            least = each
    return found


def _display(kind: str, language: str) -> str:
    for each in (language.partition("-")[0], "en"):
        names = NAMES.get(each, {}).get(kind)  # type: ignore[call-overload]
        if names:
            return str(names[0])
    return kind


def _sorting(article: Article, ranked: Sequence[tuple[int | None, Section]]) -> Fix | None:
    """The sections in their order; one without a place stays behind the section that it follows."""
    keyed: list[tuple[int, Section]] = []
    for rank, section in ranked:
        keyed.append((rank if rank is not None else keyed[-1][0] if keyed else _BODY, section))
    put = sorted(keyed, key=lambda each: each[0])
    if len({section.level for _, section in keyed}) > 1:
        return None
    if article.format == "wikitext" and put[-1] is not keyed[-1]:
        return None  # navigation boxes and categories stand in the last section, and belong at the end
    start, end = keyed[0][1].span.start, keyed[-1][1].span.end
    texts = [article.source.slice(section.span).rstrip() for _, section in put]
    tail = article.text[len(article.text[:end].rstrip()) : end]
    line_end = "\r\n" if "\r\n" in article.text else "\n"
    return Fix((Edit(start, end, (line_end * 2).join(texts) + tail),), "unsafe")
