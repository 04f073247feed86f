"""What a program can do with a corpus, a report and the rules."""

import copy
import json
import pickle
from pathlib import Path

import pytest

import articlelint
from articlelint import Corpus, Edit, Fix, Link, Resolution, rule
from articlelint.cli.main import main

TEXTS = {
    "isles/saltmere.md": (
        "# Saltmere\n\nAn island off [[Ternby]]. See Ternby and Holm for more.\n\n"
        "![map](map.png) [its harbour](../ternby.md#harbour) [web](https://example.org)\n\n## See also\n\n- [[ternby]]\n"
    ),
    "ternby.md": "# Ternby\n\nA town. See [Saltmere](isles/saltmere.md#Nowhere).\n\n## Harbour\n\nDeep.\n",
    "old.wiki": "#REDIRECT [[Ternby]]\n",
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_texts(TEXTS, titles=["Norway"], files=["isles/map.png"])


def test_a_corpus_of_texts_answers_like_one_of_files(corpus: Corpus, tmp_path: Path) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "isles/map.png").touch()
    (tmp_path / "articlelint.toml").touch()
    loaded = Corpus.load(tmp_path)
    assert corpus.paths == loaded.paths
    assert corpus.titles == loaded.titles
    assert [article.blocks for article in corpus] == [article.blocks for article in loaded]
    for path in corpus.paths:
        assert corpus.references(path) == loaded.references(path)
        assert corpus.backlinks(path) == loaded.backlinks(path)
    assert corpus.graph() == loaded.graph()


def test_names_paths_and_anchors(corpus: Corpus) -> None:
    assert corpus.resolve("Ternby").paths == ("ternby.md",)
    assert corpus.resolve("Norway").status == "outside"
    assert corpus.resolve("../ternby.md", from_path="isles/saltmere.md").paths == ("ternby.md",)
    assert corpus.resolve("map.png", from_path="isles/saltmere.md").paths == ("isles/map.png",)
    assert corpus.resolve("../nowhere.md", from_path="isles/saltmere.md").status == "missing"
    assert corpus.resolve("Ternby", anchor="harbour").status == "found"
    assert corpus.resolve("../ternby.md", from_path="isles/saltmere.md", anchor="nowhere").status == "missing-anchor"
    astray = corpus.resolve("Ternby", anchor="Harbor")
    assert (astray.status, astray.target, astray.suggestions) == (
        "missing-anchor",
        "Ternby#Harbor",
        ("Ternby#Harbour",),
    )
    assert corpus.resolve("salt mere").paths == ("isles/saltmere.md",)


def test_a_reference_resolves_as_its_article_means_it(corpus: Corpus) -> None:
    article = corpus.article("isles/saltmere.md")
    answers = {each.target: corpus.resolve(each, from_path=article.path) for each in article.references}
    assert answers["../ternby.md"].paths == ("ternby.md",)
    assert answers["https://example.org"].status == "outside"
    tail = next(each for each in article.references if each.kind == "see")
    assert (corpus.resolve(tail, from_path=article.path).target, corpus.resolve(tail).status) == ("Holm", "missing")
    assert [each.status for each in corpus.resolve_all(tail, from_path=article.path)] == ["found", "missing"]


def test_references_backlinks_and_graph(corpus: Corpus) -> None:
    found = corpus.references("isles/saltmere.md")
    assert [(link.target, link.resolution.status) for link in found] == [
        ("Ternby", "found"), ("Ternby", "found"), ("Holm", "missing"), ("map.png", "found"), ("../ternby.md#harbour", "found"),
        ("ternby", "found"),
    ]  # fmt: skip
    assert {link.path for link in corpus.backlinks("ternby.md")} == {"isles/saltmere.md", "old.wiki"}
    assert [link.resolution.status for link in corpus.backlinks("isles/saltmere.md")] == ["missing-anchor"]
    graph = corpus.graph()
    assert json.loads(json.dumps(graph)) == graph
    assert [node["title"] for node in graph["nodes"]] == ["Saltmere", "Ternby"]
    assert {(edge["source"], edge["target"]): edge["count"] for edge in graph["edges"]} == {
        ("isles/saltmere.md", "ternby.md"): 4,
        ("ternby.md", "isles/saltmere.md"): 1,
    }
    for ask in (corpus.references, corpus.backlinks, corpus.article):
        with pytest.raises(articlelint.UsageError, match=r"nowhere\.md: no article of the corpus in memory"):
            ask("nowhere.md")


def test_links_are_values(corpus: Corpus) -> None:
    for link in corpus.references("isles/saltmere.md"):
        assert pickle.loads(pickle.dumps(link)) == copy.deepcopy(link) == link
        assert Link.model_validate_json(link.model_dump_json()) == link
    assert Resolution("missing", link.reference.span, "x", near=("y",)) != Resolution(
        "missing", link.reference.span, "x"
    )


def test_lint_in_a_corpus(corpus: Corpus) -> None:
    text = "# Holm\n\nHolm lies off [[Ternbey]]. See Saltmere and Atlantis for more.\n"
    report = articlelint.lint(text, "holm.md", corpus=corpus, select="references")
    assert [each.data["target"] for each in report.diagnostics] == ["Ternbey", "Atlantis"]
    assert not report.lone
    changed = TEXTS["ternby.md"].replace("Harbour", "Port") + "\nBack to [the port](#port) and [no](#harbour).\n"
    again = articlelint.lint(changed, "ternby.md", corpus=corpus, select="references/dangling-anchor")
    assert [each.data["target"] for each in again.diagnostics] == ["isles/saltmere.md#Nowhere", "#harbour"]
    with pytest.raises(articlelint.UsageError, match="own config"):
        articlelint.lint(text, corpus=corpus, config="x.toml")


def test_fixing() -> None:
    text = "# Holm\r\n\r\nHolm is a a\r\nisland and and land.\r\n"
    report = articlelint.lint(text, "holm.md", select="text/repeated-word")
    assert report.fixable == 2
    assert (
        report.fix(text) == articlelint.fix_text(text, "holm.md") == "# Holm\r\n\r\nHolm is a\r\nisland and land.\r\n"
    )
    assert articlelint.fix_text("\ufeff" + text, "holm.md").startswith("\ufeff# Holm")
    assert articlelint.fix_text(text) == report.fix(text, "holm.md")
    assert report.fix(text, "other.md") == text
    assert articlelint.apply_edits("abc", [Fix((Edit(0, 1, "x"),)), Fix((Edit(0, 2, "y"),))]) == "xbc"
    unsafe = "# Holm\n\nHolm is a world-class island. It is truly legendary.\n"
    assert articlelint.fix_text(unsafe, "holm.md") == unsafe


def test_a_report_of_several_files_wants_the_path(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n\nIt is a a town.\n")
    report = articlelint.check(tmp_path, isolated=True)
    with pytest.raises(ValueError, match="name the one"):
        report.fix("x")
    assert report.fix("# a.md\n\nIt is a a town.\n", "a.md") == "# a.md\n\nIt is a town.\n"


def test_check_takes_what_the_command_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articlelint.toml").touch()
    Path("a.md").write_text("# A\n\nIt is a a town.\n\n## See also\n")
    one, two = (articlelint.check(jobs=jobs) for jobs in (1, 2))
    assert one == two
    assert (one.exit_status, articlelint.check(fail_on="never").exit_status) == (1, 0)
    assert articlelint.check(select="text", fail_on="error").exit_status == 0
    assert main(["check", "--write-baseline", "--no-cache"]) == 0
    known = articlelint.check(baseline="articlelint-baseline.json")
    assert (known.diagnostics, known.exit_status) == ((), 0)
    assert any("baseline" in note for note in known.notes)
    more = articlelint.check(select="text", extend_select=["sections"], severity="info")
    assert {each.rule.partition("/")[0] for each in more.diagnostics} == {"text", "sections"}
    with pytest.raises(articlelint.UsageError, match="jobs"):
        articlelint.check(jobs=-1)


def test_rules_are_listed(tmp_path: Path) -> None:
    known = articlelint.rules()
    assert [each.name for each in known] == sorted(each.name for each in known)
    empty = next(each for each in known if each.name == "sections/empty-section")
    assert (empty.family, empty.severity, "markdown" in empty.formats) == ("sections", "error", True)
    assert empty.page.startswith("# ")
    (tmp_path / "pages/house").mkdir(parents=True)
    (tmp_path / "pages/house/km.md").write_text(
        '# Units\n\nWhy.\n\n```toml rule\ncheck = "phrases"\nseverity = "warning"\n[options]\nphrases = ["km"]\n```\n'
    )
    (tmp_path / "articlelint.toml").write_text('rule-folders = ["pages"]\n')
    assert "house/km" in {each.name for each in articlelint.rules(config=tmp_path / "articlelint.toml")}


def test_formats_of_the_config_hold_in_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "articlelint.toml").write_text('formats = { "*.txt" = "wikitext" }\n')
    (tmp_path / "a.txt").write_text("'''A''' is [[B]].\n")
    assert Corpus.load(tmp_path).article("a.txt").format == "wikitext"


def test_a_check_may_write_its_types_in_any_way() -> None:
    def bare(article: articlelint.Article) -> None: ...
    def quoted(article: "articlelint.Article") -> None: ...
    def wrong(article: Path) -> None: ...

    assert rule.check()(bare).__check__.wants == rule.check()(quoted).__check__.wants == ("Article",)
    with pytest.raises(
        articlelint.RuleError, match=r"'wrong' asks for .*Path.*, which no check is given; known are Article"
    ):
        rule.check()(wrong)


def test_what_a_plugin_needs_stands_in_one_place() -> None:
    assert all(getattr(rule, name) is not None for name in rule.__all__)
    assert {"check", "Article", "Finding", "Fix", "Edit", "Facts", "Index", "Matches"} <= set(rule.__all__)


def test_a_corpus_goes_to_another_process(corpus: Corpus) -> None:
    def asked(of: Corpus) -> object:
        return of.resolve("Ternbi").suggestions, of.references("isles/saltmere.md"), of.article("ternby.md"), of.graph()

    before = asked(corpus)
    assert asked(pickle.loads(pickle.dumps(corpus))) == before
