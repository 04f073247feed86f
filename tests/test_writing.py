"""Nothing is lost when a write fails, and nothing outside of the corpus is ever written, whatever links a repository holds."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from articlelint.cli.main import main

KEPT = "not yours\n"


@pytest.fixture
def outside(corpus, tmp_path_factory):
    """A file beside the corpus that must stay as it is."""
    place = tmp_path_factory.mktemp("outside") / "kept.txt"
    place.write_text(KEPT, encoding="utf-8")
    return place


WRITES = {
    "base.json": ["check", "--write-baseline", "--no-cache", "--baseline", "base.json"],
    "here/articlelint.toml": ["init", "here"],
    "articlelint-baseline.json": ["check", "--write-baseline", "--no-cache"],
    "articlelint.toml": ["init", "--force"],
    "report.json": ["check", "--no-cache", "--output-format", "json", "--output-file", "report.json"],
    "out/report.json": ["check", "--no-cache", "--output-format", "json", "--output-file", "out/report.json"],
    "graph.json": ["graph", "--output-format", "json", "--output-file", "graph.json"],
}


@pytest.mark.parametrize("name", WRITES)
def test_a_link_out_of_the_corpus_is_not_written_through(corpus, outside, capsys, name):
    place = corpus / name
    place.unlink(missing_ok=True)
    if "/" in name:
        place.parent.symlink_to(outside.parent)
    else:
        place.symlink_to(outside)
    (corpus / ".git").mkdir()
    (outside.parent / ".git").mkdir()
    assert main(WRITES[name]) == 2
    (outside.parent / ".git").rmdir()
    assert outside.read_text(encoding="utf-8") == KEPT
    assert [each.name for each in outside.parent.iterdir()] == [outside.name]
    assert "link" in capsys.readouterr().err or "base" in name  # an old baseline is read first


@pytest.mark.parametrize("name", ["articlelint-baseline.json", "base.json", "articlelint.toml", "report.json"])
def test_a_link_out_of_the_corpus_that_leads_to_nothing_makes_nothing(corpus, outside, name):
    place = corpus / name
    place.unlink(missing_ok=True)
    place.symlink_to(outside.parent / "new")
    (corpus / ".git").mkdir()
    assert main(WRITES[name]) == 2
    assert not (outside.parent / "new").exists()


def test_a_baseline_outside_is_written_only_when_the_user_names_it(corpus, outside):
    place = outside.parent / "base.json"
    (corpus / "articlelint.toml").write_text(f'baseline = "{place.as_posix()}"\n', encoding="utf-8")
    assert main(["check", "--write-baseline", "--no-cache"]) == 2
    assert not place.exists()
    assert main(["check", "--write-baseline", "--no-cache", "--isolated", "--baseline", str(place)]) == 0
    assert place.exists()


def test_an_article_that_is_a_link_out_of_the_corpus_is_not_fixed(corpus, outside):
    outside.write_text("# Kept\n\nThe the end.\n", encoding="utf-8")
    (corpus / "kept.md").symlink_to(outside)
    main(["check", "--fix", "--no-cache"])
    main(["check", "--fix", "--no-cache", "kept.md"])
    (corpus / "folder").symlink_to(outside.parent)
    outside.with_name("a.md").write_text("# A\n\nThe the end.\n", encoding="utf-8")
    main(["check", "--fix", "--no-cache", "folder"])
    assert "The the" in outside.with_name("a.md").read_text(encoding="utf-8")
    assert outside.read_text(encoding="utf-8") == "# Kept\n\nThe the end.\n"


def test_suppressions_are_not_written_through_links(corpus, outside, capsys):
    outside.write_text("", encoding="utf-8")
    (corpus / "plain.txt").write_text("Plain\n\nThe the end of it all, and no more of it.\n", encoding="utf-8")
    (corpus / "articlelint.toml").unlink()
    (corpus / "articlelint.toml").symlink_to(outside)
    assert main(["check", "--add-suppressions=why", "--no-cache", "plain.txt"]) == 2
    assert "leads out of" in capsys.readouterr().err
    assert outside.read_text(encoding="utf-8") == ""


def test_a_link_within_the_corpus_has_its_target_written(corpus):
    (corpus / "kept").mkdir()
    (corpus / "kept" / "base.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    before = (corpus / "kept" / "base.json").read_bytes()
    (corpus / "articlelint-baseline.json").symlink_to("kept/base.json")
    main(["check", "--write-baseline", "--no-cache"])
    assert (corpus / "articlelint-baseline.json").is_symlink()
    assert (corpus / "kept" / "base.json").read_bytes() != before


@pytest.mark.parametrize("name", ["articlelint-baseline.json", "articlelint.toml", "report.json", "graph.json"])
def test_a_full_disk_leaves_the_old_file(corpus, capsys, monkeypatch, name):
    main(WRITES[name])
    before = {path.name: path.read_bytes() for path in corpus.iterdir()}
    (corpus / "rivers.md").write_text("# Rivers\n\nRivers.\n\n## Sources\n\n## Mouths\n", encoding="utf-8")
    before["rivers.md"] = (corpus / "rivers.md").read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(WRITES[name]) == 2
    assert f"{name}: cannot be written: No space left on device" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in corpus.iterdir()} == before


def test_mode_and_extended_attributes_are_kept(corpus):
    place = corpus / "lakes.md"
    place.chmod(0o640)
    try:
        os.setxattr(place, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    assert main(["check", "--fix", "--no-cache", "lakes.md"]) == 0
    assert os.getxattr(place, "user.note") == b"mine"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_is_kept(corpus):
    os.chown(corpus / "lakes.md", 1234, 2345)
    assert main(["check", "--fix", "--no-cache", "lakes.md"]) == 0
    status = (corpus / "lakes.md").stat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)


def test_a_file_with_further_hard_links_is_told(corpus, capsys):
    os.link(corpus / "lakes.md", corpus / "lakes.copy")
    assert main(["check", "--fix", "--no-cache", "lakes.md"]) == 0
    assert "lakes.md: had further hard links, which keep the old text" in capsys.readouterr().err
    assert "the the" in (corpus / "lakes.copy").read_text(encoding="utf-8")


def test_a_new_file_has_the_usual_mode(corpus):
    before = os.umask(0o027)
    try:
        main(["check", "--write-baseline", "--no-cache"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((corpus / "articlelint-baseline.json").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("way", ["pipe", "file", "null", "fifo"])
def test_devices_and_pipes_take_a_report(corpus, way):
    command = [sys.executable, "-m", "articlelint", "check", "--no-cache", "--output-format", "json", "--output-file"]
    if way == "pipe":
        out = subprocess.run([*command, "/dev/stdout"], capture_output=True, check=False).stdout
        assert out.startswith(b"{")
    elif way == "file":  # the shell goes on writing into the file that it has opened
        line = " ".join([*command, "/dev/stdout"])
        subprocess.run(["sh", "-c", f"{{ {line}; }} > out.txt; ls -i out.txt > inode"], check=False)
        assert (corpus / "out.txt").read_bytes().startswith(b"{")
    elif way == "null":
        assert subprocess.run([*command, "/dev/null"], check=False).returncode == 1
        assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    else:
        os.mkfifo(corpus / "queue")
        with subprocess.Popen([*command, "queue"]) as running:
            assert (corpus / "queue").read_bytes().startswith(b"{")
            assert running.wait() == 1
        assert stat.S_ISFIFO((corpus / "queue").stat().st_mode)
