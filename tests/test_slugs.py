"""Anchors of headings, dialect by dialect: the table that the published generators give."""

import pytest

from articlelint.publishers import slugs
from articlelint.publishers.slugs import Anchoring

WAYS = {each.name: each for each in vars(slugs).values() if isinstance(each, Anchoring)}

HEADINGS = [
    "See also", "C++ & C#", "Naïve café — test", "What's new?", "A.B.C. / D_E", "1. Intro: the *why*", "Héllo  double  space",
    "日本語 見出し", "Emoji 🚀 here", "`code` here", "v1.2.3 (2020)", "See also", "A--B", "ſtraße İ", "foo_bar baz",
    "-lead trail-", "“Quoted”", "AT&T", "100% & <tag>", "Trailing #", "Tab\there", "Русский Ёж", "See also-1", "See also",
]  # fmt: skip
ANCHORS = {
    "github": [
        "see-also", "c--c", "naïve-café--test", "whats-new", "abc--d_e", "1-intro-the-why", "héllo--double--space",
        "日本語-見出し", "emoji--here", "code-here", "v123-2020", "see-also-1", "a--b", "ſtraße-i̇", "foo_bar-baz",
        "-lead-trail-", "quoted", "att", "100--tag", "trailing-", "tabhere", "русский-ёж", "see-also-1-1", "see-also-2",
    ],
    "mkdocs": [
        "see-also", "c-c", "naive-cafe-test", "whats-new", "abc-d_e", "1-intro-the-why", "hello-double-space", "_1",
        "emoji-here", "code-here", "v123-2020", "see-also_1", "a-b", "strae-i", "foo_bar-baz", "-lead-trail-", "quoted",
        "att", "100-tag", "trailing", "tab-here", "_2", "see-also-1", "see-also_2",
    ],
    "gitlab": [
        "see-also", "c-c", "naïve-café-test", "whats-new", "abc-d_e", "1-intro-the-why", "héllo-double-space",
        "日本語-見出し", "emoji-here", "code-here", "v123-2020", "see-also-1", "a-b", "ſtraße-i", "foo_bar-baz",
        "-lead-trail-", "quoted", "att", "100-tag", "trailing-", "tabhere", "русский-ёж", "see-also-1-1", "see-also-2",
    ],
    "mediawiki": [
        "See_also", "C++_&_C#", "Naïve_café_—_test", "What's_new?", "A.B.C._/_D_E", "1._Intro:_the_*why*",
        "Héllo_double_space", "日本語_見出し", "Emoji_🚀_here", "`code`_here", "v1.2.3_(2020)", "See_also_2", "A--B",
        "ſtraße_İ", "foo_bar_baz", "-lead_trail-", "“Quoted”", "AT&T", "100%_&_<tag>", "Trailing_#", "Tab\there",
        "Русский_Ёж", "See_also-1", "See_also_3",
    ],
    "mkdocs-unicode": [
        "see-also", "c-c", "naïve-café-test", "whats-new", "abc-d_e", "1-intro-the-why", "héllo-double-space",
        "日本語-見出し", "emoji-here", "code-here", "v123-2020", "see-also_1", "a-b", "ſtraße-i̇", "foo_bar-baz",
        "-lead-trail-", "quoted", "att", "100-tag", "trailing", "tab-here", "русский-ёж", "see-also-1", "see-also_2",
    ],
}  # fmt: skip
ANCHORS["docusaurus"] = ANCHORS["github"]


@pytest.mark.parametrize("dialect", ANCHORS)
def test_headings_get_the_anchors_that_the_publisher_makes(dialect: str) -> None:
    assert dict(zip(HEADINGS, WAYS[dialect].anchors(HEADINGS), strict=True)) == dict(
        zip(HEADINGS, ANCHORS[dialect], strict=True)
    )


def test_gollum_replaces_what_is_no_word() -> None:
    assert WAYS["gollum"].anchors(["What's new?", "C++ & C#", "See also", "See also"]) == (
        "what-s-new",
        "c-c",
        "see-also",
        "see-also-1",
    )


@pytest.mark.parametrize("dialect", ANCHORS)
def test_many_equal_headings_stay_apart(dialect: str) -> None:
    assert len(set(WAYS[dialect].anchors(["Same"] * 50_000))) == 50_000
