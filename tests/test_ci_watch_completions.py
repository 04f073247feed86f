"""`--ci`, `--watch`, `completions`."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from articlelint.cli.main import main

ROOT = Path(__file__).parent.parent


def test_ci_takes_the_format_that_the_system_reads(corpus, check, monkeypatch):
    assert check("--ci")[1].startswith("lakes.md:3:14: warning ")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check("--ci")[1].startswith("::warning ")
    assert check("--ci", "--output-format", "jsonl")[1].startswith("{")
    monkeypatch.delenv("GITHUB_ACTIONS")
    monkeypatch.setenv("GITLAB_CI", "true")
    status, out, _err = check("--ci")
    assert status == 1
    assert out.startswith("lakes.md:3:14: warning ")
    assert len(json.loads((corpus / "gl-code-quality-report.json").read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completions_know_commands_and_flags(capsys, shell):
    assert main(["completions", shell]) == 0
    out = capsys.readouterr().out
    assert "articlelint" in out
    assert "output-format" in out
    assert "sarif" in out
    assert "completions" in out


def test_bash_takes_its_completions(capsys):
    main(["completions", "bash"])
    subprocess.run(["bash", "-n"], input=capsys.readouterr().out, text=True, check=True)


def test_bash_completes_commands_flags_and_their_values(tmp_path, capsys):
    main(["completions", "bash"])
    (tmp_path / "articlelint.bash").write_text(capsys.readouterr().out)

    def completed(*words):
        line = " ".join(f"'{word}'" for word in ("articlelint", *words))
        script = f"""source articlelint.bash
        COMP_WORDS=({line}); COMP_CWORD={len(words)}
        $(complete -p articlelint | sed 's/.*-F //; s/ .*//') articlelint "${{COMP_WORDS[-1]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}" """
        done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout.split()

    assert completed("che") == ["check"]
    assert completed("check", "--output-f") == ["--output-format", "--output-file"]
    assert completed("check", "--severity", "") == ["error", "warning", "info"]
    assert completed("check", "--severity", "=", "wa") == ["warning"]
    assert completed("completions", "") == ["bash", "zsh", "fish", "powershell"]
    assert completed("check", "ri") == []  # the shell itself completes files


@pytest.mark.parametrize(("shell", "escape"), [("fish", r"\\."), ("powershell", "''"), ("zsh", r"'\\''")])
def test_words_with_quotes_end_where_they_should(capsys, shell, escape):
    """For shells that are not on every machine; their scripts hold help texts with quotes and brackets."""
    main(["completions", shell])
    left = re.sub("'[^']*'", "", re.sub(escape, "", capsys.readouterr().out))
    assert "'" not in left
    assert left.replace(") _arguments", " _arguments").count("(") == left.replace(") _arguments", " _arguments").count(
        ")"
    )


@pytest.mark.parametrize(("shell", "command"), [("zsh", ["-n"]), ("fish", ["-n", "/dev/stdin"])])
def test_other_shells_take_their_completions(capsys, shell, command):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    main(["completions", shell])
    subprocess.run([shell, *command], input=capsys.readouterr().out, text=True, check=True)


def test_watching_does_not_go_with_lists(corpus, check):
    assert check("--watch", "--write-baseline")[0] == 2


@pytest.mark.slow
def test_a_change_is_checked_again(corpus):
    command = [sys.executable, "-m", "articlelint", "check", "--watch", "--output-format", "concise", "--no-cache"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=corpus, stdout=subprocess.PIPE, text=True, env=environ) as process:
        try:
            assert process.stdout is not None
            assert "lakes.md" in process.stdout.readline()
            while not process.stdout.readline().startswith("Found"):
                pass
            time.sleep(1)
            (corpus / "lakes.md").write_text("# Lakes\n\nMended. And and more.\n", encoding="utf-8")
            lines = [process.stdout.readline() for _ in range(4)]
            assert any("lakes.md:3:9" in line for line in lines)
        finally:
            process.terminate()


@pytest.mark.slow
def test_what_the_watch_writes_itself_starts_it_anew_no_more(corpus):
    command = [sys.executable, "-m", "articlelint", "check", "--watch", "-q", "--no-cache", "--output-format", "jsonl"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    written, log = corpus / "report.jsonl", corpus / "log"

    def settled(path):
        deadline = time.time() + 20
        while not (path.exists() and path.stat().st_size) and time.time() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        first = path.stat()
        time.sleep(1.5)
        return path.stat() == first

    with log.open("w") as file, subprocess.Popen(command, cwd=corpus, stdout=file, env=environ) as process:
        try:
            assert settled(log)
        finally:
            process.terminate()
    assert len(log.read_text().splitlines()) == 2
    with subprocess.Popen([*command, "--output-file", written], cwd=corpus, env=environ) as process:
        try:
            assert settled(written)
        finally:
            process.terminate()
