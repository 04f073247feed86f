"""Where in its sentence a cue stands: a "see" there can send the reader elsewhere, or it is a verb: "we see"."""

from __future__ import annotations

import re
from typing import Literal

from articlelint.model.article import Block
from articlelint.text.cues import Cues

# How a cue stands: it begins a sentence, or a line that is a reference ("Main article: X"), or what is in brackets; it follows a
# comma or an opener ("please see X"); its sentence tells the purpose first ("For more, see X"); it gives an example ("for instance, see X").
Place = Literal["start", "line", "bracket", "clause", "purpose", "aside"]

_LONGEST_SENTENCE = 400
# "He went to see Lyon": the word before a cue, which tells a verb; "Let's", "e.g.", "AT&T" are words too.
_WORD_BEFORE = re.compile(r"[\w.'’&]+$")
# Where the sentence begins that ends in the cue: 'He said "no." For more, see X'.
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*\s+(?=\S)")
# "See also: X" has its colon behind the cue, bold or not.
_COLON = re.compile(r"[\s*_]*:")


def place_of(prose: str, block: Block, hit: re.Match[str], cues: Cues) -> Place | None:
    """Where in its sentence a cue stands; None where it can only be a verb or a name: "we see", "Holy See"."""
    start = max(block.span.start, hit.start() - _LONGEST_SENTENCE)
    before = prose[start : hit.start()].rstrip()
    bare = before.rstrip("*_\"'“‘«„ ")
    word = hit["see"] or ""
    if hit["line"]:
        return "line" if not bare.strip("([{:•*→- ") else None
    if not bare.strip("→-–—•*:>") or bare[-1] in ".!?…" or (before[-1:] in '”"»' and not word[0].islower()):
        return "line" if hit["also"] and _COLON.match(prose, hit.end()) else "start"
    if bare[-1] in "([":
        return "bracket"
    if bare[-1] in ")],;:—–-/”’»]":
        return _clause(before, cues)
    last = _WORD_BEFORE.search(bare)
    if last is not None and (last[0].strip(".").lower() in cues.openers or _goes_on(bare, hit, last, cues)):
        return "clause"
    return "purpose" if word[:1].islower() and last and _is_purpose(before, last[0], cues) else None


def _goes_on(before: str, hit: re.Match[str], last: re.Match[str], cues: Cues) -> bool:
    """Whether a cue goes on with a list of references: "see X and see also Y", "see X; or see Y". "Come and see" is a verb."""
    joins = last[0].lower() in cues.joins
    return joins and (hit["also"] is not None or before[: last.start()].rstrip().endswith(";"))


def _clause(before: str, cues: Cues) -> Place:
    if cues.aside.search(before, max(0, len(before) - 20)):
        return "aside"
    if before[-1] in ",:" and _is_purpose(before, "", cues):
        return "purpose"
    return "clause"


def _is_purpose(before: str, last: str, cues: Cues) -> bool:
    """Whether the sentence begins like "For more on this": then "see" needs no comma before it."""
    if (
        last.lower() in cues.sentence
        or last.lower() in cues.small
        or last.lower() in ("cannot", "can't", "n't", "never", "who", "which", "that")
    ):
        return False
    ends = list(_SENTENCE_END.finditer(before))
    sentence = before[ends[-1].end() :] if ends else before
    opening = max(sentence.rfind("("), sentence.rfind("—"))
    sentence = sentence[opening + 1 :]
    return bool(cues.purpose.match(sentence)) or (
        opening >= 0 and bool(cues.purpose.match(sentence.strip().capitalize()))
    )
