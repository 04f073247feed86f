"""A wiki link + Index -> Resolution, in the dialect of the corpus."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from articlelint.corpus.index import Answer, Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.resolve.resolution import Resolution, Status
from articlelint.text.names import VariantKind, normal, slug_of, unescape
from articlelint.text.namespaces import split
from articlelint.text.source import Span

_IMAGE_OPTION = re.compile(r"\s{0,9}(?:alt|align|float|frame|width|height|hspace|vspace)\b")
_URL = re.compile(r"\A(?:(?:[a-z][a-z0-9+.-]*+:)?//|mailto:)", re.IGNORECASE)


class Link(NamedTuple):
    """A wiki link as its dialect reads it: the page, where that is written, and the place in it."""

    page: str
    span: Span
    fragment: str | None
    whole: Span


def resolve_wikilink(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """Where the link leads in the dialect of the article: `mediawiki` in wikitext, else the corpus' dialect."""
    dialect = "mediawiki" if facts.format == "wikitext" else index.dialects.links
    link = _read(reference, dialect)
    if link is None or _URL.match(link.page):
        return ()
    if not link.page:
        return (_self(link, reference, facts, index),)
    found = _DIALECTS[dialect](link, reference, facts, index)
    return () if found is None else (found,)


def _read(reference: Reference, dialect: str) -> Link | None:
    """None for what the dialect does not read as a link: search syntax, `[[_TOC_]]`, includes."""
    if dialect == "gollum" and reference.label is not None and not _IMAGE_OPTION.match(reference.label):
        return _reversed(reference)
    written = reference.target
    page = written.strip()
    start = reference.span.start + (len(written) - len(written.lstrip()))
    if dialect == "gollum" and (page.startswith(("_", "include:")) or not page):
        return None
    if dialect != "mediawiki":
        # In a table the bar is escaped; the backslash is no part of the name.
        page = page.removesuffix("\\").rstrip()
        if (not page and (reference.fragment or "").startswith("#")) or page.startswith("^^"):
            return None
    fragment = reference.fragment
    if dialect == "mediawiki" and fragment and "&" in fragment:
        fragment = unescape(fragment)
    return Link(page, Span(start, start + len(page)), fragment, reference.span)


def _reversed(reference: Reference) -> Link | None:
    """Gollum writes `[[label|page]]`; of more bars, only the first two parts count."""
    label = reference.label or ""
    end = reference.whole.end - 2
    start = end - len(label)
    part = label.partition("|")[0]
    page, mark, fragment = part.partition("#")
    start += len(page) - len(page.lstrip())
    page = page.strip()
    if not page and not mark:
        return None
    stop = start + len(page)
    return Link(
        page, Span(start, stop), fragment.strip() if mark else None, Span(start, stop + len(mark + fragment.rstrip()))
    )


def _self(link: Link, reference: Reference, facts: Facts, index: Index) -> Resolution:
    return _place(link, reference, facts.path, index)


def _place(
    link: Link, reference: Reference, path: str, index: Index, *, status: Status = "found", title: str = ""
) -> Resolution:
    """Arrived at an article: found, or the place that the fragment names is not there."""
    fragment = link.fragment
    article = None if fragment is None else index.articles.get(path)
    if fragment is None or article is None:
        return Resolution(status, link.span, link.page, (path,), title)
    dialects = index.anchor_dialects(article, reference.kind)
    anchors = index.anchors(path)
    if anchors.has(fragment, dialects):
        return Resolution(status, link.span, link.page, (path,), title)
    head = f"{link.page}#"
    best = anchors.alike(fragment, dialects[0])
    if dialects[0] == "mediawiki" and best:
        best = best.replace("_", " ")  # as editors write it

    def near() -> tuple[str, ...]:
        return tuple(head + each for each in anchors.near(fragment, dialects[0]))

    return Resolution("missing-anchor", link.whole, head + fragment, (path,), head + best if best else "", near)


def _missing(link: Link, index: Index, near: Callable[[str], tuple[str, ...]] | None = None) -> Resolution:
    return Resolution("missing", link.span, link.page, near=lambda: (near or index.suggest)(link.page))


def _answered(link: Link, reference: Reference, answer: Answer, index: Index) -> Resolution:
    """What a title index answers, as a resolution."""
    if answer.status == "exact":
        return _through(link, reference, answer, index)
    if answer.status == "missing":
        return _missing(link, index)
    return Resolution(answer.status, link.span, link.page, answer.paths, answer.title, kind=answer.kind)


def _through(link: Link, reference: Reference, answer: Answer, index: Index) -> Resolution:
    """An exact name: of an article, of a redirect page, or an alias."""
    path = answer.paths[0]
    if not index.is_redirect(path):
        status: Status = "redirect" if answer.alias else "found"
        return _place(link, reference, path, index, status=status, title=index.title_of(path) if answer.alias else "")
    if reference.kind == "redirect":
        return Resolution("redirect", link.span, link.page, (path,), index.redirected(path))
    final = index.redirected(path)
    ends = index.lookup(final)
    if ends.status != "exact":
        # The redirect page is at fault, and is told so; a link to it is no worse than the page.
        return Resolution("redirect" if ends.status == "outside" else "found", link.span, link.page, (path,), final)
    place = index.articles[path].redirect_place if link.fragment is None else ""
    return _place(
        link, reference, ends.paths[0], index, status="redirect", title=f"{final}#{place}" if place else final
    )


# A wiki has many articles that differ in a disambiguator, a subtitle, an article or the number: there, those are other names.
_SLIPS: frozenset[VariantKind | None] = frozenset({"dash", "apostrophe", "case", "diacritics", "space"})


def _mediawiki(link: Link, reference: Reference, facts: Facts, index: Index) -> Resolution | None:
    page = link.page
    if "&" in page:
        page = unescape(page)
    if "%" in page:
        page = unquote(page)
    page = page.removeprefix(":").strip()
    if page.startswith("/"):
        page = index.title_of(facts.path) + page.rstrip("/")
    elif page.startswith("../"):
        page = posixpath.normpath(posixpath.join(index.title_of(facts.path), page))
    if not page:
        return None
    answer = index.lookup(page)
    if answer.status != "exact" and split(page, index.settings.namespaces, index.settings.interwiki).kind:
        return Resolution("outside", link.span, link.page)
    if answer.alias and answer.status == "exact" and not index.is_redirect(answer.paths[0]):
        path = answer.paths[0]
        return Resolution("variant", link.span, link.page, (path,), index.title_of(path), kind="alias")
    near: tuple[str, ...] = ()
    if answer.status in ("variant", "ambiguous") and not _is_slip(page, answer, index):
        near = tuple(dict.fromkeys(index.title_of(path) for path in answer.paths))
        answer = Answer("missing")
    if answer.status == "missing" and reference.kind == "redirect":
        return Resolution("broken-redirect", link.span, link.page, near=near or (lambda: index.suggest(page)))
    return _missing(link, index, lambda _page: near) if near else _titles_only(link, reference, answer, index)


def _is_slip(page: str, answer: Answer, index: Index) -> bool:
    """Whether a near name is the article that was meant: not `A` for `Å`, and not an old redirect to the very name that is missing."""
    if answer.kind not in _SLIPS or (answer.kind == "diacritics" and len(page) < 4):
        return False
    if index.settings.wiki_case == "case-sensitive" and page[1:] == answer.title[1:]:
        return False  # `polish` and `Polish` are two words
    return not all(index.is_redirect(path) for path in answer.paths)


def _titles_only(link: Link, reference: Reference, answer: Answer, index: Index) -> Resolution | None:
    if answer.status == "missing" and index.lone:
        return None
    return _answered(link, reference, answer, index)


def _vault(link: Link, reference: Reference, facts: Facts, index: Index) -> Resolution | None:
    """Obsidian: any path suffix, any case, suffix of notes optional. Aliases and titles are no targets, but tell what was meant."""
    path = _nearest(link.page, facts, index)
    if path:
        return _place(link, reference, path, index)
    if not index.has_files or (index.lone and not index.files):
        return None
    answer = index.lookup(link.page)
    if answer.status in ("exact", "variant") and answer.paths:
        kind = answer.kind or ("alias" if answer.alias else "path")
        return Resolution("variant", link.span, link.page, answer.paths, index.note_name(answer.paths[0]), kind=kind)
    return _answered_or_missing_note(link, answer, index)


def _answered_or_missing_note(link: Link, answer: Answer, index: Index) -> Resolution:
    if answer.status in ("ambiguous", "outside"):
        return Resolution(answer.status, link.span, link.page, answer.paths)
    return _missing(link, index, index.near_notes)


def _nearest(page: str, facts: Facts, index: Index) -> str | None:
    """The file that a vault opens for a name: relative paths first, then the nearest of those that end in it."""
    here = posixpath.dirname(facts.path)
    if page.startswith(("./", "../")):
        page = posixpath.normpath(posixpath.join(here, page))
        found = tuple(each for each in index.filemap.ending(page) if _stem(each) == _stem_of(page) or each == page)
        return found[0] if found else None
    found = index.filemap.ending(page)
    if not found:
        return None
    return min(found, key=_distance(facts, index))


def _distance(facts: Facts, index: Index) -> Callable[[str], tuple[bool, bool, int, str]]:
    """What a vault sorts files of one name by: those beside the article first, then articles, then those near the root."""
    here = posixpath.dirname(facts.path)
    return lambda each: (posixpath.dirname(each) != here, each not in index.articles, each.count("/"), each)


def _stem(path: str) -> str:
    return posixpath.splitext(path)[0].lower()


def _stem_of(page: str) -> str:
    return page.lower().removesuffix(".md")


def _generic(link: Link, reference: Reference, facts: Facts, index: Index) -> Resolution | None:
    """No dialect is known: a file, a title, an alias, in this order; a reversed link if only so it leads somewhere."""
    path = _exact_file(link.page, facts, index)
    answer = index.lookup(link.page)
    if path and not _torn(path, link.page, facts, index):
        return _place(link, reference, path, index)
    if answer.status in ("exact", "outside"):
        return _answered(link, reference, answer, index)
    if path:
        return Resolution("ambiguous", link.span, link.page, index.filemap.ending(link.page))
    near = _nearest(link.page, facts, index)
    if near:
        return _other_case(link, near, index)
    if answer.status == "missing" and reference.label and reference.kind == "wikilink":
        turned = _reversed(reference)
        if (
            turned
            and turned.page
            and (_nearest(turned.page, facts, index) or index.lookup(turned.page).status == "exact")
        ):
            return Resolution("found", turned.span, turned.page, index.lookup(turned.page).paths)
    return _titles_only(link, reference, answer, index)


def _exact_file(page: str, facts: Facts, index: Index) -> str | None:
    """The nearest file of exactly this name: `infoflow` is another file than the `InfoFlow` that stands beside the link."""
    if page.startswith(("./", "../")):
        path = _nearest(page, facts, index)
        return path if path and _is_named(path, page) else None
    found = [each for each in index.filemap.ending(page) if _is_named(each, page)]
    return min(found, key=_distance(facts, index)) if found else None


def _is_named(path: str, page: str) -> bool:
    """Whether a file has this name, letter by letter."""
    name = normal(posixpath.basename(page))
    there = posixpath.basename(path)
    return name in (normal(there), normal(posixpath.splitext(there)[0]))


def _torn(path: str, page: str, facts: Facts, index: Index) -> bool:
    """Whether several files are as near as this one, none of them in the folder of the link: nobody can tell which is meant."""
    depth = path.count("/")
    rivals = sum(
        each.count("/") == depth and each in index.articles and _is_named(each, page)
        for each in index.filemap.ending(page)
    )
    return rivals > 1 and posixpath.dirname(path) != posixpath.dirname(facts.path)


def _other_case(link: Link, path: str, index: Index) -> Resolution:
    return Resolution("variant", link.span, link.page, (path,), index.note_name(path), kind="case")


def _foam(link: Link, reference: Reference, facts: Facts, index: Index) -> Resolution | None:
    """Foam: identifiers are file names without regard to case; a title may stand for the file name made from it."""
    path = _nearest(link.page, facts, index)
    if path:
        return _place(link, reference, path, index)
    slug = index.filemap.ending(slug_of(link.page)) if index.lookup(link.page).status == "missing" else ()
    return _place(link, reference, slug[0], index) if len(slug) == 1 else _generic(link, reference, facts, index)


def _gollum(link: Link, reference: Reference, facts: Facts, index: Index) -> Resolution | None:
    """Gollum and GitHub wikis: file names, hyphens for blanks, from the page's folder or the root, any folder, any case."""
    for page in dict.fromkeys((link.page, link.page.replace(" ", "-"), link.page.replace("-", " "))):
        path = _nearest(page.lstrip("/"), facts, index)
        if path:
            return _place(link, reference, path, index)
    answer = index.lookup(link.page)
    if answer.status in ("exact", "variant") and len(answer.paths) == 1:
        name = index.note_name(answer.paths[0])
        return Resolution("variant", link.span, link.page, answer.paths, name, kind=answer.kind or "path")
    return None if not index.has_files else _missing(link, index, index.near_notes)


_DIALECTS: Mapping[str, Callable[[Link, Reference, Facts, Index], Resolution | None]] = {
    "markdown": _generic,
    "obsidian": _vault,
    "foam": _foam,
    "gollum": _gollum,
    "mediawiki": _mediawiki,
}
