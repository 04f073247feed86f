"""A dump of a wiki is a corpus: what is found in its pages is what is found in a folder of the same pages."""

import bz2
import gzip
import json
import os
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import articlelint
from articlelint.cli.main import main
from articlelint.files.discovery import is_dump
from articlelint.files.mediawiki_dump import Dump, DumpError

PAGES = {
    "Aa River": "{{main|Bb}}\nThe '''Aa''' & its [[town]]s, [[aa river]] and [[Old name]], [[Nowhere]].\n\n== Sources ==\n",
    "Town": "A '''town''' lies at the [[Aa River#Sources]], not at the [[Aa River#Mouth|mouth]].\r\n",
    "Old name": "#REDIRECT [[Town]]",
    "AC/DC: the <band>": "'''AC/DC''' play in the [[Town]].\n",
}
HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-{version}/" version="{version}" xml:lang="en">
<siteinfo><sitename>W</sitename><case>first-letter</case><namespaces><namespace key="0" case="first-letter" />
<namespace key="4" case="first-letter">Wikipedia</namespace></namespaces></siteinfo>
"""


def page(title: str, text: str, ns: int = 0, extra: str = "", model: str = "wikitext") -> str:
    return (
        f"<page><title>{escape(title)}</title><ns>{ns}</ns><id>1</id>{extra}<revision><id>2</id><contributor><username>x</username>"
        f"</contributor><comment>[[No comment]]</comment><model>{model}</model><format>text/x-wiki</format>"
        f'<text bytes="1" xml:space="preserve">{escape(text)}</text><sha1>y</sha1></revision></page>\n'
    )


def dump(pages: dict[str, str] = PAGES, version: str = "0.11", more: str = "") -> str:
    return HEAD.replace("{version}", version) + "".join(page(*each) for each in pages.items()) + more + "</mediawiki>\n"


def found(capsys, *arguments: object, root: Path | None = None) -> tuple[int, list[tuple]]:
    status = main(["check", "--no-cache", "--isolated", "--output-format", "json", *map(str, arguments)])
    report = json.loads(capsys.readouterr().out)
    return status, [
        (
            os.path.relpath(d["path"], root) if root else d["path"],
            d["rule"],
            d["span"]["start"]["line"],
            d["span"]["start"]["column"],
            d["message"],
        )
        for d in report["diagnostics"]
    ]


@pytest.mark.parametrize("packing", ["", ".bz2", ".gz", ".zst"])
@pytest.mark.parametrize("version", ["0.10", "0.11"])
def test_a_dump_says_what_a_folder_says(tmp_path: Path, capsys, packing: str, version: str):
    path = tmp_path / f"wiki.xml{packing}"
    data = dump(version=version).encode()
    if packing == ".zst":
        data = pytest.importorskip("zstandard").compress(data)
    path.write_bytes({".bz2": bz2.compress, ".gz": gzip.compress}.get(packing, bytes)(data))
    folder = tmp_path / "folder"
    folder.mkdir()
    for title, text in PAGES.items():
        name = title.replace("/", "%2F").replace(":", "%3A").replace("<", "%3C").replace(">", "%3E")
        (folder / f"{name}.wiki").write_text(text, newline="")
    in_dump = found(capsys, path)
    in_folder = found(capsys, folder, root=folder)
    assert in_dump[0] == in_folder[0] == 1
    titles = {"AC%2FDC%3A the %3Cband%3E": "AC/DC: the <band>"}
    as_titles = [(titles.get(d[0][:-5], d[0][:-5]), *d[1:4], d[4].replace(".wiki", "")) for d in in_folder[1]]
    assert sorted(in_dump[1]) == sorted(as_titles)
    messages = " ".join(d[4] for d in in_dump[1])
    assert "Nowhere" in messages
    assert "Bb" in messages
    assert "town`" not in messages


def test_a_redirect_in_words_that_we_do_not_know_is_still_one(tmp_path: Path, capsys):
    more = page("Alt", "#XYZZY [[Town]]", extra='<redirect title="Town" />') + page("Bb", "See [[Alt]] and [[Town]].\n")
    (tmp_path / "wiki.xml").write_text(dump({"Town": "A '''town'''.\n"}, more=more))
    assert found(capsys, tmp_path / "wiki.xml", "--select", "references/dangling-wikilink") == (0, [])


def test_only_wikitext_of_the_main_namespace_is_an_article(tmp_path: Path, capsys):
    more = page("Wikipedia:Rules", "[[Nowhere]]", 4) + page("Town/x.json", "[[Nowhere]]", model="json")
    (tmp_path / "wiki.xml").write_text(dump({"Town": "A [[city]].\n", "City": "A [[town]].\n"}, more=more))
    assert found(capsys, tmp_path / "wiki.xml") == (0, [])


def test_the_parts_of_a_dump_are_one_corpus(tmp_path: Path, capsys):
    one, two = tmp_path / "wiki.xml-p1p2", tmp_path / "wiki.xml-p3p4.gz"
    one.write_text(dump({"Town": "A [[city]].\n"}))
    two.write_bytes(gzip.compress(dump({"City": "A [[town]].\n"}).encode()))
    assert found(capsys, one, two) == (0, [])


def test_the_output_does_not_depend_on_the_number_of_jobs(tmp_path: Path, capsys):
    pages = {f"P{number}": f"In [[P{number + 1}]], [[Q{number}]].\n" * 400 for number in range(300)}
    (tmp_path / "wiki.xml").write_text(dump(pages))
    outcomes = []
    for jobs in ("1", "3"):
        main(["check", "--isolated", "--output-format", "concise", "--jobs", jobs, str(tmp_path / "wiki.xml")])
        outcomes.append(capsys.readouterr().out)
    assert outcomes[0] == outcomes[1]
    assert "Q299" in outcomes[0]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("cut.xml", dump().encode()[:-30], "behind the page `Old name`: line 13: unclosed token"),
        (
            "bad.xml",
            dump(more="<page><title>&x;</title>" + "y" * 99).encode(),
            "behind the page `AC/DC: the <band>`: line",
        ),
        ("cut.xml.bz2", bz2.compress(dump().encode())[:-20], "Compressed file ended before the end-of-stream marker"),
        ("other.xml", b"<rss><channel/></rss>", "is not a MediaWiki export: its first tag is <rss>"),
        ("empty.xml", b"", "no element found"),
        ("text.xml.gz", b"not gzip", "Not a gzipped file"),
        ("packed.xml.7z", b"7z", "unpack it first"),
    ],
)
def test_a_bad_dump_is_told_in_one_sentence(tmp_path: Path, name: str, data: bytes, words: str):
    path = tmp_path / name
    path.write_bytes(data)
    failures = articlelint.check([path], isolated=True).failures
    assert len(failures) == 1
    assert words in failures[0]
    assert str(path) in failures[0]
    assert main(["check", "--isolated", str(path)]) == 2


def test_what_stands_before_the_damage_is_linted(tmp_path: Path, capsys):
    (tmp_path / "cut.xml").write_bytes(dump().encode()[:-30])
    assert main(["check", "--isolated", str(tmp_path / "cut.xml"), "--output-format", "concise"]) == 2
    assert "Nowhere" in capsys.readouterr().out


def test_a_dump_and_a_folder_are_two_corpora(tmp_path: Path, capsys):
    (tmp_path / "wiki.xml").write_text(dump())
    assert main(["check", str(tmp_path / "wiki.xml"), str(tmp_path)]) == 2
    assert "by a command of their own" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.xml", True),
        ("enwiki-1-pages-articles2.xml-p41243p151573.bz2", True),
        ("a.XML.zst", True),
        ("a.xml.md", False),
        ("axml", False),
    ],
)
def test_names_of_dumps(name: str, expected: bool):
    assert is_dump(Path(name)) is expected


def test_the_site_and_the_last_revision(tmp_path: Path):
    two = "<page><title>A_b</title><ns>0</ns><revision><text>old</text></revision><revision><text>new</text></revision></page>"
    path = tmp_path / "wiki.xml"
    path.write_text(dump({}, more="<upload/>" + two))
    reading = Dump(path)
    assert [(each.title, each.text) for each in reading.pages()] == [("A b", "new")]
    assert reading.site.namespaces == ("", "Wikipedia")
    assert reading.site.first_letter


def test_a_dump_that_expands_entities_is_refused(tmp_path: Path):
    path = tmp_path / "bomb.xml"
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(f'<!DOCTYPE x [<!ENTITY a0 "ha">{bomb}]><mediawiki><page><title>&a11;</title></page></mediawiki>')
    with pytest.raises(DumpError):
        list(Dump(path).pages())


@pytest.mark.parametrize("flag", ["--fix", "--diff"])
def test_a_dump_is_never_changed(tmp_path: Path, capsys, flag: str):
    path = tmp_path / "wiki.xml"
    path.write_text(dump())
    before = path.read_bytes()
    assert main(["check", flag, str(path)]) == 2
    assert "a dump is only read" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["wiki.xml"]


@pytest.mark.parametrize("shown", ["full", "grouped", "github", "gitlab", "junit", "sarif", "jsonl"])
def test_every_format_shows_a_dump(tmp_path: Path, capsys, shown: str):
    (tmp_path / "wiki.xml").write_text(dump())
    assert main(["check", "--isolated", "--no-cache", "--output-format", shown, str(tmp_path / "wiki.xml")]) == 1
    assert "Nowhere" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["dump.xml", "folder"])
def test_a_redirect_to_a_title_that_lives_elsewhere_is_not_broken(tmp_path: Path, capsys, form: str):
    (tmp_path / "articlelint.toml").write_text('titles = ["known.txt"]\n')
    (tmp_path / "known.txt").write_text("Far_shore\n")
    pages = {
        "Beach": "#REDIRECT [[far shore#Sand]]",
        "Strand": "#REDIRECT [[Nowhere]]",
        "Town": "A '''town''' by the [[Beach]].\n",
    }
    if form == "folder":
        for title, text in pages.items():
            (tmp_path / f"{title}.wiki").write_text(text)
    else:
        (tmp_path / form).write_text(dump(pages))
    place = tmp_path if form == "folder" else tmp_path / form
    main(["check", "--no-cache", "--output-format", "json", "--select", "references", str(place)])
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(Path(each["path"]).stem, each["rule"]) for each in told] == [("Strand", "references/redirect")]
