"""No publisher is known: any reading by which a wiki link leads somewhere is good."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import ClassVar

from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers import wikilinks
from articlelint.publishers.publisher import Publisher, Role
from articlelint.publishers.values import Corpus, Target, WikiLink
from articlelint.text.names import normal

_NAMESPACE = re.compile(r"[^\W\d_][\w.+-]*:")


@dataclass(frozen=True, slots=True)
class Plain(Publisher):
    """Markdown files, read as they are. Its name in settings is `markdown`."""

    name: ClassVar[str] = "markdown"
    role: ClassVar[Role] = "wiki"

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """A file, a title, an alias, in this order; a link with its label first if only so it leads somewhere."""
        path, is_torn = _exact_file(link.page, facts, corpus)
        answer = corpus.lookup(link.page)
        if path and not is_torn:
            return wikilinks.file(path)
        if answer.status in ("exact", "outside"):
            return Target("name", answer=answer)
        if path:
            return Target("ambiguous", corpus.filemap.ending(link.page))
        if answer.status == "missing" and _NAMESPACE.match(link.page):
            return None  # a namespace of who knows which wiki
        near = wikilinks.nearest(link.page, facts, corpus)
        if near:
            return Target("variant", (near,), corpus.note_name(near), "case")
        turned = wikilinks.label_first(reference) if answer.status == "missing" and reference.label else None
        if turned and turned.page and reference.kind == "wikilink":
            named = corpus.lookup(turned.page)
            if named.status == "exact" or wikilinks.nearest(turned.page, facts, corpus):
                return Target("found", named.paths, link=turned)
        return wikilinks.by_title(answer, corpus)


def _exact_file(page: str, facts: Facts, corpus: Corpus) -> tuple[str | None, bool]:
    """The nearest file of exactly this name; and whether several are as near, none of them in the folder of the link."""
    if page.startswith(("./", "../")):
        path = wikilinks.nearest(page, facts, corpus)
        return (path, False) if path and _is_exact(page, path) else (None, False)
    found = [path for path in corpus.filemap.ending(page) if _is_exact(page, path)]
    path = wikilinks.nearest_of(found, facts, corpus)
    if path is None or posixpath.dirname(path) == posixpath.dirname(facts.path):
        return path, False
    return path, sum(each.count("/") == path.count("/") and each in corpus.articles for each in found) > 1


def _is_exact(page: str, path: str) -> bool:
    name, there = normal(posixpath.basename(page)), posixpath.basename(path)
    return name in (normal(there), normal(posixpath.splitext(there)[0]))
