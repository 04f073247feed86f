"""Which tags show something by themselves: what stands alone under a heading is content then, not an empty section."""

from __future__ import annotations

import re

from articlelint.model.article import Article

_SHOWING = re.compile(
    r"<(?:img|svg|picture|video|audio|iframe|object|embed|canvas|math|table|hr|input)\b", re.IGNORECASE
)
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*(?:[.:-][A-Za-z0-9]+)*)(?=[\s/>])")
# HTML that needs content of its own to show anything.
_FRAME_NAMES = (
    "a abbr address article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd del details dfn dialog dir "
    "div dl dt em fieldset figcaption figure font footer form g h1 h2 h3 h4 h5 h6 head header html i ins kbd label legend li link main "
    "map mark menu meta nav nobr noscript ol optgroup option p param pre q rb rbc rp rt rtc ruby s samp script section select small "
    "source span strike strong style sub summary sup tbody td template textarea tfoot th thead time title tr track tt u ul var wbr"
)
_FRAMES = frozenset(_FRAME_NAMES.split())
# Extension tags of MediaWiki that show nothing where they stand, or only what stands between them.
_SILENT = frozenset(
    {
        "nowiki", "templatestyles", "section", "noinclude", "includeonly", "onlyinclude", "translate", "tvar", "indicator", "poem",
        "syntaxhighlight", "source",
    }
)  # fmt: skip


def shows_something(article: Article, words: str) -> bool:
    """Whether a tag among these words shows something of its own.

    In wikitext each tag of an extension does (`<mapframe ... />` is a map), but for a few; in Markdown a component (`<Intro />`,
    `<Chart.Bar />`, `<my-chart>`), whatever it is called.
    """
    if _SHOWING.search(words):
        return True
    names = (match[1] for match in _TAG.finditer(words))
    if article.format == "wikitext":
        return any(name.lower() not in _FRAMES and name.lower() not in _SILENT for name in names)
    return any(_is_component(name, article.path.endswith(".mdx")) for name in names)


def _is_component(name: str, mdx: bool) -> bool:
    """In MDX, a capital or a dot makes a component; in Markdown `<CENTER>` is HTML."""
    if "." in name or "-" in name:
        return True
    return name[0].isupper() and (mdx or name.lower() not in _FRAMES)
