"""The grammar of cross-references in prose: what is one, what is none, and where its names are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.corpus.index import build
from articlelint.model.article import CueSettings
from articlelint.model.facts import collect
from articlelint.parsing import parse_source
from articlelint.resolve import resolve
from articlelint.text.source import Source
from tests.references import answers, missing


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("It rained. See Lyon.", ["Lyon"]),
        ("See Lyon and Paris for broader context.", ["Lyon", "Paris"]),
        ("See Lyon, Paris and Rome.", ["Lyon", "Paris", "Rome"]),
        ("See Lyon, Paris, and Rome.", ["Lyon", "Paris", "Rome"]),
        ("It rained (see Lyon, Paris, or Rome).", ["Lyon", "Paris", "Rome"]),
        ("See Lyon; Paris.", ["Lyon", "Paris"]),
        ("It rained (see Lyon).", ["Lyon"]),
        ("It rained. (See Lyon.) It stopped.", ["Lyon"]),
        ("It rained (see also Lyon and Paris).", ["Lyon", "Paris"]),
        ("It rained (see: Lyon).", ["Lyon"]),
        ("For the city, see Lyon.", ["Lyon"]),
        ("For more information about rain, see Lyon.", ["Lyon"]),
        ("For more information see Lyon.", ["Lyon"]),
        ("See also Lyon, Paris.", ["Lyon", "Paris"]),
        ("See also: Lyon", ["Lyon"]),
        ("Main article: Lyon", ["Lyon"]),
        ("Main articles: Lyon and Paris", ["Lyon", "Paris"]),
        ("Further information: Lyon", ["Lyon"]),
        ("Not to be confused with Lyon.", ["Lyon"]),
        ("For other uses, see Lyon (disambiguation).", ["Lyon (disambiguation)"]),
        ("Lugdunum redirects here. For the city, see Lyon.", ["Lyon"]),
        ("See the article on Lyon.", ["Lyon"]),
        ("See the entries for Lyon and Paris.", ["Lyon", "Paris"]),
        ("See under Lyon.", ["Lyon"]),
        ("See Engagement (foreign policy) and Lyon.", ["Engagement (foreign policy)", "Lyon"]),
        ("See LYON, BISHOPS OF; PARIS.", ["LYON, BISHOPS OF", "PARIS"]),
        ("See HOLY [607]RIVER.", ["HOLY RIVER"]),
        ("It was told by Strabo (q.v.) first.", ["Strabo"]),
        ("It was told in the Tower of London (q.v.) first.", ["Tower of London"]),
        (
            'It rained at the "Wailing Wall (q.v.) of old" then, near "Old Lyon" (q.v.) itself.',
            ["Wailing Wall", "Old Lyon"],
        ),
        ("See {rain}, {snow and ice}.", ["rain", "snow and ice"]),
        ("Please see Lyon.", ["Lyon"]),
        ("See Lyon as well.", ["Lyon"]),
        ("See New START for connected threads.", ["New START"]),
        ("See Human rights in Lyon and Freedom of the press.", ["Human rights in Lyon", "Freedom of the press"]),
        ("It is old (see GREEK ART, fig. 23).", ["GREEK ART"]),
        ("See Lyon, § 13.", ["Lyon"]),
        ("See HOLLAND, New.", ["HOLLAND, New"]),
        ("See AFRICA; AMERICA, NORTH; ASIA.", ["AFRICA", "AMERICA, NORTH", "ASIA"]),
        ("See U.S. Navy and St. Petersburg.", ["U.S. Navy", "St. Petersburg"]),
        ("See Lyon, which is a city.", ["Lyon"]),
        ("See Washington, D.C., and Lyon.", ["Washington, D.C.", "Lyon"]),
        ("See Washington, D.C.", ["Washington, D.C."]),
        ("See The Beatles.", ["The Beatles"]),
        ("See Book of Kells and 2016 United States elections.", ["Book of Kells", "2016 United States elections"]),
        ("See Star Trek: Discovery.", ["Star Trek: Discovery"]),
        ("*For the river, see: Lyon*", ["Lyon"]),
        ("The town has a station; see also Lyon.", ["Lyon"]),
        ("(see Lyon; see also Paris)", ["Lyon", "Paris"]),
        ("See Émile Zola or Война и мир.", ["Émile Zola", "Война и мир"]),
        ("See the wide\nworld. See Sea of\nGalilee.", ["Sea of Galilee"]),
    ],
)
def test_a_form_refers_to_its_names(sentence: str, names: list[str]) -> None:
    assert missing(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "We see Lyon from here.", "I see General Miles coming.", "Did they see Reconstruction as a chance?", "See how Lyon grew.",
        "He went to see Lyon.", "The Holy See was there.", "Elliot See flew.", "You should see fit.", "See below.", "See above for Lyon.",
        "See Figure 2.", "See Table 3 and Plate XXXVIII.", "See Section 4.", "See Design below.", "See p. 12.", "(see pp. 21 ff.)",
        "See Smith (2010).", "See Smith & Jones (2010), on Lyon.", "See Phil. Mag., 1863.", "(See Dan. 3:5, 6.)", "See 1 Sam. 24:2.",
        "See also 38:22; Rev. 8:7.", "See [1].", "(see 18)", "See https://example.org for more.", "See lyon.cpp for the code.",
        "See, for example, Smith, Jones.", "See Strabo's Geography, book IV.", "See External links.", "For example, see the Geographica.",
        "See the following order.", "What You See Is What You Get.", 'See "Editing" below.', "See your network.", "Let's see Lyon.",
        "See J. G. Huber, The Golden Cup (2nd ed., 1900).", "see Huber, Kent, vol. iii.", "See Cicero, De Off. ii. 3.", "See Acts 15.",
        "See Isaiah liii.", "See Proc. Roy. Soc. 1888.", "See Plutarch's Lives.", "See RFC 2616.", "See README.md.", "See LICENSE.",
        "For instance, see Linux Kernel Mailing List.", "See generally Huber, Gymnastics.", "(Huber 1990; see Jones 1999)", "See Vol. II.",
        "(see List of Floods in Appendix)", "For the first time he could see Lyon.", "Come and see Lyon.", "See, Lyon is big.",
        "See 'Editing' above.", "See Lyon's History, p. 3.", 'See Smith, "Floods".', "See *The Golden Cup*.", "See [Lyon] here.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_reference_is_left_alone(sentence: str) -> None:
    assert missing(sentence) == []


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ("*Main page: Lyon*\n", "a.md", ["Lyon"]),
        ("*See also: Lyon and Paris*\n", "a.md", ["Lyon", "Paris"]),
        ("**See also**: Lyon\n", "a.md", ["Lyon"]),
        ("> See Lyon.\n> See Sea of\n> Galilee.\n", "a.md", ["Lyon", "Sea of Galilee"]),
        ("| a |\n|---|\n| See Lyon. |\n", "a.md", ["Lyon"]),
        ("(See **Lyon**.) See *Paris*.\n", "a.md", ["Lyon"]),
        ("`See Lyon.` <!-- See Lyon. --> See [Lyon](a.md). See [[Lyon]]. See [the\nLyon page][1].\n", "a.md", []),
        ("``''Main article: Lyon''\n".strip("`"), "a.wiki", ["Lyon"]),
        ("See '''Lyon'''. See ''Paris''. See [[Rome]].\n{{main|Turin}}\n", "a.wiki", ["Lyon"]),
        ("== See also ==\n* Lyon – a city\n* [[Rome]]\n", "a.wiki", ["Lyon"]),
        ("## See also\n\n- Lyon\n  - Paris: a city\n- [Rome](rome.md)\n- See [[Turin]]\n", "a.md", ["Lyon", "Paris"]),
    ],
)
def test_every_format_shares_the_grammar(text: str, path: str, found: list[str]) -> None:
    article = parse_source(Source(text, path))
    index = build([collect(article)], outside=["Nothing"])
    prose = [each for each in article.references if each.kind in ("see", "see-also-item")]
    assert [each.target for reference in prose for each in resolve(reference, collect(article), index)] == found


def test_the_longest_title_wins_and_the_rest_dangles() -> None:
    titles = ("War and Peace", "Crime and Punishment", "Works, Covenant of")
    sentence = "See War and Peace and Crime and Punishment and Works, Covenant of, Lyon and Paris for more."
    assert missing(sentence, *titles) == ["Lyon", "Paris"]
    assert missing("See War and Peace and Crime and Punishment.", *titles) == []


def test_a_title_may_hold_what_elsewhere_begins_a_clause() -> None:
    assert missing("See Search for life and Lyon for more.", "Search for life") == ["Lyon"]


def test_a_known_name_makes_its_doubtful_neighbours_sure() -> None:
    [known, other] = answers("It rained (see Lyon, stone bridges).", ("Lyon",))
    assert (known.status, other.status, other.certainty) == ("outside", "missing", "strong")
    [alone] = answers("It rained (see stone bridges).")
    assert alone.certainty == "weak"


def test_the_name_of_a_section_of_the_same_article_is_none() -> None:
    text = "Lyon\n\nA city that has a river and a hill, and see Past Times. See Past Times.\n\nPast Times\n\nIt was small. Now it is not.\n"
    article = parse_source(Source(text, "lyon.txt"))
    assert article.references == ()


@pytest.mark.parametrize(
    ("language", "sentence", "names"),
    [
        ("de", "Siehe Lyon und Paris für weitere Einzelheiten.", ["Lyon", "Paris"]),
        ("de", "Es regnete (siehe auch Lyon).", ["Lyon"]),
        ("de", "Hauptartikel: Lyon", ["Lyon"]),
        ("de", "Siehe oben. Siehe Abbildung 2. Wir siehen Lyon.", []),
        ("fr", "Voir Lyon et Paris pour plus de détails.", ["Lyon", "Paris"]),
        ("fr", "Il a plu (voir aussi Lyon). On peut voir Paris.", ["Lyon"]),
        ("fr", "Article détaillé : Lyon", ["Lyon"]),
        ("fr", "Voir l'article Lyon. Voir ci-dessous. Voir figure 2.", ["Lyon"]),
        ("es", "Véase Lyon y París para más detalles.", ["Lyon", "París"]),
        ("es", "Llovió (véase también Lyon). Puede ver París.", ["Lyon"]),
        ("es", "Artículo principal: Lyon", ["Lyon"]),
    ],
)
def test_other_languages_have_their_cue_words(language: str, sentence: str, names: list[str]) -> None:
    assert missing(sentence, language=language) == names
    if names:
        assert missing(sentence, cues=CueSettings(languages=(language,))) == names


def test_words_and_marks_of_the_users_own() -> None:
    cues = CueSettings(words=("Consult",), marks=("{X}", "→ X"))
    assert missing("Consult Lyon. It is {snow and\nice}, → Tower of London, and see {rain}.", cues=cues) == [
        "Lyon", "snow and ice", "Tower of London", "rain",
    ]  # fmt: skip
    assert missing("Consult Lyon. It is {snow and ice}.") == []


def test_a_mark_may_stand_behind_a_name_and_an_empty_one_marks_nothing() -> None:
    assert missing("It is Lyon ↑ here.", cues=CueSettings(marks=("X ↑", "X"))) == ["Lyon"]


def test_a_marked_name_is_taken_as_it_stands() -> None:
    cues = CueSettings(marks=("{}",))
    assert missing("It is {Jeff K.}, {rain, snow;} and {Sample} here.", "Jeff K.", cues=cues) == []
    assert answers("It is {Sample} here.", cues=cues) == []


def test_items_of_see_also_without_markup() -> None:
    text = "Sample\n\nIt rained.\n\nSee also\n\n• Lyon – a city\n• Paris (city)\n• Rome, Milan, Turin\n• https://example.org\n• War: A History\n"
    article = parse_source(Source(text, "sample.txt"))
    index = build([collect(article)], outside=["War: A History"])
    found = [
        each
        for reference in article.references
        for each in resolve(reference, collect(article), index)
        if reference.kind == "see-also-item"
    ]
    assert [each.target for each in found if each.status == "missing"] == [
        "Lyon",
        "Paris (city)",
        "Rome",
        "Milan",
        "Turin",
    ]


# Words that no language has, so that none of them is a small word, a numeral or a part of a document.
_WORD = r"[bdgkprz][aeo][bdgkprz]{2}[aeo]{1,2}"
_NAMES = st.lists(
    st.from_regex(rf"Q{_WORD}( {_WORD})?( \({_WORD}\))?", fullmatch=True), min_size=1, max_size=6, unique=True
)


@given(
    _NAMES,
    st.sampled_from(
        ["See {}.", "It rained (see {}).", "See also {}.", "For more, see {}.", "Main articles: {}", "(See {}.)"]
    ),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_the_grammar_finds_exactly_the_titles_that_are_put_in(names: list[str], form: str, semicolons: bool) -> None:
    listed = "; ".join(names) if semicolons else " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    found = answers(form.format(listed), tuple(names))
    assert [each.target for each in found if each.status == "outside"] == names
    assert not [each for each in found if each.status == "missing"]


@pytest.mark.parametrize(
    "piece",
    ["See A and ", "(see ", "See A. ", "See ", "For a see ", "{A", "A (q.v.) ", "see; ", "See A, B; ", "See St. "],
)
def test_no_text_takes_long(piece: str) -> None:
    text = "Sample\n\n" + piece * (200_000 // len(piece))
    article = parse_source(Source(text, "sample.txt"), cues=CueSettings(marks=("{X}", "→ X")))
    facts = collect(article)
    index = build([facts], outside=["Lyon"])
    for reference in facts.references[:2000]:
        assert text[reference.span.start : reference.span.end].strip()
        assert all(reference.span.start <= each.span.start for each in resolve(reference, facts, index))


@pytest.mark.parametrize("sentence", ["See Ada M.", "See also {Ada M.}.", "(See Ada M.)", "See Ada M. for her bridge."])
def test_a_last_point_of_a_title_may_be_the_sentences(sentence: str) -> None:
    found = [each.status for each in answers(sentence, ("Ada M.",))]
    assert set(found) <= {"found", "outside"}, found


def test_a_name_and_what_it_does_is_hardly_a_title() -> None:
    assert [(each.target, each.certainty) for each in answers("See Spot run.")] == [("Spot run", "weak")]
    assert [each.status for each in answers("See Ski run.", ("Ski run",))] == ["outside"]


def test_small_names_behind_a_carrier_may_be_missing() -> None:
    assert missing("For knots, see the entries for anchor and buoy.", "Buoy") == ["anchor"]
    assert missing("See the article on sheepshank.") == ["sheepshank"]
    assert missing("See the article for details.") == []
    assert missing("See the entry for this.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It rained. See 7 U.S.C. § 12. See 21 CFR 4.2. See Public Law 80-9. See Directive 2001/7/EC. See Regulation (EU) 2019/3.",
        "It rained. See Annex C. See Lemma 4. See Corollary 2.1. See Title XI. See Clause 3.4. See Chapter Two. See Table A-2. See Equation (7).",
        "It rained. See PEP 20. See ISO/IEC 9899. See CVE-2020-1234. See Ticket #7. See Table of contents. See List of figures.",
        "It rained (see Ostrander and others, 2014). It rained (see Ostrander & Vane, in press).",
    ],
)
def test_laws_standards_and_numbered_parts_are_no_articles(sentence: str) -> None:
    assert missing(sentence) == []


def test_a_numbered_name_is_a_reference_where_an_article_has_it() -> None:
    found = answers("It rained. See Annex C and PEP 20.", ("Annex C", "PEP 20"))
    assert [(each.target, each.status) for each in found] == [("Annex C", "outside"), ("PEP 20", "outside")]


def test_another_name_may_follow_the_place_in_an_article() -> None:
    assert missing("It rained. See Nowhere Land, No. 19. and Optics.") == ["Nowhere Land", "Optics"]
    assert missing("It rained. See Nowhere Land, No. 19. and Optics.", "Optics") == ["Nowhere Land"]
    assert missing("It rained. See Lyon: History.", "Lyon") == []


def test_a_plain_name_beside_a_link_is_one_of_its_kind() -> None:
    article = parse_source(Source("# A\n\nSee Nowhere Land, [[Saltmere]] and Kelp works.\n", "a.md"))
    assert [r.target for r in article.references] == ["Nowhere Land", "Saltmere", "Kelp works"]
    article = parse_source(Source("# A\n\nSee Nowhere Land and [The guide](https://x.example).\n", "a.md"))
    assert [r.target for r in article.references if r.kind == "see"] == []


def lint(folder: Path, capsys: pytest.CaptureFixture[str], *options: str, **texts: str) -> list[tuple[str, str]]:
    """Severity and target of what is said of references in prose."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text)
    main(
        [
            "check",
            str(folder),
            "--no-cache",
            "--isolated",
            "--select",
            "references/dangling-see",
            "--output-format",
            "json",
            *options,
        ]
    )
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    return [(each["severity"], each["data"]["target"]) for each in told]


def test_a_name_is_first_a_place_of_the_same_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "# Desk\n\nIt works. See Linux section. It works; see DPoP for tokens. It works (see Q7). It works (see Tides).\n\n"
        "## Linux\n\n**Q7**: a message.\n\n## RFC 9449 - DPoP (proof of possession)\n\nText.\n"
    )
    assert lint(tmp_path, capsys, "--severity", "info", desk=text, other="# Other\n\nText.\n") == [("error", "Tides")]


def test_where_links_are_the_habit_a_plain_name_is_only_an_info(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = " ".join(f"[Part {n}](part{n}.md)" for n in range(7))
    parts = {f"part{n}": f"# Part {n}\n\nText.\n" for n in range(7)} | {"salt": "# Saltmere\n\nText.\n"}
    vague = f"# Spec\n\nThe frame is odd. See Probe Vectors.\n\n{links}\n"
    assert lint(tmp_path, capsys, "--severity", "info", spec=vague, **parts) == [("info", "Probe Vectors")]
    named = f"# Spec\n\nThe frame is odd. See Probe Vectors. See Saltmere.\n\n{links}\n"
    assert lint(tmp_path, capsys, spec=named, **parts) == [("error", "Probe Vectors")]
    carried = f"# Spec\n\nThe frame is odd. See the article on Probe Vectors.\n\n{links}\n"
    assert lint(tmp_path, capsys, spec=carried, **parts) == [("error", "Probe Vectors")]
