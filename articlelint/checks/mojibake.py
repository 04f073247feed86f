"""UTF-8 that was read as another encoding, and characters that were lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.text.source import Span

# What the bytes 0x80-0xBF are when they are read as Windows-1252, or as Latin-1, where they stay controls.
_TAIL = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0080-\u00bf"
_CANDIDATE = re.compile(f"(?:[ÂÃ-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}}|[ð-ô][{_TAIL}]{{3}})+")
_LOST = re.compile("\ufffd+|â€(?= |$|[A-Za-z.,;:])|‚Ä[ôúùìîò¶¢]")
_HINT = re.compile(f"[Â-ô][{_TAIL}]|\ufffd|â€|‚Ä")
_LEADS, _TAILS = re.compile("[Â-ô]"), re.compile(f"[{_TAIL}]")  # of what a hint has at least
_MAC = str.maketrans({"ô": "’", "ú": "“", "ù": "”", "ì": "–", "î": "—", "ò": "‘", "¶": "…", "¢": "•"})
_SUSPECT_TAIL = frozenset("‘’“”‚„–—…›‹»«.")
_PLAUSIBLE = re.compile("[\u00a0-\u017f\u2000-\u2bff\ufeff\U0001f300-\U0001faff]+")
_SURE = 2  # so many sequences that can be nothing else: then the doubtful ones are no accident


@check()
def mojibake(article: Article) -> Iterator[Finding]:
    """A sequence counts when its characters, turned back into bytes, are UTF-8 for something that is likelier there."""
    text = article.text
    odd = article.beyond_ascii
    if not odd or not ("\ufffd" in odd or (_LEADS.search(odd) and _TAILS.search(odd) and _HINT.search(text))):
        return
    written = article.written
    turned = [(match, meant) for match in _CANDIDATE.finditer(written) if (meant := _meant(match[0])) is not None]
    sure = [_is_likelier(written, match, meant) for match, meant in turned]
    many = sum(sure) >= _SURE
    for (match, meant), likelier in zip(turned, sure, strict=True):
        if likelier or (many and meant.isprintable()):
            span = Span(*match.span())
            message = f"`{match[0]}` is `{meant}` read in the wrong encoding"
            fix = Fix((Edit(*span, meant),), "safe" if likelier else "unsafe")
            yield Finding(span, message, f"write `{meant}`", fix, {"meant": meant})
    for match in _LOST.finditer(written):
        if not (article.source.lossy and match[0].startswith("\ufffd")):  # that we could not read: text/encoding tells
            yield _lost(match)


def _lost(match: re.Match[str]) -> Finding:
    span = Span(*match.span())
    if match[0].startswith("‚Ä"):
        meant = match[0][2:].translate(_MAC)
        return Finding(
            span,
            f"`{match[0]}` is `{meant}` read in the wrong encoding",
            f"write `{meant}`",
            Fix((Edit(*span, meant),)),
        )
    return Finding(span, f"`{match[0]}` stands for a character that was lost", "look it up in the source and write it")


def _meant(words: str) -> str | None:
    """The text behind the letters, turned back as often as it goes; None when they are no such bytes."""
    found = None
    for _ in range(4):
        try:
            words = b"".join(_byte(c) for c in words).decode()
        except (UnicodeDecodeError, UnicodeEncodeError):
            break
        found = words
        if not _CANDIDATE.fullmatch(words):
            break
    return found


def _byte(c: str) -> bytes:
    return bytes((ord(c),)) if ord(c) < 0x100 else c.encode("cp1252")


def _is_likelier(text: str, match: re.Match[str], meant: str) -> bool:
    """Latin letters and punctuation are; other scripts only in a run. A letter before a quotation mark may be just that."""
    if not _PLAUSIBLE.fullmatch(meant):
        return len(meant) >= 3 and meant.isprintable()
    if len(match[0]) > 2 or match[0][1] not in _SUSPECT_TAIL:
        return True
    near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return len(near) == 2 and near[1].isalpha() and (near[0].isalpha() or near[0].isspace())
