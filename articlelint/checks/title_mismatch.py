"""The title and the lead (or the file name) call the subject by different names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.model.facts import LeadName, first_paragraph, lead_name
from articlelint.text.names import difference, loose, normal, plain_quotes, without_disambiguator

_ENTRY_PAGES = frozenset({"readme", "index", "_index", "home", "main page"})
_SLUG = re.compile(r"[^\sA-Z]*[-_][^\sA-Z]*")
_UNHOLDABLE = re.compile(r'[\\/:*?"<>|#^\[\]]')  # no file name can hold these everywhere
_LEADING_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[\s\-\u2010-\u2015/'’]+")
_DROPPED = re.compile(r"[\"“”„«».:?!]")
_MATTERING = frozenset({"dash", "apostrophe", "diacritics", "punctuation", "space"})
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "der", "die", "das", "und", "von", "de", "la", "le", "les", "du", "des", "et", "el", "los", "las", "y"}
)  # fmt: skip


@check()
def title_mismatch(article: Article) -> Iterator[Finding]:
    """A name that is spelt otherwise is always told; a wholly other name only where the lead marks it as one."""
    title = article.title
    stem = article.path.rpartition("/")[2].rpartition(".")[0]
    if (
        title is None
        or title.origin in ("file-name", "page-name")
        or stem.casefold() in _ENTRY_PAGES
        or _SLUG.fullmatch(title.text)
    ):
        return
    found = lead_name(article)
    if found is not None:
        how = departure(title.text, found.text) or _other_subject(article, title.text, found)
        if how:
            help_text = (
                "use one name in both"
                if how != "words"
                else "give the article the title of its subject, or rewrite the lead"
            )
            message = f"the title is `{title.text}`, but the lead speaks of `{found.text}`"
            yield Finding(title.span, message, help_text, data={"name": found.text, "difference": how})
            return
    elif (
        " " in stem
        and not _UNHOLDABLE.search(title.text)
        and _tells_more(stem, title.text)
        and (how := departure(title.text, stem))
    ):
        message = f"the title is `{title.text}`, but the file is called `{stem}`"
        yield Finding(title.span, message, "use one name in both", data={"name": stem, "difference": how})


def departure(title: str, name: str) -> str:
    """In what two spellings of one name differ beyond sentence case, articles and plural; empty when they do not, or are other words."""
    one, other = _comparable(title), _comparable(name)
    if one.casefold() == other.casefold():
        return "capitals" if _capitals_differ(one, other) else ""
    if loose(one) != loose(other):
        return ""
    kind = difference(one.casefold(), other.casefold())
    return kind if kind in _MATTERING else ""


def _comparable(name: str) -> str:
    name = plain_quotes(normal(without_disambiguator(name) or name))
    return normal(_LEADING_ARTICLE.sub("", _DROPPED.sub("", name), count=1).strip())


def _capitals_differ(one: str, other: str) -> bool:
    """Sentence case and Title Case differ in first letters only; a name that is all capitals is shouted, unless it is a short acronym."""
    if one == other or ((one.isupper() or other.isupper()) and (" " in one or len(one) > 5)):
        return False
    return any(a[1:] != b[1:] for a, b in zip(_PARTS.split(one), _PARTS.split(other), strict=False))


def _tells_more(stem: str, title: str) -> bool:
    """A file name is often a poorer copy of the title: it counts when it has marks or capitals that the title lacks."""
    return sum(not c.isascii() or c.isupper() or c == "-" for c in stem) > sum(
        not c.isascii() or c.isupper() or c == "-" for c in title
    )


def _other_subject(article: Article, title: str, found: LeadName) -> str:
    """`words` when a bold name shares no word with the title, and the lead's first paragraph has none of the title's words."""
    block = first_paragraph(article)
    if not found.bold or block is None or loose(_comparable(title)) == loose(_comparable(found.text)):
        return ""
    own = {word[:5] for word in _WORDS.findall(title.casefold()) if word not in _SMALL}
    said = {word[:5] for word in _WORDS.findall(article.source.slice(block.span).casefold())}
    if not own or own & said or _initials(title, found.text) or _initials(found.text, title):
        return ""
    front = article.front_matter
    known = {normal(alias).casefold() for alias in front.aliases} if front else set()
    return "" if normal(found.text).casefold() in known else "words"


def _initials(short: str, long: str) -> bool:
    letters = "".join(c for c in short if c.isalnum()).casefold()
    words = _WORDS.findall(long.casefold())
    return len(letters) < 9 and letters[:1] == (words[0][:1] if words else "") and len(words) > 1
