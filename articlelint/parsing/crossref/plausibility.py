"""How much a name looks like the title of an article. Knows no titles, only what they look like."""

from __future__ import annotations

import re
from typing import Literal

from articlelint.text.appendices import canonical
from articlelint.text.cues import Cues

Likeness = Literal["strong", "weak", "faint", ""]
ORDER: tuple[Likeness, ...] = ("", "faint", "weak", "strong")
_MOST_WORDS = 10
_MOST_LETTERS = 120
# Citations of literature: books, journals, verses and laws are named by "see" as often as articles are.
_LITERATURE = re.compile(
    # "Dan. 3:5", "Huber et al", "op. cit.", "vol. ii", "p. 12", "2nd ed.", "¶ 4"
    r"\d:\d|\bet al\b|\b(?:ibid|op\. ?cit|vols?\.|pp?\. ?\d|eds?\.|trans\.|chap\.|ser\.)|¶"
    # "Huber, 1863", "Jones 1999a:"
    r"|,\s*(?:1[4-9]|20)\d\d\b|\b(?:18|19|20)\d\d[a-z]?\)?[:,]"
    # "Phil. Mag. 12", "Geogr. iv", but not "St. Petersburg" or "Kent Co."
    r"|\b(?!(?:St|Ste|Mt|Ft|Dr|Mr|Mrs|Ms|Jr|Sr|Gen|Col|Prof|Sts|Rev|Hon|Capt|Lt|vs|No|Co|Inc|Ltd)\.)[A-Z]?[a-z]{1,7}\.(?=\s*[\d,;]|\s+[A-Z]\S*\.|\s+[ivxlc]+\b)"
    # "Isa. 40", "iv. 2", "Genesis xlii"
    r"|[A-Z][a-z]{0,4}\.\s*\d|\b[ivxlcdm]+\.\s*\d|\s(?=[ivxlc]{2})c{0,3}(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})$",
)
# Code, paths, file names and addresses: "Vec<T>", "a::b", "run()", "./configure", "lyon.cpp", "my_name"; but "Node.js" is a title.
_CODE = re.compile(r"[<>=|\\^$%#@~`{}]|::|->|\(\)|^[./-]|\w\.(?!js$)(?:[a-z]{1,4}|html)$|://|\w_\w|\*")
# The number behind a word such as Theorem or Annex: `2`, `(7)`, `XI`, `C`, `A-2`, `Two`.
_LABEL_NUMBER = re.compile(
    r"\S+ (?:\(?#?\d[\w.:/()–-]*|\(?[IVXLCDM]+(?:[.:-]\w+)?\)?|[A-Z]{1,2}(?:[.-]?\d[\w.-]*)?|(?i:one|two|three|four|five|six|seven|eight|nine|ten))[.:]?"
)
# `5 U.S.C.` and `42 CFR 8.1`; `Public Law 93-1`, `Directive 95/46/EC`, `Regulation (EU) 2016/679`.
_LAW = re.compile(
    r"\d+ (?:U\. ?S\. ?C|USC|C\. ?F\. ?R|CFR|Stat\b|Fed\. ?Reg|F\.[23]d|U\. ?S\.)"
    r"|(?:Public Law|Pub\. ?L|(?:Council |Commission |Framework )?(?:Directive|Regulation|Decision)|(?:Executive )?Order|Act|Ordinance|Resolution)\b(?: of)?(?: [A-Z]?[\w./()-]+){0,4}? (?:No\. ?)?\d[\w./–-]*(?: of \d{4})?$"
)
# `PEP 8`, `ISO/IEC 27001`, `NIST SP 800-53`; `CVE-2014-0160`, but not `COVID-19`, `B-52` or `G7`.
_SERIES = re.compile(r"(?:[A-Z]{2,}(?:/[A-Z]+)* )+\d[\d.:/-]*[a-z]?(?:-\d+)*|[A-Z]{2,}(?:-\d+){2,}")
# "Strabo's Geography", "Plutarchs' Lives": a work and its author.
_POSSESSIVE = re.compile(r"[a-z]['’]s?\s+[A-Z]")
# "J. G. Huber" is cited, "Huber (1990)" and "Huber & Kent 1990" too; "U.S. Navy" is none of them.
_PERSON = re.compile(
    r"^(?!U\.S|U\.K|U\.N|E\.U)(?:[A-Z]\.[ -]?)+\s*[A-Z][a-z]|^[A-Z][\w-]+(?:\s+(?:&|and)\s+[A-Z][\w-]+)?\s*(?:\((?:1[4-9]|20)\d\d[a-z]?\)|(?:1[4-9]|20)\d\d[a-z]?$)"
)
# What makes "Figure 2", "Table A1", "Plate XXXVIII" and "Part 2a" parts of a document.
_NUMBERED = re.compile(r"(?:[\dIVXLC]+[.:)]?|[A-Z]{1,2}\d*[.:]?|\d\S*|[IVXLC]+\S{0,2})$")
# "See XIV": a chapter.
_ROMAN = re.compile(r"(?=[IVXL])L?X{0,4}(?:IX|IV|V?I{0,4})")
# "2016 United States elections" may begin with a figure, "12 Monkeys" is not sure enough to.
_YEAR = re.compile(r"(?:1\d|20)\d\d(?:[–-]\d\d(?:\d\d)?)? [A-Z]")
# What is seen to happen: "See Spot run." A title may end so too ("Ski run"), so it is only less sure.
_DEEDS = frozenset(
    {"run", "go", "fly", "burn", "fall", "rise", "jump", "play", "work", "sing", "dance", "die", "win", "lose", "swim", "walk", "grow", "live", "act", "fight", "come", "leave"}
)  # fmt: skip
# "See Linux section" is about a section of this text, "See Conic section" may name an article.
_OWN_PARTS = frozenset({"section", "sections", "subsection", "chapter", "heading", "paragraph", "appendix"})
# "See Design below." with its point.
_PART_END = re.compile(r"\W+$")


def likeness(name: str, cues: Cues) -> Likeness:
    """How much a name (cleaned) looks like the title of an article: surely, maybe, hardly, or not at all."""
    words = name.split()
    if (
        not words
        or len(words) > _MOST_WORDS
        or len(name) > _MOST_LETTERS
        or _LITERATURE.search(name)
        or _CODE.search(name)
    ):
        return ""
    lead = words[0].strip(".,:'’\"“”()").lower()
    capital = words[0][0].isupper() or not words[0][0].isalpha()
    if _is_elsewhere(words, lead, capital, cues) or _is_scripture(words, lead, cues):
        return ""
    if cues.elsewhere.search(name) or any(word in cues.sentence for word in words[1:] if word.islower()):
        return ""
    if lead == "the" and len(words) > 1:
        rest = likeness(" ".join(words[1:]), cues) if words[1][0].isupper() else ""
        return rest if rest == "" or capital else "faint"
    if not capital:
        return "" if lead in cues.never else _small(words, cues)
    if _is_identifier(" ".join(words), cues):
        return "faint"
    return _capital(name, words, cues)


def _is_elsewhere(words: list[str], lead: str, capital: bool, cues: Cues) -> bool:
    """A place in the same text: "above", "Figure 2", "Notes", "Design below"."""
    last = _PART_END.sub("", words[-1]).lower()
    if (lead in cues.places and not (capital and len(words) > 1)) or (
        last in cues.places and not words[-1][0].isupper()
    ):
        return True
    if lead in cues.parts and (not capital or len(words) == 1 or _NUMBERED.match(words[1])):
        return len(words) > 1 or not words[0].isupper() or len(words[0]) < 3
    return bool(canonical(" ".join(words))) or not any(c.isalpha() for word in words for c in word)


def _is_scripture(words: list[str], lead: str, cues: Cues) -> bool:
    """`Acts 15`, `1 Kings 3`: a book of the Bible and a number."""
    book = lead if not lead.isdigit() or len(words) < 2 else words[1].strip(".").lower()
    return book in cues.scripture and bool(re.fullmatch(r"[\divxlcIVXLC]+[.,]?", words[-1])) and len(words) > 1


def _is_identifier(name: str, cues: Cues) -> bool:
    """Whether a name is a law, a standard, a ticket or a numbered part of some text."""
    if _LAW.match(name) or _SERIES.fullmatch(name):
        return True
    return name.split(None, 1)[0].lower() in cues.labels and _LABEL_NUMBER.fullmatch(name) is not None


def _small(words: list[str], cues: Cues) -> Likeness:
    if any(c in '"“”„«»' for word in words for c in word):
        return "faint"
    plain = all(word.replace("-", "").isalpha() and word.islower() for word in words)
    if len(words) == 1 or not plain or len(words) > 4 or words[-1] in cues.parts or any(w in cues.never for w in words):
        return "faint"
    return "weak"


def _capital(name: str, words: list[str], cues: Cues) -> Likeness:
    shouted = name.isupper() and len(name) > 1
    if _ROMAN.fullmatch(name):
        return ""
    if words[-1] in cues.outside or (words[0].isupper() and words[0].lower() in cues.outside):
        return "faint"
    if not shouted and (
        _POSSESSIVE.search(name) or _PERSON.search(name) or not (words[0][0].isalpha() or _YEAR.match(name))
    ):
        return "faint"
    if len(words) > 1 and (words[-1] in _OWN_PARTS or (len(words) == 2 and words[1] in _DEEDS)):
        return "weak"
    if not shouted and any(_is_work(words, at, cues) for at in range(len(words))):
        return "faint"
    return "strong"


def _is_work(words: list[str], at: int, cues: Cues) -> bool:
    """Whether a word tells of a book or journal: `East India Gazetteer`, `Journal of ...`, but not `Journal bearing`."""
    word = words[at]
    if not word[0].isupper() or word.strip(".,:'’()").lower() not in cues.works:
        return False
    return at > 0 or len(words) == 1 or words[1] in cues.small or words[1][0].isupper()


def least(found: list[Likeness]) -> Likeness:
    """The least of several: a list is as sure as its most doubtful name."""
    return min(found, key=ORDER.index, default="")
