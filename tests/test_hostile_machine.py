"""What the machine refuses, and what stands in the folder one stands in: one sentence and an honest status, never a traceback."""

import os
import subprocess
import sys

import pytest

from articlelint.cli.main import main
from articlelint.run import article

COMMAND = [sys.executable, "-P", "-m", "articlelint"]


def shell(line, folder):
    """A command line of a shell, in which `$AL` is ours."""
    given = {**os.environ, "AL": " ".join(COMMAND)}
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("line", "status", "words"),
    [
        ("$AL check >&-", 2, "standard output is closed"),
        ("$AL check -q atlas.md >&-", 0, ""),
        ("$AL check - <&-", 2, "-: standard input is closed"),
        ("$AL check 2>&-", 1, ""),
        ("$AL check --nothing >&- 2>&- <&-", 2, ""),
        ("$AL check --output-file out.txt >&-; status=$?; test -s out.txt && exit $status", 1, ""),
    ],
)
def test_closed_streams(corpus, line, status, words):
    done = shell(line, corpus)
    assert done.returncode == status
    assert words in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("words", ["check", "check --diff", "rule --all", "--version", "check --help"])
def test_a_full_disk_behind_standard_output(corpus, words):
    done = shell(f"$AL {words} > /dev/full", corpus)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "articlelint: standard output: cannot be written: No space left on device",
    )
    assert shell(f"$AL {words} > /dev/full 2>&1", corpus).returncode == 2


LONG = "x" * 5000
NAME = "y" * 300


@pytest.mark.parametrize("name", [LONG, NAME, f"{NAME}/a.md", "lakes.md/a.md", "z/" * 2500])
@pytest.mark.parametrize(
    "words",
    [
        ("check", ...),
        ("check", "--config", ...),
        ("check", "--output-file", ...),
        ("check", "--baseline", ...),
        ("check", "--write-baseline", "--baseline", ...),
        ("show", ...),
        ("graph", ...),
        ("graph", "--output-file", ...),
        ("init", ...),
        ("clean", ...),
        ("mv", ..., "b.md"),
    ],
    ids=lambda words: " ".join(word for word in words if word is not ...),
)
def test_names_that_no_file_can_have(corpus, capsys, words, name):
    status = main([name if word is ... else word for word in words])
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert status == 2 or "/" in name
    assert status != 2 or err.startswith("articlelint: ")


@pytest.mark.parametrize(
    "config",
    [
        'extend = "a\\u0000b"',
        'baseline = "a\\u0000b"',
        'titles = ["a\\u0000b"]',
        'rule-folders = ["a\\u0000b"]',
        'exclude = ["a\\u0000b"]',
        '[[overrides]]\npaths = ["a\\u0000b"]',
        '[rules."a\\u0000b"]',
    ],
)
def test_no_name_in_a_config_holds_a_nul(corpus, check, config):
    (corpus / "articlelint.toml").write_text(config, encoding="utf-8")
    status, _out, err = check()
    assert status == 2
    assert err.startswith("articlelint: articlelint.toml: ")
    assert "U+0000" in err
    assert err.count("\n") == 1


def refusing(monkeypatch, name, error):
    """Folders of a name cannot be read, as root too."""
    scandir = os.scandir

    def refused(place="."):
        if os.path.basename(place) == name:
            raise error
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refused)


def test_a_folder_that_cannot_be_read_is_reported(corpus, check, monkeypatch):
    (corpus / "secret").mkdir()
    (corpus / "public").mkdir()
    refusing(monkeypatch, "secret", PermissionError(13, "Permission denied"))
    status, out, err = check("--output-format", "concise")
    assert status == 2
    assert "rivers.md" in out
    assert "articlelint: secret/: cannot be read: Permission denied; make it readable, or name it in `exclude`\n" in err
    assert check("atlas.md")[0] == 0
    assert check("public")[0] != 2
    assert check("--extend-exclude", "secret/")[0] == 1


def test_a_folder_that_vanishes_is_gone(corpus, check, monkeypatch):
    (corpus / "passing").mkdir()
    refusing(monkeypatch, "passing", FileNotFoundError(2, "No such file or directory"))
    status, out, err = check("--output-format", "concise")
    assert (status, "rivers.md" in out, err) == (1, True, "")


def test_nothing_is_renamed_while_an_article_cannot_be_read(corpus, capsys, monkeypatch):
    read = article.reading.read

    def refused(place, *limit, **how):
        if str(place).endswith(".md"):
            raise PermissionError(13, "Permission denied", str(place))
        return read(place, *limit, **how)

    monkeypatch.setattr(article.reading, "read", refused)
    assert main(["mv", "rivers.md", "streams.md"]) == 2
    assert capsys.readouterr().err.startswith("articlelint: atlas.md: cannot be read: Permission denied; ")
    assert (corpus / "rivers.md").exists()


def test_a_cache_that_is_a_link_is_left_alone(corpus, capsys, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55", encoding="utf-8")
    (corpus / ".articlelint_cache").symlink_to(elsewhere)
    assert main(["clean", "--cache-dir", ".articlelint_cache"]) == 2
    assert "is a symbolic link" in capsys.readouterr().err
    assert (elsewhere / "CACHEDIR.TAG").exists()


def test_the_current_folder_may_be_gone(tmp_path):
    done = shell("mkdir gone && cd gone && rmdir ../gone && $AL check", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "the current folder is gone" in done.stderr


PLANTED = (
    "json",
    "yaml",
    "tomllib",
    "mistune",
    "pydantic",
    "ahocorasick_rs",
    "articlelint_plugin",
    "sqlite3",
    "difflib",
)


@pytest.mark.parametrize("words", [["check", "--no-cache"], ["show", "lakes.md"]])
def test_no_module_of_the_current_folder_is_run(corpus, words):
    """What Python itself imports before it comes to us is beyond us: that is what `-P`, and the command, are for."""
    for name in PLANTED:
        (corpus / f"{name}.py").write_text(f"open('planted-{name}', 'w').close()\n", encoding="utf-8")
    (corpus / "atlas.md").write_text("---\ntitle: Atlas\n---\n# Atlas\n\nAn atlas.\n", encoding="utf-8")
    plugin = corpus / "planted-1.dist-info"
    plugin.mkdir()
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: planted\nVersion: 1\n", encoding="utf-8")
    (plugin / "entry_points.txt").write_text(
        "[articlelint.checks]\nplanted = articlelint_plugin:run\n", encoding="utf-8"
    )
    (corpus / "rules" / "own").mkdir(parents=True)
    page = '# Own\n\n```toml rule\ncheck = "planted"\nseverity = "warning"\n```\n'
    (corpus / "rules" / "own" / "planted.md").write_text(page, encoding="utf-8")
    for config in ("", 'rule-folders = ["rules"]\n'):
        (corpus / "articlelint.toml").write_text(config, encoding="utf-8")
        command = [sys.executable, "-m", "articlelint", *words]
        done = subprocess.run(command, cwd=corpus, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1, 2), done.stderr
        assert "Traceback" not in done.stderr
        assert [path.name for path in corpus.glob("planted-*") if path != plugin] == []


SPAWNING = """
from articlelint.run import workers

if __name__ == "__main__":
    workers.METHOD = "spawn"
    print(list(workers.spread(abs, [-1, -2, -3], 2)))
"""


def test_no_module_of_the_current_folder_is_run_by_a_spawned_worker(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "command.py").write_text(SPAWNING, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "multiprocessing.py").write_text("open('planted', 'w').close()\n", encoding="utf-8")
    command = [sys.executable, tmp_path / "bin" / "command.py"]
    done = subprocess.run(command, cwd=tmp_path / "articles", capture_output=True, text=True, check=False)
    assert done.stdout == "[1, 2, 3]\n", done.stderr
    assert not (tmp_path / "articles" / "planted").exists()
