"""What the wiki links of several publishers have in common: how they are read, and which file of a vault is the nearest."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers.values import Answer, Corpus, Target, WikiLink
from articlelint.text.names import unescape
from articlelint.text.source import Span

_IMAGE_OPTION = re.compile(r"\s{0,9}(?:alt|align|float|frame|width|height|hspace|vspace)\b")


def written(reference: Reference) -> WikiLink:
    """The link as it is written: the page first."""
    target = reference.target
    page = target.strip()
    start = reference.span.start + (len(target) - len(target.lstrip()))
    return WikiLink(page, Span(start, start + len(page)), reference.fragment, reference.span)


def in_markdown(reference: Reference) -> WikiLink | None:
    """The link in a Markdown article. None for search syntax (`[[##...]]`, `[[^^...]]`).

    In a table the bar is escaped; the backslash is no part of the name.
    """
    link = written(reference)
    page = link.page.removesuffix("\\").rstrip()
    if (not page and (reference.fragment or "").startswith("#")) or page.startswith("^^"):
        return None
    return link._replace(page=page, span=Span(link.span.start, link.span.start + len(page)))


def in_wikitext(reference: Reference) -> WikiLink:
    """The link in wikitext, where entities are decoded in fragments as everywhere."""
    link = written(reference)
    fragment = link.fragment
    return link._replace(fragment=unescape(fragment)) if fragment and "&" in fragment else link


def label_first(reference: Reference) -> WikiLink | None:
    """`[[label|page]]`, as Gollum writes it; of more bars, only the first two parts count."""
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
    return WikiLink(
        page, Span(start, stop), fragment.strip() if mark else None, Span(start, stop + len(mark + fragment.rstrip()))
    )


def has_image_options(label: str) -> bool:
    """Whether what stands behind the bar is no page: `[[logo.png|alt=Logo]]`."""
    return _IMAGE_OPTION.match(label) is not None


def nearest(page: str, facts: Facts, corpus: Corpus) -> str | None:
    """The file that a vault opens for a name: relative paths first, then the nearest of those that end in it."""
    here = posixpath.dirname(facts.path)
    if page.startswith(("./", "../")):
        page = posixpath.normpath(posixpath.join(here, page))
        found = tuple(each for each in corpus.filemap.ending(page) if _stem(each) == _stem_of(page) or each == page)
        return found[0] if found else None
    return nearest_of(corpus.filemap.ending(page), facts, corpus)


def nearest_of(paths: Collection[str], facts: Facts, corpus: Corpus) -> str | None:
    """Of some files the one in the article's folder, else an article, else the one nearest the root."""
    here = posixpath.dirname(facts.path)
    return min(
        paths,
        key=lambda each: (posixpath.dirname(each) != here, each not in corpus.articles, each.count("/"), each),
        default=None,
    )


def _stem(path: str) -> str:
    return posixpath.splitext(path)[0].lower()


def _stem_of(page: str) -> str:
    return page.lower().removesuffix(".md")


def file(path: str) -> Target:
    """The link leads to this file."""
    return Target("file", (path,))


def by_title(answer: Answer, corpus: Corpus) -> Target | None:
    """What the corpus answers to a name; of one article alone nobody can say which names are missing."""
    return None if answer.status == "missing" and corpus.lone else Target("name", answer=answer)


def missing_note(page: str, corpus: Corpus) -> Target:
    """No note is called so."""
    return Target("missing", near=lambda: corpus.near_notes(page))
