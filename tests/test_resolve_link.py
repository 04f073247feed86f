"""Markdown links: paths, folders, encodings, routes and anchors."""

import pytest

from tests.references import article, corpus, resolved, status

DOCS = corpus(
    article("README.md", "Read me", "Set up", "Set up", "What's new?"),
    article("guides/index.md", "Guides"),
    article("guides/set-up.md", "Set up", "First steps", anchors=("own-id", "fn-1")),
    article("guides/Deep Dive.md", "Deep dive"),
    article("parks/README.md", "Parks"),
    files=["img/map.png", "guides/data/list.csv", "LICENSE"],
)


@pytest.mark.parametrize(
    "markup",
    [
        "[t](guides/set-up.md)", "[t](./guides/set-up.md)", "[t](guides/set-up.md#first-steps)", "[t](guides/set-up.md#own-id)",
        "[t](guides/)", "[t](guides)", "[t](parks/)", "[t](guides/data)", "[t](LICENSE)", "![m](img/map.png)", "![m](/img/map.png)",
        "[t](img/map.png?raw=true)", "[t](guides/Deep%20Dive.md)", "[t](guides/Deep Dive.md)", "[t](#set-up)", "[t](#set-up-1)",
        "[t](#whats-new)", "[t](#top)", "[t](#)", "[t](README.md#L10-L20)",
        "[t](README.md#:~:text=news)", "[t](#user-content-set-up)", "[t](guides/set-up.md#fnref1)", "[t](guides/set-up)", "[t](.)",
        "[t](../../issues)", "[t](mailto:ada@example.org)", "[t](//example.org/x)", "[t](LICENSE#L3)",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere(markup: str) -> None:
    assert status(markup, "README.md", DOCS) in ("found", "outside")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[t](guides/none.md)", "missing"), ("![m](img/none.png)", "missing"), ("[t]()", "missing"), ("[t](/none)", "missing"),
        ("[t](guides/set-up.html)", "missing"), ("[t](#none)", "missing-anchor"), ("[t](#set-up-2)", "missing-anchor"),
        ("[t](#Set-up)", "missing-anchor"), ("[t](guides/set-up.md#set-up-1)", "missing-anchor"), ("[t](readme.md)", "variant"),
        ("[t](Guides/set-up.md#first-steps)", "variant"), ("[t]({{ page.url }})", "silent"), ("[t](<%= url %>)", "silent"),
    ],
)  # fmt: skip
def test_links_that_lead_nowhere(markup: str, expected: str) -> None:
    assert status(markup, "README.md", DOCS) == expected


@pytest.mark.parametrize(
    ("markup", "here", "suggestions"),
    [
        ("[t](set-up.md)", "README.md", ("guides/set-up.md",)),
        ("[t](guides/setup.md)", "README.md", ("guides/set-up.md",)),
        ("[t](set-up.html#first-steps)", "guides/index.md", ("set-up.md#first-steps",)),
        ("[t](Deep%20Dive.md)", "README.md", ("guides/Deep%20Dive.md",)),
        ("![m](map.png)", "guides/index.md", ("../img/map.png",)),
        ("[t](#first-stepz)", "guides/set-up.md", ("#first-steps",)),
        ("[t](set-up.md#First-Steps)", "guides/index.md", ("set-up.md#first-steps",)),
    ],
)
def test_near_files_and_anchors_are_suggested(markup: str, here: str, suggestions: tuple[str, ...]) -> None:
    found = resolved(markup, here, DOCS)
    assert found
    assert found.suggestions == suggestions


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("[t](readme.md)", "README.md"),
        ("[t](./readme.md#set-up)", "./README.md#set-up"),
        ("[t](/GUIDES/set-up.md)", "/guides/set-up.md"),
        ("[t](guides/deep%20dive.md)", "guides/Deep%20Dive.md"),
        ("[t](img/Map.png?raw=1)", "img/map.png?raw=1"),
    ],
)
def test_another_case_is_written_in_the_manner_of_the_link(markup: str, written: str) -> None:
    found = resolved(markup, "README.md", DOCS)
    assert found
    assert (found.status, found.title) == ("variant", written)


SITE = corpus(
    article("content/en/_index.md", "Glossary"),
    article("content/en/cloud-native.md", "Cloud native", routes=("/cloud/",)),
    article("content/en/how to/_index.md", "How to"),
    article("content/de/cloud-native.md", "Cloud native"),
    files=["static/img/logo.svg", "hugo.toml"],
    site_root="content/en",
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[t](/cloud-native/)", "found"), ("[t](/Cloud-Native)", "found"), ("[t](/cloud/)", "found"), ("[t](/how-to/)", "found"),
        ("[t](/img/logo.svg)", "found"), ("[t](../cloud-native/)", "found"), ("[t](/)", "found"), ("[t](/none/)", "missing"),
        ("[t](/de/cloud-native/)", "found"),
    ],
)  # fmt: skip
def test_routes_of_a_site_with_its_root_configured(markup: str, expected: str) -> None:
    assert status(markup, "content/en/cloud-native.md", SITE) == expected


def test_the_same_link_leads_elsewhere_from_another_page() -> None:
    site = corpus(
        article("content/mill.md", "Mill"),
        article("content/weir.md", "Weir"),
        article("content/mill/wheel.md", "Wheel"),
        article("content/weir/fish/index.md", "Fish"),
        files=["hugo.toml"],
    )
    assert [status("[t](wheel/)", f"content/{here}.md", site) for here in ("mill", "weir")] == ["found", "missing"]
    assert [status("[t](fish/)", f"content/{here}.md", site) for here in ("mill", "weir")] == ["missing", "found"]
    assert [status("[t](set-up.md)", here, DOCS) for here in ("README.md", "guides/index.md")] == ["missing", "found"]


@pytest.mark.parametrize(
    ("mark", "dialect", "good", "bad"),
    [
        ("mkdocs.yml", "mkdocs", "#c-c", "#c--c"),
        ("docusaurus.config.js", "github", "#c--c", "#c-c"),
        (".gitlab-ci.yml", "gitlab", "#c-c", "#c--c"),
        ("x.txt", "github", "#c--c", "#c-c"),
    ],
)
def test_the_anchor_dialect_is_told_from_the_files(mark: str, dialect: str, good: str, bad: str) -> None:
    index = corpus(article("docs/a.md", "A", "C++ & C#"), article("docs/b.md", "B"), files=[mark])
    assert status(f"[t](a.md{good})", "docs/b.md", index) == "found"
    assert status(f"[t](a.md{bad})", "docs/b.md", index) == "missing-anchor"


def test_a_configured_anchor_dialect_decides() -> None:
    index = corpus(
        article("a.md", "A", "C++ & C#"), article("b.md", "B"), files=["mkdocs.yml"], anchor_dialect="github"
    )
    assert status("[t](a.md#c--c)", "b.md", index) == "found"
    assert status("[t](a.md#c-c)", "b.md", index) == "missing-anchor"
    assert any("configured" in reason for reason in index.publishers.reasons)


def test_files_that_a_theme_or_build_serves_are_not_judged() -> None:
    index = corpus(article("content/en/_index.md", "Glossary"), article("content/en/a.md", "A"), site_root="content/en")
    assert status("![m](/images/map.png)", "content/en/a.md", index) == "outside"
    assert status("[m](/images/)", "content/en/a.md", index) == "missing"
    assert status("![m](images/map.png)", "content/en/a.md", index) == "missing"


def test_a_folder_that_is_not_in_the_checkout_is_not_told_of_link_by_link() -> None:
    few = corpus(article("a.md", "A", assets=(("assets/img", 3),)), article("b.md", "B"))
    many = corpus(article("a.md", "A", assets=(("assets/img", 3),)), article("b.md", "B", assets=(("assets", 60),)))
    elsewhere = corpus(article("x/a.md", "A", assets=(("x/assets", 60),)), article("b.md", "B"), files=["assets/b.png"])
    assert status("![m](assets/img/c.png)", "a.md", few) == "missing"
    assert status("![m](assets/img/c.png)", "a.md", many) == "silent"
    assert status("[m](assets/img/c.md)", "a.md", many) == "missing"
    assert status("![m](assets/c.png)", "x/a.md", elsewhere) == "missing"


def test_a_host_without_a_scheme_is_told_with_one() -> None:
    found = resolved("[t](www.example.org/a)", "README.md", DOCS)
    assert found
    assert found.suggestions == ("https://www.example.org/a",)
