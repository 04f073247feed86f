"""The patterns of Markdown's blocks: mistune's where it has one that holds, and cheap ones that recognise the plain lines first."""

from __future__ import annotations

import re

from mistune.block_parser import BlockParser
from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, PRE_TAGS

# How a line may begin that is running text whatever stands around it: no marker of a list, heading, quote, fence, table, definition.
_PLAIN_START = (
    r"(?:[A-Za-z\x80-\U0010ffff]|[(\"'/.,;@&\\]|\?(?!\?\?)|_(?=[^\W_])|\*\*?(?=[^\s*])|`(?!``)|\d(?!\d{0,8}[.)][ \t\n])"
    r"|!(?!!)|\[(?=[^\]\\\n^][^\]\\\n]*\][^:]))"
)
PLAIN_START = re.compile(_PLAIN_START)

# A paragraph that is made of such lines; a line with a bar may be the head of a table, so it stops the run.
PLAIN_RUN = re.compile(rf" {{0,3}}{_PLAIN_START}[^|\n]*\n(?:[ \t]*{_PLAIN_START}[^|\n]*\n)*")

# A list item that is one such line, and after which nothing can belong to it: a marker, a heading, or a line behind a blank one.
FLAT_ITEM = re.compile(
    rf" {{0,3}}([*+-]|\d{{1,9}}[.)]) {{1,4}}(?!\[[ xX]\][ \t])({_PLAIN_START}[^\n]*)\n"
    r"(?=\Z| ?(?:[*+-]|\d{1,9}[.)]) |#{1,6} |\n+(?: ?[^\s]|\Z))"
)
BLANKS = re.compile(r"(?:[ \t\v\f]*\n)+")
INDENT = re.compile(r"[ \t]*")

PLAIN_ATX = re.compile(r"(#{1,6}) +([^ \t\n](?:[^\n]*[^ \t\n#}])?)[ \t]*\n")
ATX = re.compile(BlockParser.SPECIFICATION["atx_heading"], re.MULTILINE)
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$", re.MULTILINE)
BREAK = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$", re.MULTILINE)
QUOTE = re.compile(r" {0,3}>")
ITEM = re.compile(r"( {0,3})([*+-]|\d{1,9}[.)])(?:([ \t]+)(?=[^ \t\n])|[ \t]*$)", re.MULTILINE)
FOOTNOTE = re.compile(r" {0,3}\[\^(?P<footnote_1>(?:[^\\\[\]\s]|\\.){1,500})\]:(?=\s)")
ADMONITION = re.compile(
    r" {0,3}(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*[ \t]*(?:\"(?P<admonition_1>[^\"\n]*)\")?[ \t]*$",
    re.MULTILINE,
)
DIRECTIVE = re.compile(r" {0,3}:{3,}(?:[ \t]*\{[^}\n]*\}|[ \t]*[\w-][^\n]*)?[ \t]*$", re.MULTILINE)
# Where mistune's own patterns differ from CommonMark: `=-=` is no underline (example 80 ff.), a line of blanks begins no code, and what
# has a backtick behind its backticks opens no fence (example 145), nor ends a list.
CORRECTED = {
    "setex_heading": r" {0,3}(?P<setext_1>[=-])(?P=setext_1)*[ \t]*$",
    "indent_code": r"(?:(?: {4}| {0,3}\t)[^\n]*\n|[ \t\v\f]*\n)+",
    "fenced_code": r"(?P<fenced_1> {0,3})(?P<fenced_2>`{3,}(?=[^`\n]*$)|~{3,})[ \t]*(?P<fenced_3>.*?)$",
}
HTML = re.compile(r" {0,3}<(?:(/?)([A-Za-z][A-Za-z0-9-]*)|!--|\?|!\[CDATA\[|![A-Z])")
OPEN_TAG_END = re.compile(HTML_ATTRIBUTES + r"\s*/?>[ \t]*$", re.MULTILINE)
CLOSE_TAG_END = re.compile(r"[ \t]*>[ \t]*$", re.MULTILINE)
HTML_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
CONTAINER_TAGS = frozenset(BLOCK_TAGS)
RAW_TAGS = frozenset(PRE_TAGS)

# A table's second line, and what parts its cells.
DELIMITER_ROW = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
CELL = re.compile(r"(?:[^|\\\n]|\\.)*", re.DOTALL)

CALLOUT = re.compile(r"\[!([^\]\n]+)\][+-]?[ \t]*")
TASK = re.compile(r"\[[ xX]\][ \t]+")
