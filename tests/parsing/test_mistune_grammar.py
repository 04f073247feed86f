"""The patterns that are mistune's are still mistune's."""

from mistune.block_parser import BlockParser
from mistune.core import DEFAULT_MAX_NESTED_LEVEL
from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, HTML_TAGNAME, PRE_TAGS
from mistune.util import unikey

from articlelint.parsing.markdown import patterns as grammar
from articlelint.parsing.markdown.long import key_of


def test_what_is_written_out_is_what_mistune_has():
    assert grammar.ATX.pattern == BlockParser.SPECIFICATION["atx_heading"]
    assert grammar.LINK_DEFINITION.pattern == BlockParser.SPECIFICATION["ref_link"]
    assert (grammar.TAG_NAME, grammar.ATTRIBUTES) == (HTML_TAGNAME, HTML_ATTRIBUTES)
    assert (set(BLOCK_TAGS), set(PRE_TAGS)) == (grammar.CONTAINER_TAGS, grammar.RAW_TAGS)
    assert grammar.MOST_NESTED == DEFAULT_MAX_NESTED_LEVEL


def test_labels_are_compared_as_mistune_compares_them():
    for label in ("A  b", "\tStraße\n ß", "İ", " ", "ẞ"):
        assert key_of(label) == unikey(label)
