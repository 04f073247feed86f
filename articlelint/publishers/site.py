"""What site generators have in common: the files that a build writes, the addresses these are served under, and where a link gets from one.

The tables are filled in by each generator (`outputs`, `asset`, `made`), and followed as a static host does: `/a/` is `a/index.html`, `/a` is
`a`, `a.html`, or goes on to `/a/`. What the config does not say, because a theme or plug-in does, makes an answer unknown, never missing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeVar
from urllib.parse import quote, unquote, urlsplit

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import paths
from articlelint.publishers.publisher import Publisher
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import OUTSIDE, UNKNOWN, Files, Front, Place

T = TypeVar("T")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
MARKDOWN = (".md", ".markdown", ".mdx", ".mkd", ".mdown", ".mkdn")
DEAD = "works on the repository host, dead on the site"


class Pages(NamedTuple):
    """What a build writes: `files` by their addresses (`/a/index.html`) with their sources, what no source has (`made`), the address that
    each source is read under (`of`), and whether these are all (`whole`).
    """

    files: Mapping[str, str]
    made: frozenset[str]
    of: Mapping[str, str]
    whole: bool


@dataclass(frozen=True, slots=True)
class Site(Publisher):
    """A site generator whose config could be read (`known`); `base` is the path of the site's root on its host, without a slash at the end."""

    own_anchors: ClassVar[bool] = True

    known: bool = False
    base: str = ""
    has_wikilinks: bool = False  # a plug-in makes links of `[[x]]`

    # What a generator says of itself.

    def covers(self, path: str) -> bool:
        """Whether the file is a page of the site, if it is built: not one that only the repository's host shows."""
        return True

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """The addresses of a page, the one it is read under first; () when it is not built, None when nobody can tell."""
        return None

    def asset(self, path: str, files: Files) -> str | None:
        """The address that a file which is no page is served under; None when it is not."""
        return None

    def made(self, files: Files) -> Iterable[str]:
        """Addresses that are made without a file of their own."""
        return ()

    def may_be_made(self, address: str) -> bool:
        """Whether a theme or plug-in may make something at this address."""
        return False

    def is_bounded(self, path: str) -> bool:
        """Whether a page's address, though unknown, is one that `may_be_made` tells."""
        return False

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """Where the destination of a Markdown link or image leads."""
        return self.follow(href, here, files)

    # What follows from that.

    def reads_wikilinks(self, path: str) -> bool:
        """Only with a plug-in; on what the host alone shows, as everywhere."""
        return self.has_wikilinks or not self.known or not self.covers(path)

    def routes(self, path: str, front: Front) -> tuple[str, ...] | None:
        """None: the tables of this class answer."""
        return None

    def pages(self, files: Files) -> Pages:
        """What a build writes."""
        return files.table("pages", lambda: self._build(files))

    def _build(self, files: Files) -> Pages:
        found: dict[str, str] = {}
        of: dict[str, str] = {}
        whole = True
        for path in files.paths:
            if path.endswith(MARKDOWN) and self.covers(path):
                addresses = self.outputs(path, files.fronts.get(path, ()), files)
                whole = whole and (addresses is not None or self.is_bounded(path))
                for address in addresses or ():
                    found.setdefault(file_of(address), path)
                    of.setdefault(path, address)
            elif (served := self.asset(path, files)) is not None:
                found.setdefault(served, path)
        return Pages(found, frozenset(map(file_of, self.made(files))), of, whole)

    def locate(self, href: str, here: str, files: Files) -> Place:
        """As the publisher itself resolves a Markdown link; as the files tell where it is not known or does not show the article."""
        if _SCHEME.match(href):
            return OUTSIDE
        if not self.known or not self.covers(here):
            return paths.locate(href, here, files, self.layout)
        if here not in self.pages(files).of:
            return UNKNOWN  # a page that nobody is shown
        return self.resolve_markdown(href, here, files)

    def vantage(self, href: str, here: str) -> str:
        """The article itself: its address decides."""
        return here

    def follow(self, href: str, here: str, files: Files) -> Place:
        """Where a browser gets that reads the page `here` and follows the link as it is written."""
        pages = self.pages(files)
        address = joined(self.base + pages.of[here], unquote(href.partition("?")[0]))
        if self.base and not (address + "/").startswith(self.base + "/"):
            return self.dead(href, here, files)
        return self.served(address[len(self.base) :] or "/", files) or self.dead(href, here, files)

    def served(self, address: str, files: Files) -> Place | None:
        """What a static host serves under an address below the site's root; None for nothing."""
        pages = self.pages(files)
        for name in served_as(address):
            if name in pages.files:
                return Place("file", pages.files[name])
            if name in pages.made:
                return OUTSIDE
        if address.endswith(MARKDOWN):
            return None  # nothing that is made is called so
        return None if pages.whole and not self.may_be_made(address) else UNKNOWN

    def dead(self, href: str, here: str, files: Files) -> Place:
        """Missing, and whether the repository's host would find it."""
        there = paths.locate(href, here, files, paths.Layout())
        return Place("missing", note=DEAD if there.kind in ("file", "folder") else "")

    def write_link(self, href: str, path: str, here: str) -> str:
        """By path where the link has the path of a source, else by address."""
        written = unquote(href.partition("?")[0])
        if not self.known or written.endswith(MARKDOWN) or not path.endswith(MARKDOWN):
            return paths.rewritten(href, path, here, self.layout)
        address = self._address_of_path(path)
        own = self._address_of_path(here)
        if address is None or own is None:
            return paths.rewritten(href, path, here, self.layout)
        if written.startswith("/"):
            new = self.base + address if self.base and written.startswith(self.base + "/") else address
        else:
            folder = own.rpartition("/")[0] or "/"
            new = posixpath.relpath(address, folder) + ("/" if address.endswith("/") else "")
            new = new.removeprefix("./")
            new = "./" + new if href.startswith("./") else new
        if new.endswith("/") and not written.endswith("/") and len(new) > 1:
            new = new[:-1]
        encoded = new if not written.isascii() and "%" not in href else quote(new, safe="/~!$&'*+,;=:@-._")
        return encoded + "".join(href.partition("?")[1:])

    def _address_of_path(self, path: str) -> str | None:
        found = self.outputs(path, (), Nothing()) if self.covers(path) else None
        return found[0] if found else None

    def refine(self, facts: Facts, article: Article) -> Facts:
        """HTML's `href` and `src`, which no generator resolves as it does Markdown's, are references of their own kind."""
        if not self.known or not self.covers(facts.path):
            return facts
        return replace(facts, references=tuple(self._refined(facts, article)))

    def _refined(self, facts: Facts, article: Article) -> list[Reference]:
        found = []
        for reference in facts.references:
            if is_tag(reference) and reference.target:
                found.append(tagged(reference))
            else:
                found.append(reference)
        return sorted((*found, *self.shortcodes(article)), key=lambda each: each.whole)

    def shortcodes(self, article: Article) -> Iterable[Reference]:
        """The references of an article in the generator's own syntax."""
        return ()

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """An attribute of HTML is left as it is written."""
        if _SCHEME.match(target):
            return OUTSIDE
        if not self.known or here not in self.pages(files).of:
            return UNKNOWN
        return self.follow(target, here, files) if name in ("href", "src") else UNKNOWN


class Nothing:
    """No files at all, for the address that a path has by itself."""

    folders: Collection[str] = frozenset()
    paths: tuple[str, ...] = ()
    fronts: Mapping[str, Front] = MappingProxyType({})

    def has(self, path: str) -> bool:
        """No."""
        return False

    def page_of(self, folder: str) -> str | None:
        """None."""
        return None

    def alike(self, path: str) -> str | None:
        """None."""
        return None

    def ending(self, path: str) -> tuple[str, ...]:
        """None."""
        return ()

    def named(self, name: str) -> tuple[str, ...]:
        """None."""
        return ()

    def routed(self, route: str) -> str | None:
        """None."""
        return None

    def table(self, name: str, make: Callable[[], T]) -> T:
        """Made anew."""
        return make()


def is_outside(href: str) -> bool:
    """Whether a link has a scheme or a host of its own."""
    return _SCHEME.match(href) is not None


def is_tag(reference: Reference) -> bool:
    """Whether the reference is an attribute of HTML."""
    start = reference.span.start - reference.whole.start
    return reference.kind in ("link", "image") and reference.label is None and start > 1


def tagged(reference: Reference) -> Reference:
    """An attribute of HTML as a reference in a syntax of its own."""
    return replace(reference, kind="shortcode", label="href" if reference.kind == "link" else "src")


def file_of(address: str) -> str:
    """The file that is served under an address."""
    return address + "index.html" if address.endswith("/") else address


def served_as(address: str) -> tuple[str, ...]:
    """The files that a static host looks for under an address, in this order."""
    if address.endswith("/"):
        return (address + "index.html",)
    return (address, address + ".html", address + "/index.html")


def joined(own: str, path: str) -> str:
    """The address that a path means on a page: from the root, or from the folder of the page's address; never above the root."""
    whole = path if path.startswith("/") else own.rpartition("/")[0] + "/" + path if path else own
    is_folder = whole.endswith(("/", "/.", "/..")) and bool(path)
    found = "/" + posixpath.normpath("/" + whole.lstrip("/")).strip("/")
    return found + "/" if (is_folder or whole.endswith("/")) and found != "/" else found


def path_of(url: object) -> str:
    """The path of a site's root on its host, without a slash at the end; empty for the root."""
    return urlsplit(url).path.rstrip("/") if isinstance(url, str) else ""


def values(front: Front, *keys: str) -> tuple[str, ...]:
    """What front matter says under one of these keys."""
    return tuple(value for key, value in front if key in keys)


def value(front: Front, *keys: str) -> str:
    """What front matter says first under one of these keys; empty for nothing."""
    return next(iter(values(front, *keys)), "")


def load(sources: Sources, *names: str) -> Mapping[str, Any] | None:
    """The first of these config files that is there and can be read."""
    for name in names:
        text = sources.read(name)
        if text is None:
            continue
        try:
            found = parsed(text, posixpath.splitext(name)[1])
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None
    return None


def parsed(text: str, suffix: str) -> Any:
    """What a config file says. Raises ValueError for one that does not parse."""
    if suffix == ".toml":
        import tomllib  # each only where a site has such a config

        return tomllib.loads(text)
    if suffix == ".json":
        import json

        return json.loads(text)
    from articlelint.parsing import safe_yaml

    return safe_yaml.load(text)


def table(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """A table of a config, through the tables around it, with its keys in any case; empty when there is none."""
    found: Any = data
    for key in keys:
        found = lowered(found).get(key.lower()) if isinstance(found, dict) else None
    return lowered(found) if isinstance(found, dict) else {}


def lowered(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with keys in lower case."""
    return {str(key).lower(): each for key, each in data.items()}
