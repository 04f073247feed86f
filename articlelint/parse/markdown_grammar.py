"""The patterns of Markdown's blocks: mistune's where it has one, and cheap ones that recognise the plain lines first.

mistune's are written out here, and a test holds them against it: importing it takes as long as reading a hundred articles, and what else we
want of it few articles need (markdown_long.py).
"""

from __future__ import annotations

import re

from articlelint import regexes

# How a line may begin that is running text whatever stands around it: no marker of a list, heading, quote, fence, table, definition.
_PLAIN_START = (
    r"(?:[A-Za-z\x80-\U0010ffff]|[(\"'/.,;@&\\]|\?(?!\?\?)|_(?=[^\W_])|\*\*?(?=[^\s*])|`(?!``)|\d(?!\d{0,8}[.)][ \t\n])"
    r"|!(?!!)|\[(?=[^\]\\\n^][^\]\\\n]*\][^:]))"
)
PLAIN_START = regexes.compile(_PLAIN_START)

# A paragraph that is made of such lines; a line with a bar may be the head of a table, so it stops the run.
PLAIN_RUN = regexes.compile(rf" {{0,3}}{_PLAIN_START}[^|\n]*\n(?:[ \t]*{_PLAIN_START}[^|\n]*\n)*")

# A list item that is one such line, and after which nothing can belong to it: a marker, a heading, or a line behind a blank one.
FLAT_ITEM = regexes.compile(
    rf" {{0,3}}([*+-]|\d{{1,9}}[.)]) {{1,4}}(?!\[[ xX]\][ \t])({_PLAIN_START}[^\n]*)\n"
    r"(?=\Z| ?(?:[*+-]|\d{1,9}[.)]) |#{1,6} |\n+(?: ?[^\s]|\Z))"
)
BLANKS = regexes.compile(r"(?:[ \t\v\f]*\n)+")
INDENT = regexes.compile(r"[ \t]*")

TAG_NAME = r"[A-Za-z][A-Za-z0-9-]*"
ATTRIBUTES = (
    r"(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*"
    r'(?:\s*=\s*(?:[^ !"\'=<>`]+|\'[^\']*?\'|"[^\"]*?"))?)*'
)
MOST_NESTED = 20  # containers in containers
_BLOCK_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem meta nav noframes"
    " ol optgroup option p param section source summary table tbody td tfoot th thead title tr track ul"
)
PLAIN_ATX = regexes.compile(r"(#{1,6}) +([^ \t\n](?:[^\n]*[^ \t\n#}])?)[ \t]*\n")
ATX = regexes.compile(r"^ {0,3}(?P<atx_1>#{1,6})(?!#+)(?P<atx_2>[ \t]*|[ \t]+.*?)$", re.MULTILINE)
SETEXT = regexes.compile(r" {0,3}(=+|-+)[ \t]*$", re.MULTILINE)
FENCE = regexes.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$", re.MULTILINE)
BREAK = regexes.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$", re.MULTILINE)
QUOTE = regexes.compile(r" {0,3}>")
ITEM = regexes.compile(r"( {0,3})([*+-]|\d{1,9}[.)])(?:([ \t]+)(?=[^ \t\n])|[ \t]*$)", re.MULTILINE)
LINK_DEFINITION = regexes.compile(
    r"^ {0,3}\[(?P<reflink_1>(?=[\s\S]{0,999}\])(?:[^\\\[\]]|\\.){0,999})\]:", re.MULTILINE
)
FOOTNOTE = regexes.compile(r" {0,3}\[\^((?:[^\\\[\]\s]|\\.){1,500})\]:(?=\s)")
ADMONITION = regexes.compile(
    r" {0,3}(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*[ \t]*(?:\"([^\"\n]*)\")?[ \t]*$", re.MULTILINE
)
DIRECTIVE = regexes.compile(r" {0,3}:{3,}(?:[ \t]*\{[^}\n]*\}|[ \t]*[\w-][^\n]*)?[ \t]*$", re.MULTILINE)
HTML = regexes.compile(r" {0,3}<(?:(/?)([A-Za-z][A-Za-z0-9-]*)|!--|\?|!\[CDATA\[|![A-Z])")
OPEN_TAG_END = regexes.compile(ATTRIBUTES + r"\s*/?>[ \t]*$", re.MULTILINE)
CLOSE_TAG_END = regexes.compile(r"[ \t]*>[ \t]*$", re.MULTILINE)
HTML_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
CONTAINER_TAGS = frozenset(_BLOCK_TAGS.split())
RAW_TAGS = frozenset({"pre", "script", "style", "textarea"})

# A table's second line, and what parts its cells.
DELIMITER_ROW = regexes.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
CELL = regexes.compile(r"(?:[^|\\\n]|\\.)*", re.DOTALL)

CALLOUT = regexes.compile(r"\[!([^\]\n]+)\][+-]?[ \t]*")
TASK = regexes.compile(r"\[[ xX]\][ \t]+")
