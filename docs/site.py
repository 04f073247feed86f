"""What mkdocs shows besides the files of docs/: README as the first page, changelog, contributing, and every rule page.

They live where readers of the repository look for them; here they are only shown, with their links bent to fit.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)")
_INFO = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<language>\w+) (?P<words>\S[^\n]*)$", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_CAPTIONS = {
    "bad": "found",
    "good": "left alone",
    "fixed": "after the fix",
    "corpus": "another article",
    "rule": "the rule",
    "settings": "with these settings",
}


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages that stand elsewhere in the repository."""
    repository = config["repo_url"] or ""
    for name, page in (("README.md", "index.md"), ("CHANGELOG.md", "changelog.md"), ("CONTRIBUTING.md", "contributing.md")):  # fmt: skip
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_bent(text, repository)))
    for path in sorted((ROOT / "rules").glob("*/*.md")):
        place = path.relative_to(ROOT).as_posix()
        title = f"---\ntitle: {path.parent.name}/{path.stem}\n---\n\n"
        text = _INFO.sub(_captioned, path.read_text(encoding="utf-8"))
        files.append(File.generated(config, place, content=title + text))
    return files


def _captioned(fence: re.Match[str]) -> str:
    """The words behind a fence's language, as the site's theme wants them: a caption of the block."""
    verdict, _, file = fence["words"].partition(" ")
    caption = _CAPTIONS.get(verdict, verdict) + (f": {file.removeprefix('file=')}" if file else "")
    return f'{fence["fence"]}{fence["language"]} title="{caption}"'


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The table of rules stands in docs/, where its links lead one folder up."""
    return markdown.replace("](../rules/", "](rules/") if page.file.src_uri == "rules.md" else markdown


def _bent(text: str, repository: str) -> str:
    """Links into docs/ lose the folder; what is not shown on the site becomes plain words. Code stays as it is."""

    def bend(match: re.Match[str]) -> str:
        target = match[1]
        if target.startswith("docs/"):
            return f"]({target.removeprefix('docs/')})"
        if target in ("CHANGELOG.md", "CONTRIBUTING.md"):
            return f"]({target.lower()})"
        return f"]({repository or 'https://opensource.org/license/mit'})"

    pieces, done = [], 0
    for fence in _FENCE.finditer(text):
        pieces += [_LINK.sub(bend, text[done : fence.start()]), fence[0]]
        done = fence.end()
    return "".join([*pieces, _LINK.sub(bend, text[done:])])
