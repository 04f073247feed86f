"""Names that are a number with a word to it: `Theorem 2`, `42 CFR 8.1`, `PEP 8`. They are articles only where the corpus has them."""

from __future__ import annotations

import re

from articlelint.text.cues import Cues

_NUMBERED = re.compile(
    r"\A\S++ (?:\(?#?\d[\w.:/()–-]*|\(?[IVXLCDM]+(?:[.:-]\w+)?\)?|[A-Z]{1,2}(?:[.-]?\d[\w.-]*)?|(?i:one|two|three|four|five|six|seven|eight|nine|ten))[.:]?"
)
# `5 U.S.C.` and `42 CFR 8.1`; `Public Law 93-1`, `Directive 95/46/EC`, `Regulation (EU) 2016/679`.
_LAW = re.compile(
    r"\d+ (?:U\. ?S\. ?C|USC|C\. ?F\. ?R|CFR|Stat\b|Fed\. ?Reg|F\.[23]d|U\. ?S\.)"
    r"|(?:Public Law|Pub\. ?L|(?:Council |Commission |Framework )?(?:Directive|Regulation|Decision)|(?:Executive )?Order|Act|Ordinance|Resolution)\b(?: of)?(?: [A-Z]?[\w./()-]+){0,4}? (?:No\. ?)?\d[\w./–-]*(?: of \d{4})?$"
)
# `PEP 8`, `ISO/IEC 27001`, `NIST SP 800-53`; `CVE-2014-0160`, but not `COVID-19`, `B-52` or `G7`.
_SERIES = re.compile(r"(?:[A-Z]{2,}(?:/[A-Z]+)* )+\d[\d.:/-]*[a-z]?(?:-\d+)*|[A-Z]{2,}(?:-\d+){2,}")


def is_identifier(name: str, cues: Cues) -> bool:
    """Whether a name is a law, a standard, a ticket or a numbered part of some text."""
    if _LAW.match(name) or _SERIES.fullmatch(name):
        return True
    return name.split(None, 1)[0].lower() in cues.labels and _NUMBERED.fullmatch(name) is not None
