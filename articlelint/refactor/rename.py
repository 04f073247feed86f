"""Renames an article and rewrites whatever refers to it, in every form, keeping labels."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from articlelint.config.loading import Found
from articlelint.corpus.index import Index
from articlelint.errors import UsageError
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Edit, Fix
from articlelint.model.edits import apply_edits
from articlelint.model.facts import Facts
from articlelint.parsing import parse_source
from articlelint.refactor.names import Name, is_path, renamed
from articlelint.resolve import Resolution, resolve
from articlelint.resolve.markdown_links import fragment_of, rewritable
from articlelint.run.article import read
from articlelint.text.names import normal
from articlelint.text.source import Source, Span

_LINKS = frozenset({"link", "image", "shortcode"})
_WIKI = frozenset({"wikilink", "embed", "redirect", "hatnote"})
_PROSE = frozenset({"see", "see-also-item", "hatnote"})


class Renaming(NamedTuple):
    """A renaming that has been thought through: names, and the new text of each file that changes, by its present path."""

    old: Name
    new: Name
    sources: Mapping[str, Source]
    texts: Mapping[str, str]
    references: int


def plan(old: str, new: str, found: Found, index: Index) -> Renaming:
    """What renaming an article would change. Raises UsageError when the article is not there, or the new name is taken."""
    was = _old_name(old, found, index)
    now = _new_name(was, new, found, index)
    _refuse_taken(was, now, found, index)
    sources: dict[str, Source] = {}
    texts: dict[str, str] = {}
    references = 0
    for path in index.articles:
        edits = list(dict.fromkeys(_edits(index.articles[path], was, now, index)))
        references += len(edits)
        if path == was.path:
            edits += _title_edits(found, was, now, index.articles[path].title_span)
        if edits:
            source = sources[path] = read(found.root, path)
            changed = apply_edits(source.text, (Fix((edit,)) for edit in edits))
            if changed != source.text:
                texts[path] = changed
    sources.setdefault(was.path, read(found.root, was.path))
    return Renaming(was, now, sources, texts, references)


def _old_name(word: str, found: Found, index: Index) -> Name:
    path = _inside(word, found)
    if path is None or path not in index.articles:
        answer = index.lookup(word)
        if answer.status == "ambiguous":
            raise UsageError(f"{word}: several articles answer to it: {', '.join(answer.paths)}; name its file")
        if answer.status != "exact":
            near = index.suggest(word)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"{word}: no article has this path or title{hint}")
        path = answer.paths[0]
    return Name(path, index.title_of(path))


def _new_name(was: Name, word: str, found: Found, index: Index) -> Name:
    wiki = index.publishers.at(was.path).wiki
    if not is_path(word) and not Path(word).is_dir():
        now = renamed(was, None, word)
        stem = wiki.file_of_title(word)
        return (
            now
            if stem is None
            else now._replace(path=posixpath.join(posixpath.dirname(was.path), stem + posixpath.splitext(was.path)[1]))
        )
    path = _inside(word, found)
    if path is None:
        raise UsageError(f"{word}: lies outside of {found.root}")
    if word.endswith("/") or path in index.filemap.folders:
        path = posixpath.join(path, posixpath.basename(was.path))
    title = wiki.title_of_file(path) if wiki.title_of_file(was.path) == was.title else None
    return renamed(was, path, title)


def _inside(word: str, found: Found) -> str | None:
    """A path as the user gives it, relative to the root; None when it lies elsewhere."""
    try:
        relative = Path(posixpath.normpath(Path.cwd() / word)).relative_to(found.root).as_posix()
    except ValueError:
        return None
    return "" if relative == "." else relative


def _refuse_taken(was: Name, now: Name, found: Found, index: Index) -> None:
    if now == was:
        raise UsageError(f"{was.path}: is called so already")
    place = found.root / now.path
    if now.path != was.path and place.exists() and not place.samefile(found.root / was.path):
        raise UsageError(f"{now.path}: exists already; nothing was renamed")
    answer = index.lookup(now.title)
    if answer.status in ("exact", "ambiguous") and was.path not in answer.paths:
        raise UsageError(f"{now.title!r} is the title of {answer.paths[0]} already; nothing was renamed")


def _title_edits(found: Found, was: Name, now: Name, declared: Span) -> Iterator[Edit]:
    """The title, wherever the article itself writes it: front matter, heading, first line."""
    source = read(found.root, was.path)
    article = parse_source(source, language=found.settings.language)
    spans: dict[Span, bool] = {}
    if article.front_matter and article.front_matter.title_span and article.front_matter.title == was.title:
        spans[article.front_matter.title_span] = True
    for at, heading in enumerate(article.headings):
        if (heading.level == 1 or (at == 0 and article.title is None)) and normal(heading.text) == normal(was.title):
            spans.setdefault(heading.span, False)
    if article.title and article.title.span.end > article.title.span.start and article.title.text == was.title:
        spans.setdefault(article.title.span, False)
    if source.text[declared.start : declared.end] == was.title:  # where the publisher finds it: `title:: Mast`
        spans.setdefault(declared, False)
    for span, in_front_matter in spans.items():
        yield Edit(*span, _scalar(source.text, span, now.title) if in_front_matter else now.title)


def _scalar(text: str, span: Span, title: str) -> str:
    """A title as a YAML or TOML value: within the quotation marks that are there, or in new ones if it needs them."""
    mark = text[span.start - 1 : span.start]
    if mark == '"':
        return title.replace("\\", "\\\\").replace('"', '\\"')
    if mark == "'":
        return title.replace("'", "''")
    plain = title[0].isalnum() and ": " not in title and " #" not in title and not title.endswith(":")
    return title if plain else '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _edits(facts: Facts, was: Name, now: Name, index: Index) -> Iterator[Edit]:
    moved = facts.path == was.path
    if not moved and not facts.references:
        return
    here = now.path if moved else facts.path
    elsewhere = moved and posixpath.dirname(was.path) != posixpath.dirname(now.path)
    for reference in facts.references:
        if reference.kind == "url":
            continue
        for found in resolve(reference, facts, index):
            if found.paths == (was.path,):
                yield from _pointed(reference, found, here, was, now, index)
            elif elsewhere and found.paths and reference.kind in _LINKS and not reference.target.startswith("/"):
                publisher = index.view(facts).links
                yield _link(reference, publisher.write_moved(reference.target, found.paths[0], here))


def _pointed(reference: Reference, found: Resolution, here: str, was: Name, now: Name, index: Index) -> Iterator[Edit]:
    """What a reference to the article becomes."""
    if reference.kind in _LINKS:
        if reference.target and now.path != was.path:
            publisher = index.publishers.at(here).links
            if reference.kind == "shortcode":
                yield _link(
                    reference,
                    publisher.write_shortcode(reference.label or "", reference.target, now.path, here),
                )
                return
            yield _link(reference, publisher.write_moved(reference.target, now.path, here))
        return
    page = found.target.partition("#")[0] if found.status == "missing-anchor" else found.target
    span = Span(found.span.start, found.span.start + len(page))
    if not page or (found.status == "redirect" and normal(page) != normal(was.title)):
        return  # an alias goes with the article
    if normal(page) != normal(was.title) and normal(page) in map(normal, index.articles[was.path].aliases):
        return
    name = _page(page, was, now, index) if reference.kind in _WIKI else now.title
    if reference.kind in _PROSE and page.isupper() and not was.title.isupper():
        name = name.upper()
    if name != page:
        yield Edit(*span, name)


def _page(page: str, was: Name, now: Name, index: Index) -> str:
    """A wiki link's page: by title if it was by title, by file if it was by file, with as many folders as before."""
    colon = ":" if page.startswith(":") else ""
    bare = page.removeprefix(":")
    stem, suffix = posixpath.splitext(now.path)
    by_title = normal(bare) == normal(was.title) or index.lookup(bare).status == "variant"
    old_stem = posixpath.splitext(was.path)[0]
    by_file = normal(posixpath.basename(old_stem)) == normal(posixpath.splitext(posixpath.basename(bare))[0])
    wiki = index.publishers.wiki
    if by_file and (wiki.links_by_file or not by_title):
        named = stem if "/" in bare or _is_taken(stem, was, index) else posixpath.basename(stem)
        named += suffix if bare.endswith(suffix) else ""
        return colon + wiki.write_wikilink(bare, named)
    return colon + (now.title.replace(" ", "_") if "_" in bare and " " not in bare else now.title)


def _is_taken(stem: str, was: Name, index: Index) -> bool:
    return any(path != was.path for path in index.filemap.ending(posixpath.basename(stem)))


def _link(reference: Reference, href: str) -> Edit:
    return Edit(*reference.span, rewritable(reference, href + fragment_of(reference)))
