"""One corpus whose every name, title, text and config value is hostile, sent through every command and format: nothing is obeyed."""

import json
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import junitparser
import pytest
from sarif_pydantic import Sarif

import articlelint
from articlelint.cli.main import main

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
STEER = "\x1b[2J\x1b]0;own\x07\x7f\x9b31m\u202e\u2066\u200f\u2028\u2029\x85"
COMMANDS = [
    "::error file=a.md::planted",
    " ::add-mask::a",
    "##[command]planted",
    "##vso[task.complete result=Failed;]planted",
]
NAMES = [
    "::error::planted.md",
    f"steer{STEER}.md",
    "line\n::warning::planted.md",
    "carriage\r::warning::planted.md",
    "##[error]planted.md",
    "##vso[task.complete]planted.md",
    'quote"back\\slash.md',
    os.fsdecode(b"no-utf-8-\xff.md"),
]
CONFIG = 'language = "en"\nrule-folders = ["rules"]\n'
RULE = """# A rule ##[error]planted {0}

::error::planted

```toml rule
check = "phrases"
severity = "warning"
[options]
phrases = ["lake"]
```

```markdown bad
A ⟦lake⟧.
```

```markdown good
A pond.
```
"""


def article(number):
    lines = [f"# Title {STEER} {number}", "", f"It is the the [[Nowhere {STEER}]] lake. See Planted {STEER}."]
    lines += [
        *COMMANDS,
        "",
        f"## Empty ##[error] {STEER}",
        "",
        f"## {COMMANDS[number % 4]}",
        "",
        "[a](::error::b.md) [[##vso[x]y]]",
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    root = tmp_path / f"root ##[error] {STEER}\n::error::planted"
    (root / "rules" / "own").mkdir(parents=True)
    (root / "articlelint.toml").write_text(CONFIG, encoding="utf-8")
    (root / "rules" / "own" / "lake.md").write_text(
        RULE.format(STEER.replace("\x85", "")), encoding="utf-8", newline=""
    )
    for number, name in enumerate(NAMES):
        (root / name).write_text(article(number), encoding="utf-8", newline="")
    (root / "plain.md").write_text("# Plain\n\nA plain.\n", encoding="utf-8")
    (root / f"link{STEER}\n::error::planted.md").symlink_to("nowhere")
    for number in range(12):
        (root / f"a{number}.md").write_text(article(number), encoding="utf-8", newline="")
    monkeypatch.chdir(root)
    return root


def runner_commands(text):
    """What GitHub's and Azure's runners take for commands, as their ActionCommand.cs and Command.cs read lines."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        trimmed = line.lstrip()
        if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
            name, _, properties = trimmed[2:end].strip().partition(" ")
            values = dict(pair.strip().split("=", 1) for pair in properties.split(",") if "=" in pair)
            found.append(
                (name, {key: unescaped(value) for key, value in values.items()}, unescaped(trimmed[end + 2 :]))
            )
        elif (start := max(line.find("##["), line.lower().find("##vso["))) >= 0 and "]" in line[start:]:
            found.append(("old", {}, line))
    return found


def unescaped(text):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def raw_controls(text):
    steering = {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in BIDI}
    return steering - {"\n", "\t"}


def said(capsys, *words, status=(0, 1)):
    """Standard output and standard error of a command, scanned."""
    assert main(list(words)) in status, (words, capsys.readouterr())
    out, err = capsys.readouterr()
    for stream in (out, err):
        assert raw_controls(stream) == set(), words
    allowed = {"error", "warning", "notice"} if "github" in words else set()
    names = {name for name, _values, _text in runner_commands(out)}
    assert names <= allowed, (words, runner_commands(out)[:3])
    assert runner_commands(err) == [], words
    assert "Traceback" not in err
    return out, err


CHECKS = [
    (),
    ("--severity", "info"),
    ("--statistics",),
    ("--show-files",),
    ("--show-settings",),
    ("--ci",),
    ("--fix",),
    ("--fix", "--unsafe-fixes"),
    ("--write-baseline",),
    ("--add-suppressions",),
    ("--statistics", "--output-format", "json"),
]


@pytest.mark.parametrize("words", CHECKS, ids=" ".join)
def test_what_people_read_of_a_check_holds_nothing_to_obey(hostile, capsys, words):
    said(capsys, "check", *words, "--no-cache")


@pytest.mark.parametrize("output_format", ["full", "concise", "grouped"])
@pytest.mark.parametrize("colour", ["0", "1"])
def test_text_formats_hold_nothing_to_obey(hostile, capsys, monkeypatch, output_format, colour):
    monkeypatch.setenv("FORCE_COLOR", colour)
    main(["check", "--no-cache", "--severity", "info", "--output-format", output_format])
    out = capsys.readouterr().out
    out = re.sub(r"\x1b\[[\d;]*m", "", out) if colour == "1" else out
    assert raw_controls(out) == set()
    assert runner_commands(out) == []
    assert r"\x1b[2J" in out


def test_annotations_are_ours_and_name_the_files(hostile, capsys):
    out, _err = said(capsys, "check", "--no-cache", "--output-format", "github", "--severity", "info")
    commands = runner_commands(out)
    assert 20 <= len(commands) <= 30
    assert {values["title"][:12] for _name, values, _text in commands} == {"articlelint "}
    assert any(values["file"].endswith("::error::planted.md") for _name, values, _text in commands)


def test_programs_read_the_very_names_and_texts(hostile, capsys):
    def read(output_format):
        return said(capsys, "check", "--no-cache", "--output-format", output_format, "--severity", "info")[0]

    found = json.loads(read("json"))["diagnostics"]
    assert {each["path"] for each in found} >= set(NAMES)
    assert any("\x1b[2J" in each["message"] for each in found)
    assert [json.loads(line) for line in read("jsonl").split("\n")[:-1]] == found
    assert [each["location"]["path"] for each in json.loads(read("gitlab"))] == [each["path"] for each in found]
    sarif = Sarif.model_validate(json.loads(re.sub(r"\\ud[89a-f]..", "", read("sarif"))))
    assert len(sarif.runs[0].results) == len(found)
    suites = junitparser.JUnitXml.fromstring(read("junit").encode())
    cases = [case for suite in suites for case in suite]
    assert len(cases) == len(found)
    assert any("::error::planted.md" in case.classname for case in cases)


SHOWN = [
    ("show", NAMES[1]),
    ("show", NAMES[1], "--output-format", "json"),
    ("graph",),
    ("graph", "--output-format", "json"),
    ("graph", "--output-format", "dot"),
    ("graph", "--output-format", "graphml"),
    ("rule",),
    ("rule", "--all"),
    ("rule", "own/lake"),
    ("rule", "--all", "--output-format", "json"),
    ("schema",),
    ("init", "--stdout"),
    ("init", "--force"),
    ("clean",),
    ("mv", "--dry-run", "plain.md", "new.md"),
    ("mv", "plain.md", "new.md"),
    ("completions", "bash"),
]


@pytest.mark.parametrize("words", SHOWN, ids=lambda words: " ".join(word for word in words if word.isprintable()))
def test_other_commands_print_nothing_to_obey(hostile, capsys, words, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", str(int("--dry-run" in words)))  # a patch for a program holds the very bytes
    out, _err = said(capsys, *words)
    if words[-1] == "json":
        json.loads(out)
    if words[-1] == "graphml":
        assert len(ET.fromstring(out)) > 0
    if words[0] == "init":
        text = out if words[-1] == "--stdout" else (hostile / "articlelint.toml").read_text(encoding="utf-8")
        tomllib.loads(text)


FAILING = [
    ("check", f"missing {STEER}\n::error::planted"),
    ("check", "--select", f"##[error]{STEER}"),
    ("check", "--config", f"{STEER} = 1\n::error::x = 1"),
    ("check", "--config", f'language = "{STEER}\n::error::"'),
    ("check", "--output-format", f"{STEER}\n::error::x"),
    ("check", f"--{STEER}\n::error::x"),
    ("check", "--diff-base", f"{STEER}\n::error::x"),
    ("check", "--baseline", f"missing {STEER}\n::error::x"),
    ("check", "--output-file", f"{NAMES[0]}/{STEER}\n::error::x"),
    ("show", f"missing {STEER}\n::error::x"),
    ("graph", f"missing {STEER}\n::error::x"),
    ("rule", f"{STEER}\n::error::x"),
    ("init", f"{STEER}\n::error::x"),
    ("clean", f"{STEER}\n::error::x"),
    ("mv", f"{STEER}\n::error::x", "b.md"),
    ("mv", "plain.md", "new \x07\u202e\x9b.md"),
    (f"{STEER}\n::error::x",),
]


@pytest.mark.parametrize("words", FAILING, ids=lambda words: " ".join(word for word in words if word.isprintable()))
def test_errors_hold_nothing_to_obey(hostile, capsys, words):
    _out, err = said(capsys, *words, status=(2,))
    assert err


@pytest.mark.parametrize(
    "config",
    [
        f"{json.dumps(STEER + chr(10) + '::error::x')} = 1\n",
        f"language = {json.dumps('en' + STEER)}\n",
        "language = 1 # ##[error] \u202e\x9b\n",
        "language = \u202e##[error]\x9b\n",
        f'[rules.{json.dumps(STEER + "::error::x")}]\nseverity = "error"\n',
    ],
)
def test_errors_in_a_config_hold_nothing_to_obey(hostile, capsys, config):
    (hostile / "articlelint.toml").write_text(config, encoding="utf-8")
    said(capsys, "check", "--no-cache", status=(1, 2))


def test_a_patch_names_files_as_git_does_and_can_be_applied(hostile, capfdbinary):
    before = {name: (hostile / name).read_bytes() for name in NAMES}
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["check", "--diff", "--no-cache"]) == 1
    patch = capfdbinary.readouterr().out
    for line in patch.split(b"\n"):
        if line.startswith((b"--- ", b"+++ ")):
            assert raw_controls(line.decode().rstrip("\t")) == set()
            assert runner_commands(line.decode()) == []
    subprocess.run(["git", "apply", "-"], input=patch, check=True)
    assert all((hostile / name).read_bytes() != data for name, data in before.items())
    main(["check", "--diff", "--no-cache"])
    assert capfdbinary.readouterr().out == b""


def test_a_patch_for_people_is_escaped_whole(hostile, capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    said(capsys, "check", "--diff", "--no-cache")
    monkeypatch.undo()
    os.chdir(hostile)
    said(capsys, "check", "--diff", "--no-cache", "--output-format", "github")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_patch_holds_the_very_bytes_of_a_file(corpus, capfdbinary, encoding):
    data = "# Käse\n\nThe the käse.\n".encode(encoding)
    (corpus / "a b.md").write_bytes(data)
    main(["check", "--diff", "--no-cache", "a b.md"])
    subprocess.run(["git", "apply", "-"], input=capfdbinary.readouterr().out, check=True, cwd=corpus)
    assert (corpus / "a b.md").read_bytes() == "# Käse\n\nThe käse.\n".encode(encoding)


def test_a_rename_shown_as_a_patch_can_be_applied(corpus, capfdbinary):
    (corpus / "guest.md").write_text("# Guest\n\nBy the [[Rivers]].\n", encoding="utf-8")
    assert main(["mv", "--dry-run", "rivers.md", "great streams.md"]) == 0
    subprocess.run(["git", "apply", "-"], input=capfdbinary.readouterr().out, check=True, cwd=corpus)
    assert not (corpus / "rivers.md").exists()
    assert (corpus / "great streams.md").read_text(encoding="utf-8").startswith("# Great streams\n")
    assert "[[Great streams]]" in (corpus / "guest.md").read_text(encoding="utf-8")


def _without_examples(place):
    """The code of a module, without the examples of its docstrings."""
    return re.sub(r"(?m)^ *(?:>>>|\.\.\.) .*$", "", place.read_text(encoding="utf-8"))


def test_only_one_module_prints():
    """A new command cannot forget to escape what it prints: it finds no other way to print."""
    package = Path(articlelint.__file__).parent
    printing = re.compile(r"\b(?:stdout|stderr)(?:\.buffer)?\.write|(?<!finger)print\(|print_exc")
    where = {place.name for place in package.rglob("*.py") if printing.search(_without_examples(place))}
    assert where == {"console.py"}
