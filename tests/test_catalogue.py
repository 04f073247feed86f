"""What a wheel brings of the rules' checks is what the checks themselves declare, and is enough to find the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from articlelint.cli.main import main
from articlelint.engine import catalogue
from articlelint.engine.rule import declaration

RULES = catalogue.shipped_folder()
_LINT = """
import sys
from pathlib import Path
from articlelint.engine import catalogue
catalogue.shipped_folder = lambda: Path(sys.argv[1])
import articlelint
text = Path(sys.argv[2]).read_text()
for each in articlelint.lint(text, path="a.md").diagnostics:
    print(each.rule, each.span, each.message)
print(sum(name.startswith("articlelint.checks.") for name in sys.modules), file=sys.stderr)
"""


def test_a_wheel_knows_what_each_check_declares() -> None:
    rows = json.loads(catalogue.compiled(RULES))
    rules = catalogue.load()
    assert rows.keys() == rules.keys()
    for name, row in rows.items():
        built = catalogue.build_rule(name, rules[name]._load.where, *row, trusted=True)
        assert built.declared == declaration(rules[name].check, rules[name].options), name
        assert (built.summary, built.severities, built.formats) == (
            rules[name].summary,
            rules[name].severities,
            rules[name].formats,
        )


def test_checks_that_do_not_look_are_not_imported(tmp_path: Path) -> None:
    compiled = tmp_path / "rules"
    compiled.mkdir()
    (compiled / catalogue.COMPILED).write_text(catalogue.compiled(RULES))
    article = tmp_path / "a.md"
    article.write_text(
        "# Lyon\n\nLyon is a world-class city of of France. [citation needed] See [Atlantis](#atlantis) and [[Paris]].\n\n"
        "## See also\n\n### Deep\n\n- TODO\n\n## Notes\n"
    )

    def lint(folder: Path) -> tuple[str, int]:
        done = subprocess.run(
            [sys.executable, "-c", _LINT, folder, article], capture_output=True, text=True, check=True
        )
        return done.stdout, int(done.stderr)

    told, imported = lint(compiled)
    expected, every = lint(RULES)
    assert told == expected
    assert told.count("\n") > 4
    assert imported < every


def test_options_of_a_user_decide_what_a_check_declares() -> None:
    from articlelint.engine import selection

    rows = json.loads(catalogue.compiled(RULES))
    name = "text/placeholder"
    rule = catalogue.build_rule(name, "page", *rows[name], trusted=True)
    changed = selection.configured(rule, {"phrases": ["Yet To Come"]}, "rules")
    assert "yet to come" in {each.lower() for each in changed.declared.needles or ()}
    assert changed.declared != rule.declared


def test_a_wheel_brings_the_compiled_patterns_of_our_pages(tmp_path: Path) -> None:
    from articlelint.phrases import precompiled
    from articlelint.phrases.entry import entries
    from articlelint.phrases.pattern import compile_pattern, is_plain

    options = [rule.options for rule in catalogue.load().values() if "Matches" in rule.declared.wants]
    file = tmp_path / precompiled.SHIPPED
    file.write_text(precompiled.precompile(options))
    count = 0
    for given in options:
        found = precompiled.precompiled_for(given, str(file))
        for entry in entries(given):
            assert precompiled.pattern_of(entry.phrase, found) == compile_pattern(entry.phrase, given.words)
            none = precompiled.Precompiled(given.words, {})
            first_words = precompiled.first_words(entry.phrase, found)[0]
            assert first_words == precompiled.first_words(entry.phrase, none)[0]
            assert (entry.phrase in found.rows) != is_plain(entry.phrase)
            count += 1
    assert count > 100
    assert not precompiled.precompiled_for(options[0], str(tmp_path / "nothing.json")).rows


@pytest.mark.parametrize("check", ['"../../x"', '"os.path"', '"__init__"', '""', '"no\\u0000name"', "3", '"nowhere"'])
def test_a_check_that_is_none_is_told_in_one_sentence(tmp_path, capsys, check):
    (tmp_path / "rules" / "own").mkdir(parents=True)
    page = f'# Rule\n\nWhy.\n\n```toml rule\ncheck = {check}\nseverity = "warning"\n```\n'
    (tmp_path / "rules" / "own" / "rule.md").write_text(page)
    (tmp_path / "articlelint.toml").write_text('rule-folders = ["rules"]\n')
    (tmp_path / "a.md").write_text("# A\n\nA is a letter.\n")
    assert main(["check", str(tmp_path), "--no-cache"]) == 2
    told = capsys.readouterr().err.strip()
    assert "rule.md: " in told
    assert "\n" not in told
