"""HTML entities where nobody turns them into characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TWICE = re.compile(r"&(?:amp;)+(?P<rest>(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
# Somebody who writes of markup needs these escaped.
_MARKUP = frozenset(
    {"lt;", "gt;", "amp;", "quot;", "apos;", "#60;", "#62;", "#38;", "#34;", "#39;", "#x27;", "#x2F;", "#x3c;", "#x3e;"}
)
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]"
)


@check(needles=lambda _options: ("&",))
def html_entity(article: Article) -> Iterator[Finding]:
    """Any entity in plain text; in Markdown and wikitext only one whose `&` is escaped once too often."""
    text = article.text
    plain = article.format == "plain"
    if "&" not in text or not (_ENTITY if plain else _TWICE).search(text):
        return
    from html import unescape  # its table of entities is large
    from html.entities import html5

    for match in (_ENTITY if plain else _TWICE).finditer(article.prose):
        if plain and not (match[0][1] == "#" or match[0][1:] in html5):
            continue
        if not plain and (match["rest"] in _MARKUP or not (match["rest"][0] == "#" or match["rest"] in html5)):
            continue
        yield _entity(match, f"&{match['rest']}" if not plain else _UNSEEN.sub("", unescape(match[0])))


def _entity(match: re.Match[str], meant: str) -> Finding:
    span = Span(*match.span())
    shown = meant if meant.strip() else "a blank"
    message = f"`{match[0]}` is shown as it stands" if meant[:1] != "&" else f"`{match[0]}` is escaped twice"
    return Finding(span, message, f"write `{shown}`" if meant.strip() else f"write {shown}", Fix((Edit(*span, meant),)))
