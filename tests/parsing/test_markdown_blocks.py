"""Markdown's blocks, told as `container kind: text`, line by line as they stand in the source."""

import pytest

from articlelint.model.article import Article
from articlelint.parsing.markdown import parse_markdown
from articlelint.text.source import Source


def parse(text: str) -> Article:
    return parse_markdown(Source(text, "rivers.md"))


def told(text: str) -> list[str]:
    article = parse(text)
    found = []
    for block in article.blocks:
        words = " / ".join(article.source.slice(line) for line in block.lines) or article.source.slice(block.span)
        found.append(" ".join((*block.inside, block.kind)) + f": {words}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo\n\nthree", ["paragraph: One / two", "paragraph: three"]),
        ("  One  \n     two\r\nthree\r\n", ["paragraph: One / two / three"]),
        ("- one\n- two\n  more\n", ["list paragraph: one", "list paragraph: two / more"]),
        ("- one\nlazy\n\nout", ["list paragraph: one / lazy", "paragraph: out"]),
        ("* one\n\n  two\n\n* three", ["list paragraph: one", "list paragraph: two", "list paragraph: three"]),
        ("1. a\n   - b\n     - c\n2. d", ["list paragraph: a", "list list paragraph: b", "list list list paragraph: c", "list paragraph: d"]),
        ("-\ta\n\n\tb", ["list paragraph: a", "list paragraph: b"]),
        ("- a\n-\n- b", ["list paragraph: a", "list item: -", "list paragraph: b"]),
        ("- [ ] open\n- [x] done", ["list paragraph: open", "list paragraph: done"]),
        ("- a\n\n      code", ["list paragraph: a", "list code: code"]),
        ("text\n2. no list", ["paragraph: text / 2. no list"]),
        ("> a\n> b\nlazy\n\nout", ["quote paragraph: a / b / lazy", "paragraph: out"]),
        (">a\n> > b\n>\n> c", ["quote paragraph: a", "quote quote paragraph: b", "quote paragraph: c"]),
        ("> # H\nout", ["quote heading: H", "paragraph: out"]),
        ("> ```\n> code\nout", ["quote code: ```\n> code", "paragraph: out"]),
        ("> - a\n>   b\nlazy", ["quote list paragraph: a / b / lazy"]),
        ("> [!note] Beware\n> of this", ["callout paragraph: Beware", "callout paragraph: of this"]),
        ("> [!tip]-\n> text", ["callout paragraph: text"]),
        ("| a | b |\n|---|:-:|\n| c\\|d |\n\nout", ["table cell: a", "table cell: b", "table cell: c\\|d", "paragraph: out"]),
        ("a | b\n- | -\nc | d", ["table cell: a", "table cell: b", "table cell: c", "table cell: d"]),
        ("a | b\n---", []),
        ("text\n<!-- note -->\nmore", ["paragraph: text", "comment: <!-- note -->", "paragraph: more"]),
        ("<!-- a\n\nb --> tail\nmore", ["comment: <!-- a\n\nb -->", "html: tail", "paragraph: more"]),
        ("<div>\ntext\n\nmore", ["html: <div>\ntext", "paragraph: more"]),
        ("text\n<span>x</span>", ["paragraph: text / <span>x</span>"]),
        ("<pre>\n\nx\n</pre>\nmore", ["html: <pre>\n\nx\n</pre>", "paragraph: more"]),
        ("```py\n# no heading\n\n```\nmore", ["code: ```py\n# no heading\n\n```", "paragraph: more"]),
        ("~~~\nopen to the end", ["code: ~~~\nopen to the end"]),
        ("    code\n\n\tcode\n\ntext", ["code: code\n\n\tcode", "paragraph: text"]),
        ("text\n    no code", ["paragraph: text / no code"]),
        ("text\n______\n", ["paragraph: text", "break: ______"]),
        ("* \u00a0 a\n  b", ["list paragraph: \u00a0 a / b"]),
        ("- a\n```b``` c", ["list paragraph: a / ```b``` c"]),
        ("* >\n* a", ["list item: *", "list paragraph: a"]),
        ("> a\n===\n", ["quote paragraph: a / ==="]),
        ("- a\n===\nb", ["list paragraph: a / === / b"]),
        ("> [!tip] T\n> a\n===\n", ["callout paragraph: T", "callout paragraph: a / ==="]),
        ("| a |\n---", []),
        ('!!! note "Be *ware*"\n    of this\n\n    - and that\n\nout', ["callout paragraph: Be *ware*", "callout paragraph: of this", "callout list paragraph: and that", "paragraph: out"]),
        ("??? tip\n\n    text\nout", ["callout paragraph: text", "paragraph: out"]),
        ("!!!! wow\n??? no, really?", ["paragraph: !!!! wow / ??? no, really?"]),
        (":::note[Title]\ntext\n:::\nmore", ["paragraph: text", "paragraph: more"]),
        ("::: {.warning}\n\ntext\n\n:::", ["paragraph: text"]),
        ("***\n- - -\n_ _ _", ["break: ***", "break: - - -", "break: _ _ _"]),
        ("[a]: b.md 'c'\n[d]:\n e.md\ntext", ["definition: [a]: b.md 'c'", "definition: [d]:\n e.md", "paragraph: text"]),
        ("[^1]: note\n    more\n\n    second\n\nout", ["footnote paragraph: note / more", "footnote paragraph: second", "paragraph: out"]),
        ("$$\na\n\nb\n$$\nx", ["math: $$\na\n\nb\n$$", "paragraph: x"]),
        ("%%\nhidden\n\n%%\nx", ["comment: %%\nhidden\n\n%%", "paragraph: x"]),
        ("> <div>\nout", ["quote html: <div>", "paragraph: out"]),
        (">     code\n    out", ["quote code: code", "code: out"]),
        ("-\nout\n", ["list item: -", "paragraph: out"]),
        ("-\n  in\nlazy\n", ["list paragraph: in / lazy"]),
        ("1. # in\nout\n2. in", ["list heading: in", "paragraph: out / 2. in"]),
        ("- a\n  > b\n      - lazy\n", ["list paragraph: a", "list quote paragraph: b / - lazy"]),
        ("> [a]: b.md\nlazy\n", ["quote definition: [a]: b.md", "quote paragraph: lazy"]),
        ("-\ta\r\n\tb\r\n\r\n\t\tcode\r\n", ["list paragraph: a / b", "list code: code"]),
        ("a\n=-=\n", ["paragraph: a / =-="]),
        ('🌍 **bold**\n*it*\n"q"', ['paragraph: 🌍 **bold** / *it* / "q"']),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "level", "words", "plain"),
    [
        ("# Lyon", 1, "Lyon", "Lyon"),
        ("  ###   Lyon in *France* ##  ", 3, "Lyon in *France*", "Lyon in France"),
        ("## C#", 2, "C#", "C#"),
        ("## [Lyon](lyon.md) & `hasTag()`", 2, "[Lyon](lyon.md) & `hasTag()`", "Lyon & hasTag()"),
        ("## [[lyon|Lyon]] &amp; <b>x</b> snake_case \\*", 2, "[[lyon|Lyon]] &amp; <b>x</b> snake_case \\*", "Lyon & x snake_case *"),
        ("Lyon\nand *Paris*\n===", 1, "Lyon\nand *Paris*", "Lyon and Paris"),
        ("Lyon\r\n---\r\n", 2, "Lyon", "Lyon"),
        ("## The <code>&lt;hr&gt;</code> tag", 2, "The <code>&lt;hr&gt;</code> tag", "The <hr> tag"),
        ("##", 2, "", ""),
    ],
)  # fmt: skip
def test_headings(text: str, level: int, words: str, plain: str) -> None:
    article = parse(text)
    (heading,) = article.headings
    assert (heading.level, article.source.slice(heading.span), heading.text) == (level, words, plain)


def test_an_explicit_id_is_no_part_of_the_words() -> None:
    (heading,) = parse("## Early life {#youth}").headings
    assert (heading.text, heading.anchor, tuple(heading.span)) == ("Early life", "youth", (3, 13))


def test_whole_covers_marks_and_underline() -> None:
    article = parse("x\n\n  ## A ##\n\nB\n---\n")
    assert [article.source.slice(h.whole) for h in article.headings] == ["## A ##", "B\n---"]


def test_markers_belong_to_the_first_block_of_an_item() -> None:
    article = parse("- a\n\n  b\n12. c\n-\n")
    markers = [block.marker and article.source.slice(block.marker) for block in article.blocks]
    assert markers == ["-", None, "12.", "-"]


def test_headings_in_quotes_open_no_section_but_have_anchors() -> None:
    article = parse("# T\n\n> ## Quoted\n\n## Own\n")
    assert [h.text for h in article.headings] == ["T", "Own"]
    assert [h.text for h in article.all_headings] == ["T", "Quoted", "Own"]


def test_explicit_anchors() -> None:
    text = "# T {#top}\n\n<a id=\"one\"></a> and <a name='two'>\n\nText ^block-1\n\n[x]{#three}\n"
    assert parse(text).anchors == ("one", "two", "three", "^block-1")


@pytest.mark.parametrize(
    "text", ["", "\n", "\r\n", "-", ">", "#", "|", "```", "<!--", "[", "---", "---\n", "- ", "[^1]:"]
)
def test_the_smallest_texts(text: str) -> None:
    article = parse(text)
    assert article.text == text
    assert len(article.prose) == len(text)
