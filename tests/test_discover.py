"""Which files are articles: patterns, git's rules, links, what is no text."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from articlelint.cli.main import main
from articlelint.config.settings import DEFAULTS, Settings
from articlelint.disk.gitignore import Patterns
from articlelint.files import discovery


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# A\n\nText.\n", encoding="utf-8")


def articles(folder, **settings):
    return list(discovery.walk(folder, Settings(**settings)).articles)


def test_hidden_and_excluded_files_are_no_articles_but_links_may_lead_to_them(tmp_path):
    write(tmp_path, "a.md", "b.py", ".hidden/c.md", "LICENSE.md", "drafts/d.md", "node_modules/x/readme.md")
    tree = discovery.walk(tmp_path, Settings(extend_exclude=("drafts/",)))
    assert tree.articles == ("a.md",)
    assert tree.files == {"a.md", "b.py", ".hidden/c.md", "LICENSE.md", "drafts/d.md"}


def test_git_is_asked_what_it_ignores(tmp_path, monkeypatch):
    """Our reading of git's rules is git's own, in a real repository below which the corpus stands."""
    root = tmp_path / "wiki" / "articles"
    write(
        root,
        "a.md",
        "b.tmp.md",
        "sub/c.md",
        "sub/d.md",
        "sub/deep/e.md",
        "built/f.md",
        "g.md",
        "h.md",
        "sub/h.md",
        "i.md",
        "j.md",
    )
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("*.tmp.md\n/wiki/articles/g.md\n", encoding="utf-8")
    (tmp_path / "wiki" / ".gitignore").write_text("# notes\nbuilt/\n/articles/h.md\n", encoding="utf-8")
    (root / "sub" / ".gitignore").write_text("d.md\n!b.tmp.md\ndeep/*\n!deep/e.md\n", encoding="utf-8")
    (tmp_path / ".git" / "info" / "exclude").write_text("i.md\n", encoding="utf-8")
    home = tmp_path / "home"
    (home / "git").mkdir(parents=True)
    (home / "git" / "ignore").write_text("j.md\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "*.md"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert articles(root) == sorted(listed.splitlines())
    assert articles(root) == ["a.md", "sub/c.md", "sub/deep/e.md", "sub/h.md"]


globs = st.sampled_from(
    ["*.md", "a.md", "b/", "b", "/a.md", "b/a.md", "**/a.md", "!a.md", "!b/", "a.*", "[ab].md", "b/**", "#x", "a?md"]
)
paths = st.lists(st.sampled_from(["a", "b", "a.md", "b.md"]), min_size=1, max_size=3).map("/".join)


@given(st.lists(globs, max_size=4), paths)
def test_patterns_without_negation_mean_what_pathspec_says(lines, path):
    lines = [line for line in lines if not line.startswith("!")]
    assert Patterns(lines).matches(path) == GitIgnoreSpec.from_lines(lines).match_file(path)


def test_links_do_not_leave_the_root_and_are_no_articles(tmp_path):
    outside = tmp_path / "outside"
    root = tmp_path / "root"
    write(outside, "o.md")
    write(root, "a.md")
    (root / "link.md").symlink_to(root / "a.md")
    (root / "far.md").symlink_to(outside / "o.md")
    (root / "folder").symlink_to(outside)
    (root / "loop").symlink_to(root)
    assert articles(root) == ["a.md"]


def test_a_link_that_leads_nowhere_is_told_and_is_no_target(corpus, check):
    (corpus / "sub").mkdir()
    (corpus / "sub" / "gone.md").symlink_to(corpus / "nowhere.md")
    (corpus / "atlas.md").write_text("# Atlas\n\nSee [the rest](sub/gone.md).\n", encoding="utf-8")
    status, out, _err = check("--select", "references")
    assert status == 1
    assert "no file at `sub/gone.md`" in out
    assert "note: skipped sub/gone.md: the symbolic link leads nowhere" in out
    assert "skipped" not in check("atlas.md")[1]
    assert "skipped" in check("sub")[1]
    assert "gone.md: no such file" in check("sub/gone.md")[2]
    (corpus / "nowhere.md").write_text("# Nowhere\n\nAn article.\n", encoding="utf-8")
    assert check("--select", "references")[:2] == (0, "All good: no findings in 4 files.\n")


def test_a_run_without_articles_says_why(corpus, check):
    write(corpus, "data/x.csv", "data/y.csv", "data/LICENSE.txt")
    status, out, _err = check("data")
    assert status == 0
    assert "note: no articles found under data" in out
    assert "1 excluded" in out
    assert "2 of another kind than `include` says" in out


def test_paths_that_do_not_exist_or_lie_outside_are_bad_usage(corpus, check, tmp_path_factory):
    write(corpus, "a.md")
    assert "nothing.md: no such file or folder" in check("a.md", "nothing.md")[2]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    status, _out, err = check("a.md", elsewhere)
    assert status == 2
    assert "lies outside the corpus" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_told_and_the_others_are_linted(corpus, check):
    (corpus / "atlas.md").chmod(0)
    status, out, err = check()
    assert (status, "rivers.md" in out) == (2, True)
    assert "atlas.md: cannot be read: Permission denied" in err


def test_a_file_that_vanishes_is_told_and_the_others_are_linted(corpus, check, monkeypatch):
    from articlelint.disk import reading

    read = reading.read_with_state

    def vanishing(place, most):
        if Path(place).name == "atlas.md":
            raise FileNotFoundError(2, "No such file or directory")
        return read(place, most)

    monkeypatch.setattr(reading, "read_with_state", vanishing)
    status, out, err = check()
    assert (status, "rivers.md" in out) == (2, True)
    assert "atlas.md: cannot be read" in err


def test_binary_and_oversized_files_are_skipped_with_a_note(corpus, check):
    (corpus / "bin.md").write_bytes(b"# A\n\n\x00\x01\x02")
    (corpus / "big.md").write_text("# Big\n\n" + "Long. " * 100, encoding="utf-8")
    _status, out, _err = check("--config", "max-file-size = 500")
    assert "note: skipped bin.md: is binary" in out
    assert "note: skipped big.md: 607 bytes are more than max-file-size (500)" in out
    assert "in 3 files" in out
    err = check("bin.md", "--output-format", "json")[2]
    assert "note: skipped bin.md: is binary" in err


def test_wide_text_is_not_binary(corpus, check):
    (corpus / "wide.md").write_bytes(b"\xff\xfe" + "# Wide\n\nText.\n".encode("utf-16-le"))
    assert "skipped" not in check("wide.md")[1]


def test_no_default_excludes_an_ordinary_article(tmp_path):
    write(tmp_path, "Rivers.md", "a b/ç.txt", "x.wiki", "deep/er/still.markdown")
    assert articles(tmp_path) == sorted(["Rivers.md", "a b/ç.txt", "x.wiki", "deep/er/still.markdown"])
    assert DEFAULTS.respect_gitignore


def test_several_folders_without_config_or_git_are_one_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in {"a/one.md": "# One\n\nBeside [[Two]].\n", "b/two.md": "# Two\n\nBeside [[Three]].\n"}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a", "b", "--no-cache", "--output-format", "concise"]) == 1
    said = capsys.readouterr().out
    assert "b/two.md:3:10" in said
    assert "a/one.md" not in said
