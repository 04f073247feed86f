"""Texts that are held end to end."""

from articlelint.corpus.storage import Packed


def test_every_text_comes_back_as_it_went_in() -> None:
    texts = ["Lyon", "", "Île-de-France", "\U0001d49c", "\ud800 is no character", "a\0b"]
    packed = Packed(texts)
    assert [packed[number] for number in range(len(packed))] == texts
    assert packed.add("more") == len(texts)
    assert (packed[len(texts)], packed[1]) == ("more", "")
