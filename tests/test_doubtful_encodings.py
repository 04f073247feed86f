"""A file whose encoding is in doubt is reported, and none of its bytes is written by a guess."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.model.diagnostics import Edit, Fix
from articlelint.model.edits import compatible

EVERY_BYTE_BUT_ASCII = bytes(range(0x80, 0x100))
BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
FIX = ["check", "--fix", "--unsafe-fixes", "--severity", "info", "--no-cache", "--jobs", "1", "-q", "a.md"]


def fixed(folder, data, *words):
    """What a file holds after everything was fixed in it, and the exit status."""
    (folder / "a.md").write_bytes(data)
    status = main([*FIX, *words])
    return (folder / "a.md").read_bytes(), status


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("# Köln\n\nThe thé in Köln and Orléans.".encode() + b" \xff\n", id="one stray byte"),
        pytest.param(b"\xef\xbb\xbf# A\n\nThe the lake \xe9.\n", id="a stray byte behind a byte order mark"),
        pytest.param("# Köln\n\nThe the end é".encode()[:-1], id="cut in the middle of a letter"),
        pytest.param("# Köln, Düren\n\nThe the \U0001f9c0 ".encode() + b"\xed\xa0\xbc\n", id="half a surrogate pair"),
        pytest.param(b"\xff\xfe" + "# A\n\nThe the.\n".encode("utf-16-le") + b"\x00", id="half a unit of UTF-16"),
        pytest.param(b"\xfe\xff" + "# A\n\nThe the.\n".encode("utf-16-be") + b"\xd8\x00", id="half a pair of UTF-16"),
    ],
)
def test_a_file_that_has_lost_bytes_is_left_alone_and_reported(corpus, capsys, data):
    after, status = fixed(corpus, data)
    out, err = capsys.readouterr()
    assert after == data
    assert status in (1, 2)
    assert "text/encoding" in out
    assert "text/mojibake" not in out
    assert "the file is left alone" in err or "the the" not in data.decode("latin-1").lower()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The caf\xc3\xa9 at the l\xe2ke, the l\xe0ke and the l\xe9ke.", id="looks like mojibake"),
        pytest.param("A l\xe9ke wi\xadth a hidden hyphen\xa0and an &eacute; entity.", id="letters in and out"),
        pytest.param("The l\xe9\xe9ke l\xe9\xe9ke lies there.", id="a repeated word that is no ASCII"),
    ],
)
def test_no_letter_is_written_by_a_guess(corpus, capsys, line):
    data = f"# Lake\n\n{line}\n".encode("latin-1")
    assert BEYOND_ASCII.findall(fixed(corpus, data)[0]) == BEYOND_ASCII.findall(data)
    assert "fixable" not in capsys.readouterr().out


def test_what_no_guess_decides_is_fixed_all_the_same(corpus):
    data = "# K\xe4se\n\nThe the k\xe4se.\r\nMore of of it".encode("latin-1")
    assert fixed(corpus, data)[0] == "# K\xe4se\n\nThe k\xe4se.\r\nMore of it".encode("latin-1")


def test_a_stray_byte_costs_an_article_neither_its_title_nor_its_letters(corpus, told):
    (corpus / "cafe.md").write_bytes("# Café Größe\n\nThe café of Größe. ".encode() + b"\xff\n")
    (corpus / "guest.md").write_text("# Guest\n\nA guest of the [[Café Größe]].\n", encoding="utf-8")
    assert [rule for path, rule in told() if path in ("cafe.md", "guest.md")] == ["text/encoding"]


def test_the_first_byte_that_is_no_utf_8_is_pointed_at(corpus, check):
    (corpus / "a.md").write_bytes("# Café\n\nThe café".encode() + b" \xff of it.\n")
    _status, out, _err = check("a.md", "--output-format", "concise", "--select", "text/encoding")
    assert out.startswith("a.md:3:10: error text/encoding the file is UTF-8 but for some bytes")


@pytest.mark.parametrize("new", ["Flüsse", "Streams"])
def test_an_article_in_doubt_is_not_renamed_into_a_guess(corpus, capsys, new):
    guest = "# Guest\n\nAn \xe9 by the [[Rivers]].\n".encode("latin-1")
    (corpus / "guest.md").write_bytes(guest)
    status = main(["mv", "Rivers", new])
    kept = (corpus / "guest.md").read_bytes()
    if new.isascii():
        assert (status, kept) == (0, guest.replace(b"Rivers", b"Streams"))
    else:
        assert (status, kept) == (2, guest)
        assert "guest.md: cannot be changed: its encoding is only guessed" in capsys.readouterr().err
        assert (corpus / "rivers.md").exists()


def test_no_comment_is_written_into_a_file_that_has_lost_bytes(corpus, capsys):
    data = "# Köln\n\nThe the é ".encode() + b"\xff\n"
    (corpus / "a.md").write_bytes(data)
    assert main(["check", "a.md", "--add-suppressions", "--no-cache"]) == 2
    assert "a.md: cannot hold a comment" in capsys.readouterr().err
    assert (corpus / "a.md").read_bytes() == data


FIXABLE = [
    b"The the end.",
    b"caf\xc3\x83\xc2\xa9 \xe2\x80\x8b x",
    b"e\xcc\x81 &eacute;",
    b"# A",
    b"## B ",
    b"- ",
    b"[[Lakes]]",
]
PIECES = st.one_of(
    st.sampled_from([*FIXABLE, b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\xef\xbb\xbf", b"\xed\xa0\x80", b" "]),
    st.binary(max_size=3),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=12))
@example(pieces=[b"# A\n\n", b"caf\xc3\x83\xc2\xa9 The the ", EVERY_BYTE_BUT_ASCII])
@example(pieces=[b"\xff\xfe", "# A\n\nThe the end.".encode("utf-16-le")])
def test_bytes_outside_the_edits_are_kept(corpus, capsys, pieces):
    data = b"".join(pieces)
    after, status = fixed(corpus, data)
    assert status in (0, 1, 2)
    if after == data:
        return
    try:
        data.decode()
    except UnicodeDecodeError:
        assert data[:2] in (b"\xff\xfe", b"\xfe\xff") or BEYOND_ASCII.findall(after) == BEYOND_ASCII.findall(data)
    assert after == replayed(corpus, data, capsys)


def replayed(folder: Path, data: bytes, capsys) -> bytes:
    """The file with the edits that the report shows, put in byte by byte, round by round."""
    for _round in range(10):
        (folder / "a.md").write_bytes(data)
        capsys.readouterr()
        main([*(word for word in FIX if not word.endswith(("fix", "fixes"))), "--output-format", "json"])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        edits = chosen([Fix(tuple(Edit(**edit) for edit in each["fix"]["edits"])) for each in found if each["fix"]])
        if not edits:
            return data
        data = edited(data, edits)
    return data


def chosen(fixes):
    """The edits of all fixes that can be made together."""
    return sorted(edit for number in compatible(fixes) for edit in fixes[number].edits)


def edited(data, edits):
    mark = next((each for each in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff") if data.startswith(each)), b"")
    names = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    encoding = names.get(mark, "utf-8")
    rest = data[len(mark) :]
    try:
        text = rest.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "latin-1", rest.decode("latin-1")
    crlf = text.count("\r\n") * 2 > text.count("\n")
    done, pieces = 0, []
    for edit in edits:
        start, end, replacement = edit.start, edit.end, edit.replacement
        new = replacement.replace("\n", "\r\n") if crlf else replacement
        pieces += [text[done:start], new]
        done = end
    return mark + "".join([*pieces, text[done:]]).encode(encoding)
