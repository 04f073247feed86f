"""Laws of the Markdown reader: any text is read, every node is where it says, and how lines end changes nothing."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articlelint.model.article import Article
from articlelint.parsing.front_matter import read_front_matter
from articlelint.parsing.markdown import parse_markdown
from articlelint.text.source import Source
from tests.equality import ours, pulldowns
from tests.invariants import broken

# fmt: off
PIECES = st.sampled_from([
    "\n", "\n", "\n\n", "\n    ", "\n  ", "\n\t", " ", "a", "Lyon", "é𝕏", "# ", "## ", "===\n", "---\n", "***\n", "> ", ">", "- ", "-\t", "1. ", "2) ", "* ",
    "[ ] ", "```\n", "~~~", "`", "``", "| ", "|", "|---|---|\n", "\\|", "\\", "*", "**", "_", "~~", "[", "]", "(", ")", "](", "[[", "]]", "![", "!", "[a]: ",
    "[^1]", "[^1]: ", "<", ">", "<!--", "-->", "<div>", "</div>", '<a href="x">', "<pre>", "<http://a.b>", "http://c.d/", "www.e.f", "{{", "}}", "{#id}",
    "%%", "$$", "$", "<%", "%>", "> [!note] ", "^b", "&amp;", "\u00a0", "title: x\n", "+++\n",
])
# fmt: on
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def shape(article: Article) -> object:
    kinds = [(block.kind, block.inside, len(block.lines)) for block in article.blocks]
    headings = [(heading.level, heading.text) for heading in article.all_headings]
    return kinds, headings, [(each.kind, each.target) for each in article.references]


@settings(max_examples=300)
@given(TEXTS)
def test_every_node_is_where_it_says(text: str) -> None:
    assert list(broken(parse_markdown(Source(text, "a.md")))) == []


@given(TEXTS)
def test_line_ends_change_nothing(text: str) -> None:
    read = parse_markdown(Source(text, "a.md"))
    for end in ("\r\n", "\r"):
        other = parse_markdown(Source(text.replace("\n", end), "a.md"))
        assert shape(other) == shape(read)
        assert list(broken(other)) == []


@given(TEXTS)
def test_a_quote_holds_what_stands_outside_it(text: str) -> None:
    """Quoting every line puts each block, at its place, into the quote."""
    read = parse_markdown(Source("x\n\n" + text, "a.md"))
    quoted = parse_markdown(Source("> " + ("x\n\n" + text).replace("\n", "\n> "), "a.md"))
    if "\t" in text or any(block.kind == "html" for block in read.blocks):
        return
    words = [[read.source.slice(line) for line in block.lines] for block in read.blocks if block.lines]
    assert [[quoted.source.slice(line) for line in block.lines] for block in quoted.blocks if block.lines] == words


@given(TEXTS)
def test_front_matter_never_fails_and_stays_inside(text: str) -> None:
    for fence in ("---\n", "+++\n"):
        whole = f"{fence}title: {text}\n{fence}Body"
        front, start = read_front_matter(whole)
        assert 0 <= start <= len(whole)
        if front and front.title_span:
            assert front.span.start <= front.title_span.start <= front.title_span.end <= front.span.end


# Link definitions stay out: a line of `-` or `1.` right behind one is a paragraph to pulldown-cmark and an empty item to us.
COMMON = st.lists(
    st.sampled_from(["a\n", "b\n", "# h\n", "```\n", "> ", "- ", "1. ", "2) ", "  ", "    ", "\n", "---\n", "===\n", "<div>\n", "c ", "* ", "+ b\n"]),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=400)
@given(COMMON)
@example("> <div>\nb\n")
@example(">     code\nb\n")
@example("-\nb\n")
@example("- # h\nb\n")
@example("- - a\n<div>\n")
@example("> - a\n    > > b\n")
@example("> ===\n    1. 1. \n===\n===\n")
def test_blocks_and_containers_are_those_of_pulldown_cmark(text: str) -> None:
    text = "x\n\n" + text + "\n"
    assert ours(parse_markdown(Source(text, "a.md"))).nested == pulldowns(text).nested
