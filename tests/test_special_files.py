"""FIFOs, devices, sockets, links that lead out of the corpus, and files that unpack to more than there is memory for."""

import gzip
import io
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path

import pytest

from articlelint.cli.main import main

if sys.platform == "win32":
    pytest.skip("FIFOs, devices and links are of POSIX", allow_module_level=True)

GOOD = "# Lake\n\nThe lake is is deep.\n"
FOUND = ("lake.md", "text/repeated-word")
PAGE = "# Peacocks\n\n```toml rule\ncheck = 'phrases'\n[options]\nphrases = ['xyz']\n```\n"
SECRET = "root:x:0:0 = = secret"


@pytest.fixture(autouse=True)
def _never_hangs():
    def stop(*_):
        raise TimeoutError("it hangs")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.fixture
def lake(tmp_path, monkeypatch):
    root = tmp_path / "wiki"
    root.mkdir()
    (root / "articlelint.toml").write_text("", encoding="utf-8")
    (root / "lake.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def secret(tmp_path):
    place = tmp_path / "secret"
    place.write_text(SECRET, encoding="utf-8")
    return place


def fifo(place: Path) -> None:
    os.mkfifo(place)


def device(place: Path) -> None:
    place.symlink_to("/dev/zero")


def listening(place: Path) -> None:
    here = os.getcwd()
    os.chdir(place.parent)  # a socket's path must be short
    try:
        socket.socket(socket.AF_UNIX).bind(place.name)
    finally:
        os.chdir(here)


KINDS = pytest.mark.parametrize("make", [fifo, listening])
ALL_KINDS = pytest.mark.parametrize("make", [fifo, listening, device])


@KINDS
@pytest.mark.parametrize("words", [(), ("odd.md", "lake.md")], ids=["found", "named"])
@pytest.mark.parametrize("cache", [False, True])
def test_what_is_no_regular_file_is_no_article(lake, check, make, words, cache):
    make(lake / "odd.md")
    status, out, err = check(*words, "--output-format", "json", "-q", cache=cache)
    assert status == 2
    assert err == "articlelint: odd.md: cannot be read: is no regular file\n"
    assert [(each["path"], each["rule"]) for each in json.loads(out)["diagnostics"]] == [FOUND]


@KINDS
@pytest.mark.parametrize(
    "words", [("graph",), ("mv", "lake.md", "sea.md"), ("show", "odd.md")], ids=lambda words: words[0]
)
def test_no_command_waits_for_it(lake, capsys, make, words):
    make(lake / "odd.md")
    assert main(list(words)) == 2
    assert "odd.md: cannot be read: is no regular file" in capsys.readouterr().err
    assert (lake / "lake.md").exists()


def test_init_does_without_it(lake, capsys):
    (lake / "articlelint.toml").unlink()
    fifo(lake / "odd.md")
    assert main(["init"]) == 0


@ALL_KINDS
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--config", "titles = ['odd']"), "titles: "),
        (("--config", "extend-exclude = []", "--baseline", "odd"), ""),
        (("--config", "rule-folders = ['own']"), ""),
        (("--config", "odd"), ""),
    ],
    ids=["titles", "baseline", "rule page", "config"],
)
def test_it_is_no_list_baseline_page_or_config(lake, check, make, words, told):
    make(lake / "odd")
    (lake / "own" / "house").mkdir(parents=True)
    (lake / "own" / "house" / "page.md").write_text(PAGE, encoding="utf-8")
    if "own" in words[1]:
        (lake / "own" / "house" / "page.md").unlink()
        make(lake / "own" / "house" / "page.md")
    status, _, err = check(*words)
    assert status == 2
    assert told in err
    assert "is no regular file" in err or (make is device and "leads out of" in err)
    assert "Traceback" not in err


@KINDS
@pytest.mark.parametrize("name", ["articlelint.toml", ".gitignore", ".git", "wiki.xml", "wiki.xml.gz"])
def test_it_is_nothing_else_that_is_read(lake, check, make, name):
    (lake / name).unlink(missing_ok=True)
    make(lake / name)
    status, _, err = check(*([name] if name.startswith("wiki") else []))
    assert "Traceback" not in err
    if name not in (".gitignore", ".git"):
        assert status == 2
        assert "is no regular file" in err


def test_the_name_of_standard_input_is_only_a_name(lake, check, monkeypatch):
    fifo(lake / "odd.md")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    status, out, _ = check("-", "--stdin-filename", "odd.md", "--output-format", "concise")
    assert status == 1
    assert "odd.md:3:" in out


def test_standard_input_has_an_end(lake, check, monkeypatch):
    with open("/dev/zero", "rb") as endless:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(endless))
        status, _, err = check("-")
    assert status == 2
    assert "standard input holds more than max-file-size (10,000,000) bytes" in err


def bomb(place: Path, piece: bytes) -> Path:
    with gzip.open(place, "wb", 9) as file:
        for _ in range(30):
            file.write(piece * (1_000_000 // len(piece)))
    return place


@pytest.mark.parametrize("piece", [b"\n", b"\0", b"Lake\n"], ids=["lines", "one line", "one title"])
def test_a_list_that_unpacks_to_too_much_is_told(lake, check, piece):
    bomb(lake / "bomb.gz", piece)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status, _, err = check("--config", "titles = ['bomb.gz']")
    assert status == 2
    assert "bomb.gz: cannot be read: holds more than 10,000,000 bytes" in err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


def test_a_dump_that_unpacks_to_too_much_is_told(lake, check):
    page = b"<mediawiki><page><title>A</title><revision><text>" + b"a" * 1_000_000
    with gzip.open(lake / "wiki.xml.gz", "wb") as file:
        file.write(page)
        for _ in range(21):
            file.write(b"a" * 1_000_000)
    status, _, err = check("wiki.xml.gz")
    assert status == 2
    assert "a page holds more than 20,000,000 characters" in err


TITLES = ["Lake Tarn", "Zürich", "A b", "x" * 300]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lists_of_titles_are_read_as_ever(lake, told, encoding, packed, end):
    data = end.join([*TITLES, ""]).encode(encoding)
    (lake / "list.gz").write_bytes(gzip.compress(data) if packed else data)
    (lake / "articlelint.toml").write_text('titles = ["list.gz"]', encoding="utf-8")
    links = "\n".join(f"- [[{title}]]" for title in [*TITLES, "Nowhere"])
    (lake / "lake.md").write_text(f"# Lake\n\nIt is near:\n\n{links}\n", encoding="utf-8")
    assert told() == [("lake.md", "references/dangling-wikilink")]


NAMING = ("extend", "titles", "baseline", "rule-folders")


def value(key: str, name: str) -> str:
    return f'{key} = "{name}"' if key in ("extend", "baseline") else f'{key} = ["{name}"]'


@pytest.mark.parametrize("key", NAMING)
@pytest.mark.parametrize("way", ["above", "outright", "link", "by way of extend"])
def test_a_config_that_was_found_names_no_file_outside(lake, secret, check, key, way):
    (lake / "link").symlink_to(secret)
    name = {"above": "../secret", "outright": str(secret)}.get(way, "link")
    config = lake / "articlelint.toml"
    if way == "by way of extend":
        config.write_text('extend = "base.toml"\n', encoding="utf-8")
        config = lake / "base.toml"
    config.write_text("# a house of strangers\n" + value(key, name), encoding="utf-8")
    for words in ((), ("--fix",), ("--write-baseline",)):
        status, out, err = check(*words)
        assert status == 2
        assert f"{config.name}:2:" in err
        assert f"{key}: {name} leads out of the corpus {lake}" in err
        assert SECRET not in out + err
    assert secret.read_text(encoding="utf-8") == SECRET


def test_a_config_that_the_user_names_may(lake, tmp_path, check):
    (tmp_path / "titles").write_text("Tarn\n", encoding="utf-8")
    (lake / "lake.md").write_text("# Lake\n\nIt is near [[Tarn]].\n", encoding="utf-8")
    (lake / "articlelint.toml").write_text('titles = ["../titles"]', encoding="utf-8")
    assert check()[0] == 2
    assert check("--config", "articlelint.toml")[0] == 0


@pytest.mark.parametrize("name", ["articlelint.toml", ".articlelint.toml", "pyproject.toml"])
def test_a_config_is_no_link_to_a_file_outside(lake, secret, check, name):
    (lake / "articlelint.toml").unlink()
    (lake / name).symlink_to(secret)
    status, out, err = check()
    assert SECRET not in out + err
    assert status == (1 if name == "pyproject.toml" else 2)


def test_a_rule_page_is_no_link_to_a_file_outside(lake, secret, check):
    (lake / "own" / "house").mkdir(parents=True)
    (lake / "own" / "house" / "page.md").symlink_to(secret)
    (lake / "articlelint.toml").write_text('rule-folders = ["own"]', encoding="utf-8")
    status, out, err = check()
    assert status == 2
    assert "page.md: is a symbolic link that leads out of" in err
    assert SECRET not in out + err


def test_the_baseline_is_not_written_through_a_link(lake, secret, check):
    (lake / "articlelint-baseline.json").symlink_to(secret)
    status, _, err = check("--write-baseline")
    assert status == 2
    assert "articlelint-baseline.json: is a symbolic link that leads out of the corpus" in err
    assert secret.read_text(encoding="utf-8") == SECRET


def test_an_article_that_is_a_link_out_of_the_corpus_is_neither_read_nor_written(lake, tmp_path, check):
    outside = tmp_path / "outside.md"
    outside.write_text(GOOD, encoding="utf-8")
    (lake / "link.md").symlink_to(outside)
    (lake / "inside.md").symlink_to("lake.md")
    status, out, _ = check("--output-format", "concise")
    assert status == 1
    assert "skipped link.md: the symbolic link leads out of the corpus" in out
    assert "skipped inside.md" not in out
    for words in ((), ("--fix",), ("--diff",), ("--write-baseline",)):
        (lake / "lake.md").write_text(GOOD, encoding="utf-8")
        (lake / "articlelint-baseline.json").unlink(missing_ok=True)
        status, out, err = check("link.md", "lake.md", *words)
        assert status == 2
        assert f"link.md: is a symbolic link that leads out of the corpus {lake}; it is not read" in err
        assert "lake.md" in out + err or words == ("--write-baseline",)
    assert outside.read_text(encoding="utf-8") == GOOD
    assert main(["show", "link.md"]) == 2


def test_a_link_outside_any_corpus_is_the_article_that_it_leads_to(tmp_path, monkeypatch, check):
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "lake.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link.md").symlink_to(tmp_path / "far" / "lake.md")
    monkeypatch.chdir(tmp_path / "here")
    assert check("link.md", "--select", "text")[0] == 1


@pytest.mark.parametrize("output", ["json", "sarif", "full", "gitlab"])
@pytest.mark.parametrize("text", ["a" * 300, "\0"], ids=["large", "binary"])
def test_who_asks_for_infos_sees_what_was_not_looked_at(lake, check, output, text):
    (lake / "articlelint.toml").write_text("max-file-size = 200", encoding="utf-8")
    (lake / "lake.md").write_text("# Lake\n\nThe lake is deep.\n", encoding="utf-8")
    (lake / "hidden.md").write_text(text, encoding="utf-8")
    assert check("--ignore", "references")[0] == 0
    status, out, _ = check("--fail-on", "info", "--ignore", "references", "--output-format", output)
    assert status == 1
    assert "internal/skipped" in out
    assert "the file was not looked at: " in out
    assert check("--severity", "info", "--ignore", "references")[0] == 0


def test_what_could_not_be_written_was_not_fixed(lake, check):
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    (lake / "sea.md").write_text(GOOD, encoding="utf-8")
    (lake / "sea.md").chmod(0o444)
    status, out, _ = check("--fix")
    assert status == 2
    assert "Fixed 1 finding in 1 file:\n  lake.md:" in out
    assert "sea.md:3:" in out


def test_what_was_changed_meanwhile_was_not_fixed(lake, check, monkeypatch):
    """Another program writes the file between the check and the fix."""
    from articlelint.disk import writing

    (lake / "sea.md").write_text(GOOD, encoding="utf-8")
    write = writing.write

    def late(place, *given, **how):
        if place.name == "sea.md":
            place.write_text(GOOD + "More.\n", encoding="utf-8")
        return write(place, *given, **how)

    monkeypatch.setattr(writing, "write", late)
    status, out, err = check("--fix", "--output-format", "concise", "--ignore", "references")
    assert status == 2
    assert "sea.md: was changed by another program" in err
    assert "Fixed 1 finding in 1 file:\n  lake.md:" in out
    assert "\nsea.md:3:" in out


@pytest.mark.parametrize("word", ["internal/skipped", "internal"])
def test_who_knows_of_what_was_not_looked_at_ignores_it(lake, check, word):
    (lake / "articlelint.toml").write_text("max-file-size = 200", encoding="utf-8")
    (lake / "hidden.md").write_text("a" * 300, encoding="utf-8")
    (lake / "lake.md").write_text("# Lake\n\nThe lake is deep.\n", encoding="utf-8")
    status, out, _ = check("--fail-on", "info", "--ignore", "references", "--ignore", word, "--output-format", "json")
    assert (status, "internal/skipped" in out) == (0, False)
