"""Appendix sections are known by name in four languages."""

import pytest

from articlelint.text.appendices import NAMES, ORDER, canonical, order


@pytest.mark.parametrize(
    ("heading", "language", "kind"),
    [
        ("See also", "en", "see-also"),
        ("See Also:", "en", "see-also"),
        ("  related   topics ", "en", "see-also"),
        ("See alsoEdit", "en", "see-also"),
        ("References[edit]", "en", "references"),
        ("7. External links", "en", "external-links"),
        ("More Information:", "en", "further-reading"),
        ("Siehe auch", "de", "see-also"),
        ("Literatur", "de-AT", "further-reading"),
        ("See also", "de", "see-also"),
        ("Voir aussi", "fr", "see-also"),
        ("Notes et références", "fr", "references"),
        ("Véase también", "es", "see-also"),
        ("Siehe auch", "en", ""),
        ("See also sprach Zarathustra", "en", ""),
        ("History", "en", ""),
        ("", "en", ""),
        ("x" * 100_000, "en", ""),
    ],
)
def test_a_heading_is_recognised_by_its_words(heading: str, language: str, kind: str) -> None:
    assert canonical(heading, language) == kind


def test_every_kind_in_an_order_has_a_name() -> None:
    for language, kinds in ORDER.items():
        assert set(kinds) <= set(NAMES[language])
        assert order(language) == kinds


def test_an_unknown_language_is_laid_out_like_english() -> None:
    assert order("xx") == order("en")
