"""Markdown's references: their kinds, and the exact place of each target."""

import pytest

from articlelint.model.article import Article, Reference
from articlelint.parsing.markdown import parse_markdown
from articlelint.text.source import Source


def parse(text: str) -> Article:
    return parse_markdown(Source(text, "rivers.md"))


def told(text: str) -> list[str]:
    return [f"{each.kind} {text[slice(*each.span)]}" for each in parse(text).references]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Lyon](lyon.md)", ["link lyon.md"]),
        ("a [b](c.md#d 'title') e", ["link c.md#d"]),
        ("[a](<my file.md> (t))", ["link my file.md"]),
        ("[a](b_(c).md) [d](e((f)).md)", ["link b_(c).md", "link e((f)).md"]),
        ("[a](\n  b.md\n  'x')", ["link b.md"]),
        ("[a]() [b](c d)", ["link "]),
        ("[a [b](c.md) d](e.md)", ["link c.md"]),
        ("[![map](map.png)](lyon.md)", ["link lyon.md", "image map.png"]),
        ("![alt *x*](a.png) \\![b](c.md) \\[d](e.md)", ["image a.png", "link c.md"]),
        ("`[a](b.md)` ``[c](`d.md)`` [`]`](e.md)", ["link e.md"]),
        ("x <!-- [a](b.md) --> [c](d.md)", ["link d.md"]),
        ("```\n[a](b.md)\n```\n\n    [c](d.md)\n", []),
        ("$[a]$ {{ [a](b.md) }} {% [a](b.md) %} <% [[a]] %> %% [[a]] %%", []),
        ("costs $5 [a](b.md) or $6", ["link b.md"]),
        ("[[Lyon]] [[Lyon#History]] [[#Own|x]] ![[map.png]]", ["wikilink Lyon", "wikilink Lyon#History", "wikilink #Own", "embed map.png"]),
        ("| [[Lyon\\|the city]] |\n|---|\n", ["wikilink Lyon"]),
        ("[[ Lyon | a [b] c ]] [[]] [[ ]] [[<% x %>]] [[_TOC_]] [[12]]", ["wikilink Lyon"]),
        ("[[1]](http://a.org/b) x[[2]][s]\n\n[s]: c.md", ["url http://a.org/b", "link c.md"]),
        ("http://a.org/b?c&d http://a.org/e&amp; http://a.org/((f))), x", ["url http://a.org/b?c&d", "url http://a.org/e", "url http://a.org/((f))"]),
        ("<http://a.org> http://b.org/c_(d), (www.e.org). https://f.org/g).", ["url http://a.org", "url http://b.org/c_(d)", "url www.e.org", "url https://f.org/g"]),
        ("[a](https://b.org/c#d) ![e](//f.org/g.png) [m](mailto:a@b.org)", ["url https://b.org/c#d", "url //f.org/g.png", "url mailto:a@b.org"]),
        ("[http://a.org](http://b.org)", ["url http://b.org", "url http://a.org"]),
        ("[a][b] [B][] [b] ![c][b]\n\n[b]: <d e.md> 'x'", ["link d e.md"]),
        ("[a][b]\n\n## See also\n\n- [a][b]\n\n[b]: c.md", ["link c.md", "link c.md"]),
        ("[a][nowhere] and [elsewhere][] but [plain]", ["link-label nowhere", "link-label elsewhere"]),
        ("a[i][j] [1][2] [x][ ] - [ ] [[a]][b] `[a][b]` int[][] [^1][note]", ["wikilink a", "footnote 1"]),
        ("See[^1] and[^2].\n\n[^1]: Here.", ["footnote 2"]),
        ("[a [b][c] d](e.md) [f [g][h]", ["link e.md"]),
        ("[a]({{page.url}}) [b]({% link c.md %}) [d][e.f]", []),
        ("match [^a-z] and [^x]", []),
        ('<a href="lyon.md#x">L</a> <img alt="href=y" src=map.png> <a name="q">', ["link lyon.md#x", "image map.png"]),
        ('<div>\n<a\n href="lyon.md">\n<!-- <a href="no.md"> -->\n</div>', ["link lyon.md"]),
        ("<code>[a](b.md)</code> <tt>[[x]]</tt> <kbd>[c](d.md)</kbd>", ["link d.md"]),
        ("# A [b](c.md)\n\n> [d\n> e](f.md) g\n", ["link c.md", "link f.md"]),
        ("- a\n  - [b](c.md)\r\n    > [[d]]\r\n", ["link c.md", "wikilink d"]),
        ("\ufeff\t🌍 [a](🌍.md)", ["link 🌍.md"]),
    ],
)  # fmt: skip
def test_targets(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def one(text: str) -> Reference:
    (reference,) = parse(text).references
    return reference


def test_parts_of_a_reference() -> None:
    text = "x [[Lyon#Early life|the *city*]]"
    reference = one(text)
    assert (reference.target, reference.fragment, reference.label) == ("Lyon", "Early life", "the *city*")
    assert text[slice(*reference.whole)] == "[[Lyon#Early life|the *city*]]"
    assert one("[a](b.md)").fragment is None
    assert one("[a](b.md#)").fragment == ""
    assert (one("[[#Own]]").target, one("[[#Own]]").fragment) == ("", "Own")


def test_a_defined_target_is_told_where_it_stands() -> None:
    text = "> [Lyon][l]\n\n> [l]: lyon.md#x\n"
    reference = one(text)
    assert text[slice(*reference.span)] == "lyon.md#x"
    assert text[slice(*reference.whole)] == "[Lyon][l]"
    assert (reference.target, reference.fragment, reference.label) == ("lyon.md", "x", "Lyon")


def test_references_know_their_appendix_section() -> None:
    text = "# T\n\n[a](a.md)\n\n## See Also\n\n- [b](b.md)\n\n### Cities\n\n- [[c]]\n\n## Rivers\n\n[d](d.md)\n"
    assert [each.section for each in parse(text).references] == ["", "see-also", "see-also", ""]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a **b** *c* _d_ ~~e~~ f_g_h 2*3", "a b c d e f_g_h 2*3"),
        ("***a** b* **a *b***", "a b a b"),
        ("a `b` <b>c</b> <http://d.e> http://f.g", "a c"),
        ("[a *b*](c.md) ![d](e.png) [[f]] [[g|h *i*]] ![[j]]", "a b f h i"),
        ("a[^1] \\*b\\* {{c}} %%d%% $x$ e{.cls}", "a *b * e"),
        ("# no\n\n> a\n> b\n\n- c\n\n| d |\n|---|\n\n```\nno\n```\n<p>no</p>\n", "a b c d"),
        ("a &amp; b", "a &amp; b"),
        ("*a\nb* c", "a b c"),
        ("**a**b** c", "a b** c"),
    ],
)
def test_prose_is_the_words(text: str, prose: str) -> None:
    article = parse(text)
    assert " ".join(article.prose.split()) == prose
    assert len(article.prose) == len(text)


def test_emphasis_spans_cover_the_words() -> None:
    article = parse("a **b *c*** [*d*](e)")
    words = [f"{i.kind} {article.source.slice(i.span)}" for i in article.inlines if i.kind in ("emphasis", "strong")]
    assert words == ["strong b *c*", "emphasis c", "emphasis d"]


def test_a_wiki_link_in_a_cell_knows_that_a_bar_would_end_the_cell() -> None:
    article = parse("| [[Aare]] | [[Rhine\\|river]] |\n|---|---|\n| **[[Reuss]]** | ![[map.png]] |\n\n[[Limmat]]\n")
    assert {each.target: each.escapes_bar for each in article.references} == {
        "Aare": True,
        "Rhine": True,
        "Reuss": True,
        "map.png": True,
        "Limmat": False,
    }
