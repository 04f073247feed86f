"""What the public face hands out are values: frozen, equal when they say the same, the same after every journey."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, create_model

import articlelint
from articlelint import Edit, Finding, Fix, Position, Report, Resolution, Source, Span

TEXT = """---
title: Saltmere
aliases: [The Mere]
---

Saltmere is an island in the [[North Sea|sea]], with a `quay`. See Ternby and Holm for more.

- seals <a id="seals"></a>
- terns

> ### Weather
>
> Fog.

## History

## See also

- [Ternby](ternby.md)
"""
WIKI = "'''Saltmere''' is an island.{{Infobox}} See [[Ternby#Harbour|the harbour]].\n\n== History ==\n\nOld.\n"
PLAIN = "Saltmere\n\nSaltmere is an island. See Ternby at https://example.org/a.\n\nHistory\n\nIt is old.\n"
WORDS = st.sampled_from(["# T\n\n", "## S\n\n", "[[a|b]] ", "[x](y.md#z) ", "- item\n", "> q\n", "\n\n", "`c` ", "\r\n", "😀 ", "See A and B. ", "== H ==\n", "{{x}}", "\ufeff", "---\ntitle: x\n---\n", "| a | b |\n|---|---|\n"])  # fmt: skip
KINDS = (
    articlelint.Article, articlelint.Block, articlelint.Diagnostic, Edit, Finding, Fix, articlelint.FrontMatter,
    articlelint.Heading, articlelint.Inline, Position, articlelint.Reference, Report, Resolution, articlelint.Section,
    Source, Span, articlelint.Title,
)  # fmt: skip


def examples() -> Iterator[Any]:
    """At least one of every kind."""
    for text, path in ((TEXT, "saltmere.md"), (WIKI, "saltmere.wiki"), (PLAIN, "saltmere.txt")):
        article = articlelint.parse(text, path)
        yield article
        yield article.source
        yield from (article.title, article.front_matter)
        for nodes in (article.blocks, article.headings, article.inlines, article.references, article.sections):
            yield from nodes[:2]
    report = articlelint.lint(TEXT, "saltmere.md", severity="info")
    yield from (report, report.diagnostics[0], report.diagnostics[0].start, report.diagnostics[0].span)
    fix = Fix((Edit(0, 1, "x"), Edit(4, 4, "y")), "unsafe")
    yield from (fix, fix.edits[0], Finding(Span(0, 1), "m", "h", fix, {"target": "x", "suggestions": ["y"]}))
    yield Source("a\r\nb", "b.md", encoding="cp1252", bom=True, undecodable=1, title="B")
    yield Resolution("missing", Span(0, 3), "Rom", near=lambda: ("Rome",))
    yield Resolution("variant", Span(0, 3), "rome", ("rome.md",), "Rome", kind="case")


EXAMPLES = [each for each in examples() if each is not None]


def label(value: Any) -> str:
    return type(value).__name__


def test_there_is_an_example_of_every_kind() -> None:
    assert {type(each) for each in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("value", EXAMPLES, ids=label)
def test_a_value_survives_every_journey(value: Any) -> None:
    kind = type(value)
    for again in (
        pickle.loads(pickle.dumps(value)),
        copy.copy(value),
        copy.deepcopy(value),
        kind.model_validate(value.model_dump()),
        kind.model_validate_json(value.model_dump_json()),
        kind.model_validate(value.model_dump(mode="json")),
        TypeAdapter(kind).validate_json(TypeAdapter(kind).dump_json(value)),
    ):
        assert again == value
        assert hash(again) == hash(value)
        assert repr(again) == repr(value)
        assert again.model_dump_json() == value.model_dump_json()


@pytest.mark.parametrize("value", EXAMPLES, ids=label)
def test_a_value_cannot_be_changed(value: Any) -> None:
    names = getattr(value, "_fields", None) or list(type(value).__dataclass_fields__)
    error = FrozenInstanceError if is_dataclass(value) else AttributeError
    for name in names:
        with pytest.raises(error):
            setattr(value, name, None)
        with pytest.raises((error, TypeError)):
            delattr(value, name)
    with pytest.raises((AttributeError, TypeError)):
        value.nothing_of_this_name = 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_described_and_stands_in_a_users_model(kind: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = kind.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    example = next(each for each in EXAMPLES if type(each) is kind)
    jsonschema.Draft202012Validator(schema).validate(example.model_dump(mode="json"))
    model: type[BaseModel] = create_model("Shelf", item=(kind, ...))
    assert model.model_validate_json(model(item=example).model_dump_json()).item == example


@given(st.lists(WORDS, max_size=12).map("".join), st.sampled_from(["x.md", "x.txt", "x.wiki", "", "x"]))
@settings(max_examples=60, deadline=None)
def test_any_article_is_a_value(text: str, path: str) -> None:
    article = articlelint.parse(text, path)
    assert article == articlelint.parse(text, path)
    for again in (
        pickle.loads(pickle.dumps(article)),
        copy.deepcopy(article),
        articlelint.Article.model_validate(article.model_dump()),
        articlelint.Article.model_validate_json(article.model_dump_json()),
    ):
        assert again == article
        assert (again.blocks, again.references, again.sections) == (
            article.blocks,
            article.references,
            article.sections,
        )
        assert [block.text for block in again.blocks] == [block.text for block in article.blocks]


def test_articles_differ_by_text_path_format_language_and_cues() -> None:
    article = articlelint.parse(TEXT, "saltmere.md")
    others = [
        articlelint.parse(TEXT + "x", "saltmere.md"),
        articlelint.parse(TEXT, "other.md"),
        articlelint.parse(TEXT, "saltmere.md", "plain"),
        articlelint.parse("\ufeff" + TEXT, "saltmere.md"),
    ]
    assert len({article, *others}) == 5


def test_what_was_asked_for_leaves_no_trace() -> None:
    fresh, asked = (articlelint.parse(TEXT, "saltmere.md") for _ in range(2))
    _ = (asked.references, asked.sections, asked.prose, asked.anchors, asked.source.position(40), asked.lowered)
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert repr(asked) == repr(fresh)
    assert pickle.dumps(asked) == pickle.dumps(fresh)


def test_an_article_out_of_a_pickle_reads_itself_in_another_process(tmp_path: Path) -> None:
    article = articlelint.parse(WIKI, "saltmere.wiki")
    (tmp_path / "article").write_bytes(pickle.dumps((article, article.blocks[0])))
    script = "import pickle, sys; a, b = pickle.load(open(sys.argv[1], 'rb')); print(a.references[0].target, b.text == a.blocks[0].text)"  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "article"], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert done.stdout.split() == [article.references[0].target, "True"]


def test_nodes_know_their_text() -> None:
    article = articlelint.parse(TEXT, "saltmere.md")
    for node in (*article.blocks, *article.inlines, *article.walk(), article.front_matter):
        assert node is not None
        assert node.text == article.text[slice(*node.span)] == article.text_of(node)
        assert copy.deepcopy(node).text == pickle.loads(pickle.dumps(node)).text == node.text
    assert [block.text for block in article.paragraphs()] == [
        "Saltmere is an island in the [[North Sea|sea]], with a `quay`. See Ternby and Holm for more."
    ]
    assert [block.text for block in article.paragraphs(inside=True)][1:] == [
        'seals <a id="seals"></a>', "terns", "Fog.", "[Ternby](ternby.md)",
    ]  # fmt: skip
    assert article.sections[-1].text.startswith("## See also\n")
    assert article.text_of(article.references[0]) == "North Sea"
    assert article.text_of(Span(0, 3)) == "---"


def test_a_node_of_no_article_says_so() -> None:
    with pytest.raises(ValueError, match="this block is part of no article"):
        _ = articlelint.Block("paragraph", Span(0, 1), ()).text
