"""What MDX adds to Markdown, and math: what is no text, and what is."""

import json
from pathlib import Path

import pytest

import articlelint
from articlelint.cli.main import main

OTHER = "# Wheels\n\nWheels turn.\n"


def found(text: str, folder: Path, capsys: pytest.CaptureFixture[str], name: str = "a.mdx", *flags: str) -> list[str]:
    (folder / "b.md").write_text(OTHER)
    (folder / name).write_text(text)
    main(["check", str(folder), "--isolated", "--no-cache", "--output-format", "json", *flags])
    return [
        f"{each['rule']} {each['data'].get('target', '')}".strip()
        for each in json.loads(capsys.readouterr().out)["diagnostics"]
    ]


@pytest.mark.parametrize("name", ["a.mdx", "a.md"])
@pytest.mark.parametrize(
    "body",
    [
        "{/* [x](gone.md) and\n\n[[Gone]] too */}\n",
        "Mills {/* [[Gone]] in in */} grind.\n",
        "> - Mills {/* [x](gone.md) */} grind.\n",
        "{/* articlelint-disable-next-line text/repeated-word: a name */}\nMills grind the the corn.\n",
        "## A part {/* #given */}\n\nThe [part](#given).\n",
    ],
)
def test_comments_are_no_text(body: str, name: str, tmp_path: Path, capsys) -> None:
    assert found(f"# Mills\n\nMills grind.\n\n{body}", tmp_path, capsys, name) == []


def test_a_comment_that_nobody_closes_is_text(tmp_path: Path, capsys) -> None:
    assert found("# Mills\n\nMills {/* [x](gone.md).\n", tmp_path, capsys) == ["references/dangling-link gone.md"]


@pytest.mark.parametrize(
    "body",
    [
        "<Intro />",
        "<Chart.Bar data={rows} />",
        "<Wheel\n  size={() => 2 > 1}\n/>",
        "<my-wheel></my-wheel>",
        '<Tabs>\n  <TabItem value="a">\n    Mills.\n  </TabItem>\n</Tabs>',
    ],
)
def test_a_component_is_content(body: str, tmp_path: Path, capsys) -> None:
    assert found(f"import X from './x.js';\n\n# Mills\n\nMills grind.\n\n## Part\n\n{body}\n", tmp_path, capsys) == []


@pytest.mark.parametrize("body", ["<div></div>", "<span />", "<br/>"])
def test_html_without_content_is_none(body: str, tmp_path: Path, capsys) -> None:
    text = f"# Mills\n\nMills grind.\n\n## Part\n\n{body}\n"
    assert found(text, tmp_path, capsys) == ["sections/empty-section"]
    assert (
        found(text.replace("<div></div>", "<CENTER></CENTER>"), tmp_path, capsys, "c.md")[-1]
        == "sections/empty-section"
    )


@pytest.mark.parametrize(
    "body",
    [
        '<TabItem value="a">See [x](gone.md).</TabItem>',
        "<div>\nSee [x](gone.md).\n</div>",
        "<Tabs>\n<TabItem>\n        [x](gone.md)\n</TabItem>\n</Tabs>",
    ],
)
def test_what_stands_between_tags_is_markdown(body: str, tmp_path: Path, capsys) -> None:
    assert found(f"# Mills\n\nMills grind.\n\n{body}\n", tmp_path, capsys) == ["references/dangling-link gone.md"]


def test_a_partial_needs_no_title(tmp_path: Path, capsys) -> None:
    assert found("Mills grind.\n", tmp_path, capsys, "_mills.mdx") == []


def test_suppressions_are_written_as_mdx_comments(tmp_path: Path, capsys, monkeypatch) -> None:
    (tmp_path / "a.mdx").write_text("# Mills\n\nMills grind the the corn.\n")
    monkeypatch.chdir(tmp_path)
    main(["check", "a.mdx", "--isolated", "--add-suppressions=a name"])
    assert "corn. {/* articlelint-disable-line text/repeated-word: a name */}\n" in (tmp_path / "a.mdx").read_text()
    assert main(["check", "a.mdx", "--isolated", "--no-cache"]) == 0


MATH = [
    "$f[x](y)$",
    "$[[n]]$",
    "$$X(z) = Z [x](z)$$",
    "$$\n[[m]]\n$$",
    "$`[[a]](b)`$",
    r"\(f[x](y)\)",
    r"\[ \sum [[n]] \]",
    r"\\(g[x](z)\\)",
    "```math\n[[x]](y)\n```",
    "~~~~\n[[x]]\n~~~\n~~~~",
    "- ```\n  [[x]]\n  ```",
    "> ~~~\n> [[x]]",
    "1. a\n\n       [[x]]",
    "``[[x]] ` [a](b)``",
]
NO_MATH = [
    "The mill cost $3 and the [wheel](b.md) cost $4.",
    "It cost $5 ([wheel](b.md)) in US$.",
    "[US$](b.md), [A$](b.md)",
    r"Mills \(see the [wheel](b.md)\) grind.",
    "Run `$x` and [wheel](b.md) and `$y`.",
    r"It cost \$3 [wheel](b.md)$ x",
]


@pytest.mark.parametrize("body", MATH)
def test_brackets_in_math_and_code_are_no_links(body: str) -> None:
    assert articlelint.parse(f"# Mills\n\n{body}\n", path="a.md").references == ()


@pytest.mark.parametrize("body", NO_MATH)
def test_prices_are_no_math(body: str) -> None:
    assert {each.target for each in articlelint.parse(f"# Mills\n\n{body}\n", path="a.md").references} == {"b.md"}


@pytest.mark.parametrize(
    "body",
    [
        "{{< code-toggle file=hugo >}}\n[[menus.main]]\nname = 'x'\n\n[[menus]]\n{{< /code-toggle >}}",
        "{{% highlight toml %}}\n[[x]]\n{{% /highlight %}}",
        "- {{< highlight go >}}\n  [[x]](y)\n  {{< /highlight >}}",
        "Words {{< highlight go >}}a[[x]]{{< /highlight >}} words.",
        "{% highlight c %}\n[[x]]\n\n# no heading\n{% endhighlight %}",
        "{% comment %}\n[x](gone.md) in in\n\n{% endcomment %}",
        "Words {% comment %}[x](gone.md){% endcomment %} words.",
        "[[menus.main]]\nname = 'x'",
    ],
)
def test_template_tags_around_code_and_comments_hide_it(body: str) -> None:
    article = articlelint.parse(f"# Mills\n\n{body}\n", path="a.md")
    assert article.references == ()
    assert len(article.headings) == 1


@pytest.mark.parametrize(
    "body",
    [
        "{{< note >}}\n[x](b.md)\n{{< /note >}}",
        "{% raw %}[x](b.md){% endraw %}",
        "{% comment %}\n\n[x](b.md)",
        "{{< highlight >}} [x](b.md)",
    ],
)
def test_other_template_tags_hold_markdown(body: str) -> None:
    assert [each.target for each in articlelint.parse(f"# Mills\n\n{body}\n", path="a.md").references] == ["b.md"]


def test_generated_documentation_is_content_and_has_anchors(tmp_path: Path, capsys) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mills\n")
    text = (
        "# Mills\n\nOf [`str`][], [Wheel][mills.Wheel], [a](#mills.Wheel), [b](#mills.Wheel.turn), [c][mark].\n\n"
        "[](){ #mark }\nA paragraph.\n\n## Wheel\n\n::: mills.Wheel\n\n## Race\n\n::: race\n"
    )
    assert found(text, tmp_path, capsys, "a.md") == []
    (tmp_path / "mkdocs.yml").unlink()
    assert found(text + "\nSee [d](#mill.Wheel).\n", tmp_path, capsys, "a.md") == [
        "references/dangling-link mark",
        "references/dangling-anchor #mill.Wheel",
    ]
