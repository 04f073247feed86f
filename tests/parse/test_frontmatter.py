"""Front matter: what it says of names, where, and what is wrong with it."""

import sys

import pytest

import articlelint
from articlelint.parse.frontmatter import data_of, read_front_matter


@pytest.mark.parametrize(
    ("text", "title", "aliases"),
    [
        ("---\ntitle: River Rhône\n---\n", "River Rhône", ()),
        ('---\r\ntitle: "Rhône: a river"\r\naliases: [Rhone, "Rotten, the"]\r\n---\r\n', "Rhône: a river", ("Rhone", "Rotten, the")),
        ("---\ntitle: 'Rhône'  # the river\naliases:\n  - Rhone\n  - Rotten\ntags:\n- x\n---\n", "Rhône", ("Rhone", "Rotten")),
        ("---\nalias: Rhone\n---\n", None, ("Rhone",)),
        ("---\ntitle: >\n  Rhône\n  river\naliases: {a: b}\n---\n", "Rhône river", ()),
        ("---\nnested:\n  title: no\n---\n", None, ()),
        ("---\n---\n", None, ()),
        ('+++\ntitle = "Rhône"\naliases = ["Rhone"]\n+++\n', "Rhône", ("Rhone",)),
        ('{\n  "title": "Rhône",\n  "aliases": ["Rhone"]\n}\n', "Rhône", ("Rhone",)),
    ],
)  # fmt: skip
def test_names(text: str, title: str | None, aliases: tuple[str, ...]) -> None:
    front, start = read_front_matter(text + "Body\n")
    assert front is not None
    assert front.problem is None
    assert (front.title, front.aliases) == (title, aliases)
    assert (text + "Body\n")[start:].strip() == "Body"
    if front.title_span and "\n" not in text[slice(*front.title_span)]:
        assert text[slice(*front.title_span)] == title
    data = data_of(text, front)
    assert data.get("title") in (title, f"{title}\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\nJust prose.\n\n---\n",
        "--- x\na: b\n---\n",
        "---\ntitle: open\n",
        "{{< toc >}}\n",
        "text\n---\na: b\n---\n",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert read_front_matter(text) == (None, 0)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("---\ntitle: a: b\n---\n", ": b", "mapping values"),
        ("---\ntitle: [a\nx: y\n---\n", "", ""),
        ('---\r\ntitle: x\r\nsub: "open\r\n---\r\n', "", ""),
        ("+++\ntitle = \n+++\n", "\n+++", "nvalid value"),
    ],
)
def test_problems_tell_their_place(text: str, at: str, says: str) -> None:
    front, start = read_front_matter(text)
    assert front is not None
    assert front.problem is not None
    assert start == len(text)
    offset, problem = front.problem
    assert says in problem
    assert text[offset:].startswith(at)


@pytest.mark.parametrize("title", ["Isle ##", "Isle #2", '"Isle #2"', "'Isle #2'", "Isle#2", "Isle"])
def test_a_title_is_the_same_with_and_without_a_yaml_library(title, monkeypatch):
    text = f"---\ntitle: {title}\n---\n\nText.\n"
    read = articlelint.parse(text, path="a.md").title
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert articlelint.parse(text, path="a.md").title == read


@pytest.mark.parametrize(
    "text",
    [
        "---\r\n" + "word\r\n" * 5_000,
        "---\r\n" + "\r\n" * 5_000 + "word\r\n---\r\n",
        "---\r\n" + "# note\r\n" * 5_000 + "word\r\n---\r\n",
        "+++\r\n" + "word\r\n" * 5_000,
        "---\r" + "word\r" * 5_000,
        "---\ntags: [" + "x  , " * 5_000 + "!\n---\n",
        "---\ntitle: x" + " " * 50_000 + "#\n---\n",
        "---\nx" + " " * 50_000 + "\n---\n",
        "+++\n" + "a." * 20_000 + "b = 1\n+++\n",
        "+++\n[" + '"a b" . ' * 5_000 + "b]\n+++\n",
        "+++\na = " + "{a = " * 5_000 + "\n+++\n",
    ],
    ids=range(11),
)
def test_front_matter_that_is_built_to_hurt_is_read_at_once(text: str) -> None:
    """Each of these would take hours, or more memory than there is, if a line or key could be read in more than one way."""
    _, start = read_front_matter(text)
    assert start in (0, len(text))


def test_a_page_with_windows_line_ends_may_begin_with_a_thematic_break() -> None:
    assert read_front_matter("---\r\n\r\n# Rivers\r\n" + "\r\nThey flow.\r\n" * 30) == (None, 0)
