"""A word written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, islice
from operator import eq

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Applicability, Edit, Finding, Fix
from articlelint.text.source import Span

_TWICE = re.compile(
    r"(?<![\w'’.‑-])(?P<word>[^\W\d_]+)(?P<gap>\s[\s>]*)(?P<again>(?P=word))(?![\w'’‑-])", re.IGNORECASE
)
_PARTICLES = frozenset({"in", "on", "out", "up", "to", "by", "off", "over", "through"})
_PHRASAL = re.compile(
    r"(?:log|sign|built|build|plug|check|turn|go|goe|went|carri|carry|pass|mov|liv|bas|set|bring|brought|hold|held|com|came|back|tun|bail|run|walk|push|break|broke|"
    r"depend|rel[iy]|insist|refer|listen|look|work|fill|opt|drop|hand|step|fall|fell|get|got|take|took|tak|put|call|give|gave|cut|kick|lock|zoom|dial|cash|key|type|typ|phas|join|show|send|sent|pick|hang|hung|shut|start|switch|sit|sat|stand|stood|us|dwell|serv|belong|stay|vot|tak|pin)"
    # An object may stand between: "turn it on on Monday", "bring the lamp in in winter".
    r"(?:s|es|ed|ing|ged|ging|ned|ning|n|d|e|ting)?\s+(?:(?:it|them|him|her|me|us|you|one|this|that|(?:the|a|an|its|his|their|your|all|each) (?:[\w-]+ )?[\w-]+)\s+)?$",
    re.IGNORECASE,
)
# What a clause may end with, and the next part begin with: "what it is is unclear", "those who can can stay".
_VERBS = frozenset(
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could", "will", "would", "may", "might", "must", "should", "need", "say"}
)  # fmt: skip
_SUBORDINATE = re.compile(
    r"\b(?:what(?:ever)?|who(?:ever|m|se)?|how(?:ever)?|why|where(?:ver)?|when(?:ever)?|which(?:ever)?|that|those|all|everything|anything|something|nothing|whether|as|than|if|the (?:way|thing|reason|place|one|ones|more|less))\b[^.!?;]*(?<!\bthat )(?<!\bwhich )$",
    re.IGNORECASE,
)
# Pronouns and prepositions may end one part and begin the next: "I told you you may", "the house it stands by by the sea".
_JOINTS = frozenset(
    {"it", "he", "she", "they", "we", "you", "this", "these", "those", "which", "who", "when", "where", "how", "there", "some", "any", "all", "other", "each", "such", "also", "then", "not",
     "at", "for", "from", "with", "without", "into", "onto", "under", "about", "between", "during", "after", "before", "as", "than"}
)  # fmt: skip
_SUBJECT = re.compile(r"(?:\A|[.!?]\s|[\r\n])\s*+(?:[\w-]++ ){1,3}$")
_PRONOUN = re.compile(r"\b(?:I|he|she|it|they|we|you)\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:\A|[.!?:]['\"”’)]?\s|[\r\n])\s*+$")
_LETTERS = bytes(
    byte if byte >= 0x80 or chr(byte).islower() else byte + 32 if chr(byte).isupper() else 32 for byte in range(256)
)
_LANGUAGES = frozenset({"de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "pl", "cs", "ru", "uk"})
_BESIDE = tuple("/{}()[]<>\"'“”‘’«»*_`")
_QUOTES = ('"', "'", "“", "”", "‘", "’", "«", "»", "„")
_SHORTEST_WRAPPED = 12
_BLANK_LINE = re.compile(r"[\r\n]\s*?[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`allowed` are words that may stand twice; `small` words that no language doubles: others count where the text is English, or of a language that doubles none."""

    allowed: tuple[str, ...] = ()
    small: tuple[str, ...] = ()


@check()
def repeated_word(article: Article, options: Options) -> Iterator[Finding]:
    """Looks at the text first, and at what of it is prose only when there is something to see."""
    words = _doubled(article)
    if not words or not any(_pairs(article.text, words)):
        return
    prose = article.prose
    allowed, small = _folded(options.allowed), _folded(options.small)
    doubles_none = _doubles_none(article)
    for match in _pairs(prose, words):
        start, end = match.span()
        word, gap = match["word"], article.text[match.start("gap") : match.end("gap")]
        if (
            word.casefold() in allowed
            or (word.casefold() not in small and not (doubles_none and _is_slip(prose, match)))
            or gap.strip(" \t\r\n>")
            or _is_name(prose, match)
            or not _one_sentence(prose, match)
        ):
            continue
        if _is_grammar(prose, word.casefold(), start):
            continue
        yield Finding(
            Span(start, end),
            f"`{word}` stands twice",
            "remove one of them",
            _removal(article, match, "safe" if _is_surely_slip(prose, word.casefold(), start, small) else "unsafe"),
            data={"word": word},
        )


def _is_grammar(prose: str, word: str, start: int) -> bool:
    """Whether a part of the sentence may end with the word and the next begin with it."""
    if word in _PARTICLES and _PHRASAL.search(prose, max(0, start - 40), start):
        return True
    return word in _VERBS and _SUBORDINATE.search(prose, max(0, start - 80), start) is not None


def _is_surely_slip(prose: str, word: str, start: int, small: frozenset[str]) -> bool:
    """Whether no grammar lets a word stand twice there: "the the", "The road is is". Only then is the removal safe."""
    if word not in small or word in _PARTICLES or word in _JOINTS:
        return False
    if word not in _VERBS:
        return True
    # "The things I do do matter": what may hold a clause without a sign of it is longer, or has a pronoun.
    subject = _SUBJECT.search(prose, max(0, start - 80), start)
    return subject is not None and not _PRONOUN.search(subject[0])


def _doubled(article: Article) -> list[str]:
    """The words, in lower case, that stand twice in a row with nothing but blanks between: far quicker than the pattern."""
    words = article.text.encode("utf-8", "surrogatepass").translate(_LETTERS).split()
    twice = set(compress(words, map(eq, words, islice(words, 1, None))))
    names = [name for each in twice if len(name := each.decode("utf-8", "replace").lower()) > 1 or name in "ai"]
    if not names:
        return []
    flat = " ".join(article.lowered.replace(">", " ").split())
    return [name for name in names if _stands_twice(name, flat)]


def _pairs(prose: str, words: Iterable[str]) -> Iterator[re.Match[str]]:
    """The matches of the pattern, which is tried only where one of the words stands."""
    folded = prose.lower()
    if len(folded) != len(prose):  # a dotted capital I becomes two
        yield from _TWICE.finditer(prose)
        return
    done = 0
    for at in sorted({at for word in words for at in _places(word, folded)}):
        match = _TWICE.match(prose, at) if at >= done else None
        if match:
            done = match.end()
            yield match


def _places(word: str, text: str) -> Iterator[int]:
    """Every place at which a word stands, be it within another; of a letter those with a blank behind."""
    if len(word) == 1:
        yield from (match.start() for match in _letter(word).finditer(text))
        return
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@cache
def _letter(letter: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(letter)}(?=\s)")


def _stands_twice(word: str, flat: str) -> bool:
    """Every place is looked at by hand: "data a" holds "a a"."""
    pair = f"{word} {word}"
    at = flat.find(pair)
    while at >= 0:
        end = at + len(pair)
        if not (flat[at - 1 : at].isalnum() and at) and not flat[end : end + 1].isalnum():
            return True
        at = flat.find(pair, at + 1)
    return False


def _doubles_none(article: Article) -> bool:
    """Turkish, Vietnamese or Hindi double words for emphasis, and the configured language is often only the first of many."""
    language = article.language.partition("-")[0]
    if language == "en":
        return article.text.count(" the ") * 500 > len(article.text)
    return language in _LANGUAGES


def _is_slip(prose: str, match: re.Match[str]) -> bool:
    """A word of content is doubled on purpose in names (`dub dub dub`), between marks, and where an entry begins."""
    before, after = prose[max(0, match.start() - 3) : match.start()], prose[match.end() : match.end() + 1]
    if not match["word"].isascii() or before[-1:] in _BESIDE or after in _BESIDE or not before.strip():
        return False
    word = match["word"].casefold()
    rest = prose[match.end() : match.end() + len(word) + 2].strip().casefold()
    lead = prose[max(0, match.start() - len(word) - 2) : match.start()].strip().casefold()
    return word not in (rest, lead) and "\n" not in before


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _is_name(prose: str, match: re.Match[str]) -> bool:
    """`Duran Duran`, `AND and`, `Cat cat`: two spellings are a slip only at the start of a sentence."""
    word, again = match["word"], match["again"]
    if len(word) == 1 and word not in "aI":
        return True
    if word == again:
        return word[0].isupper() and word != "I"
    starts = _SENTENCE_START.search(prose, max(0, match.start() - 4), match.start())
    return not (starts and word[1:].islower() and again.islower())


def _one_sentence(prose: str, match: re.Match[str]) -> bool:
    """Two paragraphs, columns, or lines of a list of words are not one sentence; nor is a word quoted twice."""
    gap = match["gap"]
    if len(gap) > 40 or _BLANK_LINE.search(gap):
        return False
    if (
        prose[match.start() - 1 : match.start()] in _QUOTES
        and prose[match.end() : match.end() + 4].lstrip(".,!?")[:1] in _QUOTES
    ):
        return False
    if "\n" not in gap and "\r" not in gap:
        return True
    line = max(prose.rfind("\n", 0, match.start()), prose.rfind("\r", 0, match.start())) + 1
    return len(prose[line : match.start()].strip()) > _SHORTEST_WRAPPED


def _removal(article: Article, match: re.Match[str], applicability: Applicability) -> Fix | None:
    """The second word goes; across a line end the first, so that the lines stay as they are.

    Safe for small words only: another may have been doubled on purpose.
    """
    if "\n" not in match["gap"] and "\r" not in match["gap"]:
        return Fix((Edit(match.end("word"), match.end("again"), ""),), applicability)
    before = match.start("word") - 1
    if before >= 0 and article.text[before] == " " and match["word"] == match["again"]:
        return Fix((Edit(before, match.end("word"), ""),), applicability)
    return None
