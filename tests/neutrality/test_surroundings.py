"""What stands around a phrase and excuses it."""

import pytest

from articlelint.config.settings import Settings
from articlelint.run.pipeline import check_text
from articlelint.text.source import Source

WARNINGS = Settings(select=("neutrality",))


def said(text: str, path: str = "a.md") -> list[str]:
    report = check_text(Source(f"# Harbour\n\n{text}\n", path), WARNINGS)
    return [" ".join(Source(f"# Harbour\n\n{text}\n").slice(d.span).split()) for d in report.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "According to the guide, the town is picturesque.",
        "The mayor said that the town was picturesque.",
        "She described it as a picturesque town.",
        "The town is picturesque, according to Ada Moss.",
        "The town is a stunning one, said the writer Ada Moss.",
        "The town is a stunning one, Ada Moss wrote.",
        "Some say so, according to Moss.",
        "The alleged theft was tried in 1998.[^1]\n\n[^1]: Moss 1998.",
        "The town is not picturesque.",
        "The town was never a picturesque one.",
        "He wrote Picturesque Towns and *Picturesque Harbours of the World*.",
        "He joined The Legendary Five.",
        "Superb Ferries sails at noon.",
        "The superb fairywren nests here.",
        "Some critics say so.[^1]\n\n[^1]: Moss 1998.",
        "Some critics, such as Ada Moss, say so.",
        "Critics such as Ada Moss say so (Moss 1998).",
        "The town is quiet.\n\n## References\n\nA. Moss, a stunning history.",
        "See ![a stunning town](town.png) and `a stunning town`.",
        "See <https://example.org/a-stunning-town>.",
        "| Ship | Rank |\n|---|---|\n| Tern | legendary |",
        "**Cultists** meet here. A cultist prays.",
        "## Thugs of the harbour\n\nThe thugs were paid.",
    ],
)
def test_excused(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The town is big. According to the guide it is old. It is picturesque.", ["picturesque"]),
        ("The mayor said no. The town is picturesque.", ["picturesque"]),
        ("In short: Some critics say so.", ["Some critics say"]),
        ("It is a picturesque town, not a city.", ["picturesque"]),
        ("Picturesque towns line the coast.", ["Picturesque"]),
        ("It is *picturesque* indeed.", ["picturesque"]),
        ("It is a **picturesque** town.", ["picturesque"]),
        ("“It is old.” It is picturesque.", ["picturesque"]),
        ("The so-called peace failed in places like Alder.", ["so-called"]),
        ("Dr. Moss found a picturesque town.", ["picturesque"]),
    ],
)
def test_reported(text: str, spans: list[str]) -> None:
    assert said(text) == spans


def test_each_context_can_be_switched_off() -> None:
    options = {"attribution": "info", "negation": "report", "names": "report", "quotations": "report"}
    settings = Settings(select=("neutrality/puffery",), rules={"neutrality/puffery": options}, severity="info")
    text = "# Harbour\n\nShe said it is stunning. It is not stunning. A Stunning Town. It is “stunning”."
    report = check_text(Source(text, "a.md"), settings)
    assert [d.severity for d in report.diagnostics] == ["info", "warning", "warning", "warning"]
