"""A Markdown link or image + Index -> Resolution: files, folders, routes, and the anchors in them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Sequence
from heapq import nsmallest
from urllib.parse import quote, unquote

from articlelint.corpus.files import FileMap
from articlelint.corpus.index import Index
from articlelint.model.article import Reference
from articlelint.model.facts import Facts
from articlelint.publishers.publisher import Publisher
from articlelint.publishers.values import Place
from articlelint.resolve.resolution import Resolution
from articlelint.text.names import VariantKind

_ESCAPED = re.compile(r"[()\\<>\s]")


def resolve_link(reference: Reference, facts: Facts, index: Index) -> tuple[Resolution, ...]:
    """Where the path leads, and whether the fragment is there."""
    href = reference.target.strip()
    if not href and reference.fragment is None:
        return (Resolution("missing", reference.span, ""),)
    if not href:
        here = anchored(reference, facts, index, facts.path, written(reference))
        return () if here.status == "missing-anchor" and _is_tag(reference) else (here,)
    if not index.has_files:
        return ()
    if reference.kind == "shortcode":
        publisher = index.view(facts).links
        place = publisher.locate_shortcode(reference.label or "", href, facts.path, index.filemap)
    else:
        place = index.locate(href, facts.path)
    if place.kind == "unknown":
        return ()
    if place.kind == "outside":
        return (Resolution("outside", reference.span, written(reference)),)
    if place.kind == "variant":
        whole = rewritable(reference, place.written + fragment_of(reference))
        kind = _difference(href, place.path)
        return (Resolution("variant", reference.span, written(reference), (place.path,), whole, kind=kind),)
    if place.kind == "missing" and index.is_absent(href, facts.path):
        return ()
    if place.kind == "missing":
        return (
            Resolution(
                "missing",
                reference.span,
                written(reference),
                near=lambda: _near(reference, facts, index),
                note=place.note,
            ),
        )
    return (_arrived(reference, facts, index, place),)


def _difference(href: str, path: str) -> VariantKind:
    """Whether it is capital letters in which a link departs from a path, or only how its letters are composed."""
    wanted = unicodedata.normalize("NFC", unquote(href.partition("?")[0])).rstrip("/")
    names = [name for name in wanted.split("/") if name not in ("", ".", "..")]
    there = unicodedata.normalize("NFC", path).split("/")
    return "form" if names and names == there[len(there) - len(names) :] else "case"


def _is_tag(reference: Reference) -> bool:
    """An HTML tag: `<a href="#menu">` is as often a handle for a script as a link."""
    return reference.label is None and reference.span.start - reference.whole.start > 1


def _arrived(reference: Reference, facts: Facts, index: Index, place: Place) -> Resolution:
    if place.kind == "file" and place.path in index.articles:
        return anchored(reference, facts, index, place.path, written(reference))
    return Resolution("found", reference.span, written(reference), (place.path,))


def anchored(reference: Reference, facts: Facts, index: Index, path: str, target: str) -> Resolution:
    """Found, or found without the place that the fragment names."""
    fragment = reference.fragment
    if fragment is None:
        return Resolution("found", reference.span, target, (path,))
    there = index.articles.get(path, facts)
    ways = index.anchorings(there, reference.kind)
    anchors = index.anchors(path) if path in index.articles else None
    if anchors is None or anchors.has(fragment, ways):
        return Resolution("found", reference.span, target, (path,))
    if any(index.anchors(each).has(fragment, ways) for each in index.wholes(there, fragment)):
        return Resolution("found", reference.span, target, (path,))
    best = anchors.alike(fragment, ways[0])
    head = target[: len(target) - len(fragment)]
    return Resolution(
        "missing-anchor",
        reference.span,
        target,
        (path,),
        rewritable(reference, head + best) if best else "",
        lambda: tuple(head + each for each in anchors.near(fragment, ways[0])),
    )


def _near(reference: Reference, facts: Facts, index: Index) -> tuple[str, ...]:
    found = near_files(reference.target.strip(), facts.path, index.filemap, index.view(facts).links)
    return tuple(near + fragment_of(reference) for near in found)


def written(reference: Reference) -> str:
    """The target as written, with its fragment."""
    return reference.target.strip() + fragment_of(reference)


def rewritable(reference: Reference, target: str) -> str:
    """A new target for a link; where the old one has backslashes or entities, with percent signs instead: those stand anywhere."""
    span = reference.span
    if span.end - span.start == len(written(reference)) or reference.kind not in ("link", "image"):
        return target
    return _ESCAPED.sub(lambda match: quote(match[0]), target)


def fragment_of(reference: Reference) -> str:
    """The fragment with its `#`; empty when there is none."""
    return "" if reference.fragment is None else "#" + reference.fragment


def near_files(href: str, here: str, files: FileMap, publisher: Publisher) -> tuple[str, ...]:
    """Links to files that may be meant: the same name elsewhere, then a near name in the same folder."""
    if href.startswith("www."):
        return (f"https://{href}",)
    path = unquote(href.partition("?")[0]).rstrip("/")
    name = posixpath.basename(path)
    found = [each for each in files.named(name) if each != here]
    if not found and not posixpath.splitext(name)[1]:
        found = [each for suffix in (".md", ".markdown") for each in files.named(name + suffix)]
    if not found and name.endswith((".html", ".htm")):
        found = list(files.named(posixpath.splitext(name)[0] + ".md"))
    if not found:
        folder = posixpath.normpath(
            posixpath.join("" if href.startswith("/") else posixpath.dirname(here), posixpath.dirname(path).lstrip("/"))
        )
        found = list(files.near("" if folder == "." else folder, name))
    above = [here[: at + 1] for at, c in enumerate(here) if c == "/"]
    nearest = nsmallest(3, ((_distance(each, above), each) for each in found))
    return tuple(dict.fromkeys(publisher.write_link(href, each, here) for _, each in nearest))


def _distance(path: str, above: Sequence[str]) -> int:
    """How many steps through folders lead from a file to what stands below some folders, of which each stands in the one before it."""
    steps = path.count("/") + len(above)
    for folder in above:
        if not path.startswith(folder):
            break
        steps -= 2
    return steps
