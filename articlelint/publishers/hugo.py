"""Hugo: addresses from content, front matter and permalinks; the link render hook; `ref` and `relref`; bundles, languages, taxonomies."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import site
from articlelint.publishers.hugo_addresses import INDEX, expanded, normalized, normalized_folder, urlized
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import HUGO, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Files, Front, Place
from articlelint.text.source import make_span

_HOOKS = ("layouts/_markup/render-link.html", "layouts/_default/_markup/render-link.html")
_CONFIGS = (
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
)
_DEFAULTS = tuple(f"config/_default/{name}" for name in _CONFIGS)
_REF = re.compile(
    r"\{\{[<%][ \t]*(ref|relref)[ \t]+(?:path[ \t]*=[ \t]*)?(?:\"([^\"\n]*)\"|`([^`\n]*)`|([^\s\"`>%]+))(?=[ \t]|[>%]\}\})[^\n]*?[>%]\}\}"
)
_BUILDS = (("draft", "builddrafts"), ("future", "buildfuture"), ("expired", "buildexpired"))
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*\{\{[<%]", re.MULTILINE)
_PAGER = re.compile(r"/page/\d+/?\Z|\.xml\Z|/sitemap\.xml\Z|/index\.json\Z")


@dataclass(frozen=True, slots=True)
class Hugo(Site):
    """A site of Hugo. `hook`: Markdown links are looked up among pages; None where a theme or layout of the site's own decides."""

    name: ClassVar[str] = "hugo"
    marks: ClassVar[tuple[str, ...]] = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
    # `_index.md` is a page, not a configuration: any other mark is a better witness.
    weak_marks: ClassVar[tuple[str, ...]] = ("_index.md",)
    configs: ClassVar[tuple[str, ...]] = (*_CONFIGS[4:], "render-link.html")
    pages_are_folders: ClassVar[bool] = True
    html_names: ClassVar[bool] = True
    content: ClassVar[tuple[str, ...]] = ("content/en",)  # the pages of the first language

    hook: bool | None = False
    themed: bool = False
    folders: tuple[tuple[str, str], ...] = (
        ("content", ""),
    )  # of content, each with the language of its pages, if it has one
    languages: tuple[str, ...] = ()
    language: str = "en"  # the default one
    in_folder: bool = False  # whether the default language has a folder of its own
    permalinks: tuple[tuple[str, str], ...] = ()
    taxonomies: tuple[tuple[str, str], ...] = (("tag", "tags"), ("category", "categories"))
    unbuilt: tuple[str, ...] = ("draft", "future", "expired")
    static: tuple[str, ...] = ("static",)
    ugly: bool = False

    def configure(self, sources: Sources) -> Self:
        """As hugo.toml, or the folder config/_default, says."""
        at = {name: posixpath.join(self.folder, name) for name in (*_CONFIGS, *_DEFAULTS, *_HOOKS)}
        data = site.load(sources, *(at[name] for name in (*_CONFIGS, *_DEFAULTS)))
        if data is None:
            return self
        data = site.lowered(data)
        languages = site.table(data, "languages")
        parts = [posixpath.join(self.folder, f"config/_default/languages{end}") for end in (".toml", ".yaml", ".yml")]
        more = site.load(sources, *parts)
        languages = site.lowered(more) if more else languages
        enabled = {
            code: each
            for code, each in languages.items()
            if isinstance(each, dict) and not site.lowered(each).get("disabled")
        }
        own_hook = any(sources.read(at[name]) is not None for name in _HOOKS)
        themed = bool(data.get("theme")) or bool(site.table(data, "module").get("imports"))
        embedded = site.table(data, "markup", "goldmark", "renderHooks", "link").get("useembedded", "auto")
        auto = embedded in ("always", "fallback") or (embedded == "auto" and len(enabled) > 1) or embedded is True
        hook = None if (own_hook or themed) and embedded != "always" else auto
        taxonomies = site.table(data, "taxonomies") if "taxonomies" in data else dict(self.taxonomies)
        if site.table(data, "module").get("mounts") or data.get("cascade"):
            return self  # other folders are content, or pages are moved and hidden by rules
        return replace(
            self,
            known=True,
            base=site.path_of(data.get("baseurl")),
            hook=hook,
            themed=themed,
            folders=_folders(self.folder, data, enabled),
            languages=tuple(sorted(enabled)),
            language=str(data.get("defaultcontentlanguage", "en")).lower(),
            in_folder=data.get("defaultcontentlanguageinsubdir") is True,
            permalinks=_permalinks(site.table(data, "permalinks")),
            taxonomies=tuple(sorted((str(one), str(many)) for one, many in taxonomies.items())),
            unbuilt=tuple(kind for kind, key in _BUILDS if not data.get(key)),
            static=tuple(posixpath.join(self.folder, each) for each in _strings(data.get("staticdir", "static"))),
            ugly=data.get("uglyurls") is True,
        )

    def covers(self, path: str) -> bool:
        """Content: not archetypes, not the README beside them."""
        return any(path.startswith(folder + "/") for folder, _ in self.folders)

    # Addresses.

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """By path, `slug`, `url`, `permalinks`, with the aliases behind it."""
        if self._is_unbuilt(front) or self._in_bundle(path, files):
            return ()
        logical, language = self._logical(path)
        prefix = f"/{language}" if language and (language != self.language or self.in_folder) else ""
        address = self._address(logical, front)
        if address is None:
            return None
        own = prefix + address
        aliases = [
            each
            if each.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(own.rstrip("/")), each)) + "/"
            for each in site.values(front, "alias", "aliases")
        ]
        return (own, *(each if each.endswith((".html", "/")) else each + "/" for each in aliases))

    def _is_unbuilt(self, front: Front) -> bool:
        now = datetime.now(UTC).isoformat()[:10]
        return (
            ("draft" in self.unbuilt and site.value(front, "draft").lower() == "true")
            or site.value(front, "headless").lower() == "true"
            or (
                "future" in self.unbuilt
                and (site.value(front, "publishdate") or site.value(front, "date") or "0")[:10] > now
            )
            or ("expired" in self.unbuilt and (site.value(front, "expirydate") or "9")[:10] < now)
        )

    def _logical(self, path: str) -> tuple[str, str]:
        """A page's path below its folder of content, without suffix and language, and the language."""
        folder, language = max(
            ((f, lang) for f, lang in self.folders if path.startswith(f + "/")), key=lambda each: len(each[0])
        )
        stem = posixpath.splitext(path[len(folder) + 1 :])[0]
        bare, dot, code = stem.rpartition(".")
        if dot and code.lower() in (*self.languages, self.language) and "/" not in code:
            return bare, code.lower()
        return stem, language or (self.language if self.languages else "")

    def _in_bundle(self, path: str, files: Files) -> bool:
        """Whether the page is a resource of a leaf bundle: it stands in a folder, or below one, that has an `index.md`."""
        bundles = self._bundles(files)
        folder, name = posixpath.split(path)
        if name.split(".")[0] == "index":
            folder = posixpath.dirname(folder)
        while folder:
            if folder in bundles:
                return True
            folder = posixpath.dirname(folder)
        return False

    def _bundles(self, files: Files) -> frozenset[str]:
        return files.table(
            "hugo-bundles",
            lambda: frozenset(
                posixpath.dirname(path)
                for path in files.paths
                if self.covers(path) and path.endswith(MARKDOWN) and posixpath.basename(path).split(".")[0] == "index"
            ),
        )

    def _address(self, logical: str, front: Front) -> str | None:
        url = site.value(front, "url")
        if url:
            return None if ":" in url else "/" + url.lstrip("/")
        folder, _, name = logical.rpartition("/")
        is_section = name == "_index"
        leaf = posixpath.basename(folder) if name == "index" else name
        parent = posixpath.dirname(folder) if name == "index" else folder
        slug = site.value(front, "slug")
        if is_section:
            return urlized(f"/{folder}/" if folder else "/")
        pattern = (
            dict(self.permalinks).get(logical.partition("/")[0]) if "/" in logical else dict(self.permalinks).get("/")
        )
        if pattern is not None:
            found = expanded(pattern, parent, leaf, slug, front)
            return None if found is None else urlized(found)
        if logical == "index":
            return "/"
        end = ".html" if self.ugly else "/"
        return urlized(f"/{parent}/{slug or leaf}{end}" if parent else f"/{slug or leaf}{end}")

    def asset(self, path: str, files: Files) -> str | None:
        """Files of static/ at the root; resources of bundles beside their page."""
        for folder in self.static:
            if path.startswith(folder + "/"):
                return path[len(folder) :]
        if self.covers(path) and not path.endswith(MARKDOWN):
            logical, _ = self._logical(path)
            return urlized(posixpath.join("/", posixpath.dirname(logical))).rstrip("/") + "/" + posixpath.basename(path)
        return None

    def made(self, files: Files) -> Iterable[str]:
        """The root, first-level sections, and lists of taxonomies."""
        yield "/"
        codes = [f"/{code}" for code in self.languages if code != self.language or self.in_folder]
        yield from (f"{code}/" for code in codes)
        for path in files.paths:
            if not self.covers(path) or not path.endswith(MARKDOWN):
                continue
            logical, language = self._logical(path)
            prefix = f"/{language}" if language and (language != self.language or self.in_folder) else ""
            front = files.fronts.get(path, ())
            if self._is_unbuilt(front):
                continue
            if "/" in logical and logical.count("/") >= (2 if logical.endswith("/index") else 1):
                yield urlized(f"{prefix}/{logical.partition('/')[0]}/")
            for _one, many in self.taxonomies:
                terms = site.values(front, many.lower())
                yield f"{prefix}/{many}/"
                yield from (urlized(f"{prefix}/{many}/{term}/") for term in terms)

    def may_be_made(self, address: str) -> bool:
        """Feeds, lists' further pages, what other taxonomies and a theme's static files make."""
        own = any(address.startswith(f"/{many}/") for _, many in self.taxonomies if many not in ("tags", "categories"))
        return own or _PAGER.search(address) is not None or (self.themed and bool(posixpath.splitext(address)[1]))

    # Links.

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """Looked up among pages where a hook does so, then followed as it is written."""
        path = unquote(href.partition("?")[0])
        if self.hook is not False:
            page = self._page(path, here, files)
            if page:
                return Place("file", page)
            if beside := self._resource(path, here, files):
                return Place("file", beside)
        found = self.follow(href, here, files)
        if self.hook is None and found.kind == "missing" and not path.endswith(MARKDOWN) and not path.startswith("/"):
            return UNKNOWN  # `[term](g)`: a hook of the site's own may make anything of it
        if found.kind == "missing" and found.note and self.hook is False and path.endswith(MARKDOWN):
            return found._replace(note=f"{site.DEAD}: Hugo has no link hook")
        return found if found.note != site.DEAD or path.endswith(MARKDOWN) else found._replace(note="")

    def _resource(self, path: str, here: str, files: Files) -> str:
        """A file beside the page of a bundle, which the hook finds, or one under assets/."""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if not path.startswith("/") else ""
        for name in (beside, posixpath.join(self.folder, "assets", path.lstrip("/"))):
            if name and files.has(name) and not name.endswith(MARKDOWN):
                return name
        return ""

    def _page(self, path: str, here: str, files: Files) -> str | None:
        """The page that Hugo looks up: by normalised path from the page's folder, else from the root, in its own language."""
        known = self._lookups(files)
        logical, language = self._logical(here)
        folder, name = posixpath.split(logical)
        wanted = self._without_language(normalized(path))
        if path.startswith("/"):
            return known.get((language, wanted))
        bases = (
            [logical if name not in INDEX else folder, folder]
            if name != "index"
            else [folder, posixpath.dirname(folder)]
        )
        if name not in INDEX:
            bases = [folder]
        for base in (*bases, ""):
            joined = posixpath.normpath(posixpath.join("/", normalized_folder(base), wanted))
            found = known.get((language, joined.strip("/")))
            if found:
                return found
        return None

    def _without_language(self, path: str) -> str:
        stem, dot, code = path.rpartition(".")
        return stem if dot and code in self.languages else path

    def _lookups(self, files: Files) -> Mapping[tuple[str, str], str]:
        def make() -> dict[tuple[str, str], str]:
            found: dict[tuple[str, str], str] = {}
            for path in self.pages(files).of:
                logical, language = self._logical(path)
                found.setdefault((language, normalized(logical)), path)
            return found

        return files.table("hugo-lookups", make)

    def _named(self, path: str, here: str, files: Files) -> str | None:
        """The one page of this name anywhere, as `ref "mouths.md"` finds it."""
        if "/" in path:
            return None
        _, language = self._logical(here)
        found = [
            each
            for (code, name), each in self._lookups(files).items()
            if code == language and posixpath.basename(name) == normalized(path)
        ]
        return found[0] if len(found) == 1 else None

    def write_link(self, href: str, path: str, here: str) -> str:
        """`/two.md` is a path below the folder of content."""
        new = Site.write_link(self, href, path, here)
        if self.known and href.startswith("/") and href.endswith(MARKDOWN):
            for folder, _ in self.folders:
                new = "/" + new[len(folder) + 2 :] if new.startswith(f"/{folder}/") else new
        return new

    # `ref` and `relref`.

    def refine(self, facts: Facts, article: Article) -> Facts:
        """Shortcodes are replaced before Markdown is read, so that a label may be defined with one."""
        facts = Site.refine(self, facts, article)
        if not self.known or not any(each.kind == "link-label" for each in facts.references):
            return facts
        defined = {label.casefold() for label in _DEFINED.findall(article.text)}
        kept = [each for each in facts.references if each.kind != "link-label" or each.target.casefold() not in defined]
        return replace(facts, references=tuple(kept))

    def shortcodes(self, article: Article) -> Iterable[Reference]:
        """`{{< ref "x.md#y" >}}` outside of code."""
        text = article.text
        if "ref" not in text:
            return
        for match in _REF.finditer(article.written if "{{" in text else ""):
            number = match.lastindex or 2
            target, mark, fragment = match[number].partition("#")
            if target or mark:
                yield Reference(
                    "shortcode",
                    make_span(match.span(number)),
                    make_span(match.span()),
                    target,
                    fragment if mark else None,
                    match[1],
                )

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """`ref` finds a page by path, or anywhere by its last name."""
        if name not in ("ref", "relref"):
            return Site.locate_shortcode(self, name, target, here, files)
        if not self.known or not self.covers(here) or here not in self.pages(files).of:
            return UNKNOWN
        page = self._page(target, here, files) or self._named(target, here, files)
        if page:
            return Place("file", page)
        return Place("missing") if self.pages(files).whole and not self.themed else UNKNOWN

    def write_shortcode(self, name: str, target: str, path: str, here: str) -> str:
        """By last name where it was, else by path."""
        if name in ("ref", "relref") and "/" not in target:
            new = posixpath.basename(path)
            return new if target.endswith(MARKDOWN) else posixpath.splitext(new)[0]
        return self.write_link(target, path, here)

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """Goldmark's: as GitHub's, but an explicit id replaces the slug."""
        return (HUGO,) if self.known and self.covers(path) else Site.anchorings(self, path, sure=sure)


def _strings(said: object) -> list[str]:
    return [str(each) for each in said] if isinstance(said, list) else [str(said)]


def _folders(folder: str, data: Mapping[str, Any], languages: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    own = str(data.get("contentdir", "content")).strip("/")
    found = {posixpath.join(folder, own): ""}
    for code, each in languages.items():
        said = site.lowered(each).get("contentdir")
        if isinstance(said, str):
            found[posixpath.join(folder, said.strip("/"))] = code
    return tuple(sorted(found.items()))


def _permalinks(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Patterns by section: those of pages, whether they are under `page` or not."""
    found = {key: each for key, each in data.items() if isinstance(each, str)}
    found |= {key: each for key, each in site.table(data, "page").items() if isinstance(each, str)}
    return tuple(sorted(found.items()))
