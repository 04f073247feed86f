"""Front matter: what it says of names, where, and what is wrong with it."""

import json
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.parsing.front_matter import data_of, read_front_matter


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


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Isle ##", "Isle"),
        ('"Isle #2"', "Isle #2"),
        ("Isle#2", "Isle#2"),
        ("1984", "1984"),
        ("2024-02-30", "2024-02-30"),
        ("yes", "yes"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ("\tIsle", "Isle"),
    ],
)
def test_a_title_is_the_same_in_plain_lines_and_by_the_loader(written: str, title: str | None) -> None:
    for more in ("", "map: {a: 1}\n"):  # which plain lines do not have
        front, _ = read_front_matter(f"---\ntitle: {written}\n{more}---\n")
        assert front is not None
        assert front.problem is None
        assert front.title == title


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\ntitle: Isle\ndate: x\ntitle: Cape\n---\n", 4, "`title` stands twice"),
        ("---\ntitle: Isle\nmap: {a: 1}\ntitle: Cape\n---\n", 4, "`title` stands twice"),
        ("---\ntitle: Isle\na: &a [*a]\n---\n", 3, "refers to itself"),
        ("---\ntitle: Isle\n\tpart: x\n---\n", 3, ""),
        ("---\ntitle: !!python/object:os.system x\n---\n", 2, "constructor"),
        ('{\n  "title": "Isle",\n  "part": ,\n}\n', 3, "Expecting value"),
        ('+++\ntitle = "Isle"\ntitle = "Cape"\n+++\n', 3, "overwrite"),
    ],
)
def test_broken_front_matter_is_one_error_at_its_line(
    text: str, line: int, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.md"
    place.write_text(text + "\nAn isle.\n")
    assert main(["check", str(place), "--isolated", "--no-cache", "--output-format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["rule"], found["span"]["start"]["line"]) == ("metadata/invalid-front-matter", line)
    assert says in found["message"]
    main(["show", str(place)])
    assert "does not parse" in capsys.readouterr().out


def test_aliases_of_aliases_do_not_explode() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    for more in ("", "merged: {<<: [*a1, *a1]}\n"):
        front, _ = read_front_matter("---\n" + "\n".join(lines) + f"\n{more}---\n")
        assert front is not None
        assert front.problem is not None
        assert "too many values" in front.problem[1]


def test_a_few_aliases_are_written_out() -> None:
    text = "---\nbase: &base {part: x}\ncopy: *base\nmore: {<<: *base, size: 2}\n---\n"
    front, _ = read_front_matter(text)
    assert front is not None
    assert data_of(text, front)["more"] == {"part": "x", "size": 2}


def test_a_date_that_is_none_is_a_text() -> None:
    text = "---\ntitle: Isle\ndate: 2024-02-30\nlist: {a: 2024-13-01}\n---\n"
    front, _ = read_front_matter(text)
    assert front is not None
    assert data_of(text, front)["date"] == "2024-02-30"


def test_numbers_name_things_in_every_language() -> None:
    for text in ("+++\ntitle = 1984\naliases = [2001]\n+++\n", '{"title": 1984, "aliases": [2001]}\n'):
        front, _ = read_front_matter(text)
        assert front is not None
        assert (front.title, front.aliases) == ("1984", ("2001",))


@pytest.mark.parametrize("body", ["# Keep this block.\n", "\n# one\n\n# two\n", "#\r\n"])
def test_a_block_of_comments_is_front_matter(body: str) -> None:
    front, start = read_front_matter(f"---\n{body}---\n# Isle\n")
    assert front is not None
    assert (front.title, front.problem) == (None, None)
    assert start == len(body) + 8


def test_a_value_that_a_template_fills_in_is_no_problem() -> None:
    front, _ = read_front_matter("---\ntitle: {{title}}\n---\n")
    assert front is not None
    assert (front.title, front.problem) == (None, None)


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
