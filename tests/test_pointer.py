"""The carets of a config's mistake stand under the word, whatever the text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from articlelint.config import excerpts

TEXTS = st.text(st.sampled_from("ab-_ =\"'[].#\n\r\t東\\{}"), max_size=60)
WORDS = st.text(st.sampled_from("ab-_/.東*["), min_size=1, max_size=6)


@given(TEXTS, WORDS, st.sampled_from([excerpts.of_key, excerpts.of_word]))
def test_carets_stand_under_the_word(text, word, find):
    place = find(text, word)
    lines = excerpts.pointed("x.toml", place, "is wrong").splitlines()
    if place is None:
        assert lines == ["x.toml: is wrong"]
        return
    assert lines[0] == f"x.toml:{place.line}:{place.column}: is wrong"
    start = place.column - 1
    assert place.excerpt[start : start + place.length].replace("_", "-") == word.replace("_", "-")


@given(TEXTS)
def test_a_text_that_is_no_toml_is_told_with_its_place(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place, said = excerpts.of_toml_error(text, str(error))
        assert said
        if place is not None:
            assert "at line" not in said
            assert excerpts.pointed("x.toml", place, said).startswith(f"x.toml:{place.line}:{place.column}: ")
