"""Asks a site that a real tool built, link by link, what works; and asks us.

A site is a text file: `@@@ path` begins each of its files. Every line with a reference that is judged has a name of its own, `k01`, as the
words of the link or the alternative text of the image. A link whose name is not in the output was none, which no finding may blame.
"""

from __future__ import annotations

import contextlib
import json
import posixpath
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from articlelint.cli.main import main

HERE = Path(__file__).parent
NAME = re.compile(r"\bk\d\d\d?\b")


class Link(NamedTuple):
    """A link or image in the output: its name, the page's address, the destination."""

    name: str
    page: str
    href: str


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.broken: list[str] = []  # names that stand in what Sphinx leaves of a reference to nothing
        self._open: list[tuple[str, str]] = []
        self._left = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.ids.update(own[key] or "" for key in ("id", "name") if own.get(key))
        if "xref" in (own.get("class") or "") and not self._open:
            self._left = True
        if tag == "a":
            self._open.append((own.get("href") or "", ""))
        if tag == "img" and NAME.fullmatch(own.get("alt") or ""):
            self.links.append(Link(own["alt"] or "", self.page, own.get("src") or ""))

    def handle_data(self, data: str) -> None:
        if self._left and NAME.fullmatch(data.strip()):
            self.broken.append(data.strip())
        if self._open:
            href, words = self._open[-1]
            self._open[-1] = (href, words + data)

    def handle_endtag(self, tag: str) -> None:
        self._left = self._left and tag not in ("span", "p")
        if tag == "a" and self._open:
            href, words = self._open.pop()
            if NAME.fullmatch(words.strip()):
                self.links.append(Link(words.strip(), self.page, href))


def files_of(name: str) -> dict[str, str]:
    """The files of one of our sites."""
    parts = re.split(r"^@@@ (.+)\n", (HERE / "sites" / f"{name}.txt").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def write(name: str, root: Path) -> Path:
    """Writes a site's files."""
    for path, text in files_of(name).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def served(out: Path, base: str = "") -> dict[str, bool]:
    """For each named link of a built site whether it works, on a static host that serves the site below `base`."""
    pages: dict[str, _Page] = {}
    for file in sorted(out.rglob("*.html")):
        address = "/" + file.relative_to(out).as_posix()
        page = pages[address] = _Page(base + address.removesuffix("index.html"))
        page.feed(file.read_text("utf-8"))
    files = {"/" + file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    found = {each: False for page in pages.values() for each in page.broken}
    for address, page in pages.items():
        for link in page.links if address != "/print.html" else ():  # all of an mdBook once more
            found[link.name] = found.get(link.name, True) and _works(link, pages, files, base)
    return found


def _works(link: Link, pages: Mapping[str, _Page], files: set[str], base: str) -> bool:
    if not link.href:
        return False  # what Hugo's `ref` leaves when it finds nothing
    if re.match(r"[a-z]+:", link.href):
        return True
    path, mark, fragment = link.href.partition("#")
    path = unquote(path.partition("?")[0])
    whole = path if path.startswith("/") else posixpath.dirname(link.page) + "/" + path if path else link.page
    slash = "/" if whole.endswith(("/", "/.", "/..")) else ""
    address = "/" + posixpath.normpath("/" + whole.lstrip("/")).strip("/") + slash
    address = "/" + address.lstrip("/")
    if not (address + "/").startswith(base + "/"):
        return False
    address = address[len(base) :] or "/"
    names = (
        (address + "index.html",) if address.endswith("/") else (address, address + ".html", address + "/index.html")
    )
    there = next((name for name in names if name in files), None)
    if there is None:
        return False
    return not mark or not fragment or there not in pages or unquote(fragment) in pages[there].ids or fragment == "top"


def ours(root: Path, capsys: object) -> dict[str, str]:
    """The named lines that we blame, each with what we say."""
    lines = {
        (path.relative_to(root).as_posix(), number): NAME.findall(line)
        for path in sorted(root.rglob("*.md*"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    }
    with contextlib.chdir(root):
        main(["check", ".", "--no-cache", "--output-format", "json", "--select", "references", "--exit-zero"])
    told = json.loads(capsys.readouterr().out)["diagnostics"]  # type: ignore[attr-defined]
    found: dict[str, str] = {}
    for each in told:
        if each["rule"] in (
            "references/dangling-link",
            "references/dangling-anchor",
            "references/dangling-wikilink",
            "references/wrong-case",
        ):
            for name in lines.get((each["path"], each["span"]["start"]["line"]), ()):
                found[name] = each["message"]
    return found


def verdicts(name: str) -> dict[str, bool]:
    """What the real tool made of each named link when the verdicts were last written down."""
    found: dict[str, bool] = json.loads((HERE / "verdicts" / f"{name}.json").read_text("utf-8"))
    return found


def judged(name: str, found: Mapping[str, bool]) -> dict[str, bool]:
    """The verdict on each named link. What is not in the output was no link; but a toctree leaves out what it does not find."""
    entries = {match[1] for text in files_of(name).values() for match in re.finditer(r"^(k\d+) <", text, re.MULTILINE)}
    return {each: found.get(each, each not in entries) for each in names(name)}


def names(name: str) -> list[str]:
    """The named links of a site."""
    return sorted({each for text in files_of(name).values() for each in NAME.findall(text)})


def keep(name: str, works: Mapping[str, bool]) -> None:
    """Writes verdicts down."""
    (HERE / "verdicts" / f"{name}.json").write_text(json.dumps(works, indent=0) + "\n", "utf-8")
