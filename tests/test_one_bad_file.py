"""No file silences the run: what a parser does not take is told of that file, and everything else is found all the same."""

import json
import textwrap
import time
from pathlib import Path

import pytest

from articlelint.parsing import markdown

GOOD = "# Lake\n\nThe lake is is deep.\n"
LONG = "9" * 5000
FIRST = ("lake.md", "text/repeated-word")
DEEP = "[" * 3000

BROKEN = {
    "toml integer": f"+++\nn = {LONG}\n+++\n",
    "toml integer in a list": f"+++\nn = [1, -{LONG}]\n+++\n",
    "toml nested": f"+++\nn = {DEEP}\n+++\n",
    "toml date": "+++\nd = 2024-13-45\n+++\n",
    "yaml nested": f"---\nn: {DEEP}\n---\n",
    "yaml escape": '---\nn: "\\UFFFFFFFF"\n---\n',
    "yaml tag without end": "---\nn: !<\n---\n",
    "yaml anchor twice": "---\na: &x 1\nb: &x 2\n---\n",
    "yaml alias of nothing": "---\nn: *nothing\n---\n",
}
READ = {
    "json integer": f'{{ "n": {LONG} }}\n',
    "yaml integer": f"---\nn: {LONG}\n---\n",
    "yaml date": "---\nd: 2024-13-45\n---\n",
    "yaml bomb": "---\na0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)) + "---\n",
    "yaml merge bomb": "---\na0: &a0 {k: x}\n"
    + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12))
    + "---\n",
    "yaml alias of itself": "---\na: &a [*a]\n---\n",
    "yaml odd tags": "---\na: !!int ''\nb: !!bool x\nc: !!timestamp x\nd: !!python/object/apply:os.system [x]\n---\n",
}  # fmt: skip


@pytest.fixture
def lake(tmp_path, monkeypatch):
    (tmp_path / "articlelint.toml").write_text("", encoding="utf-8")
    (tmp_path / "lake.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("front", BROKEN.values(), ids=BROKEN)
def test_front_matter_that_no_parser_takes_is_a_finding(lake, told, front):
    (lake / "bad.md").write_text(f"{front}# Bad\n\nIt is is bad.\n", encoding="utf-8")
    assert told() == [("bad.md", "metadata/invalid-front-matter"), ("bad.md", "text/repeated-word"), FIRST]


@pytest.mark.parametrize("front", READ.values(), ids=READ)
@pytest.mark.parametrize("rules", ["", '[rules."metadata/schema"]\nrequired = ["title"]\n'], ids=["plain", "schema"])
def test_front_matter_of_odd_values_is_no_matter_of_the_rest(lake, told, front, rules):
    (lake / "articlelint.toml").write_text(rules, encoding="utf-8")
    (lake / "odd.md").write_text(f"{front}# Odd\n\nIt is is odd.\n", encoding="utf-8")
    began = time.perf_counter()
    found = told()
    assert time.perf_counter() - began < 5
    assert [each for each in found if each[1] == "text/repeated-word"] == [FIRST, ("odd.md", "text/repeated-word")]
    broken = ("odd.md", "metadata/invalid-front-matter") in found  # told once, there, and no schema asks for its keys
    assert (("odd.md", "metadata/schema") in found) == (bool(rules) and not broken)
    assert not [rule for _, rule in found if rule.startswith("internal/")]


def test_a_long_number_is_shown_where_it_stands(lake, check):
    (lake / "bad.md").write_text(f"+++\ntitle = 'Bad'\nn = {LONG}\n+++\nIt is bad.\n", encoding="utf-8")
    _, out, _ = check("bad.md", "--output-format", "concise")
    assert out.startswith("bad.md:3:1: error metadata/invalid-front-matter")
    assert "a number has more than 4,300 digits" in out


@pytest.mark.parametrize("text", [f"max-file-size = {LONG}", f"select = {DEEP}"], ids=["number", "nested"])
def test_a_config_rule_page_or_snippet_that_does_not_parse_is_named(lake, check, text):
    (lake / "articlelint.toml").write_text(text, encoding="utf-8")
    status, _, err = check()
    assert status == 2
    assert err.startswith("articlelint: articlelint.toml")
    assert "Traceback" not in err
    (lake / "articlelint.toml").write_text('rule-folders = ["own"]', encoding="utf-8")
    (lake / "own" / "x").mkdir(parents=True)
    (lake / "own" / "x" / "y.md").write_text(f"# Y\n\n```toml rule\n{text}\n```\n", encoding="utf-8")
    status, _, err = check()
    assert status == 2
    assert "y.md:3: the TOML block does not parse" in err
    status, _, err = check("--isolated", "--config", text)
    assert status == 2
    assert "is neither a file nor TOML" in err


@pytest.mark.parametrize("text", ["[" * 100_000, f'{{"version": {LONG}}}', '{"version": 1, "findings": [{"path": 1}]}', "{", "[]", '{"version": 1, "findings": [{"path": 1, "rule": 2, "fingerprint": 3, "message": 4}]}'])  # fmt: skip
def test_a_baseline_that_does_not_parse_is_named(lake, check, text):
    (lake / "known.json").write_text(text, encoding="utf-8")
    status, _, err = check("--baseline", "known.json")
    assert status == 2
    assert f"{lake / 'known.json'}: is no baseline of articlelint" in err


@pytest.fixture
def broken_parser(monkeypatch):
    """A parser that fails on one text, as any parser may some day."""
    read = markdown.read_front_matter

    def failing(text):
        if "BROKEN" in text:
            raise KeyError("state")
        return read(text)

    monkeypatch.setattr(markdown, "read_front_matter", failing)


@pytest.mark.usefixtures("broken_parser")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_parser_that_fails_silences_its_file_only(lake, check, jobs):
    (lake / "bad.md").write_text("# Bad\n\nBROKEN\n", encoding="utf-8")
    (lake / "hub.md").write_text("# Hub\n\nSee the [bad one](bad.md) and [[Bad]].\n", encoding="utf-8")
    status, out, _ = check("--output-format", "json", "--jobs", jobs)
    found = json.loads(out)["diagnostics"]
    assert status == 2
    assert [(each["path"], each["rule"]) for each in found] == [("bad.md", "internal/crash"), FIRST]
    assert found[0]["message"] == "the markdown parser failed on this file: KeyError: 'state'"
    assert "raise KeyError" in found[0]["data"]["traceback"]


@pytest.mark.usefixtures("broken_parser")
def test_the_others_are_fixed_and_kept_all_the_same(lake, check):
    (lake / "bad.md").write_text("# Bad\n\nBROKEN is is.\n", encoding="utf-8")
    status, _, err = check("--write-baseline")
    assert status == 2
    assert "bad.md: internal/crash: the markdown parser failed on this file: KeyError" in err
    assert "text/repeated-word" in (lake / "articlelint-baseline.json").read_text(encoding="utf-8")
    status, _, _ = check("--fix")
    assert status == 2
    assert (lake / "lake.md").read_text(encoding="utf-8") == GOOD.replace("is is", "is")
    assert (lake / "bad.md").read_text(encoding="utf-8") == "# Bad\n\nBROKEN is is.\n"


PLUGIN = """
from __future__ import annotations
from articlelint.checks.empty_section import Article, Finding, Iterator, check

@check()
def failing(article: Article) -> Iterator[Finding]:
    raise ValueError("no good")
    yield
"""


@pytest.fixture
def plugin(lake, monkeypatch):
    """An installed distribution with a check, and a rule page that names it."""
    place = lake.parent / f"{lake.name}-site"
    (place / "stranger-1.2.dist-info").mkdir(parents=True)
    (place / "stranger.py").write_text(PLUGIN, encoding="utf-8")
    info = place / "stranger-1.2.dist-info"
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[articlelint.checks]\nfailing = stranger:failing\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(place))
    (lake / "own" / "house").mkdir(parents=True)
    page = "# Fails\n\n```toml rule\ncheck = 'failing'\n```\n"
    (lake / "own" / "house" / "fails.md").write_text(page, encoding="utf-8")
    (lake / "articlelint.toml").write_text('rule-folders = ["own"]\nextend-exclude = ["own/"]\n', encoding="utf-8")
    return place


def test_a_rule_that_fails_is_told_once_with_its_plugin(lake, plugin, check, monkeypatch):
    monkeypatch.delitem(__import__("sys").modules, "stranger", raising=False)
    for number in range(3):
        (lake / f"more{number}.md").write_text("# More\n\nThere is more.\n", encoding="utf-8")
    status, out, err = check("--output-format", "json", "--ignore", "references", "--verbose")
    found = [each for each in json.loads(out)["diagnostics"] if each["rule"] == "house/fails"]
    assert status == 2
    (only,) = found
    assert only["path"] == "lake.md"
    assert only["message"] == "the rule failed on this file and 3 other files: ValueError: no good"
    assert only["data"]["files"] == 4
    assert only["data"]["plugin"] == "stranger 1.2"
    assert "stranger.py" in only["data"]["traceback"]
    assert "the plug-in stranger 1.2" in only["help"]
    assert "house/fails on lake.md (of the plug-in stranger 1.2):\nTraceback" in err
    status, out, err = check("--ignore", "references")
    assert "Traceback" not in out + err


def test_a_plugin_that_cannot_be_loaded_is_named(lake, plugin, check, monkeypatch):
    monkeypatch.delitem(__import__("sys").modules, "stranger", raising=False)
    (plugin / "stranger.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    status, _, err = check()
    assert status == 2
    assert "the check 'failing' of the plug-in stranger 1.2 cannot be loaded: ModuleNotFoundError" in err
    assert "Traceback" not in err


DUMP = """<mediawiki>{}
<page><title>Lake</title><ns>0</ns><revision><text>The lake is is deep.</text></revision></page>
{}</mediawiki>
"""
BAD_DUMPS = {
    "entities": '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9)) + "]>\n" + DUMP.format("", "<page><title>&a8;</title></page>"),
    "cut": DUMP.format("", "").replace("</mediawiki>", "<page>"),
    "encoding": '<?xml version="1.0" encoding="nothing"?>\n' + DUMP.format("", ""),
    "depth": DUMP.format("", "<a>" * 100_000),
}  # fmt: skip


@pytest.mark.parametrize("text", BAD_DUMPS.values(), ids=BAD_DUMPS)
def test_a_dump_that_does_not_parse_is_named(lake, check, text):
    Path("wiki.xml").write_text(text, encoding="utf-8")
    status, _, err = check("wiki.xml")
    assert status == 2
    assert "wiki.xml: " in err
    assert "Traceback" not in err


def test_a_number_of_a_namespace_may_be_anything(lake, check):
    page = textwrap.dedent(
        f"<page><title>Odd</title><ns>{LONG}</ns><revision><text>It is odd.</text></revision></page>"
    )
    Path("wiki.xml").write_text(DUMP.format("", page + page.replace(LONG, "--5")), encoding="utf-8")
    status, out, _ = check("wiki.xml", "--output-format", "concise")
    assert status == 1
    assert "text/repeated-word" in out


@pytest.mark.parametrize("name", ["wiki.xml.gz", "wiki.xml.bz2"])
def test_a_packed_dump_that_is_damaged_is_named(lake, check, name):
    import bz2
    import gzip

    packed = (gzip if name.endswith("gz") else bz2).compress(DUMP.format("", "").encode() * 1000)
    middle = len(packed) // 2
    Path(name).write_bytes(packed[:middle] + b"\xff" * 20 + packed[middle + 20 :])
    status, _, err = check(name)
    assert status == 2
    assert f"{name}: cannot be read" in err
    assert "Traceback" not in err
