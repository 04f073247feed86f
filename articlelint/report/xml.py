"""Foreign text in XML: a reader gets the very characters, but for those that XML cannot hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from articlelint.text.escapes import xml_escaped

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#charsets


def attribute(text: str) -> str:
    """A value in quotation marks."""
    return xml_escaped(quoteattr(_NOT_XML.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}))


def content(text: str) -> str:
    """What stands between tags."""
    return xml_escaped(escape(_NOT_XML.sub("\ufffd", text)))
