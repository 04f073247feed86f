"""Near titles in a large corpus: the same for the first name that is asked for and for the hundredth."""

from __future__ import annotations

import random

import pytest

from articlelint.corpus import suggestions
from articlelint.corpus.suggestions import Suggester

SYLLABLES = ["ba", "du", "go", "Ka", "li", "mö", "ne", "straße", "ti", " "]


@pytest.mark.parametrize("most", [4, 8_000])
def test_the_first_questions_are_answered_as_all_others(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "_SMALL", 10)
    monkeypatch.setattr(suggestions, "_MOST_CANDIDATES", most)
    chosen = random.Random(1)
    names = list(dict.fromkeys("".join(chosen.choices(SYLLABLES, k=chosen.randint(1, 6))) for _ in range(2_000)))
    asked = [name[1:] + "x" for name in chosen.sample(names, 60)] + ["a", "Straße", "nobody at all"]
    late = Suggester(names)
    for name in asked[:10]:
        late.near(name)
    said = [Suggester(names).near(name) for name in asked]
    assert said == [late.near(name) for name in asked]
    assert any(said)
