"""The patterns that are mistune's are still mistune's."""

import itertools
import re

from mistune.block_parser import BlockParser
from mistune.core import DEFAULT_MAX_NESTED_LEVEL
from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, HTML_TAGNAME, PRE_TAGS
from mistune.util import unikey

from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.long import key_of


def test_what_is_written_out_is_what_mistune_has():
    assert grammar.ATX.pattern == BlockParser.SPECIFICATION["atx_heading"]
    assert grammar.LINK_DEFINITION.pattern == BlockParser.SPECIFICATION["ref_link"]
    assert grammar.TAG_NAME == HTML_TAGNAME
    assert (set(BLOCK_TAGS), set(PRE_TAGS)) == (grammar.CONTAINER_TAGS, grammar.RAW_TAGS)
    assert grammar.MOST_NESTED == DEFAULT_MAX_NESTED_LEVEL


def test_attributes_are_mistunes_but_for_blanks_and_marks_in_bare_values():
    """Mistune's take time that doubles with each blank behind `=`; CommonMark lets a bare value hold `!`, but no tab and no line end."""
    ours, theirs = re.compile(grammar.ATTRIBUTES), re.compile(HTML_ATTRIBUTES)
    pieces = (" a", "\n", "=", "b", "'c'", '"d e"', " ", "/", "<", "`")
    for count in range(1, 5):
        for text in map("".join, itertools.product(pieces, repeat=count)):
            match = theirs.match(text)
            if match and not re.search(r"=\s*[^\s\"']*\s", match[0]):
                assert ours.match(text)[0] == match[0], text
    assert ours.fullmatch(" a=b!")
    assert not ours.fullmatch(" a=b\tc=")
    assert not ours.fullmatch(" a =" + "\t" * 10_000 + '"')


def test_labels_are_compared_as_mistune_compares_them():
    for label in ("A  b", "\tStraße\n ß", "İ", " ", "ẞ"):
        assert key_of(label) == unikey(label)
