"""`articlelint graph`: who refers to whom."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.resolve.graph import LinkGraph, components


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "index.md": "# Water\n\n[[Rivers]] and [[Lakes]].\n",
        "rivers.md": "# Rivers\n\nThey fill [[Lakes]] and [[Seas]], [[Rivers]] too. See Atlantis.\n",
        "lakes.md": '# Lakes\n\nFed by [[rivers]], [again](rivers.md), unlike [[seas|the "seas"]] and [[Ponds]].\n',
        "ice.md": "# Ice\n\nWater that is hard.\n",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "articlelint.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "--output-format", "json"]) == 0
    graph = json.loads(capsys.readouterr().out)
    assert {each["path"]: (each["title"], each["in"], each["out"]) for each in graph["articles"]} == {
        "ice.md": ("Ice", 0, 0),
        "index.md": ("Water", 0, 2),
        "lakes.md": ("Lakes", 2, 1),
        "rivers.md": ("Rivers", 2, 1),
    }
    assert {(each["source"], each["target"]): each["count"] for each in graph["links"]} == {
        ("index.md", "lakes.md"): 1,
        ("index.md", "rivers.md"): 1,
        ("lakes.md", "rivers.md"): 2,
        ("rivers.md", "lakes.md"): 1,
        ("rivers.md", "rivers.md"): 1,
    }
    assert graph["orphans"] == ["ice.md", "index.md"]
    assert graph["dead_ends"] == ["ice.md"]
    assert graph["most_wanted"][0] == {"title": "Seas", "count": 2}
    assert {each["title"] for each in graph["most_wanted"]} >= {"Seas", "Ponds"}
    assert graph["components"] == [["lakes.md", "rivers.md"]]


def test_text_names_the_most_wanted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("4 articles, 6 references between them\n")
    assert "     2  Seas\n" in out


def test_dot_and_graphml(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", ".", "--output-format", "dot"]) == 0
    assert '"lakes.md" -> "rivers.md";' in capsys.readouterr().out
    assert main(["graph", ".", "--output-format", "graphml", "--output-file", "graph.xml"]) == 0
    edges = ET.parse(root / "graph.xml").iter("{http://graphml.graphdrawing.org/xmlns}edge")
    assert ("lakes.md", "rivers.md") in {(edge.get("source"), edge.get("target")) for edge in edges}


def test_a_folder_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "nowhere"]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_the_config_decides_what_is_an_article(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "articlelint.toml").write_text('include = ["nothing"]\n')
    main(["graph"])
    assert capsys.readouterr().out.startswith("0 articles")
    main(["graph", "--isolated"])
    assert not capsys.readouterr().out.startswith("0 articles")
    main(["graph", "--config", "include = ['*.md']"])
    assert not capsys.readouterr().out.startswith("0 articles")


def test_a_file_that_cannot_be_written_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "file").touch()
    assert main(["graph", "--output-file", "file/graph.json"]) == 2
    assert "file/graph.json: cannot be written: " in capsys.readouterr().err


def test_graphml_is_read_by_networkx(root: Path) -> None:
    main(["graph", "--output-format", "graphml", "--output-file", "graph.xml"])
    graph = nx.read_graphml(root / "graph.xml")
    assert graph.nodes["lakes.md"]["title"] == "Lakes"
    assert graph.edges["lakes.md", "rivers.md"]["count"] == 2


_links = st.dictionaries(st.tuples(*[st.sampled_from("abcdefgh")] * 2), st.just(1), max_size=30)


@settings(deadline=None)
@given(_links)
def test_parts_are_those_that_networkx_finds(links: dict[tuple[str, str], int]) -> None:
    graph = LinkGraph({path: path for path in "abcdefgh"}, links)
    known = nx.strongly_connected_components(nx.DiGraph(list(links)))
    assert {frozenset(part) for part in components(graph)} == {frozenset(part) for part in known if len(part) > 1}


def test_a_long_chain_of_articles_is_one_part() -> None:
    paths = [f"{number}.md" for number in range(20_000)]
    links = dict.fromkeys(zip(paths, paths[1:] + paths[:1], strict=True), 1)
    assert [len(part) for part in components(LinkGraph(dict.fromkeys(paths, ""), links))] == [20_000]
