"""Plain text: what is title, heading, item, paragraph; and what is no article at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlelint.model.article import Article
from articlelint.parsing import parse_source
from articlelint.text.source import Source

PROSE = "A sentence that is long enough to be taken for prose, and that ends as one."


def read(text: str) -> Article:
    return parse_source(Source(text, "article.txt"))


def outline(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in read(text).headings]


def test_a_heading_directly_followed_by_a_heading_is_its_parent_until_an_appendix() -> None:
    text = f"Lyon\n\n{PROSE}\n\nPast\n\nRomans\n\n{PROSE}\n\nFranks\n\n{PROSE}\n\nSee also\n\n• Paris\n\nReferences"
    assert outline(text) == [(1, "Lyon"), (2, "Past"), (3, "Romans"), (3, "Franks"), (2, "See also"), (2, "References")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_last_line_may_be_a_heading_in_every_newline_convention(end: str) -> None:
    article = read(f"Lyon\n\n{PROSE}\n\nSee also".replace("\n", end))
    assert [section.heading and section.heading.text for section in article.sections] == [None, "See also"]
    assert not article.sections[1].blocks


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Rivers of EuropeEdit", "Rivers of Europe"),
        ("Lyon[edit]", "Lyon"),
        ("Lyon [edit | edit source]", "Lyon"),
        ("LyonBearbeiten", "Lyon"),
        ("MetaEdit", "MetaEdit"),
        ("Reddit", "Reddit"),
        ("Title: Lyon", "Lyon"),
        ("-oid", "-oid"),
        ("Washington, D.C.", "Washington, D.C."),
        ("Who's afraid?", "Who's afraid?"),
    ],
)
def test_the_title_is_the_first_line_without_residue(line: str, title: str) -> None:
    article = read(f"{line}\n\nRivers, Lyon and {line} are here, and {PROSE}\n")
    if line in ("Rivers of EuropeEdit", "LyonBearbeiten"):
        article = read(f"{line}\n\nRivers and Lyon are here, and {PROSE}\n")
    assert article.title is not None
    assert article.title.text == article.source.slice(article.title.span) == title


def test_a_glued_edit_link_is_no_part_of_a_heading() -> None:
    text = f"Lyon\n\n{PROSE}\n\nPeopleEdit\n\n{PROSE}\n\nReferencesEdit\n\n* A book\n"
    assert outline(text) == [(1, "Lyon"), (2, "People"), (2, "References")]


@pytest.mark.parametrize(
    "text",
    [
        "apple\nbanana\ncherry\nFig\nGrape\n",
        "apple\n\nbanana\n\nCherry\n\nFig\n\nGrape\n\nMelon\n",
        "2024-01-01 12:00:00 INFO Starting\n2024-01-01 12:00:01 WARN Disk low\n\n2024-01-02 01:00:00 INFO Stopped\n",
        "The Owl\n\nUpon a branch at night it sat,\nA bird of feather grey\n\nIt watched the mouse\nUntil the break of day\n",
        "name,age,city\nAnn,23,Lyon\nBob,44,Paris\n",
        "",
        " \n\t\r\n",
    ],
)
def test_what_is_no_article_has_no_headings_but_a_title(text: str) -> None:
    assert len(read(text).headings) <= 1


def test_underlined_and_fenced_headings() -> None:
    text = f"Lyon\n====\n\n{PROSE}\n\nPast\n----\n{PROSE}\n\nRomans\n~~~~~~\n\n{PROSE}\n\n== People ==\n\n{PROSE}\n"
    assert outline(text) == [(1, "Lyon"), (2, "Past"), (3, "Romans"), (2, "People")]


def test_a_heading_may_stand_directly_on_its_paragraph_but_a_wrapped_line_is_none() -> None:
    wrapped = "The river rises in the mountains and flows from there towards the\nSea of Galilee, which it reaches after a day."
    assert outline(f"Lyon\n\n{PROSE}\n\nPast\n{PROSE}\n\n{wrapped}\n") == [(1, "Lyon"), (2, "Past")]


def test_bullets_are_items_and_their_lines_go_on() -> None:
    article = read("Lyon\n\nIt has:\n\n  • a river\n    that is wide\n  • a hill\n-\n1. a cathedral\n")
    items = [block for block in article.blocks if block.inside == ("list",)]
    words = [" ".join(article.source.slice(line) for line in block.lines) for block in items]
    assert words == ["a river that is wide", "a hill", "", "a cathedral"]
    assert [block.kind for block in items] == ["paragraph", "paragraph", "item", "paragraph"]
    assert all(block.marker and article.source.slice(block.marker) in ("•", "-", "1.") for block in items)


def test_lines_under_see_also_are_items_and_not_headings() -> None:
    article = read(f"Lyon\n\n{PROSE}\n\nSee also\n\nParis\n\nRome\n\nReferences\n\nBooks\n")
    assert outline(article.text) == [(1, "Lyon"), (2, "See also"), (2, "References")]


@given(st.text(alphabet="aB .\n\r\t*-=•1(é𝄞\u2028", max_size=200))
def test_any_text_is_parsed_with_spans_in_order_and_inside_it(text: str) -> None:
    article = read(text)
    places = [block.span for block in article.blocks]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(article.source.slice(heading.span) == heading.text for heading in article.headings)
    for block in article.blocks:
        for line in block.lines:
            words = article.source.slice(line)
            assert words == words.strip()
            assert words
            assert "\n" not in words
