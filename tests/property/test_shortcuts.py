"""The law of shortcuts: what is looked for the quick way is what the long way finds."""

from __future__ import annotations

import re
import typing
from dataclasses import fields

from hypothesis import example, given
from hypothesis import strategies as st

from articlelint.config import validation
from articlelint.config.settings import Settings
from articlelint.model.article import blank
from articlelint.parsing import anchors, parse_source
from articlelint.parsing.markdown import parse_markdown
from articlelint.phrases import PhraseOptions, Scanner
from articlelint.phrases.fold import Folded, fold_characters
from articlelint.prose.quotations import quotations
from articlelint.prose.surroundings import Surroundings
from articlelint.text.cues import cues_for
from articlelint.text.source import Source, Span

PIECES = st.sampled_from(
    ["word", " ", "\n", "\n\n", '"', "“", "”", "«", "»", "'", "’", "`", "> ", "<q>", "</q>", "<blockquote>", "- ", "# ",
     "it's", "See", "see also", "(q.v.)", "`code`", "[a](b)", "İ", "Mehr", "\u00a0", "\u3000", "\x1c", "‑", "  ", "\t", "<!-- see -->"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(TEXTS)
@example("“One.\n\nTwo word.\n\nThree.”")
@example("“One.\n\n" + "Two.\n\n" * 14 + "word”")
def test_a_quotation_is_the_same_by_its_block_as_by_the_whole(text: str):
    article = parse_markdown(Source(text))
    whole = quotations(text, article.blocks)
    for match in re.finditer(r"\w+", text):
        span = Span(*match.span())
        if not any(block.span.start <= span.start and span.end <= block.span.end for block in article.blocks):
            continue
        held = any(quoted.start < span.end and span.start < quoted.end for quoted in whole)
        assert (Surroundings(article).quotation(span) is not None) == held


@given(TEXTS)
def test_a_folded_text_knows_where_each_character_stood(text: str):
    folded = Folded(text)
    whole = fold_characters(text)
    for offset, char in enumerate(folded.text):
        assert whole[folded.source(offset)] == char
    assert re.sub(" {2,}", " ", whole) == folded.text


@given(TEXTS)
def test_cues_are_found_where_the_pattern_finds_them(text: str):
    article = parse_source(Source(text), "markdown")
    cues = cues_for(("en", "de"))
    found = list(cues.all_in(article.prose, cues.places_in(text, article.lowered)))
    assert [match.span() for match in found] == [match.span() for match in cues.cue.finditer(article.prose)]


@given(
    st.lists(st.sampled_from(["<a ", "id=", "ID =", "name='x'", '"y z"', " ", "\n", "z", ">", "\tid\t= q"])).map(
        "".join
    )
)
def test_ids_are_found_with_and_without_blanks_before_the_sign(text: str):
    long = [match[1] or match[2] or match[3] for match in anchors._TAG_ID.finditer(text)]
    tight = [match[1] or match[2] or match[3] for match in anchors._TIGHT_TAG_ID.finditer(text)]
    assert " =" in text or "\t=" in text or long == tight


@given(TEXTS)
def test_the_prose_is_as_long_as_the_text_and_no_more_than_it(text: str):
    prose = parse_markdown(Source(text)).prose
    assert len(prose) == len(text)
    assert all(one in (other, " ") for one, other in zip(prose, text, strict=True))
    assert [c for c in prose if c in "\r\n"] == [c for c in text if c in "\r\n"]


@given(st.text(alphabet=" \n\r\tab", max_size=20))
def test_blanks_keep_line_ends_alone(text: str):
    assert blank(text) == re.sub(r"[^\r\n]", " ", text)


_PARTS = [
    "some",
    "critics",
    "say",
    "SOME",
    " ",
    "-",
    "'",
    "_",
    "é",
    "½",
    "ß",
    "so",
    "me",
    "İ",
    "\n",
    ".",
    "the",
    "Σ",
    "σ",
    "ς",
]
_LISTED = ("some", "some critics", "critics", "{some|the} {critics|so} {say}?", "-some", "me_so", "½ é", "<the> critics", "some * say",
           "{so|some critics} {me|say}?", "the", "the critics say", "say", "Some critics", "ßσ", "'some'", "so-so")  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=40).map("".join))
@example("Some critics say the critics say; some the say -some ½ é so-so")
def test_phrases_are_sought_where_the_automaton_finds_them(text: str):
    options = {"a": PhraseOptions(phrases=_LISTED), "b": PhraseOptions(phrases=_LISTED[::-1])}
    article = parse_source(Source(f"Title\n\n{text}\n", "a.txt"))
    few, many = Scanner.build(options), Scanner.build(options)
    many.ready()
    assert few.scan(article) == many.scan(article)
    assert "_automaton" not in few.__dict__


@given(st.sets(st.sampled_from([each.name for each in fields(Settings)])))
def test_the_types_of_some_settings_are_those_of_all(wanted: set[str]):
    hints = typing.get_type_hints(Settings)
    assert validation._hints(Settings, frozenset(wanted)) == {name: hints[name] for name in wanted}
