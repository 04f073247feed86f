"""Patterns are a stranger's too, in a config as in a `.gitignore`: none takes longer than its paths are long."""

import time
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from articlelint.cli.main import main
from articlelint.disk.gitignore import spec_of

NAME = "a" * 120 + ".md"
STARS = "*a" * 12 + "*b.md"
FOLDERS = "**/" + "a/**/" * 12 + "b.md"


@pytest.mark.parametrize("pattern", [STARS, f"/{STARS}", f"x/**/{STARS}", FOLDERS, f"!{STARS}", f"{STARS}/**"])
@pytest.mark.parametrize(
    "config",
    [
        'exclude = ["PATTERN"]',
        'include = ["*.md", "PATTERN"]',
        'ignore-links = ["PATTERN"]',
        'formats = { "PATTERN" = "plain" }',
        '[[overrides]]\npaths = ["PATTERN"]\nignore = ["text"]',
        '[[suppressions]]\npaths = ["PATTERN"]\nrules = ["text"]',
    ],
)
def test_a_pattern_takes_no_time(pattern: str, config: str, tmp_path: Path) -> None:
    deep = tmp_path / "/".join("a" * 30)
    deep.mkdir(parents=True)
    for folder in (tmp_path, deep):
        (folder / NAME).write_text(f"# A\n\nA is a [lake]({NAME}).\n")
    (tmp_path / ".gitignore").write_text(f"{pattern}\n")
    (tmp_path / "articlelint.toml").write_text(config.replace("PATTERN", pattern))
    start = time.monotonic()
    main(["check", str(tmp_path), "--no-cache", "--quiet"])
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*-*-*.md", "2001-02-03.md", True),
        ("*a*b*c", "xaxbxbxc", True),
        ("*a*b*c", "xaxbxb", False),
        ("***a**b", "xxaxb", True),
        ("**/a/**/b/**/c", "a/x/b/y/b/c", True),
        ("**/a/**/b/**/c", "x/a/a/c/b", False),
        ("a/**/b*d/**/c", "a/x/bd/bcd/y/c", True),
        ("/*[!a]*b/", "xb/y", True),
        ("*[!a]*[!b]", "b/ab", False),
        (r"\*a*\**a", "*axx*xa", True),
    ],
)
def test_patterns_mean_what_they_meant(pattern: str, path: str, matches: bool) -> None:
    assert spec_of([pattern]).match_file(path) is matches
    if "[!" not in pattern:  # which pathspec takes for a slash too
        assert GitIgnoreSpec.from_lines([pattern], backend="simple").match_file(path) is matches


@pytest.mark.parametrize("pattern", ["[z-a]", "a/[z-a]", "[", "a/[b", "[]", "\\", "!", "/", "[[:alpha:]]/x"])
def test_a_pattern_that_makes_no_sense_matches_nothing(pattern: str, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text(f"{pattern}\n")
    (tmp_path / "articlelint.toml").write_text(f"[[overrides]]\npaths = ['{pattern}']\n")
    (tmp_path / "a.md").write_text("# A\n\nA is the the lake.\n")
    assert main(["check", str(tmp_path), "--no-cache", "--quiet"]) == 1
