"""Jekyll, as it is and as GitHub Pages runs it: permalinks, collections, posts, `{% link %}`, links between files where a plug-in rewrites them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import unquote

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import paths, site
from articlelint.publishers.site import MARKDOWN, Site
from articlelint.publishers.slugs import GITHUB, KRAMDOWN, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Files, Front, Place
from articlelint.text.source import make_span

HAS_FRONT = (
    "front-matter"  # what `refine` notes of a file that begins with front matter: Jekyll copies any other as it is
)
_PAGES = ("jekyll-relative-links", "jekyll-optional-front-matter", "jekyll-readme-index", "jekyll-redirect-from")
_MAKERS = (
    "jekyll-archives",
    "jekyll-wikilinks",
    "jekyll-polyglot",
    "jekyll-multiple-languages-plugin",
    "jekyll-paginate-v2",
    "jekyll-datapage-generator",
)
_EXCLUDED = ("Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby")
_POST = re.compile(
    r"(?=(?:.*/)?+\d{4}-\d{1,2}-\d{1,2}-[^/]+\.[a-z]+\Z)(?:(.*)/)?_posts/(?:(.*)/)?(\d{4})-(\d{1,2})-(\d{1,2})-([^/]+)\.[a-z]+\Z"
)
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_TOKEN = re.compile(r":([a-z_]+)")
_READMES = frozenset(
    {
        "README",
        "LICENSE",
        "LICENCE",
        "COPYING",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "ISSUE_TEMPLATE",
        "PULL_REQUEST_TEMPLATE",
    }
)
_PERMALINK = re.compile(r"\A---[ \t]*\r?\n(?:(?!---|permalink:)[^\n]*\n)*+permalink:[ \t]*+[\"']?([^\s\"']+)")
_MADE = re.compile(r"\.(?:css|js|xml|json|map|txt)\Z|/page\d+/?\Z|/404\.html\Z")
_TAGS = re.compile(
    r"(?P<base>\{\{-?[ \t]*site\.baseurl[ \t]*-?\}\})?\{%-?[ \t]*(?P<tag>link|post_url)[ \t]++(?P<of>[^\s%{}]++(?:[ \t]{1,9}(?!-?%\})[^\s%{}]++)*+)[ \t]*+-?%\}(?P<place>#[^\s)\"'>]*)?"
    r"|\{\{-?[ \t]*(?P<quote>[\"'])(?P<path>/?[^\"'\n]*)(?P=quote)[ \t]*\|[ \t]*(?:relative_url|absolute_url)[ \t]*-?\}\}"
    r"|(?<=\(|\"|')\{\{-?[ \t]*site\.baseurl[ \t]*-?\}\}(?P<rest>/[^\s)\"'{}<>]*)"
)
_RAW = re.compile(r"\{%-?[ \t]*(raw|comment|highlight)\b[^%]*%\}.*?\{%-?[ \t]*end\1[ \t]*-?%\}", re.DOTALL)


def _plugins(named: list[str], gems: str) -> tuple[str, ...]:
    """Those of GitHub Pages' plug-ins that the configuration or the Gemfile names."""
    return tuple(each for each in _PAGES if each in named or f'"{each}"' in gems or f"'{each}'" in gems)


@dataclass(frozen=True, slots=True)
class Jekyll(Site):
    """A site of Jekyll. `plugins` are those that are on, of the four that matter; `extra` addresses that pages of HTML declare."""

    name: ClassVar[str] = "jekyll"
    marks: ClassVar[tuple[str, ...]] = ("_config.yml", "_config.yaml", "_config.toml")
    configs: ClassVar[tuple[str, ...]] = ("Gemfile",)
    pages_are_folders: ClassVar[bool] = True
    html_names: ClassVar[bool] = True

    plugins: tuple[str, ...] = ()
    permalink: str = "date"
    collections: tuple[tuple[str, str, bool], ...] = ()  # name, permalink, whether it is written out
    excluded: tuple[str, ...] = ()
    future: bool = False
    converts: bool = False  # links in collections too
    themed: bool = False
    open: bool = False
    extra: tuple[str, ...] = ()
    github_slugs: bool = True

    def configure(self, sources: Sources) -> Self:
        """As _config.yml and the Gemfile say."""
        at = {
            name: posixpath.join(self.folder, name)
            for name in ("_config.yml", "_config.yaml", "_config.toml", "Gemfile", "_toc.yml")
        }
        data = site.load(sources, at["_config.yml"], at["_config.yaml"], at["_config.toml"])
        hexo = posixpath.join(self.folder, "source/_posts/")
        if data is None or at["_toc.yml"] in sources.files or data.get("source") or data.get("collections_dir"):
            return self  # `_toc.yml` beside it: a Jupyter Book
        if any(path.startswith(hexo) for path in sources.files):
            return self
        gems = sources.read(at["Gemfile"]) if at["Gemfile"] in sources.files else None
        named = [str(each) for each in data.get("plugins") or data.get("gems") or () if isinstance(each, str)]
        pages = gems is None or "github-pages" in gems or "github-pages" in named
        code = posixpath.join(self.folder, "_plugins/")
        kramdown = site.table(data, "kramdown")
        return replace(
            self,
            known=True,
            base=_base(data),
            has_wikilinks=any("wiki" in each for each in named),
            plugins=_PAGES if pages else _plugins(named, gems or ""),
            permalink=str(data.get("permalink") or "date"),
            collections=_collections(data),
            excluded=tuple(str(each).strip("/") for each in (*_list(data.get("exclude")), *_EXCLUDED)),
            future=data.get("future") is True,
            converts=site.table(data, "relative_links").get("collections") is True,
            themed="theme" in data or "remote_theme" in data,
            open=any(each in _MAKERS for each in named)
            or _moves(data)
            or any(path.startswith(code) for path in sources.files),
            extra=tuple(sorted(_declared(sources, self.folder, data.get("permalink")))),
            github_slugs=data.get("markdown", "kramdown") == "kramdown" and kramdown.get("input", "GFM") == "GFM",
        )

    # Addresses.

    def covers(self, path: str) -> bool:
        """What is no layout, include or draft, and not excluded."""
        inside = self._inside(path)
        if inside is None:
            return False
        folders = {f"_{name}" for name, _, _ in self.collections} | {"_posts"}
        parts = inside.split("/")
        if any(part[0] in "._#~" and part not in folders for part in parts if part):
            return False
        return not any(inside == each or inside.startswith(each + "/") for each in self.excluded)

    def _inside(self, path: str) -> str | None:
        if not self.folder:
            return path
        return path[len(self.folder) + 1 :] if path.startswith(self.folder + "/") else None

    def outputs(self, path: str, front: Front, files: Files) -> tuple[str, ...] | None:
        """By path, permalink, collection, date; a file without front matter is copied as it is."""
        inside = self._inside(path) or ""
        if site.value(front, "published").lower() == "false":
            return ()
        if isinstance(files, site.Nothing) or self._is_page(path, front):
            own = self._address(inside, front, files)
            if own is None or not own:
                return None if own is None else ()
            moved = site.values(front, "redirect_from") if "jekyll-redirect-from" in self.plugins else ()
            return (own, *(each if each.startswith("/") else f"/{each}" for each in moved))
        return (f"/{inside}",)

    def _is_page(self, path: str, front: Front) -> bool:
        name = posixpath.splitext(posixpath.basename(path))[0]
        if (HAS_FRONT, "yes") in front:
            return True
        if name.upper() == "README":
            return "jekyll-readme-index" in self.plugins
        return "jekyll-optional-front-matter" in self.plugins and name.upper() not in _READMES

    def _address(self, inside: str, front: Front, files: Files) -> str | None:
        """The address; empty for what is not written out, None where nobody can tell."""
        declared = site.value(front, "permalink")
        if declared:
            return None if ":" in declared else "/" + declared.lstrip("/")
        post = _POST.match(inside)
        if post:
            return self._address_of_post(post, front)
        for name, pattern, written in self.collections:
            if inside.startswith(f"_{name}/"):
                return self._address_in(name, pattern, inside, front) if written else ""
        stem = posixpath.splitext(inside)[0]
        folder, name = posixpath.split(stem)
        readme = (
            name.upper() == "README" and "jekyll-readme-index" in self.plugins and not self._has_index(folder, files)
        )
        if name == "index" or readme:
            return f"/{folder}/" if folder else "/"
        return f"/{stem}/" if self._is_pretty else f"/{stem}.html"

    @property
    def _is_pretty(self) -> bool:
        return self.permalink == "pretty" or self.permalink.endswith("/")

    def _has_index(self, folder: str, files: Files) -> bool:
        here = posixpath.join(self.folder, folder)
        return any(files.has(posixpath.join(here, each)) for each in ("index.md", "index.html", "index.markdown"))

    def _address_of_post(self, post: re.Match[str], front: Front) -> str | None:
        year, month, day = post[3], post[4].zfill(2), post[5].zfill(2)
        date = re.match(r"(\d{4})-(\d\d)-(\d\d)", site.value(front, "date"))
        year, month, day = date.groups() if date else (year, month, day)
        if not self.future and f"{year}-{month}-{day}" > datetime.now(UTC).isoformat()[:10]:
            return ""
        above = post[1].split("/") if post[1] else []
        own = [each for said in site.values(front, "categories", "category") for each in said.split()]
        known = {
            "categories": "/".join(dict.fromkeys(each.lower() for each in (*above, *own))),
            "year": year, "month": month, "day": day, "title": site.value(front, "slug") or post[6], "slug": site.value(front, "slug") or post[6],
            "i_month": month.lstrip("0"), "i_day": day.lstrip("0"), "short_year": year[2:], "output_ext": ".html",
        }  # fmt: skip
        return _filled(_STYLES.get(self.permalink, self.permalink), known)

    def _address_in(self, name: str, pattern: str, inside: str, front: Front) -> str | None:
        below = posixpath.splitext(inside)[0][len(name) + 2 :]
        default = "/:collection/:path/" if self._is_pretty else "/:collection/:path.html"
        slug = site.value(front, "slug") or posixpath.basename(below)
        known = {
            "collection": name,
            "path": below,
            "name": posixpath.basename(below).lower(),
            "title": slug,
            "slug": slug,
            "output_ext": ".html",
        }
        return _filled(
            {"pretty": "/:collection/:path/", "date": default, "none": default}.get(pattern, pattern) or default, known
        )

    def asset(self, path: str, files: Files) -> str | None:
        """Every other file as it stands there."""
        inside = self._inside(path)
        return f"/{inside}" if inside and self.covers(path) and "_posts" not in inside else None

    def made(self, files: Files) -> Iterable[str]:
        """Pages of HTML that have front matter, where they declare it or all addresses are pretty."""
        return self.extra

    def may_be_made(self, address: str) -> bool:
        """Styles, feeds and further pages of lists; what a theme, a plug-in or defaults of front matter make."""
        return self.open or _MADE.search(address) is not None or (self.themed and address.startswith("/assets/"))

    # Links.

    def locate(self, href: str, here: str, files: Files) -> Place:
        """A file that is copied as it is, is read on the repository's host."""
        if self.known and self.covers(here) and not self._is_page(here, files.fronts.get(here, ())):
            return paths.locate(href, here, files, self.layout)
        return Site.locate(self, href, here, files)

    def resolve_markdown(self, href: str, here: str, files: Files) -> Place:
        """A path of a page or file is rewritten where the plug-in is on, save in collections; else it is followed as it is written."""
        inside = self._inside(here) or ""
        in_collection = inside.startswith("_") or "_posts/" in inside
        if "jekyll-relative-links" in self.plugins and "?" not in href and (self.converts or not in_collection):
            path = unquote(href)
            base = self.folder if path.startswith("/") else posixpath.dirname(here)
            source = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
            if files.has(source) and self._is_written(source, files):
                return Place("file", source)
        found = self.follow(href, here, files)
        if found.note and "jekyll-relative-links" not in self.plugins and href.endswith(MARKDOWN):
            return found._replace(note=f"{site.DEAD}: jekyll-relative-links is not on")
        return found

    def _is_written(self, path: str, files: Files) -> bool:
        return path in self.pages(files).of if path.endswith(MARKDOWN) else self.covers(path)

    def refine(self, facts: Facts, article: Article) -> Facts:
        """Notes that there is front matter, which is what makes a page."""
        facts = Site.refine(self, facts, article)
        if self.known and article.front_matter is not None and self.covers(facts.path):
            return replace(facts, front=(*facts.front, (HAS_FRONT, "yes")))
        return facts

    def shortcodes(self, article: Article) -> Iterable[Reference]:
        """`{% link %}`, `{% post_url %}`, `{{ "/x" | relative_url }}`, `{{ site.baseurl }}/x`."""
        if "{%" not in article.text and "{{" not in article.text:
            return
        text = _RAW.sub(lambda match: " " * len(match[0]), article.written)
        for match in _TAGS.finditer(text):
            group = "of" if match["of"] else "path" if match["path"] is not None else "rest"
            name = "baseurl" if group != "of" else "doubled" if match["base"] else match["tag"]
            target, mark, fragment = match[group].partition("#")
            place = (match["place"] or "")[1:] or (fragment if mark else None)
            if "{" in target:
                continue
            span = (
                make_span(match.span(group))
                if not match["place"]
                else make_span((match.start(group), match.end(group)))
            )
            yield Reference("shortcode", span, make_span(match.span()), target, place or None, name)

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """`link` names a source from the root, `post_url` a post; what is not written out stops the build."""
        if not self.known or not self.covers(here):
            return UNKNOWN
        if name == "post_url":
            wanted = (
                f"_posts/{target}"
                if "/" not in target
                else target.replace("/", "/_posts/", 1)
                if "_posts" not in target
                else target
            )
            found = [
                path
                for path in self.pages(files).of
                if posixpath.splitext(path)[0].endswith((f"/{wanted}", f"_posts/{target}"))
                or posixpath.splitext(path)[0] == posixpath.join(self.folder, wanted)
            ]
            return Place("file", found[0]) if found else Place("missing") if not self.open else UNKNOWN
        if name == "link":
            source = posixpath.join(self.folder, target.lstrip("/"))
            if files.has(source) and self._is_written(source, files):
                return Place("file", source)
            return UNKNOWN if self.open else Place("missing")
        if name == "baseurl":
            return self.served(site.joined("/", "/" + unquote(target.partition("?")[0]).lstrip("/")), files) or Place(
                "missing"
            )
        return Site.locate_shortcode(self, name, target, here, files)

    def write_shortcode(self, name: str, target: str, path: str, here: str) -> str:
        """`link` has the path from the root."""
        inside = self._inside(path) or path
        if name == "link":
            return ("/" if target.startswith("/") else "") + inside
        if name == "post_url":
            return posixpath.splitext(posixpath.basename(path))[0]
        return self.write_link(target, path, here)

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """Kramdown's, which with its GFM parser are GitHub's."""
        if not self.known or not self.covers(path):
            return Site.anchorings(self, path, sure=sure)
        return (KRAMDOWN,) if self.github_slugs else (KRAMDOWN, GITHUB)


def _base(data: Mapping[str, Any]) -> str:
    return "/" + said if (said := str(data.get("baseurl") or "").strip("/")) else ""


def _list(said: object) -> list[object]:
    return said if isinstance(said, list) else []


def _collections(data: Mapping[str, Any]) -> tuple[tuple[str, str, bool], ...]:
    said = data.get("collections")
    if isinstance(said, list):
        return tuple((str(name), "", False) for name in said)
    found = []
    for name, options in (said or {}).items() if isinstance(said, dict) else ():
        own = options if isinstance(options, dict) else {}
        if name != "posts":
            found.append((str(name), str(own.get("permalink") or ""), own.get("output") is True))
    return tuple(found)


def _moves(data: Mapping[str, Any]) -> bool:
    """Whether defaults of front matter, which hold for folders or kinds of pages, say where pages go."""
    for each in _list(data.get("defaults")):
        said = each.get("values") if isinstance(each, dict) else None
        if isinstance(said, dict) and {
            "permalink",
            "published",
            "redirect_from",
            "slug",
            "categories",
            "category",
        } & set(said):
            return True
    return False


def _declared(sources: Sources, folder: str, permalink: object) -> Iterator[str]:
    """The addresses of pages that are no Markdown, where they differ from their paths."""
    pretty = str(permalink) == "pretty" or str(permalink).endswith("/")
    for path in sources.files:
        if (
            path.endswith(".html")
            and path.startswith(folder)
            and not path.startswith(("_site/", "_layouts/", "_includes/"))
        ):
            text = sources.read(path) or ""
            match = _PERMALINK.match(text)
            if match:
                yield "/" + match[1].lstrip("/")
            elif pretty and text.startswith("---"):
                yield "/" + path[len(folder) :].strip("/")[:-5] + "/"


def _filled(pattern: str, known: Mapping[str, str]) -> str | None:
    """What a permalink stands for; None for a token that is not known."""
    if any(token not in known for token in _TOKEN.findall(pattern)):
        return None
    found = re.sub(r"/{2,}", "/", "/" + _TOKEN.sub(lambda match: known[match[1]], pattern))
    return found.replace(".html.html", ".html") if found.endswith(("/", ".html")) else found
