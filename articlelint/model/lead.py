"""The name that the lead uses for its subject: bold at the start of the first sentence, or the subject of that sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlelint.model.article import Article, Block
from articlelint.text.names import loose, without_disambiguator
from articlelint.text.source import Span

_VERBS = (
    "is|are|was|were|has|have|had|refers?|denotes?|means|describes?|consists?|comprises?|ist|sind|war|waren|bezeichnet|"
    "est|sont|était|étaient|fut|désigne|es|son|era|eran|fue|fueron"
)
_ARTICLE = r"(?:(?:The|A|An|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Una) |L['’])?"
# Bold opens the sentence, and what follows it is a verb, a bracket, a comma or another name: not "**Note** that ...".
_BOLD = re.compile(
    rf"""["“'(]?{_ARTICLE}["“]?(?P<mark>\*\*|__|''')(?P<name>[^*_'\n\r][^*\n\r]{{0,98}}?[^\s*:.!?]|\w)(?P=mark)["”]?"""
    rf"(?=,? (?:{_VERBS}|or|also|and|oder|ou|o)\b| ?[(,–—]|\s*<ref|\s*\{{\{{)"
)
_WORD = r"[^\s;:!?()\[\]{}|<>,`*]+"
_SUBJECT = re.compile(
    rf"{_ARTICLE}(?P<name>(?:{_WORD} ){{0,9}}?{_WORD})(?: \([^()\n]{{0,200}}\)|,[^.;,\n]{{0,100}},)? (?P<verb>{_VERBS})\b"
)
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.] ")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[([^\[\]]*)\]\([^()]*\)")


class LeadName(NamedTuple):
    """What the lead calls its subject; `bold` tells that it is marked as its name, `span` where it stands."""

    text: str
    span: Span
    bold: bool


def lead_name(article: Article) -> LeadName | None:
    """The name in the lead's first sentence, when it has the shape of a definition."""
    block = first_paragraph(article)
    if block is None:
        return None
    for pattern, bold in ((_BOLD, True), (_SUBJECT, False)):
        match = pattern.match(article.text, block.span.start, block.span.end)
        if match is None:
            continue
        text = _LINK.sub(lambda link: link[1] or link[2] or "", match["name"]).strip('*_"“” ')
        if text and not _SENTENCE_END.search(text):
            return LeadName(text, Span(*match.span("name")), bold)
    return None


def first_paragraph(article: Article) -> Block | None:
    """The first paragraph of the lead that stands in no list, table or quotation."""
    heading = article.title_heading
    own = [each.whole.start for each in article.headings[:2] if each is not heading]
    end = own[0] if own else len(article.text)
    for block in article.blocks:
        if block.span.start >= end:
            return None
        if block.kind == "paragraph" and not block.inside and not (heading and block.span.start < heading.whole.start):
            return block
    return None


def other_name(article: Article) -> str:
    """A name beside the title that the article answers to: its bold name, or its title as the lead spells it. May be empty."""
    found = lead_name(article)
    title = article.title
    if found is None or (title and found.text == title.text):
        return ""
    if _LINK.fullmatch(article.text, *found.span):
        return ""  # `'''[[Signals]]''' are used to direct trains`: the name of the article that is linked to
    if found.bold or title is None:
        return found.text if found.bold else ""
    known = {loose(title.text), loose(without_disambiguator(title.text) or title.text)}
    return found.text if loose(found.text) in known else ""
