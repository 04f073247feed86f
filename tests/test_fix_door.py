"""`--fix` at the door, when things go wrong: fixes that chase each other, a disk that fails half way, every shape of bytes."""

import os
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlelint.cli.main import main
from articlelint.disk import writing

CHECKS = """
from articlelint.rule import Edit, Finding, Fix
from articlelint.rule import check
from articlelint.rule import Span


def _swap(article, old, new):
    at = article.text.find(old)
    if at >= 0:
        yield Finding(Span(at, at + len(old)), old, fix=Fix((Edit(at, at + len(old), new),)))


@check()
def whiten(article: "Article"):
    yield from _swap(article, "black", "white")


@check()
def blacken(article: "Article"):
    yield from _swap(article, "white", "black")


@check()
def grow(article: "Article"):
    yield from _swap(article, "grey", "grey grey")


from articlelint.rule import Article
"""


@pytest.fixture
def chasing(corpus, monkeypatch):
    """A house with a plug-in whose fixes have no end."""
    (corpus / "chasing_checks.py").write_text(CHECKS, encoding="utf-8")
    info = corpus / "chasing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: chasing\nVersion: 1.0\n")
    points = "\n".join(f"{name} = chasing_checks:{name}" for name in ("whiten", "blacken", "grow"))
    (info / "entry_points.txt").write_text(f"[articlelint.checks]\n{points}\n")
    monkeypatch.syspath_prepend(str(corpus))
    (corpus / "rules" / "house").mkdir(parents=True)
    for name in ("whiten", "blacken", "grow"):
        page = f'# {name}\n\n```toml rule\ncheck = "{name}"\nseverity = "warning"\n```\n\n```markdown bad\n⟦x⟧\n```\n\n```markdown fixed\ny\n```\n'
        (corpus / "rules" / "house" / f"{name}.md").write_text(page, encoding="utf-8")
    (corpus / "articlelint.toml").write_text('rule-folders = ["rules"]\nexclude = ["rules/"]\n', encoding="utf-8")
    return corpus


@pytest.mark.parametrize(
    ("word", "rules"), [("black", "house/blacken"), ("white", "house/whiten"), ("grey", "house/grow")]
)
def test_fixes_without_end_are_told_as_our_bug_and_the_file_is_left_alone(chasing, check, word, rules):
    text = f"# Cat\n\nThe cat is is {word}.\n"
    (chasing / "cat.md").write_text(text, encoding="utf-8")
    status, out, err = check("--fix", "cat.md", "lakes.md", "--output-format", "concise")
    assert status == 2
    assert (chasing / "cat.md").read_text(encoding="utf-8") == text
    assert "cat.md: the fixes of house/" in err
    assert "do not come to an end; the file is left alone. This is a bug in articlelint" in err
    assert "Fixed 1 finding in 1 file:\n  lakes.md:\n" in out
    assert "the the" not in (chasing / "lakes.md").read_text(encoding="utf-8")
    assert "cat.md:3:" in out


def test_what_was_fixed_is_checked_again(corpus, check):
    """Taking a word out twice over: `the the the` needs a second look."""
    (corpus / "seas.md").write_text("# Seas\n\nBy the the the the sea.\n", encoding="utf-8")
    assert check("--fix", "seas.md")[0] == 0
    assert (corpus / "seas.md").read_text(encoding="utf-8") == "# Seas\n\nBy the sea.\n"


@pytest.mark.parametrize("fails", ["replace", "fsync", "chmod"])
def test_a_disk_that_fails_half_way_leaves_the_article_whole(corpus, check, monkeypatch, fails):
    before = sorted(path.name for path in corpus.iterdir())
    data = (corpus / "lakes.md").read_bytes()

    def failing(*_words, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, fails, failing)
    status, _out, err = check("--fix", "lakes.md")
    assert status == 2
    assert "lakes.md: cannot be written: No space left on device" in err
    assert (corpus / "lakes.md").read_bytes() == data
    assert sorted(path.name for path in corpus.iterdir()) == before


def test_a_reader_never_sees_half_an_article(corpus, check, monkeypatch):
    """The new text stands beside the old until it is complete, and takes its place in one step."""
    seen = []
    replace = os.replace

    def watched(source, target):
        seen.append((os.path.getsize(source), (corpus / "lakes.md").read_text(encoding="utf-8")))
        replace(source, target)

    monkeypatch.setattr(writing.os, "replace", watched)
    check("--fix", "lakes.md")
    assert seen == [(len("# Lakes\n\nLakes lie in the hills.\n"), "# Lakes\n\nLakes lie in the the hills.\n")]


def test_a_long_file_name_is_no_obstacle(corpus, check):
    name = f"{'ä' * 120}.md"
    (corpus / name).write_text("# A\n\nThe the end.\n", encoding="utf-8")
    assert check("--fix", name)[0] == 0
    assert (corpus / name).read_text(encoding="utf-8") == "# A\n\nThe end.\n"


def test_a_link_that_is_named_stays_a_link(corpus, check):
    (corpus / "link.md").symlink_to(corpus / "lakes.md")
    check("--fix", "link.md")
    assert (corpus / "link.md").is_symlink()
    assert "the the" not in (corpus / "lakes.md").read_text(encoding="utf-8")


NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.lists(st.sampled_from(["", "Käse.", "The the end.", "東京 🧀", "a\tb  ", "- an an item"]), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=LINES,
    newline=NEWLINES,
    final=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"]),
    mode=st.sampled_from([0o600, 0o644, 0o664, 0o755]),
)
def test_encoding_mark_newlines_and_mode_are_kept(corpus, lines, newline, final, encoding, mode):
    text = newline.join(["# A", "", "The the start.", *lines]) + newline * final
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    try:
        data = marks.get(encoding, b"") + text.encode(encoding)
    except UnicodeEncodeError:
        return
    place = corpus / "a.md"
    place.write_bytes(data)
    place.chmod(mode)
    assert main(["check", "a.md", "--fix", "--no-cache", "-q", "--select", "text/repeated-word"]) == 0
    fixed = text.replace("The the", "The").replace("an an", "an")
    assert place.read_bytes() == marks.get(encoding, b"") + fixed.encode(encoding)
    assert stat.S_IMODE(place.stat().st_mode) == mode
