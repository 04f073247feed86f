"""Wikitext becomes an article whose every part knows where it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlelint.model.article import Article
from articlelint.parsing import parse_source
from articlelint.text.source import Source
from tests.invariants import broken


def read(text: str, path: str = "Aa River.wiki", language: str = "en") -> Article:
    return parse_source(Source(text, path), language=language)


def said(article: Article, span) -> str:
    return article.text[span[0] : span[1]]


def references(text: str, **more) -> list[tuple]:
    article = read(text, **more)
    return [(r.kind, said(article, r.span), r.target, r.fragment, r.label) for r in article.references]


def words(text: str) -> str:
    return " ".join(read(text).prose.split())


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("pages/Aa_River.wiki", "Aa River"),
        ("AC%2FDC (band).mediawiki", "AC/DC (band)"),
        ("Signals∕Types.wikitext", "Signals/Types"),
        ("100%.wiki", "100%"),
    ],
)
def test_the_title_is_the_pages_name(path: str, title: str):
    found = read("Text.", path=path).title
    assert found is not None
    assert (found.text, found.origin) == (title, "page-name")


def test_a_level_1_heading_before_everything_else_is_the_title():
    article = read("= Rivers =\nText.\n== See also ==\n")
    assert article.title.text == "Rivers"
    assert article.title.origin == "heading"
    assert [s.heading.text for s in article.sections[1:]] == ["See also"]


def test_a_later_level_1_heading_is_not_the_title():
    assert read("Text.\n= Rivers =\n").title.text == "Aa River"


@pytest.mark.parametrize(
    ("line", "level", "span", "text"),
    [
        ("== History ==", 2, "History", "History"),
        ("===History===  ", 3, "History", "History"),
        ("=== History ==", 2, "= History", "= History"),
        ("== History == <!-- x -->", 2, "History", "History"),
        (
            "== ''Old'' [[Lyon|town]] & {{anchor|x}}more ==",
            2,
            "''Old'' [[Lyon|town]] & {{anchor|x}}more",
            "Old town & more",
        ),
        ("== a = b ==", 2, "a = b", "a = b"),
        ("== R&amp;B<ref>x</ref> ==", 2, "R&amp;B<ref>x</ref>", "R&B"),
    ],
)
def test_headings(line: str, level: int, span: str, text: str):
    article = read(f"Lead.\n{line}\nText.\n")
    heading = article.headings[0]
    assert (heading.level, said(article, heading.span), heading.text) == (level, span, text)


@pytest.mark.parametrize(
    "line", [" == X ==", "<nowiki>== X ==</nowiki>", "<!-- == X == -->", "{{x|\n== X ==\n}}", "== X", "="]
)
def test_what_is_no_heading(line: str):
    assert read(f"Lead.\n{line}\n").headings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Lyon]]", ("wikilink", "Lyon", "Lyon", None, None)),
        ("[[ Lyon |the town]]", ("wikilink", "Lyon", "Lyon", None, "the town")),
        ("[[Lyon#Old town|x]]", ("wikilink", "Lyon#Old town", "Lyon", "Old town", "x")),
        ("[[#Old town]]", ("wikilink", "#Old town", "", "Old town", None)),
        ("[[bus]]es", ("wikilink", "bus", "bus", None, "buses")),
        ("[[bus|coach]]es.", ("wikilink", "bus", "bus", None, "coaches")),
        ("[[Mercury (planet)|]]", ("wikilink", "Mercury (planet)", "Mercury (planet)", None, "Mercury")),
        ("[[Help:Boston, Lincs|]]", ("wikilink", "Help:Boston, Lincs", "Help:Boston, Lincs", None, "Boston")),
        ("[[:Category:Rivers]]", ("wikilink", ":Category:Rivers", ":Category:Rivers", None, None)),
        ("[[File:a.jpg|thumb|A boat]]", ("image", "File:a.jpg", "File:a.jpg", None, "thumb|A boat")),
        ("[http://a.org/x the site]", ("url", "http://a.org/x", "http://a.org/x", None, "the site")),
        ("[//a.org]", ("url", "//a.org", "//a.org", None, None)),
        ("at http://a.org/x_(y).", ("url", "http://a.org/x_(y)", "http://a.org/x_(y)", None, None)),
        ("(http://a.org/x).", ("url", "http://a.org/x", "http://a.org/x", None, None)),
        ("{{cite|url=http://a.org|x}}", ("url", "http://a.org", "http://a.org", None, "")),
        ("[[http://a.org site]]", ("url", "http://a.org site", "http://a.org site", None, None)),
    ],
)
def test_links(text: str, expected: tuple):
    assert references(f"Lead {text}")[0] == expected


def test_a_caption_may_link():
    assert [r[1] for r in references("[[File:a.jpg|thumb|A [[boat]] on the [[Aa]]]]")] == ["File:a.jpg", "boat", "Aa"]


@pytest.mark.parametrize(
    "text",
    [
        "<nowiki>[[Lyon]]</nowiki>", "<!-- [[Lyon]] -->", "<code>[[Lyon]]</code>", "<math>[[Lyon]]</math>", "[[{{{1}}}]]", "[[|Lyon]]",
        "[[Lyon", "[[Ly\non]]", "[[Lyon|a [[b]]", "<pre>[[Lyon]]</pre>", "[[<b>]]",
    ],
)  # fmt: skip
def test_what_is_no_link(text: str):
    assert [r for r in references(text) if r[2] == "Lyon"] == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("{{main|Lyon|Rhône#Upper|l1=x}}", ["Lyon", "Rhône#Upper"]),
        ("{{See also |Lyon\n| Rhône }}", ["Lyon", "Rhône"]),
        ("{{further|Lyon{{!}}the town}}", ["Lyon"]),
        ("{{main|1=Lyon}}", ["Lyon"]),
        ("{{about|the town|the river|Aa (river)|other|Bb}}", ["Aa (river)", "Bb"]),
        ("{{redirect|AA|the club|Aa (club)}}", ["Aa (club)"]),
        ("{{for|the town|Aa (town)|Aa (village)}}", ["Aa (town)", "Aa (village)"]),
        ("{{distinguish|Lyon}}", ["Lyon"]),
        ("{{other_uses}}", []),
        ("{{other uses|Aa (disambiguation)}}", ["Aa (disambiguation)"]),
        ("{{main|{{PAGENAME}} of X}}", []),
        ("{{mainly|Lyon}}", []),
    ],
)
def test_hatnotes(text: str, targets: list[str]):
    assert [r[1] for r in references(f"{text}\nText.") if r[0] == "hatnote"] == targets


@pytest.mark.parametrize(
    "text",
    [
        "#REDIRECT [[Lyon#Old|x]]",
        "#redirect: [[Lyon#Old]]\n{{R from move}}",
        "\n#WEITERLEITUNG [[Lyon#Old]]",
        "#転送 [[Lyon#Old]]",
    ],
)
def test_redirects(text: str):
    article = read(text)
    assert [(r.kind, r.target, r.fragment) for r in article.references] == [("redirect", "Lyon", "Old")]
    assert article.prose.strip() == ""
    assert {block.kind for block in article.blocks} <= {"definition", "template"}


def test_references_know_the_appendix_that_they_stand_in():
    article = read(
        "[[A]]<ref>[[R]]</ref>\n== See also ==\n* [[B]]\n=== More ===\n* [[C]]\n== Life ==\n[[D]]\n[[Category:E]]\n"
    )
    assert [(r.target, r.section) for r in article.references] == [
        ("A", ""), ("R", "references"), ("B", "see-also"), ("C", "see-also"), ("D", ""), ("Category:E", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("'''Aa''' is ''a'' [[river|stream]] in [[France]].", "Aa is a stream in France ."),
        ("It{{citation needed}} runs<ref name=x>quietly</ref> on.", "It runs on."),
        ("See [http://a.org the site] at http://a.org/x now.", "See the site at now."),
        ("One<!-- two\nthree --> four<br />five", "One four five"),
        ("{|\n! Head\n|-\n| style=x | cell || [[a|b]]\n|}", "Head cell b"),
        ("<math>x</math> and <nowiki>''x''</nowiki>", "and"),
        ("* item\n#: other\n;term", "item other term"),
        ("{{Infobox\n| name = Aa\n}}\nText __NOTOC__", "Text"),
        ("<blockquote>Said <small>so</small></blockquote>", "Said so"),
        ("[[File:a.jpg|thumb|x]][[Category:B]][[fr:Aa]]Text", "Text"),
        ("L'''amour'' dort", "L' amour dort"),
    ],
)
def test_the_prose_view_holds_words_only(text: str, prose: str):
    assert words(text) == prose


def test_the_bold_name_of_the_lead():
    article = read("The '''''Aa'' River''' is long.")
    strong = [said(article, i.span) for i in article.inlines if i.kind == "strong"]
    emphasis = [said(article, i.span) for i in article.inlines if i.kind == "emphasis"]
    assert strong == ["Aa'' River"]
    assert emphasis == ["Aa"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("{{Reflist}}", ["template"]),
        ("<references/>", ["template"]),
        ("<references>\n<ref name=a>B</ref>\n</references>", ["template"]),
        ("[[File:a.jpg|thumb|x]]", ["media"]),
        ("<gallery>\nFile:a.jpg|x\n</gallery>", ["media"]),
        ("<!-- nothing -->", ["comment"]),
        ("[[Category:A]]\n{{DEFAULTSORT:B}}", ["definition", "definition"]),
        ("*\n* a\n**", ["item", "paragraph", "item"]),
        ("----", ["break"]),
        (" code", ["code"]),
        ("{|\n|}", ["template"]),
        ("[[A]] [[B]]", ["paragraph"]),
        ("<br />", ["html"]),
    ],
)
def test_blocks(text: str, kinds: list[str]):
    assert [block.kind for block in read(f"== A ==\n{text}\n").blocks] == kinds


def test_lists_tables_and_quotations_are_told():
    article = read("* a\n** b\n{|\n| c\n* d\n|}\n<blockquote>\ne\n</blockquote>\nf")
    found = {
        said(article, b.span): (b.inside, b.marker and said(article, b.marker))
        for b in article.blocks
        if b.kind in ("paragraph", "cell")
    }
    assert found == {
        "a": (("list",), "*"), "b": (("list", "list"), "**"), "c": (("table",), None), "d": (("table", "list"), "*"), "e": (("quote",), None),
        "f": ((), None),
    }  # fmt: skip


def test_unclosed_marks_hide_nothing():
    assert words("A {{b [[c <ref>d {| e '''f\n\nnext") == "A {{b [[c d {| e f next"


MARKS = st.sampled_from(
    ["{{", "}}", "[[", "]]", "|", "''", "'''", "<ref>", "</ref>", "<ref/>", "{|", "|}", "|-", "!!", "||", "\n", "\r\n", "=", "==", "*", "#", ":", "[http://a",
     "]", "<!--", "-->", "<nowiki>", "</nowiki>", " ", "a", "Über", "😀", "main|", "File:", "Category:", "http://x.y", "&nbsp;", "__TOC__", "<blockquote>",
     "</blockquote>", "#REDIRECT ", "{{{", "}}}", "<references>", "</references>", "id=x", "\x01", "\x85"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_text_is_read_and_every_span_is_a_place_in_it(text: str):
    article = read(text)
    size = len(text)
    assert len(article.prose) == size
    assert all(c in (text[at], " ") for at, c in enumerate(article.prose))
    for reference in article.references:
        assert 0 <= reference.whole.start <= reference.span.start < reference.span.end <= reference.whole.end <= size
        assert said(article, reference.span).startswith(reference.target)
    for block in article.blocks:
        assert 0 <= block.span.start < block.span.end <= size
        assert all(block.span.start <= start < end <= block.span.end for start, end in block.lines)
        assert all("\n" not in said(article, line) for line in block.lines)
    for heading in article.headings:
        assert heading.whole.start <= heading.span.start < heading.span.end <= heading.whole.end <= size
    for inline in article.inlines:
        assert 0 <= inline.span.start < inline.span.end <= size
    starts = [block.span.start for block in article.blocks]
    assert starts == sorted(starts)


def test_anchors():
    text = "{{anchor|One|two words}}\n<span id='three'>x</span>\n{| id=four\n|}\n{{cite|ref=Five|x=y}} {{cite|ref=harv}}\n== Six ==\n"
    assert set(read(text).anchors) == {"One", "two words", "three", "four", "Five"}


def test_references_in_words_beside_links():
    text = "For its source, see Mont Lozère.\n\nSee [[Lyon|the town]]. ''See also:'' [[Bibliography of rivers#Aa|Books on the Aa]]\n== See also ==\n* Rhône\n* [[Lyon]]\n"
    assert [(kind, target) for kind, _, target, _, _ in references(text)] == [
        ("see", "Mont Lozère"), ("wikilink", "Lyon"), ("wikilink", "Bibliography of rivers"), ("see-also-item", "Rhône"), ("wikilink", "Lyon"),
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS, max_size=60).map("".join))
def test_the_invariants_of_any_article_hold(text: str):
    assert list(broken(read(text))) == []


@pytest.mark.parametrize(
    "mark", ["{{", "[[", "''", "<ref>", "{|\n", "[http://a ", "<!--", "{{main|", "[[a|", "* ", "<blockquote>", "a://"]
)
def test_marks_that_are_never_closed_cost_linear_time(mark: str):
    """Not timed: a quadratic scan of this text would not end."""
    article = read(mark * (100_000 // len(mark)) + "\n" + "}}]]" * 10_000)
    assert len(article.prose) == len(article.text)
    assert len(article.references) >= 0


def test_deep_nesting_is_read():
    deep = 20_000
    assert words("{{a|" * deep + "x" + "}}" * deep + " y") == "y"
    assert words("[[File:a|" * deep + "x" + "]]" * deep + " y") == "y"
