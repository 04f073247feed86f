r"""Foreign text made harmless: what a terminal, a CI system's log reader or a program reads of us holds nothing that they would obey.

Names, titles, texts and config values come from strangers. Characters that steer a terminal or turn the direction of a line are shown as
escapes such as `\x1b`; the beginnings of workflow commands are broken by one. Whatever prints a foreign string does it by way of this module.
"""

from __future__ import annotations

import json
import re
from typing import Any

# DEL, C1, lone surrogates, the line and paragraph separators and the characters with the property Bidi_Control; and C0 without the tab.
_BEYOND_C0 = r"\x7f-\x9f\ud800-\udfff\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(rf"[\x00-\x08\x0a-\x1f{_BEYOND_C0}]")
_CONTROL_BEYOND_C0 = re.compile(f"[{_BEYOND_C0}]")
# The runners' grammars: GitHub's looks for `::` behind blanks at the beginning of a line, and for `##[` anywhere
# (ActionCommand.TryParseV2 and TryParse), Azure's for `##vso[` and TeamCity's for `##teamcity[` anywhere.
_COMMAND = re.compile(r"(?<=#)#(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_COMMAND_LINE = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
# A line of an excerpt from a config file, as `pointer` draws it: the only line ends that an error message has.
_EXCERPT = re.compile(r"\n(?= *\d* \|)")


def escaped(text: str) -> str:
    r"""The text in one line that steers no terminal: `\x1b`, `\n`, `\u202e` stand for what would."""
    # Nearly all texts are harmless, and a report has a hundred thousand: all that is shown as an escape is not printable.
    return text if text.isprintable() else _CONTROL.sub(_escape, text)


def inert(text: str) -> str:
    """The text as no runner of a CI system takes it for a command."""
    if "::" in text:
        text = _COMMAND_LINE.sub(r"\1\\x3a", text)
    return _COMMAND.sub(r"\\x23", text) if "##" in text else text


def visible(text: str) -> str:
    """A foreign text as part of a line of ours, for a terminal or a log."""
    return inert(escaped(text))


def visible_lines(text: str) -> str:
    """Lines of ours, whose ends stay."""
    return inert("\n".join(map(escaped, text.split("\n"))))


def visible_message(text: str) -> str:
    """An error's sentence in one line, and the lines of the excerpt below it, if there is one."""
    return "\n".join(map(visible, _EXCERPT.split(text)))


def json_text(data: Any, *, indent: int | None = None) -> str:
    r"""Data as JSON that is harmless in a terminal and a log too: a reader gets the same data, by way of `\u001b`."""
    return json_escaped(json.dumps(data, ensure_ascii=False, indent=indent))


def json_escaped(text: str) -> str:
    """Text of JSON with what is left of such characters as escapes: JSON itself has none of C0 in a string, and none of the others outside."""
    text = _CONTROL_BEYOND_C0.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return _COMMAND.sub(r"\\u0023", text)


def xml_escaped(text: str) -> str:
    """Text of XML with such characters as references; those that XML cannot hold are shown."""
    text = _CONTROL.sub(_reference, text)
    return _COMMAND.sub("&#35;", _COMMAND_LINE.sub(r"\1&#58;", text))


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def _reference(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x0A:
        return match[0]
    return f"&#{code};" if code == 0x0D or (code > 0x7E and not 0xD800 <= code < 0xE000) else _escape(match)
