"""A wiki link + Index -> Resolution, as the article's publisher reads it."""

from __future__ import annotations

import re

from articlelint.corpus.index import Answer, Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers.values import Target, WikiLink
from articlelint.resolve.resolution import Resolution, Status

_URL = re.compile(r"\A(?:(?:[a-z][a-z0-9+.-]*+:)?//|mailto:)", re.IGNORECASE)


def resolve_wikilink(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """Where the link leads, if it is one and somebody can tell."""
    publisher = index.view(facts).wiki
    link = publisher.read_wikilink(reference)
    if link is None or _URL.match(link.page):
        return ()
    if not link.page:
        return (_place(link, reference, facts.path, index),)
    target = publisher.resolve_wikilink(link, reference, facts, index)
    return () if target is None else (_resolution(link, reference, target, index),)


def _resolution(link: WikiLink, reference: Reference, target: Target, index: Index) -> Resolution:
    if target.status == "file":
        return _place(link, reference, target.paths[0], index)
    if target.status == "name":
        return _answered(link, reference, target.answer or index.lookup(link.page), index)
    link = target.link or link
    return Resolution(
        target.status, link.span, link.page, target.paths, target.title, near=target.near, kind=target.kind
    )


def _place(
    link: WikiLink, reference: Reference, path: str, index: Index, *, status: Status = "found", title: str = ""
) -> Resolution:
    """Arrived at an article: found, or the place that the fragment names is not there."""
    fragment = link.fragment
    article = None if fragment is None else index.articles.get(path)
    if fragment is None or article is None:
        return Resolution(status, link.span, link.page, (path,), title)
    ways = index.anchorings(article, reference.kind)
    anchors = index.anchors(path)
    if anchors.has(fragment, ways):
        return Resolution(status, link.span, link.page, (path,), title)
    head = f"{link.page}#"
    best = anchors.alike(fragment, ways[0])
    if ways[0].name == "mediawiki" and best:
        best = best.replace("_", " ")  # as editors write it

    def near() -> tuple[str, ...]:
        return tuple(head + each for each in anchors.near(fragment, ways[0]))

    return Resolution("missing-anchor", link.whole, head + fragment, (path,), head + best if best else "", near)


def _answered(link: WikiLink, reference: Reference, answer: Answer, index: Index) -> Resolution:
    """What a title index answers, as a resolution."""
    if answer.status == "exact":
        return _through(link, reference, answer, index)
    if answer.status == "missing":
        return Resolution("missing", link.span, link.page, near=lambda: index.suggest(link.page))
    return Resolution(answer.status, link.span, link.page, answer.paths, answer.title, kind=answer.kind)


def _through(link: WikiLink, reference: Reference, answer: Answer, index: Index) -> Resolution:
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
