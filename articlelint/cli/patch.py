"""Changes of files as a patch that `git apply` and `patch -p1` take.

As git does it: names are quoted when they hold what would steer a terminal, and the lines of files are their very bytes, whatever encoding
they are in, or the patch could not be applied. Only for people's eyes what lines hold is escaped too.
"""

from __future__ import annotations

import re
from difflib import diff_bytes, unified_diff

from articlelint.cli import console
from articlelint.text.escapes import escaped, visible_lines

_NAMED = {
    '"': '\\"',
    "\\": "\\\\",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
}
_CHARACTER = re.compile(
    r"##(?=(?:vso|teamcity)?\[)|.", re.IGNORECASE | re.DOTALL
)  # or what begins a command of a runner


def changed(path: str, before: bytes, after: bytes, *, moved_to: str = "") -> bytes:
    """The patch of one file, which may get another name."""
    new = moved_to or path
    lines = diff_bytes(unified_diff, _lines(before), _lines(after), _named(f"a/{path}"), _named(f"b/{new}"))
    body = b"".join(each if each.endswith(b"\n") else each + b"\n\\ No newline at end of file\n" for each in lines)
    return (_renamed(path, new) if path != new else b"") + body


def show(patch: bytes, *, for_people: bool) -> None:
    """The patch on standard output."""
    if for_people:
        console.say_data(visible_lines(patch.decode("utf-8", "surrogateescape")))
    else:
        console.say_bytes(patch)


def quoted(name: str) -> bytes:
    """A name as git writes it, with `core.quotePath` off: in quotation marks with backslashes where it holds what is not to be shown."""
    plain = "".join(map(_shown, _CHARACTER.findall(name)))
    return (name if plain == name else f'"{plain}"').encode("utf-8", "surrogateescape")


def _shown(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    if len(character) == 1 and escaped(character) == character:
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))


def _named(name: str) -> bytes:
    """A name behind `---` or `+++`: a tab ends one that holds blanks."""
    written = quoted(name)
    return written + b"\t" if b" " in written and not written.startswith(b'"') else written


def _renamed(old: str, new: str) -> bytes:
    head = b"diff --git %b %b\n" % (quoted(f"a/{old}"), quoted(f"b/{new}"))
    return head + b"rename from %b\nrename to %b\n" % (quoted(old), quoted(new))


def _lines(data: bytes) -> list[bytes]:
    """Lines as `patch` counts them: only a line feed ends one."""
    pieces = data.split(b"\n")
    return [piece + b"\n" for piece in pieces[:-1]] + [piece for piece in pieces[-1:] if piece]
