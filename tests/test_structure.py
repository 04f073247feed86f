"""Rules of shape at the door of the library, where a rule page cannot say it."""

import articlelint

_FORMULA = "Every guest of this inn may ask for one bath and two candles between dusk and midnight."


def _told(text: str, severity: str) -> list[tuple[str, bool]]:
    report = articlelint.lint(text, path="inns.md", severity=severity, select=["structure/duplicate-paragraph"])  # type: ignore[arg-type]
    return [(each.severity, each.fix is not None) for each in report.diagnostics]


def _inns(number: int, heading: str = "") -> str:
    entries = (f"## Inn {n}\n\nIt has {n} rooms.\n\n{heading}{_FORMULA}\n" for n in range(number))
    return "\n".join(("# Inns\n\nInns of the coast.\n", *entries))


def test_a_paragraph_in_two_sections_is_a_slip() -> None:
    assert _told(_inns(2), "info") == [("warning", True)]


def test_what_is_said_of_each_entry_alike_is_for_the_curious() -> None:
    assert _told(_inns(3), "info") == [("info", False), ("info", False)]
    assert _told(_inns(3), "warning") == []


def test_two_sections_with_one_heading_say_the_same_of_two_entries() -> None:
    assert _told(_inns(2, "### Rights\n\n"), "info") == [("info", False)]


def test_two_of_a_long_row_are_entries() -> None:
    others = "".join(f"\n## Mill {n}\n\nA mill of the hills.\n" for n in range(10))
    assert _told(_inns(2) + others, "info") == [("info", False)]


def test_a_paragraph_twice_in_one_section_is_a_slip_however_often() -> None:
    assert (
        _told(f"# Inns\n\nInns.\n\n## Rights\n\n{_FORMULA}\n\n{_FORMULA}\n\n{_FORMULA}\n", "warning")
        == [("warning", True)] * 2
    )
