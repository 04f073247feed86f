"""Two articles that claim one title or alias."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from articlelint.corpus.index import Index
from articlelint.engine.rule import check
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import Facts
from articlelint.text.names import FOLDER_PAGES

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}|\d{3}))?\Z")


_PLACEHOLDER = re.compile(r"\{\{|<%|\{%|\$\{")


@check()
def duplicate_title(facts: Facts, index: Index) -> Iterator[Finding]:
    """Reports the article whose path comes later; the earlier one is named. Translations of one article share its title by right."""
    if not facts.title or facts.redirect is not None or facts.shape.is_book:
        return
    titles = (facts.title,) if index.view(facts).wiki.titles_are_names else ()
    for name in dict.fromkeys((*titles, *facts.aliases)):
        if _PLACEHOLDER.search(name):
            continue  # a template's, which each article made from it fills in
        first = next(
            (path for path in _claimants(name, facts.path, index) if not _apart(path, facts.path, index)), None
        )
        if first is not None:
            what = "title" if name == facts.title else "alias"
            yield Finding(
                facts.title_span if what == "title" else facts.alias_spans[facts.aliases.index(name)],
                f"`{first}` has the {what} `{name}` too"
                if what == "title"
                else f"`{first}` answers to the alias `{name}` too",
                "give one of them another title, or a disambiguator in parentheses",
                data={"target": name, "first": first},
                severity="warning" if what == "alias" or index.publishers.site else None,
            )


def _claimants(name: str, before: str, index: Index) -> Iterator[str]:
    """The articles that claim a name and whose paths come before one."""
    key = index.titles.key(name)
    for path in index.titles.claimants(key):
        if path >= before:
            return  # most names are claimed by one article, which need not be looked at
        other = index.articles[path]
        if (
            other.redirect is None
            and not other.shape.is_book
            and key in (index.titles.key(each) for each in (other.title, *other.aliases))
        ):
            yield path


def _apart(one: str, other: str, index: Index) -> bool:
    """A site's pages are named by their paths: only within one folder can two of one title be taken for each other."""
    if index.publishers.site and posixpath.dirname(one) != posixpath.dirname(other):
        return True
    if "readme" in (_stem(one), _stem(other)):  # it is read on the forge, and speaks for the project
        return True
    return _translated(one, other) or (_stands_for_its_folder(one) and _stands_for_its_folder(other))


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].casefold()


def _stands_for_its_folder(path: str) -> bool:
    """Whether the article is the index page of a folder: `c/arrays/index.md` is read, and linked to, as a part of its parent."""
    return "/" in path and posixpath.splitext(posixpath.basename(path))[0].lower() in FOLDER_PAGES


def _translated(one: str, other: str) -> bool:
    """Whether two paths differ only in a part that names a language, or stand under different language folders."""
    return _without_languages(one) == _without_languages(other) or _roots(one) != _roots(other)


def _roots(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.split("/")[:-1] if _LANGUAGE.match(part))


def _without_languages(path: str) -> tuple[str, ...]:
    folders = tuple(part for part in path.split("/")[:-1] if not _LANGUAGE.match(part))
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    inner, dot, language = stem.rpartition(".")
    return (*folders, inner if dot and _LANGUAGE.match(language) else stem, suffix)
