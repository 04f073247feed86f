"""Laws of places: an offset and its line and column are one place, whatever ends the lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlelint.text.source import Position, Source, decode, encode

TEXTS = st.lists(
    st.sampled_from(["\n", "\r", "\r\n", "\t", "a", "é", "𝕏", "e\u0301", "\u2028", "\x85", " ", "\ufeff"])
).map("".join)


@given(TEXTS)
def test_an_offset_survives_the_way_to_line_and_column_and_back(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        assert source.offset(source.position(offset)) == offset


@given(TEXTS)
def test_lines_are_what_stands_between_line_ends(text: str) -> None:
    source = Source(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spans = [source.line_span(line) for line in range(1, len(source.line_starts) + 1)]
    assert [source.slice(span) for span in spans] == lines
    assert [source.position(span.start) for span in spans] == [Position(n, 1) for n in range(1, len(lines) + 1)]


@given(TEXTS)
def test_places_that_do_not_exist_are_refused(text: str) -> None:
    source = Source(text)
    count = len(source.line_starts)
    for place in (Position(0, 1), Position(count + 1, 1), Position(1, 0), Position(count, len(text) + 2)):
        try:
            source.offset(place)
        except ValueError:
            continue
        raise AssertionError(place)


@given(TEXTS, st.booleans())
def test_bytes_survive_decoding_and_encoding(text: str, mark: bool) -> None:
    data = (b"\xef\xbb\xbf" if mark or text.startswith("\ufeff") else b"") + text.encode()
    source = decode(data)
    assert source.text == text
    assert encode(source, source.text) == data


@given(st.binary(max_size=200))
def test_any_bytes_decode_and_stay_what_they_are(data: bytes) -> None:
    source = decode(data)
    if source.lossy:
        with pytest.raises(UnicodeError, match="would lose some"):
            encode(source, source.text)
    else:
        assert encode(source, source.text) == data
